import { loadCalendar } from '../../clocks/calendar/calendar.service.ts';
import { findCategory } from '../../collect/category/category.service.ts';
import { getReportForDecision, type KnownReport } from '../../collect/report/report-decision.service.ts';
import type { Id } from '../../kernel/id.ts';
import type { InputOf, RefusalOf } from '../../kernel/operation.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { dateOf } from '../../kernel/time.ts';
import type { Call, HandlersOf } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import type { Act, IntakeReport, ReportDecision } from './matter.decision.ts';
import { decideDispatch } from './matter.handling.rules.ts';
import {
  decideAccept,
  decideAcceptInto,
  decideAsk,
  decideRedirect,
  decideReject,
} from './matter.intake.rules.ts';
import type { intakeOperations } from './matter.operations.contract.ts';
import { actOf, mayDecideOnReport, readerOf } from './matter.policy.ts';
import { refuseStale } from './matter.rules.ts';
import { lockMatter } from './matter.store.ts';
import { type LoadedCase, loadCase, reckonOn } from './matter-case.service.ts';
import { performDecision, performOpening, performReportDecision } from './matter-decision.service.ts';
import { lastChangeOf } from './matter-event.service.ts';
import { findHandlers } from './matter-handler.service.ts';
import { countHouseholdsOf } from './matter-household.service.ts';
import { reviewForStaff } from './matter-view.service.ts';

type Handlers = HandlersOf<typeof intakeOperations>;

/** Who decides, and when: in a request of their own, or later in the name of who asked for several at once. */
export type Deciding = Pick<Call, 'asker' | 'now'>;

type InputTo<Name extends keyof typeof intakeOperations> = InputOf<(typeof intakeOperations)[Name]>;

/** The desk decides under its own hat. */
function deskAct({ asker, now }: Deciding): Act {
  if (asker.kind !== 'person') throw new Error('only a person decides on reports');
  const desk = asker.posts.find((post) => post.kind === 'desk');
  const post = { postId: desk?.id ?? null, isDeputy: desk?.lent === true };
  return { now, hat: 'desk', personId: asker.personId, ...post, reportId: null };
}

function intakeReport(report: KnownReport): IntakeReport {
  const { id, number, state, channel, building, area, askedAt, reachable } = report;
  return { id, number, state, channel, building, area, askedAt, reachable };
}

/** The report to decide on, locked, if the asker is one to decide. */
async function reportToDecide(
  call: Deciding,
  tx: Tx,
  reportId: Id<'report'>,
): Promise<Outcome<KnownReport, 'report-not-found' | 'desk-only' | 'street-reads-only'>> {
  const may = mayDecideOnReport(call.asker);
  if (may !== true) return refuse(may);
  const report = await getReportForDecision(tx, reportId);
  return report ? ok(report) : refuse('report-not-found');
}

/** Opens a matter from a report in the caller's transaction, dispatched at once if a handler is named. */
export async function openFromReport(
  call: Deciding,
  tx: Tx,
  input: InputTo<'acceptReport'>,
): Promise<Outcome<Id<'matter'>, RefusalOf<(typeof intakeOperations)['acceptReport']>>> {
  const found = await reportToDecide(call, tx, input.reportId);
  if (!found.ok) return found;
  const report = found.value;
  if (report.aside === 'abusive') return refuse('report-marked-abusive');
  const category = await findCategory(tx, input.categoryCode, dateOf(call.now));
  const matterId = newId<Id<'matter'>>();
  const calendar = await loadCalendar(tx);
  const { publicTitle, tier, messageToReporter } = input;
  const decision = decideAccept(
    intakeReport(report),
    { matterId, publicTitle, tier, messageToReporter, category },
    deskAct(call),
    reckonOn(calendar, []),
  );
  if (!decision.ok) return decision;
  await performOpening(tx, decision.value, report, call.now);
  const opened = await countHouseholdsOf(tx, matterId, call.now);
  if (input.mainHandlerPostId !== null) {
    const dispatched = await dispatchAtOnce(call, tx, opened, {
      mainHandlerPostId: input.mainHandlerPostId,
      assistingPostIds: input.assistingPostIds,
      messageToHandlers: input.messageToHandlers,
    });
    if (!dispatched.ok) return dispatched;
  }
  return ok(matterId);
}

export const acceptReport: Handlers['acceptReport'] = (call, input) =>
  call.write(async (tx) => {
    const opened = await openFromReport(call, tx, input);
    return opened.ok ? ok(await reviewForStaff(tx, opened.value, call)) : opened;
  });

