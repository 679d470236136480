import {
  addDays,
  addMs,
  atMinute,
  dateOf,
  type Instant,
  type LocalDate,
  minuteMs,
  weekdayOf,
} from '../../kernel/time.ts';
import type { BusinessHours, DayVerdict, Shift, WorkCalendar } from './calendar.contract.ts';

/**
 * What a day is: the calendar's word on it, else Monday to Friday works. Provisional while the notice that
 * decides it is not in the calendar, because weekdays alone would then call 1 January a workday.
 */
export function judgeDay(calendar: WorkCalendar, date: LocalDate): DayVerdict {
  const provisional = calendar.years.get(yearDeciding(date))?.confirmed !== true;
  const override = calendar.overrides.get(date);
  if (override) {
    const works = override.kind === 'workday';
    const own = override.own === true;
    return { date, works, why: works ? 'make-up' : 'holiday', name: override.name, own, provisional };
  }
  const works = weekdayOf(date) <= 5;
  return { date, works, why: works ? 'weekday' : 'weekend', name: null, own: false, provisional };
}

/**
 * The year whose holiday notice settles a day. The last three days of December wait for the next year's:
 * 31 December was moved by it in 2006, 2007, 2011, 2018 and 2022.
 */
export function yearDeciding(date: LocalDate): number {
  const year = Number(date.slice(0, 4));
  return date.slice(5) >= '12-29' ? year + 1 : year;
}

/**
 * The years a list of published days really covers: those whose National Day, 1 October, is in it. Every yearly
 * notice names that day, while single days of a year also appear in its neighbour's notice.
 */
export function yearsCovered(dates: Iterable<LocalDate>): number[] {
  return Array.from(dates)
    .filter((date) => date.endsWith('-10-01'))
    .map((date) => Number(date.slice(0, 4)))
    .sort((a, b) => a - b);
}

/** Whether a day is worked; `judgeDay` also says why and whether that is provisional. */
export function isWorkday(calendar: WorkCalendar, date: LocalDate): boolean {
  return judgeDay(calendar, date).works;
}

/** The years not yet confirmed that decide any day from one to another, both counted, in order. */
export function unconfirmedYears(calendar: WorkCalendar, from: LocalDate, to: LocalDate): number[] {
  const years: number[] = [];
  for (let year = yearDeciding(from); year <= yearDeciding(to); year++) {
    if (calendar.years.get(year)?.confirmed !== true) years.push(year);
  }
  return years;
}

/** The first workday after a day. */
export function nextWorkday(calendar: WorkCalendar, date: LocalDate): LocalDate {
  return addWorkdays(calendar, date, 1);
}

/**
 * The last day of a period of `count` workdays. The day it begins on is not counted: the next workday is day 1
 * (Civil Code of China, art. 201). Zero gives the day itself.
 */
export function addWorkdays(calendar: WorkCalendar, date: LocalDate, count: number): LocalDate {
  assertCount(count);
  let day = date;
  let left = count;
  for (let passed = 0; left > 0; passed++) {
    if (passed > longestReachDays) throw new RangeError('the calendar has no workdays left');
    day = addDays(day, 1);
    if (isWorkday(calendar, day)) left -= 1;
  }
  return day;
}

/**
 * The last day of a period of `count` calendar days. The day it begins on is not counted (Civil Code, art. 201);
 * a last day that is a statutory rest day, weekends included, moves to the first day after the rest (art. 203).
 */
export function addCalendarDays(calendar: WorkCalendar, date: LocalDate, count: number): LocalDate {
  assertCount(count);
  const last = addDays(date, count);
  return isWorkday(calendar, last) ? last : nextWorkday(calendar, last);
}

/**
 * The last day on which notice of a meeting can go out, `days` ahead. Counted plainly, day `days` may be the
 * meeting day itself; counted in clear days it may not. The stricter one, clear days, always satisfies both.
 */
export function latestNoticeOn(meetingOn: LocalDate, days: number): LocalDate {
  assertCount(days);
  return addDays(meetingOn, -(days + 1));
}

/** On which parts of each day a clock runs. */
export type Running = (date: LocalDate) => readonly Shift[];

const wholeDay: readonly Shift[] = [{ from: 0, to: 1440 }];
const never: readonly Shift[] = [];

/** Runs round the clock, every day. */
export function runsAlways(): Running {
  return () => wholeDay;
}

/** Runs for the 24 hours of every workday. */
export function runsOnWorkdays(calendar: WorkCalendar): Running {
  return (date) => (isWorkday(calendar, date) ? wholeDay : never);
}

/** Runs in the business hours of every workday. */
export function runsInBusinessHours(calendar: WorkCalendar): Running {
  return (date) => (isWorkday(calendar, date) ? hoursOn(calendar, date) : never);
}

/** The business hours in force on a day. */
export function hoursOn(calendar: WorkCalendar, date: LocalDate): BusinessHours {
  return calendar.laterHours.findLast(({ from }) => from <= date)?.hours ?? calendar.hours;
}

/** How many milliseconds of its own time a clock runs from one instant to another; 0 if the second is earlier. */
export function runningMs(running: Running, from: Instant, to: Instant): number {
  let sum = 0;
  for (let date = dateOf(from); atMinute(date, 0) < to; date = addDays(date, 1)) {
    for (const shift of running(date)) {
      const begin = Math.max(atMinute(date, shift.from), from);
      const end = Math.min(atMinute(date, shift.to), to);
      sum += Math.max(0, end - begin);
    }
  }
  return sum;
}

/**
 * The earliest instant at which a clock has run `ms` milliseconds of its own time since `from`: two business
 * hours from 15:30 end at 17:30, not at the next opening. Throws if the clock hardly ever runs.
 */
export function addRunningMs(running: Running, from: Instant, ms: number): Instant {
  if (!(ms >= 0)) throw new RangeError(`not a length of time: ${ms}`);
  if (ms === 0) return from;
  let left = ms;
  let date = dateOf(from);
  for (let passed = 0; passed <= longestReachDays; passed++, date = addDays(date, 1)) {
    for (const shift of running(date)) {
      const begin = addMs(from, Math.max(0, atMinute(date, shift.from) - from));
      const length = atMinute(date, shift.to) - begin;
      if (length >= left) return addMs(begin, left);
      if (length > 0) left -= length;
    }
  }
  throw new RangeError('the clock never runs long enough');
}

/** The earliest instant by which so many business minutes have passed. */
export function addBusinessMinutes(calendar: WorkCalendar, from: Instant, minutes: number): Instant {
  return addRunningMs(runsInBusinessHours(calendar), from, minutes * minuteMs);
}

/** Business minutes from one instant to another, with their fraction. */
export function businessMinutesBetween(calendar: WorkCalendar, from: Instant, to: Instant): number {
  return runningMs(runsInBusinessHours(calendar), from, to) / minuteMs;
}

/** No period in the product is longer than ten years: beyond, a calendar without workdays is a defect. */
const longestReachDays = 3660;

function assertCount(count: number): void {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`not a number of days: ${count}`);
}
