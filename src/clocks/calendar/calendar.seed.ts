import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { type LocalDate, localDate } from '../../kernel/time.ts';
import {
  type BusinessHours,
  type DayKind,
  type DayOverride,
  defaultBusinessHours,
  type WorkCalendar,
} from './calendar.contract.ts';
import { yearsCovered } from './calendar.rules.ts';

/** Where these days come from; the State Council's yearly notices are what the package collects. */
export const seedSource = 'chinese-days 1.5.7';

/**
 * The published holidays and make-up workdays, read from the package's data and never from its functions:
 * those answer for any year, by weekday alone where they have no data, and take the process's time zone for Dates.
 */
export function publishedDays(): Map<LocalDate, DayOverride> {
  return new Map([...daysOf('holiday', published.holidays), ...daysOf('workday', published.workdays)]);
}

/** A calendar straight from the published days, without a database: for imports, demonstrations and tests. */
export function publishedCalendar(hours: BusinessHours = defaultBusinessHours): WorkCalendar {
  const overrides = publishedDays();
  const years = yearsCovered(overrides.keys()).map((year) => {
    return [year, { source: seedSource, confirmed: true }] as const;
  });
  return { overrides, years: new Map(years), hours, laterHours: [] };
}

/** The package writes a day's name as "English,中文,days off". */
function daysOf(kind: DayKind, days: Record<string, string>): [LocalDate, DayOverride][] {
  return Object.entries(days).map(([date, words]) => {
    const [en, zh] = words.split(',');
    if (!en || !zh) throw new Error(`the published calendar names ${date} oddly: ${words}`);
    return [localDate(date), { kind, name: { zh, en } }];
  });
}
