import { z } from 'zod';
import type { Instant, LocalDate } from '../../kernel/time.ts';
import { idOf } from '../../kernel/wire.ts';
import type { DayName } from '../calendar/calendar.contract.ts';

/**
 * What a clock waits for. `archive` closes without an answer; `reopen` is how long that stays possible;
 * `supervision` is the date set by whoever supervises.
 */
export const clockKinds = [
  'accept',
  'on-site',
  'take',
  'first-contact',
  'return',
  'resolve',
  'callback',
  'archive',
  'reopen',
  'supervision',
] as const;
export const clockKind = z.enum(clockKinds);
export type ClockKind = z.output<typeof clockKind>;

/** The limit a category carries: on site in two hours, so many workdays, or as a vote of the owners decides. */
export const categoryLimits = ['U2h', 'W1', 'W3', 'W5', 'W7', 'W15', 'vote'] as const;
export const categoryLimit = z.enum(categoryLimits);
export type CategoryLimit = z.output<typeof categoryLimit>;

export const limitUnits = ['hours', 'business-hours', 'workdays', 'calendar-days'] as const;
export const limit = z.strictObject({ unit: z.enum(limitUnits), count: z.int().min(1) });
export type Limit = z.output<typeof limit>;

/** The only reasons a clock may stand still for. */
export const pauseReasons = ['owners-vote', 'third-party', 'weather', 'reporter-absent'] as const;
export const pauseReason = z.enum(pauseReasons);
export type PauseReason = z.output<typeof pauseReason>;

/** `to` is null while the clock stands still. */
export type Pause = { from: Instant; to: Instant | null; reason: PauseReason };

/** More of the same unit, granted once. */
export type Extension = { count: number; at: Instant };

/** Another limit from the same start on: what has passed has passed. */
export type Relimit = { at: Instant; from: CategoryLimit; to: CategoryLimit };

/** How a clock ended: within its limit, after it, or because what it waited for lost its meaning. */
export const clockEnds = ['in-time', 'late', 'dropped'] as const;
export type ClockEnd = (typeof clockEnds)[number];

/** All that a due date follows from, besides the calendar. */
export type Clock = {
  kind: ClockKind;
  limit: Limit;
  startedAt: Instant;
  /** In order, never overlapping; only the last may still be open. */
  pauses: readonly Pause[];
  extension: Extension | null;
  /** The limit before each reopening: ['W15', 'W7'] for a matter reopened twice, now on W3. */
  halvedFrom: readonly CategoryLimit[];
  category: CategoryLimit | null;
  /** Absent where the limit was never another one. */
  relimits?: readonly Relimit[] | undefined;
  /** The day of the promise that was missed before this one was made in its place. */
  missedOn?: LocalDate | undefined;
  endedAt: Instant | null;
  endedAs: ClockEnd | null;
};

/**
 * A clock and what follows from it. `dueAt` is the last instant in time; `dueOn` is the day people read, which
 * for a clock ending at 24:00 is the day before `dueAt`'s own. While suspended, both say what they would be if
 * the clock had not stopped; they move when it resumes.
 */
export type Deadline = Clock & {
  dueAt: Instant;
  dueOn: LocalDate;
  suspendedAt: Instant | null;
  /** When a suspended clock goes on by itself; null if it runs, or waits for a vote however long that takes. */
  suspendedUntil: Instant | null;
  /** Some day it counts lies in a year whose holidays are not published yet. */
  provisional: boolean;
};

/** One step of the explanation of a due date, in the order it is told. */
export type ExplanationLine =
  | { step: 'missed'; date: LocalDate }
  | { step: 'started'; kind: ClockKind; at: Instant; limit: Limit; again: boolean; anew?: true }
  | { step: 'relimited'; at: Instant; from: CategoryLimit; to: CategoryLimit }
  | { step: 'halved'; from: CategoryLimit; to: CategoryLimit }
  | { step: 'first-day-not-counted'; date: LocalDate }
  | { step: 'skipped'; from: LocalDate; to: LocalDate; why: 'weekend' }
  | { step: 'skipped'; from: LocalDate; to: LocalDate; why: 'holiday'; name: DayName }
  | { step: 'counted'; from: LocalDate; to: LocalDate; first: number; last: number }
  | { step: 'counted-make-up'; date: LocalDate; day: number; name: DayName; own?: true }
  | { step: 'counted-part'; date: LocalDate; ms: number; totalMs: number }
  | { step: 'worked'; from: Instant; to: Instant; totalMs: number }
  | { step: 'suspended'; from: Instant; to: Instant | null; reason: PauseReason }
  | { step: 'extended'; at: Instant; count: number; unit: Limit['unit'] }
  | { step: 'moved'; from: LocalDate; to: LocalDate; name: DayName | null }
  | { step: 'ends'; at: Instant }
  | { step: 'provisional'; year: number };

/** A deadline as operations answer it: enough for a ring, a date, and "why this date?". */
export const deadlineView = z.strictObject({
  kind: clockKind,
  dueAt: z.iso.datetime(),
  dueOn: z.iso.date(),
  state: z.enum(['running', 'overdue', 'suspended', ...clockEnds]),
  suspendedUntil: z.iso.datetime().nullable(),
  shareLeft: z.number().min(0).max(1),
  provisional: z.boolean(),
  why: z.strictObject({
    question: z.string(),
    lines: z.array(z.strictObject({ step: z.string(), text: z.string() })),
  }),
});
export type DeadlineView = z.output<typeof deadlineView>;

/** The kind of outbox job that tells of a running clock which a change of the calendar moved. */
export const deadlineMovedJob = 'deadline.moved';
export const deadlineMovedPayload = z.strictObject({
  subjectId: idOf('matter'),
  kind: clockKind,
  was: z.iso.date(),
  dueOn: z.iso.date(),
});
