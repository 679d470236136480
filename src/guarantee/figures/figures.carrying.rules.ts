import type { LocalDate } from '../../kernel/time.ts';
import { type Counters, sum } from './figures.counters.rules.ts';

export type Day = { day: LocalDate; deltas: Counters };
export type Month = { month: LocalDate; carried: Counters };

/** The first day of the month a day falls into. */
export function monthStart(day: LocalDate): LocalDate {
  return `${day.slice(0, 7)}-01` as LocalDate;
}

/** Counters as they stood at the end of a day: what its month began with, and the month's days up to it. */
export function countersAt(carried: Counters, days: readonly Day[]): Counters {
  return days.reduce<Counters>((all, { deltas }) => sum(all, Object.entries(deltas)), carried);
}

/** Months with what was added to days before them. */
export function carryForward(
  months: readonly Month[],
  added: ReadonlyMap<LocalDate, ReadonlyMap<string, number>>,
): Month[] {
  return months.map(({ month, carried }) => {
    const before = [...added].filter(([day]) => day < month);
    return { month, carried: before.reduce((all, [, deltas]) => sum(all, deltas), carried) };
  });
}
