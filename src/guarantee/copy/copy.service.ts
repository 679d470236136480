import type { z } from 'zod';
import { listSentTo } from '../../channels/message/message.service.ts';
import { noticeOperations } from '../../channels/notice/notice.contract.ts';
import { noticeHandlers } from '../../channels/notice/notice.service.ts';
import { preferenceOperations } from '../../channels/preference/preference.contract.ts';
import { preferenceHandlers } from '../../channels/preference/preference.service.ts';
import { reportOperations } from '../../collect/report/report.operations.contract.ts';
import { reportHandlers } from '../../collect/report/report.service.ts';
import { getResidence } from '../../collect/residence/residence.contract.ts';
import { residenceHandlers } from '../../collect/residence/residence.service.ts';
import type { Id } from '../../kernel/id.ts';
import type { Operation } from '../../kernel/operation.ts';
import { type Outcome, ok, refuse, refuseFor } from '../../kernel/outcome.ts';
import { addMs, formatInstant, type Instant } from '../../kernel/time.ts';
import { readAccount, readMe } from '../../people/account/account.contract.ts';
import { accountHandlers } from '../../people/account/account.service.ts';
import { listAccountEvents, noteEvent } from '../../people/account/account-event.service.ts';
import { listOwnLooks } from '../../people/look/look.contract.ts';
import { lookHandlers } from '../../people/look/look.service.ts';
import { listSessions } from '../../people/session/session.contract.ts';
import { isRecent } from '../../people/session/session.rules.ts';
import { findOwnSession } from '../../people/session/session.service.ts';
import { sessionHandlers } from '../../people/session/session-list.service.ts';
import { type BoundOperation, type Call, type HandlersOf, implement } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { readErasure } from '../erasure/erasure.contract.ts';
import { erasureHandlers } from '../erasure/erasure.service.ts';
import { copyOperations, type OwnCopy } from './copy.contract.ts';
import { mayMakeCopy, mayReadOffer, type Standing } from './copy.policy.ts';
import { copiesADay, copiesCountMs, maxReports, maxRows } from './copy.rules.ts';

type Handlers = HandlersOf<typeof copyOperations>;
type MakeRefusal = Exclude<ReturnType<typeof mayMakeCopy>, true>;

const eventsLookedAt = 50;

/** What everybody is shown of their own elsewhere, asked for by themselves: so a copy holds all of it, and nothing of others. */
const shownElsewhere: readonly BoundOperation[] = [
  ...[...accountHandlers, ...sessionHandlers, ...residenceHandlers, ...preferenceHandlers],
  ...[...reportHandlers, ...noticeHandlers, ...lookHandlers, ...erasureHandlers],
];

type Answer<Op extends Operation> = z.output<Op['output']>;

async function shown<Op extends Operation>(
  call: Call,
  operation: Op,
  input: z.input<Op['input']>,
): Promise<Answer<Op>> {
  const bound = shownElsewhere.find((one) => one.operation === operation);
  if (!bound) throw new Error(`no service does ${operation.name}`);
  const outcome = await bound.carryOut(call, input);
  if (!outcome.ok) throw new Error(`${operation.name} is refused its own person: ${outcome.refusal.code}`);
  return operation.output.parse(outcome.value) as Answer<Op>;
}

/** All pages of a list, one after the other, so many rows at most. */
async function allOf<Row>(
  page: (after: string | undefined) => Promise<{ rows: readonly Row[]; next: string | null }>,
  limit: number,
): Promise<Row[]> {
  const found: Row[] = [];
  for (let after: string | undefined; found.length < limit; ) {
    const { rows, next } = await page(after);
    found.push(...rows);
    if (next === null) break;
    after = next;
  }
  return found.slice(0, limit);
}

const placed = (after: string | undefined) => (after === undefined ? {} : { after });

type Taken = Standing & { last: Instant | null; nextAt: Instant };

