import type postgres from 'postgres';
import { z } from 'zod';
import type { Instant, LocalDate } from '../../kernel/time.ts';
import { type Database, maybeRow, rows, type Tx } from '../../platform/database.ts';
import {
  type BusinessHours,
  type CalendarChange,
  calendarSaid,
  type DayKind,
  dayKinds,
} from './calendar.contract.ts';

/** A transaction that sees the global tables; one inside a community will do as well. */
export type GlobalTx = Parameters<Parameters<Database['global']>[0]>[0];

const day = z.custom<LocalDate>((value) => typeof value === 'string');
const at = z.custom<Instant>((value) => typeof value === 'number');
const kind = z.enum(dayKinds);

const nationalRow = z.strictObject({
  date: day,
  kind,
  name: z.string(),
  nameEn: z.string(),
  source: z.string(),
});
export type NationalRow = z.output<typeof nationalRow>;

const ownRow = z.strictObject({ date: day, kind, name: z.string() });
const hoursRow = z.strictObject({
  effectiveFrom: day,
  morningFrom: z.int(),
  morningTo: z.int(),
  afternoonFrom: z.int(),
  afternoonTo: z.int(),
});
const settingsRow = z.strictObject({ confirmedYears: z.array(z.int()) });

const changeRow = z.strictObject({
  id: z.custom<CalendarChange['id']>((value) => typeof value === 'string'),
  at,
  personId: z.custom<CalendarChange['personId']>((value) => typeof value === 'string'),
  said: calendarSaid,
  reason: z.string(),
  moved: z.int(),
});
const changedRow = z.strictObject({ date: day });

export function listNationalDays(tx: GlobalTx): Promise<NationalRow[]> {
  return rows(nationalRow, tx`select date, kind, name, name_en, source from national_calendar order by date`);
}

export function listOwnDays(tx: Tx): Promise<z.output<typeof ownRow>[]> {
  return rows(
    ownRow,
    tx`select date, kind, name from work_calendar where community_id = ${tx.community} order by date`,
  );
}

export function findSettings(tx: Tx): Promise<z.output<typeof settingsRow> | undefined> {
  return maybeRow(
    settingsRow,
    tx`
      select confirmed_years from calendar_settings where community_id = ${tx.community}`,
  );
}

export function listHours(tx: Tx): Promise<z.output<typeof hoursRow>[]> {
  return rows(
    hoursRow,
    tx`
      select effective_from, morning_from, morning_to, afternoon_from, afternoon_to
      from business_hours where community_id = ${tx.community} order by effective_from`,
  );
}

/** Writes national days that are new or differ; gives the days written. */
export function upsertNationalDays(tx: GlobalTx, days: NationalRow[]): Promise<{ date: LocalDate }[]> {
  return rows(
    changedRow,
    tx`
      insert into national_calendar (date, kind, name, name_en, source)
      select date, kind, name, "nameEn", source
      from jsonb_to_recordset(${tx.json(days as unknown as postgres.JSONValue)}::jsonb)
        as fresh (date date, kind text, name text, "nameEn" text, source text)
      on conflict (date) do update
        set kind = excluded.kind, name = excluded.name, name_en = excluded.name_en, source = excluded.source,
          changed_at = clock_timestamp()
        where (national_calendar.kind, national_calendar.name, national_calendar.name_en)
          is distinct from (excluded.kind, excluded.name, excluded.name_en)
      returning date`,
  );
}

export async function upsertOwnDay(tx: Tx, date: LocalDate, kind: DayKind, name: string): Promise<void> {
  await tx`
    insert into work_calendar (community_id, date, kind, name) values (${tx.community}, ${date}, ${kind}, ${name})
    on conflict (community_id, date) do update set kind = excluded.kind, name = excluded.name`;
}

export async function deleteOwnDay(tx: Tx, date: LocalDate): Promise<void> {
  await tx`delete from work_calendar where community_id = ${tx.community} and date = ${date}`;
}

export async function upsertHours(
  tx: Tx,
  from: LocalDate,
  [morning, afternoon]: BusinessHours,
): Promise<void> {
  await tx`
    insert into business_hours (community_id, effective_from, morning_from, morning_to, afternoon_from, afternoon_to)
    values (${tx.community}, ${from}, ${morning.from}, ${morning.to}, ${afternoon.from}, ${afternoon.to})
    on conflict (community_id, effective_from) do update
      set morning_from = excluded.morning_from, morning_to = excluded.morning_to,
        afternoon_from = excluded.afternoon_from, afternoon_to = excluded.afternoon_to`;
}

export async function upsertConfirmedYear(tx: Tx, year: number): Promise<void> {
  await tx`
    insert into calendar_settings (community_id, confirmed_years) values (${tx.community}, array[${year}::integer])
    on conflict (community_id) do update
      set confirmed_years = array(
          select distinct unnest(calendar_settings.confirmed_years || excluded.confirmed_years) order by 1),
        changed_at = clock_timestamp()`;
}

export async function touchSettings(tx: Tx): Promise<void> {
  await tx`
    insert into calendar_settings (community_id) values (${tx.community})
    on conflict (community_id) do update set changed_at = clock_timestamp()`;
}

export async function insertChange(tx: Tx, change: CalendarChange): Promise<void> {
  const { id, at, personId, said, reason, moved } = change;
  await tx`
    insert into calendar_changes (community_id, id, at, person_id, kind, data, reason, moved)
    values (${tx.community}, ${id}, ${at}, ${personId}, ${said.kind}, ${tx.json(said)}, ${reason}, ${moved})`;
}

/** The newest changes first. */
export function listChanges(tx: Tx, limit: number): Promise<CalendarChange[]> {
  return rows(
    changeRow,
    tx`
      select id, at, person_id, data as said, reason, moved from calendar_changes
      where community_id = ${tx.community} order by at desc, id desc limit ${limit}`,
  );
}
