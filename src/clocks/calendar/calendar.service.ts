import type { LocalDate } from '../../kernel/time.ts';
import type { Tx } from '../../platform/database.ts';
import { remember, rememberForAll } from '../../platform/remembered.ts';
import {
  type BusinessHours,
  type CalendarChange,
  type DayKind,
  type DayOverride,
  defaultBusinessHours,
  type HoursFrom,
  type WorkCalendar,
  type YearStatus,
} from './calendar.contract.ts';
import { yearsCovered } from './calendar.rules.ts';
import { publishedDays, seedSource } from './calendar.seed.ts';
import {
  deleteOwnDay,
  findSettings,
  type GlobalTx,
  insertChange,
  listChanges,
  listHours,
  listNationalDays,
  listOwnDays,
  touchSettings,
  upsertConfirmedYear,
  upsertHours,
  upsertNationalDays,
  upsertOwnDay,
} from './calendar.store.ts';

/** The source of a year that the community itself has entered and confirmed. */
const ownSource = 'community';

/** The country's days and the years they cover, once for all communities. */
const nationalDays = rememberForAll(['national-calendar'], readNational);

const calendars = remember(['calendar', 'national-calendar'], readCalendar);

/**
 * The community's calendar: the country's days, under its own. Kept between calls; every transaction asks whether the
 * tables have changed since, so that all processes see a change with its commit.
 */
export function loadCalendar(tx: Tx): Promise<WorkCalendar> {
  return calendars.get(tx);
}

async function readNational(tx: Tx): Promise<Pick<WorkCalendar, 'overrides' | 'years'>> {
  const national = await listNationalDays(tx);
  const overrides = new Map<LocalDate, DayOverride>();
  for (const { date, kind, name, nameEn } of national)
    overrides.set(date, { kind, name: { zh: name, en: nameEn } });
  const years = new Map<number, YearStatus>();
  const sources = new Map(national.map((row) => [row.date, row.source]));
  for (const year of yearsCovered(overrides.keys())) {
    const source = sources.get(`${year}-10-01` as LocalDate) ?? ownSource;
    years.set(year, { source, confirmed: true });
  }
  return { overrides, years };
}

async function readCalendar(tx: Tx): Promise<WorkCalendar> {
  const national = await nationalDays.get(tx);
  const own = await listOwnDays(tx);
  const settings = await findSettings(tx);
  const years = new Map(national.years);
  for (const year of settings?.confirmedYears ?? []) {
    if (!years.has(year)) years.set(year, { source: ownSource, confirmed: true });
  }
  // Most communities have no days of their own: they share the country's.
  const ownDays = own.map(
    ({ date, kind, name }) => [date, { kind, name: { zh: name, en: name }, own: true }] as const,
  );
  const overrides = own.length === 0 ? national.overrides : new Map([...national.overrides, ...ownDays]);
  const laterHours = (await listHours(tx)).map(
    ({ effectiveFrom, ...row }): HoursFrom => ({
      from: effectiveFrom,
      hours: [
        { from: row.morningFrom, to: row.morningTo },
        { from: row.afternoonFrom, to: row.afternoonTo },
      ],
    }),
  );
  return { overrides, years, hours: defaultBusinessHours, laterHours };
}

/** Writes the published days into the country's calendar; gives how many were new or differed. Repeatable. */
export async function seedNationalCalendar(sql: GlobalTx): Promise<number> {
  const days = Array.from(publishedDays(), ([date, { kind, name }]) => {
    return { date, kind, name: name.zh, nameEn: name.en, source: seedSource };
  });
  const written = await upsertNationalDays(sql, days);
  return written.length;
}

/** Says what a day is in this community. Deadlines already running move only once they are recounted. */
export async function setOwnDay(tx: Tx, date: LocalDate, kind: DayKind, name: string): Promise<void> {
  calendars.forget(tx);
  await upsertOwnDay(tx, date, kind, name);
  await touchSettings(tx);
}

/** Takes back what the community said of a day. */
export async function clearOwnDay(tx: Tx, date: LocalDate): Promise<void> {
  calendars.forget(tx);
  await deleteOwnDay(tx, date);
  await touchSettings(tx);
}

/** Takes a year's holidays as complete in this community, so that its dates are not provisional any more. */
export async function confirmYear(tx: Tx, year: number): Promise<void> {
  calendars.forget(tx);
  await upsertConfirmedYear(tx, year);
}

/** Sets the two shifts of business hours from a day on; before it, days keep what they had. */
export async function setBusinessHours(tx: Tx, from: LocalDate, hours: BusinessHours): Promise<void> {
  calendars.forget(tx);
  await upsertHours(tx, from, hours);
  await touchSettings(tx);
}

/** Writes a change down, with who made it and why. */
export function recordChange(tx: Tx, change: CalendarChange): Promise<void> {
  return insertChange(tx, change);
}

/** The newest changes of a community's calendar, newest first. */
export function listCalendarChanges(tx: Tx, limit: number): Promise<CalendarChange[]> {
  return listChanges(tx, limit);
}
