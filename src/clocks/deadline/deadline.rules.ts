import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { addMs, atMinute, dateOf, dayMs, hourMs, type Instant, type LocalDate } from '../../kernel/time.ts';
import type { WorkCalendar } from '../calendar/calendar.contract.ts';
import {
  addCalendarDays,
  addRunningMs,
  type Running,
  runningMs,
  runsAlways,
  runsInBusinessHours,
  runsOnWorkdays,
  unconfirmedYears,
} from '../calendar/calendar.rules.ts';
import type { CategoryLimit, Clock, ClockKind, Deadline, Limit, PauseReason } from './deadline.contract.ts';

/** The limits that do not depend on the category (docs/decisions; practice of 12345 hotlines). */
export const fixedLimits = {
  accept: { unit: 'business-hours', count: 2 },
  'on-site': { unit: 'hours', count: 2 },
  take: { unit: 'business-hours', count: 4 },
  'first-contact': { unit: 'hours', count: 24 },
  return: { unit: 'workdays', count: 1 },
  callback: { unit: 'workdays', count: 2 },
  archive: { unit: 'calendar-days', count: 7 },
  reopen: { unit: 'calendar-days', count: 15 },
  supervision: { unit: 'workdays', count: 2 },
} as const satisfies Record<Exclude<ClockKind, 'resolve'>, Limit>;

const workdaysOf = { U2h: 1, W1: 1, W3: 3, W5: 5, W7: 7, W15: 15, vote: 15 } satisfies Record<
  CategoryLimit,
  number
>;

const halfOf = {
  U2h: 'U2h',
  W1: 'W1',
  W3: 'W1',
  W5: 'W3',
  W7: 'W3',
  W15: 'W7',
  vote: 'W7',
} satisfies Record<CategoryLimit, CategoryLimit>;

/** A clock stands still for at most 60 days of the calendar in all, except for the vote it waits for. */
export const maxSuspendedMs = 60 * dayMs;

/** The shares of a clock's own time after which it reminds. */
export const reminderShares = [0.5, 0.8] as const;

/** What starts a clock; `reopenings` counts how often the matter was reopened before, this time included. */
export type ClockStart =
  | { kind: Exclude<ClockKind, 'resolve'>; startedAt: Instant; limit?: Limit }
  | {
      kind: 'resolve';
      startedAt: Instant;
      category: CategoryLimit;
      reopenings?: number;
      /** The day of a missed promise that this one takes the place of. */
      missedOn?: LocalDate;
    };

/** Half a category's limit, for a matter reopened: W15→W7, W7→W3, W5→W3, W3→W1; W1 and U2h stay. */
export function halveLimit(category: CategoryLimit): CategoryLimit {
  return halfOf[category];
}

/** Starts a clock: the fixed limit of its kind, or for `resolve` the category's, halved once for each reopening. */
export function openDeadline(start: ClockStart, calendar: WorkCalendar): Deadline {
  const blank = { startedAt: start.startedAt, pauses: [], extension: null, endedAt: null, endedAs: null };
  if (start.kind !== 'resolve') {
    const limit = start.limit ?? fixedLimits[start.kind];
    return reckonDeadline({ ...blank, kind: start.kind, limit, halvedFrom: [], category: null }, calendar);
  }
  const { missedOn } = start;
  const missed = missedOn === undefined ? {} : { missedOn };
  const halvedFrom: CategoryLimit[] = [];
  let category = start.category;
  for (let i = 0; i < (start.reopenings ?? 0); i++) {
    halvedFrom.push(category);
    category = halveLimit(category);
  }
  const length = { limit: workdaysLimit(category), halvedFrom, category };
  return reckonDeadline({ ...blank, kind: 'resolve', ...length, ...missed }, calendar);
}

/** A category's limit as a number of workdays. */
export function workdaysLimit(category: CategoryLimit): Limit {
  return { unit: 'workdays', count: workdaysOf[category] };
}

