import type { Id } from '../../kernel/id.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import type { Instant } from '../../kernel/time.ts';
import { atOnce, type Say, type Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { enqueue } from '../../platform/outbox.ts';
import type { WorkCalendar } from '../calendar/calendar.contract.ts';
import { loadCalendar } from '../calendar/calendar.service.ts';
import {
  type CategoryLimit,
  type ClockKind,
  type Deadline,
  deadlineMovedJob,
  type PauseReason,
} from './deadline.contract.ts';
import {
  type ClockStart,
  dropClock,
  type ExtendRefusal,
  endClock,
  extendClock,
  lastDayBefore,
  openDeadline,
  type RelimitRefusal,
  type ResumeRefusal,
  recountClock,
  relimitClock,
  resumeClock,
  type SuspendRefusal,
  suspendClock,
} from './deadline.rules.ts';
import {
  type DeadlineId,
  type DeadlineRow,
  insertDeadlines,
  listAllRunning,
  listBySubjects,
  listRunningDue,
  listRunningOf,
  lockAllRunning,
  lockExhausted,
  lockLapsed,
  lockRunning,
  updateDeadline,
} from './deadline.store.ts';

/** A deadline on record: of which report, matter or order it is. */
export type KeptDeadline = Deadline & { id: DeadlineId; subjectId: Id };

/** Starts a clock of a report, matter or order. One of a kind runs at a time; starting a second is a defect. */
export async function startDeadline(
  tx: Tx,
  subjectId: Id,
  start: ClockStart,
  say: Say = atOnce,
): Promise<KeptDeadline> {
  const [started] = await startDeadlines(tx, [subjectId], start, say);
  if (!started) throw new Error('no clock was started');
  return started;
}

/** Starts the same clock of many reports, matters or orders at once; gives them in the order of the subjects. */
export async function startDeadlines(
  tx: Tx,
  subjectIds: readonly Id[],
  start: ClockStart,
  say: Say = atOnce,
): Promise<KeptDeadline[]> {
  if (subjectIds.length === 0) return [];
  const deadline = openDeadline(start, await loadCalendar(tx));
  const started = subjectIds.map((subjectId) => ({ ...deadline, id: newId<DeadlineId>(), subjectId }));
  await say(insertDeadlines(tx, started.map(rowOf)));
  return started;
}

/** Ends the running clock of a kind, in time or late; gives nothing if none runs. */
export async function endDeadline(
  tx: Tx,
  subjectId: Id,
  kind: ClockKind,
  at: Instant,
): Promise<KeptDeadline | undefined> {
  const row = await lockRunning(tx, subjectId, kind);
  if (!row) return undefined;
  const calendar = await loadCalendar(tx);
  return keep(tx, row, endClock(keptOf(row), at, calendar));
}

/** Ends the running clocks of a subject, or those of some kinds, because what they wait for lost its meaning. */
export async function dropDeadlines(
  tx: Tx,
  subjectId: Id,
  at: Instant,
  kinds?: readonly ClockKind[],
): Promise<KeptDeadline[]> {
  const calendar = await loadCalendar(tx);
  const dropped: KeptDeadline[] = [];
  for (const row of await lockAllRunning(tx, subjectId)) {
    if (kinds && !kinds.includes(row.kind)) continue;
    dropped.push(await keep(tx, row, dropClock(keptOf(row), at, calendar)));
  }
  return dropped;
}

/** Drops running clocks of a kind whose time is over, a batch at most, where nobody had anything to do: a job's work. */
export async function dropLapsed(
  tx: Tx,
  kind: ClockKind,
  at: Instant,
  limit: number,
): Promise<KeptDeadline[]> {
  const calendar = await loadCalendar(tx);
  const dropped: KeptDeadline[] = [];
  for (const row of await lockLapsed(tx, kind, at, limit)) {
    dropped.push(await keep(tx, row, dropClock(keptOf(row), at, calendar)));
  }
  return dropped;
}

/** Stops the `resolve` clock of a matter; all its other clocks run on, as they never stand still. */
export function suspendDeadlines(
  tx: Tx,
  subjectId: Id,
  at: Instant,
  reason: PauseReason,
): Promise<Outcome<KeptDeadline, SuspendRefusal>> {
  return changeResolve(tx, subjectId, (deadline, calendar) => suspendClock(deadline, at, reason, calendar));
}

/** Lets the `resolve` clock of a matter go on. */
export function resumeDeadlines(
  tx: Tx,
  subjectId: Id,
  at: Instant,
): Promise<Outcome<KeptDeadline, ResumeRefusal>> {
  return changeResolve(tx, subjectId, (deadline, calendar) => resumeClock(deadline, at, calendar));
}

/** Extends the `resolve` clock of a matter by so many workdays. */
export function extendDeadline(
  tx: Tx,
  subjectId: Id,
  count: number,
  at: Instant,
): Promise<Outcome<KeptDeadline, ExtendRefusal>> {
  return changeResolve(tx, subjectId, (deadline, calendar) => extendClock(deadline, count, at, calendar));
}

/** Gives the running `resolve` clock of a matter another category's limit, from the same start on. */
export function relimitDeadline(
  tx: Tx,
  subjectId: Id,
  to: CategoryLimit,
  at: Instant,
): Promise<Outcome<KeptDeadline, RelimitRefusal>> {
  return changeResolve(tx, subjectId, (deadline, calendar) => relimitClock(deadline, to, at, calendar));
}

/** Resumes the clocks that have used up their suspension by an instant, and gives them: a job's work. */
export async function resumeExhausted(tx: Tx, at: Instant): Promise<KeptDeadline[]> {
  const calendar = await loadCalendar(tx);
  const resumed: KeptDeadline[] = [];
  for (const row of await lockExhausted(tx, at)) {
    const outcome = resumeClock(keptOf(row), at, calendar);
    if (!outcome.ok) throw new Error(`a suspended clock did not go on: ${outcome.refusal.code}`);
    resumed.push(await keep(tx, row, outcome.value));
  }
  return resumed;
}

/**
 * Reckons every running clock of the community again, after its calendar changed; gives those that moved. Whoever
 * looks after what a clock belongs to is told of each by a job.
 */
export async function recountDeadlines(tx: Tx, at: Instant): Promise<KeptDeadline[]> {
  const calendar = await loadCalendar(tx);
  const moved: KeptDeadline[] = [];
  for (const row of await lockAllRunning(tx, null)) {
    const before = keptOf(row);
    const fresh = recountClock(before, calendar, at);
    if (!fresh) continue;
    const kept = await keep(tx, row, fresh);
    if (fresh.dueAt === row.dueAt) continue;
    moved.push(kept);
    const { subjectId, kind, dueOn } = kept;
    const payload = { subjectId, kind, was: before.dueOn, dueOn };
    await enqueue(tx, { kind: deadlineMovedJob, payload, runAt: at, now: at });
  }
  return moved;
}

/** What `recountDeadlines` would do under another calendar; nothing is changed. */
export async function foreseeRecount(
  tx: Tx,
  calendar: WorkCalendar,
  at: Instant,
): Promise<{ later: number; earlier: number }> {
  const foreseen = { later: 0, earlier: 0 };
  for (const row of await listAllRunning(tx)) {
    const fresh = recountClock(keptOf(row), calendar, at);
    if (fresh && fresh.dueAt > row.dueAt) foreseen.later += 1;
    if (fresh && fresh.dueAt < row.dueAt) foreseen.earlier += 1;
  }
  return foreseen;
}

/** All clocks, running and ended, of some reports, matters or orders, each subject's in the order they started. */
export async function listDeadlines(tx: Tx, subjectIds: readonly Id[]): Promise<KeptDeadline[]> {
  if (subjectIds.length === 0) return [];
  return (await listBySubjects(tx, subjectIds)).map(keptOf);
}

/** Running clocks due by an instant, suspended ones left out, the most urgent first. */
export async function listDue(tx: Tx, until: Instant, limit = 200): Promise<KeptDeadline[]> {
  return (await listRunningDue(tx, until, limit)).map(keptOf);
}

/** Every clock of some kinds that runs now: what reminders are reckoned from. */
export async function listRunning(tx: Tx, kinds: readonly ClockKind[]): Promise<KeptDeadline[]> {
  return (await listRunningOf(tx, kinds)).map(keptOf);
}

async function changeResolve<Code extends string>(
  tx: Tx,
  subjectId: Id,
  change: (deadline: Deadline, calendar: Awaited<ReturnType<typeof loadCalendar>>) => Outcome<Deadline, Code>,
): Promise<Outcome<KeptDeadline, Code | 'clock-ended'>> {
  const row = await lockRunning(tx, subjectId, 'resolve');
  if (!row) return refuse('clock-ended');
  const outcome = change(keptOf(row), await loadCalendar(tx));
  return outcome.ok ? ok(await keep(tx, row, outcome.value)) : outcome;
}

async function keep(tx: Tx, row: DeadlineRow, deadline: Deadline): Promise<KeptDeadline> {
  const kept = { ...deadline, id: row.id, subjectId: row.subjectId };
  await updateDeadline(tx, rowOf(kept));
  return kept;
}

function keptOf({ data, ...row }: DeadlineRow): KeptDeadline {
  return { ...row, ...data, dueOn: lastDayBefore(row.dueAt) };
}

function rowOf(kept: KeptDeadline): DeadlineRow {
  const { limit, pauses, extension, halvedFrom, category, dueOn: _derived, ...rest } = kept;
  const { relimits, missedOn, ...row } = rest;
  const since = { ...(relimits && { relimits }), ...(missedOn && { missedOn }) };
  return { ...row, data: { limit, pauses, extension, halvedFrom, category, ...since } };
}
