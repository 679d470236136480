import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { addDays, daysBetween, type LocalDate } from '../../kernel/time.ts';
import type { BusinessHours, WorkCalendar } from './calendar.contract.ts';
import { maxDaysAtOnce } from './calendar.operations.contract.ts';
import { hoursOn, isWorkday, judgeDay } from './calendar.rules.ts';

/** So far ahead a community plans; beyond, nobody is promised anything yet. */
const reachDays = 800;

export type DaysSaid = { from: LocalDate; until: LocalDate | null; works: boolean; name: string };

type DaysRefusal = 'day-passed' | 'day-too-soon' | 'day-too-far' | 'too-many-days' | 'days-as-they-are';

/**
 * The days that really change when a community closes or works on some. What has passed stays: promises were counted
 * by it. A closed day gives time and may be today; a worked day takes time away and is tomorrow at the earliest, so
 * that no deadline has passed at the moment it is moved (docs/decisions/0028-changes-of-the-calendar.md).
 */
export function decideDays(
  calendar: WorkCalendar,
  said: DaysSaid,
  today: LocalDate,
): Outcome<LocalDate[], DaysRefusal> {
  const last = said.until ?? said.from;
  const until = addDays(today, reachDays);
  if (said.from < today) return refuse('day-passed');
  if (said.works && said.from === today) return refuse('day-too-soon');
  if (last > until) return refuse('day-too-far', { until });
  const count = daysBetween(said.from, last) + 1;
  if (count > maxDaysAtOnce) return refuse('too-many-days', { max: maxDaysAtOnce });
  const days = Array.from({ length: count }, (_, index) => addDays(said.from, index));
  const changed = days.filter((day) => isWorkday(calendar, day) !== said.works);
  return changed.length === 0 ? refuse('days-as-they-are') : ok(changed);
}

/** Whether the community can take back what it said of a day: again only so that no deadline passes by it. */
export function decideClearing(
  calendar: WorkCalendar,
  day: LocalDate,
  today: LocalDate,
): Outcome<{ name: string }, 'day-not-own' | 'day-passed' | 'day-too-soon'> {
  const verdict = judgeDay(calendar, day);
  if (!verdict.own) return refuse('day-not-own');
  if (day < today) return refuse('day-passed');
  if (!verdict.works && day === today) return refuse('day-too-soon');
  return ok({ name: verdict.name?.zh ?? '' });
}

/** New hours hold from tomorrow at the earliest, for the same reason. */
export function decideHours(
  calendar: WorkCalendar,
  from: LocalDate,
  hours: BusinessHours,
  today: LocalDate,
): Outcome<BusinessHours, 'hours-too-soon' | 'day-too-far' | 'hours-as-they-are'> {
  if (from <= today) return refuse('hours-too-soon');
  const until = addDays(today, reachDays);
  if (from > until) return refuse('day-too-far', { until });
  const before = hoursOn(calendar, from);
  const isSame = before.every((shift, i) => shift.from === hours[i]?.from && shift.to === hours[i]?.to);
  return isSame ? refuse('hours-as-they-are') : ok(hours);
}

/** A year counts as entered once its National Day is a holiday: every yearly notice of the State Council names it. */
export function decideYear(
  calendar: WorkCalendar,
  year: number,
): Outcome<number, 'year-confirmed' | 'year-without-holidays'> {
  if (calendar.years.get(year)?.confirmed) return refuse('year-confirmed');
  const nationalDay = calendar.overrides.get(`${year}-10-01` as LocalDate);
  return nationalDay?.kind === 'holiday' ? ok(year) : refuse('year-without-holidays', { year });
}

/** The calendar as it would be with days set: to look ahead, before anything is changed. */
export function withDays(
  calendar: WorkCalendar,
  days: readonly LocalDate[],
  { works, name }: Pick<DaysSaid, 'works' | 'name'>,
): WorkCalendar {
  const kind = works ? 'workday' : 'holiday';
  const set = days.map((day) => [day, { kind, name: { zh: name, en: name }, own: true }] as const);
  return { ...calendar, overrides: new Map([...calendar.overrides, ...set]) };
}
