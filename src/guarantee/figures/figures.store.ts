import type postgres from 'postgres';
import { z } from 'zod';
import { tiers } from '../../collect/category/category.contract.ts';
import { reportChannels } from '../../collect/report/report.contract.ts';
import type { LocalDate } from '../../kernel/time.ts';
import { oneRow, rows, type Tx } from '../../platform/database.ts';
import type { Counted, ListFilter } from './figures.contract.ts';

const localDate = z.iso.date() as unknown as z.ZodType<LocalDate>;
const counters = z.record(z.string(), z.int());
const json = (tx: Tx, value: unknown) => tx.json(value as postgres.JSONValue);

const factsRow = z.strictObject({ facts: z.unknown() });
const dayRow = z.strictObject({ day: localDate, deltas: counters });
const monthRow = z.strictObject({ month: localDate, carried: counters });
export type DayRow = z.output<typeof dayRow>;
export type MonthRow = z.output<typeof monthRow>;

export async function selectFacts(tx: Tx, numbers: readonly string[]): Promise<unknown[]> {
  const found = await rows(
    factsRow,
    tx`select facts from matter_facts where community_id = ${tx.community} and number = any(${[...numbers]})`,
  );
  return found.map(({ facts }) => facts);
}

export async function upsertFacts(tx: Tx, facts: readonly { number: string }[]): Promise<void> {
  await tx`
    insert into matter_facts (community_id, number, facts)
    select ${tx.community}, fresh->>'number', fresh from jsonb_array_elements(${json(tx, facts)}::jsonb) as fresh
    on conflict (community_id, number) do update set facts = excluded.facts`;
}

/** How a matter stood from a day on, until another or still. */
export type StandingRow = {
  number: string;
  since: LocalDate;
  until: LocalDate | null;
  channel: string;
  tier: string;
  category: string;
  building: string | null;
  acceptedOn: LocalDate;
  resolvedOn: LocalDate | null;
  counted: readonly Counted[];
  contactMissedOn: LocalDate | null;
};

export async function upsertStandings(tx: Tx, standings: readonly StandingRow[]): Promise<void> {
  await tx`
    insert into matter_standings (community_id, number, since, until, channel, tier, category, building,
      accepted_on, resolved_on, counted, contact_missed_on)
    select ${tx.community}, number, since, until, channel, tier, category, building, "acceptedOn", "resolvedOn",
      counted, "contactMissedOn"
    from jsonb_to_recordset(${json(tx, standings)}::jsonb) as fresh (number text, since date, until date,
      channel text, tier text, category text, building text, "acceptedOn" date, "resolvedOn" date,
      counted text[], "contactMissedOn" date)
    on conflict (community_id, number, since) do update set until = excluded.until, tier = excluded.tier,
      category = excluded.category, building = excluded.building, resolved_on = excluded.resolved_on,
      counted = excluded.counted, contact_missed_on = excluded.contact_missed_on`;
}

/** The latest month that had begun by a day, and the days from there on to it. */
export async function selectUpTo(tx: Tx, day: LocalDate): Promise<{ carried: MonthRow[]; days: DayRow[] }> {
  const [carried, days] = await Promise.all([
    rows(
      monthRow,
      tx`
        select month::text, carried from figure_months
        where community_id = ${tx.community} and month <= ${day}
        order by figure_months.month desc limit 1`,
    ),
    rows(
      dayRow,
      tx`
        select day::text, deltas from figure_days
        where community_id = ${tx.community} and day <= ${day} and day >= coalesce((
          select max(month) from figure_months where community_id = ${tx.community} and month <= ${day}),
          '0001-01-01')`,
    ),
  ]);
  return { carried, days };
}

export function selectDays(tx: Tx, days: readonly LocalDate[]): Promise<DayRow[]> {
  return rows(
    dayRow,
    tx`
      select day::text, deltas from figure_days
      where community_id = ${tx.community} and day = any(${[...days]}::date[])`,
  );
}

/** The months from one on, oldest first. */
export function selectMonths(tx: Tx, from: LocalDate): Promise<MonthRow[]> {
  return rows(
    monthRow,
    tx`
      select month::text, carried from figure_months
      where community_id = ${tx.community} and month >= ${from} order by figure_months.month`,
  );
}

