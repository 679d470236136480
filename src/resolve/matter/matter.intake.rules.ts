import type { Category, Tier } from '../../collect/category/category.contract.ts';
import { categoryFlag } from '../../collect/category/category.contract.ts';
import type { ReportState } from '../../collect/report/report.contract.ts';
import { checkAsk } from '../../collect/report/report.rules.ts';
import type { Id } from '../../kernel/id.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { draftEntry } from '../../ledger/entry/entry.rules.ts';
import type { Matter, RedirectChannel, RejectReason } from './matter.contract.ts';
import type {
  Act,
  Case,
  DeadlineChange,
  IntakeDecision,
  IntakeReport,
  MatterChange,
  NewMatter,
  Reckon,
  ReportChange,
  ReportDecision,
} from './matter.decision.ts';
import { matterEntries, reportDecisionEntries } from './matter.entries.ts';
import { deputyFacts, entryOf, eventOf, named } from './matter.rules.ts';
import { nextState, openStates } from './matter.states.ts';

export type AcceptInput = {
  matterId: Id<'matter'>;
  publicTitle: string;
  /** The category in force on the day, or undefined if there is none of that code. */
  category: Category | undefined;
  tier: Tier;
  messageToReporter: string | null;
};

/** Opens a matter from a submitted report, under the report's number; its clocks start now. */
export function decideAccept(
  report: IntakeReport,
  input: AcceptInput,
  act: Act,
  reckon: Reckon,
): Outcome<IntakeDecision<NewMatter>, 'report-already-decided' | 'category-unknown'> {
  if (report.state !== 'submitted') return alreadyDecided(report);
  const { category } = input;
  if (category === undefined) return refuse('category-unknown');
  return ok(openMatter(report, { ...input, category }, act, reckon));
}

/** What opening a matter under a report's number brings about, whatever led to it. */
export function openMatter(
  report: Omit<IntakeReport, 'state'>,
  input: AcceptInput & { category: Category },
  act: Act,
  reckon: Reckon,
): IntakeDecision<NewMatter> {
  const { now } = act;
  const { limit } = input.category;
  const matter = openedMatter(report, input, act);
  const promise: DeadlineChange = { do: 'start', clock: 'resolve', limit, reopenings: 0, from: now };
  const dueOn = reckon(promise);
  return {
    matter,
    report: decided(report, 'accepted', matter.id, null, input.messageToReporter),
    deadlines: [
      promise,
      ...(limit === 'U2h' ? ([{ do: 'start', clock: 'on-site', from: now }] as const) : []),
    ],
    entries: [
      entryOf(
        matterEntries.accepted,
        matter,
        act,
        { channel: report.channel, limit, dueOn },
        { title: matter.publicTitle },
      ),
    ],
    notices: [
      {
        to: 'report',
        reportId: report.id,
        template: 'accepted',
        params: { ...named(matter), dueOn, message: input.messageToReporter },
      },
    ],
    event: eventOf('accept', act, { facts: { dueOn, tier: matter.tier }, words: input.messageToReporter }),
  };
}

function openedMatter(
  report: Omit<IntakeReport, 'state'>,
  input: Omit<AcceptInput, 'category'> & { category: Category },
  act: Act,
): NewMatter {
  const { category } = input;
  return {
    id: input.matterId,
    number: report.number,
    state: 'accepted',
    publicTitle: input.publicTitle,
    categoryCode: category.code,
    tier: input.tier,
    limit: category.limit,
    sensitive: category.flags.includes(categoryFlag.sensitive),
    proofExpected: category.flags.includes(categoryFlag.proofPhoto),
    building: report.building,
    area: report.area,
    firstReportId: report.id,
    mainHandler: null,
    assisting: [],
    acceptedAt: act.now,
    dispatchedAt: null,
    contactedAt: null,
    onSiteAt: null,
    resolvedAt: null,
    closedAt: null,
    result: null,
    closing: null,
    returnedCount: 0,
    reopenedCount: 0,
    urgedCount: 0,
    supervision: null,
    extensionAsked: false,
    extended: false,
    suspendedFor: null,
    suspendedUntil: null,
    forJointMeeting: false,
    mergedInto: null,
  };
}

/** Accepts a report as one more voice of an open matter about the same place; its reporter follows that one. */
export function decideAcceptInto(
  report: IntakeReport,
  subject: Case,
  input: { messageToReporter: string | null },
): Outcome<
  IntakeDecision<MatterChange>,
  'report-already-decided' | 'target-not-open' | 'step-not-possible' | 'other-place'