/** How fresh somebody's sign-in is, and how many copies they took lately; more events than are looked at allow fewer. */
async function standingOf(tx: Tx, call: Call, accountId: Id<'account'>): Promise<Taken> {
  const session = await findOwnSession(tx, call);
  const since = addMs(call.now, -copiesCountMs);
  const taken = (await listAccountEvents(tx, accountId, eventsLookedAt)).filter(
    ({ kind, at }) => kind === 'data-copied' && at > since,
  );
  return {
    isRecent: session !== undefined && isRecent(session, call.now),
    ...{ taken: taken.length, last: taken[0]?.at ?? null },
    // The one that has to be a day old before another is allowed; the newest come first.
    nextAt: addMs(taken[copiesADay - 1]?.at ?? since, copiesCountMs),
  };
}

const offerCopy: Handlers['offerCopy'] = async (call) => {
  const { asker } = call;
  if (mayReadOffer(asker) !== true || asker.kind !== 'person') return refuse('sign-in-first');
  const standing = await call.read((tx) => standingOf(tx, call, asker.accountId));
  const { reports } = await shown(call, readErasure, {});
  const may = mayMakeCopy(asker, standing);
  return ok({
    reports,
    madeAt: standing.last === null ? null : formatInstant(standing.last),
    nextAt: may === 'copy-made-often' ? formatInstant(standing.nextAt) : null,
    can: { make: may === 'sign-in-first' ? 'sign-in-not-recent' : may },
  });
};

async function ownReports(call: Call): Promise<OwnCopy['reports']> {
  const { listOwnReports, getReport } = reportOperations;
  const rows = await allOf(
    (after) => shown(call, listOwnReports, { ...placed(after), limit: 100 }),
    maxReports,
  );
  const reports: OwnCopy['reports'] = [];
  for (const { id } of rows) reports.push(await shown(call, getReport, { reportId: id }));
  return reports;
}

/** What the person was told, not what a post they hold was: that is about others. */
async function ownNotices(call: Call): Promise<OwnCopy['notices']> {
  const { listNotices } = noticeOperations;
  const rows = await allOf((after) => shown(call, listNotices, { ...placed(after), limit: 100 }), maxRows);
  return rows.filter(({ postId }) => postId === null);
}

async function ownLooks(call: Call): Promise<OwnCopy['looks']> {
  return allOf(async (after) => {
    const { looks, next } = await shown(call, listOwnLooks, placed(after));
    return { rows: looks, next };
  }, maxRows);
}

async function collect(call: Call, personId: Id<'person'>): Promise<OwnCopy> {
  const sent = await call.read((tx) => listSentTo(tx, personId, maxRows));
  return {
    madeAt: formatInstant(call.now),
    person: (await shown(call, readMe, {})).person,
    account: await shown(call, readAccount, {}),
    sessions: (await shown(call, listSessions, {})).sessions,
    residence: await shown(call, getResidence, {}),
    preferences: await shown(call, preferenceOperations.getPreferences, {}),
    reports: await ownReports(call),
    notices: await ownNotices(call),
    sent: sent.map(({ at, channel, purpose, state, maskedTo }) => ({
      ...{ at: formatInstant(at), channel, purpose, state, to: maskedTo },
    })),
    looks: await ownLooks(call),
    erasure: await shown(call, readErasure, {}),
  };
}

const makeCopy: Handlers['makeCopy'] = async (call) => {
  const { asker, now } = call;
  if (asker.kind !== 'person') return refuse('sign-in-first');
  const { accountId, personId } = asker;
  // Noted before anything is given away, so that its owner sees on the account that a copy was taken.
  const noted = await call.write(async (tx): Promise<Outcome<true, MakeRefusal>> => {
    const standing = await standingOf(tx, call, accountId);
    const may = mayMakeCopy(asker, standing);
    if (may === 'copy-made-often') return refuseFor(may, standing.nextAt - now);
    if (may !== true) return refuse(may);
    await noteEvent(tx, accountId, 'data-copied', 'self', now);
    return ok(true);
  });
  return noted.ok ? ok(await collect(call, personId)) : noted;
};

export const copyHandlers = implement(copyOperations, { offerCopy, makeCopy });