/**
 * Works out when a clock is due.
 *
 * Every clock has its own time: hours run always, business hours in the two shifts of a workday, workdays through
 * the 24 hours of each workday from 24:00 of the day the clock starts on, which is not counted (Civil Code of
 * China, art. 201). The due instant is the earliest at which the clock has run its limit, and its extension, in
 * that time; so workday clocks end at 24:00 of the last day (art. 203).
 *
 * A suspension takes out exactly the own time that passes during it, to the millisecond, wherever it begins and
 * ends: nothing is rounded to days, so stopping and starting can neither win nor lose time, and two adjoining
 * suspensions are one. A night, a weekend or the first day spent suspended moves a business-hours clock, a workday
 * clock, or either, not at all. A workday clock suspended at noon of one day and resumed at another hour therefore
 * ends at an hour of its last day instead of at 24:00. A suspension after the clock was due changes nothing.
 *
 * Calendar days count from the same midnight to 24:00 of the last day, moved on from a rest day (art. 203); they
 * cannot be suspended or extended.
 */
export function reckonDeadline(clock: Clock, calendar: WorkCalendar): Deadline {
  const startOn = dateOf(clock.startedAt);
  const dueAt =
    clock.limit.unit === 'calendar-days'
      ? atMinute(addCalendarDays(calendar, startOn, clock.limit.count), 1440)
      : instantAfter(clock, calendar, limitMs(clock));
  const dueOn = lastDayBefore(dueAt);
  const provisional = clock.limit.unit !== 'hours' && unconfirmedYears(calendar, startOn, dueOn).length > 0;
  return { ...clockOf(clock), dueAt, dueOn, provisional, ...standstillOf(clock) };
}

function clockOf(clock: Clock): Clock {
  const { kind, limit, startedAt, pauses, extension, halvedFrom, category, endedAt, endedAs } = clock;
  const { relimits, missedOn } = clock;
  return {
    ...{ kind, limit, startedAt, pauses, extension, halvedFrom, category, endedAt, endedAs },
    ...(relimits && { relimits }),
    ...(missedOn && { missedOn }),
  };
}

/** The day that ends at an instant, or in which it lies: 24:00 belongs to the day it ends. */
export function lastDayBefore(at: Instant): LocalDate {
  return dateOf(addMs(at, -1));
}

function standstillOf(clock: Clock): Pick<Deadline, 'suspendedAt' | 'suspendedUntil'> {
  const last = clock.pauses.at(-1);
  if (!last || last.to !== null) return { suspendedAt: null, suspendedUntil: null };
  const left = leftFor(clock, last.reason, last.from);
  return { suspendedAt: last.from, suspendedUntil: left === null ? null : addMs(last.from, left) };
}

/**
 * How much suspension a clock has left at an instant, in milliseconds: to wait for the owners' vote (null where that
 * may take as long as it takes), and for any other reason.
 */
export function suspensionLeftMs(clock: Clock, at: Instant): { vote: number | null; otherwise: number } {
  const used = clock.pauses
    .filter((pause) => !waitsForVote(clock, pause.reason))
    .reduce((sum, pause) => sum + ((pause.to ?? at) - pause.from), 0);
  const otherwise = Math.max(0, maxSuspendedMs - used);
  return { vote: waitsForVote(clock, 'owners-vote') ? null : otherwise, otherwise };
}

function leftFor(clock: Clock, reason: PauseReason, at: Instant): number | null {
  const { vote, otherwise } = suspensionLeftMs(clock, at);
  return reason === 'owners-vote' ? vote : otherwise;
}

function waitsForVote(clock: Clock, reason: PauseReason): boolean {
  return reason === 'owners-vote' && (clock.category === 'vote' || clock.halvedFrom.includes('vote'));
}

/** When a clock begins to run: at once, or at 24:00 of its first day where days are counted. */
export function runsFrom(clock: Clock): Instant {
  const countsDays = clock.limit.unit === 'workdays' || clock.limit.unit === 'calendar-days';
  return countsDays ? atMinute(dateOf(clock.startedAt), 1440) : clock.startedAt;
}

