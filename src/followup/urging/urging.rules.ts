import type { WorkCalendar } from '../../clocks/calendar/calendar.contract.ts';
import type { ClockKind, Deadline } from '../../clocks/deadline/deadline.contract.ts';
import { reminderInstants } from '../../clocks/deadline/deadline.rules.ts';
import { addMs, type Instant } from '../../kernel/time.ts';
import type { UrgingMark } from '../../resolve/matter/matter.urging.contract.ts';

/** The clocks that urge by themselves: the promise, and taking an order. */
export const urgingClocks = ['resolve', 'take'] as const satisfies readonly ClockKind[];

/** A moment at which a clock urges. */
export type Mark = { mark: UrgingMark; at: Instant };

/**
 * When a clock urges by itself (催办): the promise after half and four fifths of its own time, in which neither
 * rest days nor suspensions count; an order that was not taken, once its four business hours are over. Moved by
 * every extension and suspension until they are reached.
 */
export function marksOf(deadline: Deadline, calendar: WorkCalendar): Mark[] {
  // The due instant itself is still in time.
  if (deadline.kind === 'take') return [{ mark: 'not-taken', at: addMs(deadline.dueAt, 1) }];
  if (deadline.kind !== 'resolve') return [];
  const [half, fourFifths] = reminderInstants(deadline, calendar);
  return [
    ...(half === undefined ? [] : [{ mark: 'half', at: half } as const]),
    ...(fourFifths === undefined ? [] : [{ mark: 'four-fifths', at: fourFifths } as const]),
  ];
}

/**
 * The marks of a clock that were reached and not used yet. Each is used once: a clock whose later mark was used
 * has no earlier one left, also where more time was given since.
 */
export function reachedMarks(
  deadline: Deadline,
  calendar: WorkCalendar,
  used: readonly UrgingMark[],
  now: Instant,
): Mark[] {
  if (deadline.endedAt !== null || deadline.suspendedAt !== null) return [];
  if (used.includes('four-fifths')) return [];
  return marksOf(deadline, calendar).filter(({ mark, at }) => at <= now && !used.includes(mark));
}

/** The one mark a matter is urged for, however many were reached at once: the gravest. */
export function gravestMark(marks: readonly Pick<Mark, 'mark'>[]): UrgingMark | null {
  const grave = (mark: UrgingMark) => gravest.indexOf(mark);
  const [first] = [...marks].sort((a, b) => grave(a.mark) - grave(b.mark));
  return first?.mark ?? null;
}

const gravest = ['four-fifths', 'not-taken', 'half'] as const satisfies readonly UrgingMark[];