export async function upsertDays(tx: Tx, days: readonly DayRow[]): Promise<void> {
  await tx`
    insert into figure_days (community_id, day, deltas)
    select ${tx.community}, day, deltas
    from jsonb_to_recordset(${json(tx, days)}::jsonb) as fresh (day date, deltas jsonb)
    on conflict (community_id, day) do update set deltas = excluded.deltas`;
}

export async function upsertMonths(tx: Tx, months: readonly MonthRow[]): Promise<void> {
  await tx`
    insert into figure_months (community_id, month, carried)
    select ${tx.community}, month, carried
    from jsonb_to_recordset(${json(tx, months)}::jsonb) as fresh (month date, carried jsonb)
    on conflict (community_id, month) do update set carried = excluded.carried`;
}

export async function deleteCounted(tx: Tx): Promise<void> {
  await tx`delete from matter_standings where community_id = ${tx.community}`;
  await tx`delete from matter_facts where community_id = ${tx.community}`;
  await tx`delete from figure_days where community_id = ${tx.community}`;
  await tx`delete from figure_months where community_id = ${tx.community}`;
}

const digestRow = z.strictObject({ digest: z.string().nullable() });

/** One word for everything that is counted, to see whether counting anew comes to the same. */
export async function digestCounted(tx: Tx): Promise<string | null> {
  const { digest } = await oneRow(
    digestRow,
    tx`
      select md5(string_agg(line, ';' order by line)) as digest from (
        select day || deltas::text as line from figure_days
        where community_id = ${tx.community} and deltas <> '{}'
        union all
        select number || facts::text from matter_facts where community_id = ${tx.community}
        union all
        select month || carried::text from figure_months where community_id = ${tx.community}
        union all
        select concat_ws(',', number, since, until, tier, resolved_on, counted, contact_missed_on)
        from matter_standings where community_id = ${tx.community}) as lines`,
  );
  return digest;
}

const listRow = z.strictObject({
  number: z.string(),
  category: z.string(),
  building: z.string().nullable(),
  channel: z.enum(reportChannels),
  tier: z.enum(tiers),
  counted: z.array(z.string()),
  acceptedOn: localDate,
  resolvedOn: localDate.nullable(),
});
export type CountedRow = z.output<typeof listRow>;

export type CountedQuery = Omit<ListFilter, 'asOf' | 'category' | 'building'> & {
  asOf: LocalDate;
  status: Counted;
  /** One code, or the codes of all that are kept together. */
  categories: readonly string[] | null;
  /** `null` for the whole estate; left out for all. */
  building?: string | null | undefined;
};

/** What holds for every row of a list behind a figure. */
function matching(tx: Tx, query: CountedQuery) {
  const { asOf, status, tier, channel, month, categories, building } = query;
  const on = query.status === 'resolved' ? tx`resolved_on` : tx`accepted_on`;
  const none = tx``;
  return tx`
    community_id = ${tx.community} and since <= ${asOf} and (until is null or until > ${asOf})
    and (counted @> ${[status]}::text[] ${
      status === 'contact-due' ? tx`or contact_missed_on <= ${asOf}` : none
    })
    ${tier === undefined ? none : tx`and tier = ${tier}`}
    ${channel === undefined ? none : tx`and channel = ${channel}`}
    ${month === undefined ? none : tx`and ${on} >= ${`${month}-01`}::date and ${on} < ${`${month}-01`}::date + interval '1 month'`}
    ${categories === null ? none : tx`and category = any(${[...categories]})`}
    ${building === undefined ? none : building === null ? tx`and building is null` : tx`and building = ${building}`}`;
}

export function selectCounted(
  tx: Tx,
  query: CountedQuery,
  page: { after: { acceptedOn: LocalDate; number: string } | null; limit: number },
): Promise<CountedRow[]> {
  const { after, limit } = page;
  return rows(
    listRow,
    tx`
      select number, category, building, channel, tier, counted, accepted_on::text, resolved_on::text
      from matter_standings
      where ${matching(tx, query)}
        ${after === null ? tx`` : tx`and (accepted_on, number) < (${after.acceptedOn}::date, ${after.number})`}
      order by matter_standings.accepted_on desc, number desc limit ${limit}`,
  );
}

const totalRow = z.strictObject({ total: z.int() });

export async function countCounted(tx: Tx, query: CountedQuery): Promise<number> {
  const { total } = await oneRow(
    totalRow,
    tx`select count(*)::integer as total from matter_standings where ${matching(tx, query)}`,
  );
  return total;
}