/** Accepting and dispatching are two steps of one decision: both in one transaction, each with its own record. */
async function dispatchAtOnce(
  call: Deciding,
  tx: Tx,
  loaded: LoadedCase,
  input: {
    mainHandlerPostId: Id<'post'>;
    assistingPostIds: readonly Id<'post'>[];
    messageToHandlers: string | null;
  },
): Promise<Outcome<null, 'handler-unknown' | 'handler-twice'>> {
  const { matter, facts, calendar, deadlines } = loaded;
  const handlers = await findHandlers(tx, input, call.now);
  const subject = { matter, facts, act: deskAct(call), reckon: reckonOn(calendar, deadlines) };
  const decision = decideDispatch(subject, { handlers, messageToHandlers: input.messageToHandlers });
  if (!decision.ok) {
    const { code } = decision.refusal;
    if (code === 'handler-unknown' || code === 'handler-twice') return refuse(code);
    throw new Error(`a matter just accepted could not be dispatched: ${code}`);
  }
  await performDecision(tx, loaded, decision.value, call.now);
  return ok(null);
}

/**
 * Lets a report join an open matter in the caller's transaction. `version` is absent where several join at once:
 * each raises it, and none of them takes anything from the others.
 */
export async function joinReport(
  call: Deciding,
  tx: Tx,
  input: Omit<InputTo<'acceptReportInto'>, 'version'> & { version?: number },
): Promise<Outcome<Id<'matter'>, RefusalOf<(typeof intakeOperations)['acceptReportInto']>>> {
  const found = await reportToDecide(call, tx, input.reportId);
  if (!found.ok) return found;
  if (found.value.aside === 'abusive') return refuse('report-marked-abusive');
  const matter = await lockMatter(tx, input.matterId);
  if (!matter) return refuse('matter-not-found');
  const loaded = await loadCase(tx, matter, call.now);
  const { facts, calendar, deadlines } = loaded;
  if (readerOf(call.asker, matter, facts) === 'none') return refuse('matter-not-found');
  if (input.version !== undefined) {
    const stale = refuseStale(matter, input.version, await lastChangeOf(tx, matter.id));
    if (!stale.ok) return stale;
  }
  const act = actOf(call.asker, 'join', matter, facts, call.now);
  const subject = { matter, facts, act, reckon: reckonOn(calendar, deadlines) };
  const decision = decideAcceptInto(intakeReport(found.value), subject, input);
  if (!decision.ok) return decision;
  // The one who is told is the reporter who joins; those already there hear nothing new.
  const joined = { ...loaded, reports: [...loaded.reports, found.value] };
  await performDecision(tx, joined, decision.value, call.now);
  await countHouseholdsOf(tx, matter.id, call.now);
  return ok(matter.id);
}

export const acceptReportInto: Handlers['acceptReportInto'] = (call, input) =>
  call.write(async (tx) => {
    const joined = await joinReport(call, tx, input);
    return joined.ok ? ok(await reviewForStaff(tx, joined.value, call)) : joined;
  });

/** Tells a reporter who is the right one to go to, in the caller's transaction. */
export async function redirectInstead(
  call: Deciding,
  tx: Tx,
  input: InputTo<'redirectReport'>,
): Promise<Outcome<null, RefusalOf<(typeof intakeOperations)['redirectReport']>>> {
  return decideInstead(call, tx, input.reportId, (report, act) => decideRedirect(report, input, act));
}

/** Decides on a report that leads to no matter. */
async function decideInstead<Code extends string>(
  call: Deciding,
  tx: Tx,
  reportId: Id<'report'>,
  decide: (report: IntakeReport, act: Act) => Outcome<ReportDecision, Code>,
) {
  const found = await reportToDecide(call, tx, reportId);
  if (!found.ok) return found;
  const decision = decide(intakeReport(found.value), deskAct(call));
  if (!decision.ok) return decision;
  await performReportDecision(tx, decision.value, found.value, call.now);
  return ok(null);
}

function decideOnReport<Code extends string>(
  call: Call,
  reportId: Id<'report'>,
  decide: (report: IntakeReport, act: Act) => Outcome<ReportDecision, Code>,
) {
  return call.write((tx) => decideInstead(call, tx, reportId, decide));
}

export const rejectReport: Handlers['rejectReport'] = async (call, input) => {
  const done = await decideOnReport(call, input.reportId, (report, act) => decideReject(report, input, act));
  return done.ok ? ok({ reportId: input.reportId, state: 'rejected' }) : done;
};

export const redirectReport: Handlers['redirectReport'] = async (call, input) => {
  const done = await call.write((tx) => redirectInstead(call, tx, input));
  return done.ok ? ok({ reportId: input.reportId, state: 'redirected' }) : done;
};

export const askReporter: Handlers['askReporter'] = async (call, input) => {
  const done = await decideOnReport(call, input.reportId, (report, act) => decideAsk(report, input, act));
  return done.ok ? ok({ reportId: input.reportId, state: 'submitted' }) : done;
};