/** The parts of each day in which a clock of this unit runs. */
export function runningOf(unit: Limit['unit'], calendar: WorkCalendar): Running {
  if (unit === 'workdays') return runsOnWorkdays(calendar);
  return unit === 'business-hours' ? runsInBusinessHours(calendar) : runsAlways();
}

/** The length of one of a unit, in the clock's own time. */
export function unitMs(unit: Limit['unit']): number {
  return unit === 'hours' || unit === 'business-hours' ? hourMs : dayMs;
}

function limitMs(clock: Clock): number {
  return (clock.limit.count + (clock.extension?.count ?? 0)) * unitMs(clock.limit.unit);
}

/** The earliest instant at which a clock has run so long in its own time, its closed pauses left out. */
function instantAfter(clock: Clock, calendar: WorkCalendar, ms: number): Instant {
  const running = runningOf(clock.limit.unit, calendar);
  let from = runsFrom(clock);
  let left = ms;
  for (const pause of clock.pauses) {
    if (pause.to === null || pause.to <= from) continue;
    const ran = runningMs(running, from, pause.from);
    if (ran >= left) break;
    left -= ran;
    from = pause.to;
  }
  return addRunningMs(running, from, left);
}

/** How long a clock has run in its own time by an instant; it stops when it ends or is suspended. */
function ranMs(clock: Clock, calendar: WorkCalendar, at: Instant): number {
  const running = runningOf(clock.limit.unit, calendar);
  const until = clock.endedAt !== null && clock.endedAt < at ? clock.endedAt : at;
  let from = runsFrom(clock);
  let sum = 0;
  for (const pause of clock.pauses) {
    if (pause.from >= until) break;
    sum += runningMs(running, from, pause.from);
    if (pause.to === null) return sum;
    if (pause.to > from) from = pause.to;
  }
  return sum + runningMs(running, from, until);
}

/** The share of a clock's own time that is left, from 1 to 0: what a ring shows. */
export function shareLeft(deadline: Deadline, calendar: WorkCalendar, at: Instant): number {
  const ran = ranMs(deadline, calendar, at);
  return Math.min(1, Math.max(0, 1 - ran / totalMs(deadline)));
}

/** When a clock reminds: once half, once four fifths of its own time has run. Later extensions move both. */
export function reminderInstants(deadline: Deadline, calendar: WorkCalendar): Instant[] {
  return reminderShares.map((share) =>
    instantAfter(deadline, calendar, Math.round(totalMs(deadline) * share)),
  );
}

function totalMs(deadline: Deadline): number {
  return deadline.limit.unit === 'calendar-days' ? deadline.dueAt - runsFrom(deadline) : limitMs(deadline);
}

/**
 * Whether a clock has missed its limit by an instant: the due instant itself is still in time. A suspended
 * clock is judged by the moment it stopped, an ended one by the moment it ended.
 */
export function isOverdue(deadline: Deadline, at: Instant): boolean {
  return Math.min(at, deadline.endedAt ?? at, deadline.suspendedAt ?? at) > deadline.dueAt;
}

/** Ends a clock, within its limit or late; a suspension still open ends with it. */
export function endClock(deadline: Deadline, at: Instant, calendar: WorkCalendar): Deadline {
  const running = closePause(deadline, at, calendar);
  return { ...running, endedAt: at, endedAs: isOverdue(running, at) ? 'late' : 'in-time' };
}

/** Ends a clock whose waiting has lost its meaning: the matter was withdrawn or merged, the order returned. */
export function dropClock(deadline: Deadline, at: Instant, calendar: WorkCalendar): Deadline {
  return { ...closePause(deadline, at, calendar), endedAt: at, endedAs: 'dropped' };
}

export type SuspendRefusal =
  | 'clock-ended'
  | 'clock-never-stands-still'
  | 'clock-suspended'
  | 'suspension-used-up';