> {
  const { matter, act } = subject;
  if (report.state !== 'submitted') return alreadyDecided(report);
  if (!openStates.has(matter.state)) return refuse('target-not-open');
  const state = nextState(matter.state, 'join');
  if (state === undefined) return refuse('step-not-possible', { state: matter.state, action: 'join' });
  if (!isSamePlace(report.building, matter.building)) return refuse('other-place');
  return ok({
    matter: { state },
    report: decided(report, 'merged', matter.id, null, input.messageToReporter),
    deadlines: [],
    entries: [entryOf(matterEntries.joined, matter, act, { report: report.number, channel: report.channel })],
    notices: [
      {
        to: 'report',
        reportId: report.id,
        template: 'joined',
        params: {
          number: report.number,
          into: matter.number,
          title: matter.publicTitle,
          message: input.messageToReporter,
        },
      },
    ],
    event: eventOf('accept-into', act, { facts: { report: report.number } }),
  });
}

/** Whether two places can be one matter's: the same building, or one of them not tied to a building. */
export function isSamePlace(a: Matter['building'], b: Matter['building']): boolean {
  return a === null || b === null || a.id === b.id;
}

/** Does not accept a report; its reporter is told why (北京市接诉即办工作条例 11). */
export function decideReject(
  report: IntakeReport,
  input: { reason: RejectReason; messageToReporter: string },
  act: Act,
): Outcome<ReportDecision, 'report-already-decided'> {
  if (report.state !== 'submitted') return alreadyDecided(report);
  const { reason, messageToReporter: message } = input;
  return ok({
    report: decided(report, 'rejected', null, reason, message),
    entries: [draftEntry(reportDecisionEntries.rejected, said(report, act, { reason }, { message }))],
    notices: [
      {
        to: 'report',
        reportId: report.id,
        template: 'rejected',
        params: { number: report.number, reason, message },
      },
    ],
    event: eventOf('reject', act, { facts: { reason }, words: message }),
  });
}

/** Tells the reporter who is the right one to go to, and ends the report here. */
export function decideRedirect(
  report: IntakeReport,
  input: { channel: RedirectChannel; messageToReporter: string },
  act: Act,
): Outcome<ReportDecision, 'report-already-decided'> {
  if (report.state !== 'submitted') return alreadyDecided(report);
  const { channel, messageToReporter: message } = input;
  return ok({
    report: decided(report, 'redirected', null, channel, message),
    entries: [draftEntry(reportDecisionEntries.redirected, said(report, act, { channel }, { message }))],
    notices: [
      {
        to: 'report',
        reportId: report.id,
        template: 'redirected',
        params: { number: report.number, channel, message },
      },
    ],
    event: eventOf('redirect', act, { facts: { channel }, words: message }),
  });
}

/** Asks the reporter once for what is missing. The accept clock keeps running: asking must not buy time. */
export function decideAsk(
  report: IntakeReport,
  input: { question: string },
  act: Act,
): Outcome<ReportDecision, 'report-already-decided' | 'already-asked' | 'reporter-unreachable'> {
  const can = checkAsk(report);
  if (can === 'report-already-decided') return alreadyDecided(report);
  if (can !== true) return refuse(can);
  const { question } = input;
  return ok({
    report: { do: 'ask', reportId: report.id, question },
    entries: [draftEntry(reportDecisionEntries.asked, said(report, act, {}, { question }))],
    notices: [
      { to: 'report', reportId: report.id, template: 'asked', params: { number: report.number, question } },
    ],
    event: eventOf('ask', act, { words: question }),
  });
}

function alreadyDecided(report: IntakeReport) {
  return refuse('report-already-decided', { number: report.number, state: report.state });
}

function decided(
  report: Pick<IntakeReport, 'id'>,
  state: Exclude<ReportState, 'submitted'>,
  matterId: Id<'matter'> | null,
  reason: string | null,
  message: string | null,
): ReportChange {
  return { do: 'decide', reportId: report.id, state, matterId, reason, message };
}

function said<Facts, Hidden>(report: IntakeReport, act: Act, facts: Facts, privateValues: Hidden) {
  return {
    number: report.number,
    occurredAt: act.now,
    facts: { ...facts, ...deputyFacts(act) },
    privateValues,
  };
}