/** Stops a `resolve` clock for one of the allowed reasons; other clocks never stand still. */
export function suspendClock(
  deadline: Deadline,
  at: Instant,
  reason: PauseReason,
  calendar: WorkCalendar,
): Outcome<Deadline, SuspendRefusal> {
  if (deadline.endedAt !== null) return refuse('clock-ended');
  if (deadline.kind !== 'resolve') return refuse('clock-never-stands-still');
  if (deadline.suspendedAt !== null) return refuse('clock-suspended');
  const earliest = Math.max(deadline.startedAt, deadline.pauses.at(-1)?.to ?? deadline.startedAt);
  if (at < earliest) throw new RangeError('a clock cannot be suspended in its past');
  if (leftFor(deadline, reason, at) === 0)
    return refuse('suspension-used-up', { days: maxSuspendedMs / dayMs });
  return ok(
    reckonDeadline({ ...deadline, pauses: [...deadline.pauses, { from: at, to: null, reason }] }, calendar),
  );
}

export type ResumeRefusal = 'clock-ended' | 'clock-running';

/** Lets a suspended clock go on; one that had used its 60 days went on by itself at that moment. */
export function resumeClock(
  deadline: Deadline,
  at: Instant,
  calendar: WorkCalendar,
): Outcome<Deadline, ResumeRefusal> {
  if (deadline.endedAt !== null) return refuse('clock-ended');
  if (deadline.suspendedAt === null) return refuse('clock-running');
  return ok(closePause(deadline, at, calendar));
}

function closePause(deadline: Deadline, at: Instant, calendar: WorkCalendar): Deadline {
  const open = deadline.pauses.at(-1);
  if (!open || open.to !== null) return deadline;
  if (at < open.from) throw new RangeError('a clock cannot go on before it was suspended');
  const until = deadline.suspendedUntil;
  const to = until !== null && until < at ? until : at;
  return reckonDeadline(
    { ...deadline, pauses: [...deadline.pauses.slice(0, -1), { ...open, to }] },
    calendar,
  );
}

export type ExtendRefusal =
  | 'clock-ended'
  | 'clock-never-extended'
  | 'extended-already'
  | 'deadline-passed'
  | 'extension-too-long';

/** Extends a `resolve` clock by so many workdays: once, before it is due, by its original length at most. */
export function extendClock(
  deadline: Deadline,
  count: number,
  at: Instant,
  calendar: WorkCalendar,
): Outcome<Deadline, ExtendRefusal> {
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`not a number of days: ${count}`);
  if (deadline.endedAt !== null) return refuse('clock-ended');
  if (deadline.kind !== 'resolve') return refuse('clock-never-extended');
  if (deadline.extension !== null) return refuse('extended-already');
  if (isOverdue(deadline, at)) return refuse('deadline-passed');
  if (count > deadline.limit.count) return refuse('extension-too-long', { max: deadline.limit.count });
  return ok(reckonDeadline({ ...deadline, extension: { count, at } }, calendar));
}

export type RelimitRefusal = 'clock-ended' | 'clock-never-extended' | 'deadline-passed';

/**
 * Gives a `resolve` clock that still runs another category's limit. It keeps its start, its suspensions and its
 * extension, so that time that has passed is neither given back nor taken twice.
 */
export function relimitClock(
  deadline: Deadline,
  to: CategoryLimit,
  at: Instant,
  calendar: WorkCalendar,
): Outcome<Deadline, RelimitRefusal> {
  if (deadline.endedAt !== null) return refuse('clock-ended');
  if (deadline.category === null) return refuse('clock-never-extended');
  if (isOverdue(deadline, at)) return refuse('deadline-passed');
  const relimits = [...(deadline.relimits ?? []), { at, from: deadline.category, to }];
  return ok(reckonDeadline({ ...deadline, limit: workdaysLimit(to), category: to, relimits }, calendar));
}

/**
 * A running clock by a changed calendar; undefined where nothing of it changes. One that has missed its limit keeps
 * that: no change of the calendar makes it good afterwards.
 */
export function recountClock(deadline: Deadline, calendar: WorkCalendar, at: Instant): Deadline | undefined {
  if (deadline.endedAt !== null || isOverdue(deadline, at)) return undefined;
  const fresh = reckonDeadline(deadline, calendar);
  const same = fresh.dueAt === deadline.dueAt && fresh.provisional === deadline.provisional;
  return same ? undefined : fresh;
}
