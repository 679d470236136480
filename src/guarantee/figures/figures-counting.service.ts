import type { WorkCalendar } from '../../clocks/calendar/calendar.contract.ts';
import { runningMs, runsInBusinessHours } from '../../clocks/calendar/calendar.rules.ts';
import { loadCalendar } from '../../clocks/calendar/calendar.service.ts';
import { openDeadline } from '../../clocks/deadline/deadline.rules.ts';
import { dateOf, type LocalDate } from '../../kernel/time.ts';
import type { Entry } from '../../ledger/entry/entry.contract.ts';
import { moveCursor, readEntriesAfter } from '../../ledger/entry/entry.service.ts';
import type { Community, Platform } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { carryForward, countersAt, monthStart } from './figures.carrying.rules.ts';
import { addChange, contactMissedOn, countedIn, sum } from './figures.counters.rules.ts';
import { factsAfter, type MatterFacts, type Reckoning } from './figures.facts.rules.ts';
import * as store from './figures.store.ts';

/** The place of the reaction that counts, among the cursors of the ledger. */
export const countingCursor = 'figures';

/** The community's own hours and limits, as counting needs them. */
export function reckoningOn(calendar: WorkCalendar): Reckoning {
  const hours = runsInBusinessHours(calendar);
  return {
    workedMs: (from, to) => runningMs(hours, from, to),
    contactDueAt: (from) => openDeadline({ kind: 'first-contact', startedAt: from }, calendar).dueAt,
  };
}

/** Counts what the ledger has recorded since the last time. Gives how many entries were counted. */
export async function countEntries(
  { database }: Pick<Platform, 'database'>,
  community: Pick<Community, 'id'>,
): Promise<number> {
  for (let counted = 0; ; ) {
    const done = await database.write(community.id, countNext);
    if (done === 0) return counted;
    counted += done;
  }
}

/**
 * Forgets everything counted and counts the whole ledger anew, in one transaction: readers see the old figures until
 * the new ones are there. Says whether they came out the same.
 */
export function recount(
  { database }: Pick<Platform, 'database'>,
  community: Pick<Community, 'id'>,
): Promise<{ entries: number; same: boolean }> {
  return database.write(community.id, async (tx) => {
    await countRest(tx);
    const before = await store.digestCounted(tx);
    await store.deleteCounted(tx);
    await moveCursor(tx, countingCursor, -1);
    const entries = await countRest(tx);
    return { entries, same: (await store.digestCounted(tx)) === before };
  });
}

async function countRest(tx: Tx): Promise<number> {
  let counted = 0;
  for (let done = await countNext(tx); done > 0; done = await countNext(tx)) counted += done;
  return counted;
}

/** One batch: the cursor stays locked until the transaction ends, so that each entry is counted once. */
async function countNext(tx: Tx): Promise<number> {
  const entries = await readEntriesAfter(tx, countingCursor);
  const last = entries.at(-1);
  if (!last) return 0;
  const own = entries.filter(({ number, type }) => number !== null && type.startsWith('matter.'));
  if (own.length > 0) await count(tx, own);
  await moveCursor(tx, countingCursor, last.index);
  return entries.length;
}

async function count(tx: Tx, entries: readonly Entry[]): Promise<void> {
  const numbers = [...new Set(entries.flatMap(({ number }) => number ?? []))];
  const kept = (await store.selectFacts(tx, numbers)) as KeptFacts[];
  const matters = new Map(kept.map((one) => [one.number, one]));
  const reckoning = reckoningOn(await loadCalendar(tx));
  const days = new Map<LocalDate, Map<string, number>>();
  const standings = new Map<string, store.StandingRow>();
  for (const entry of entries) {
    const number = entry.number ?? '';
    const before = matters.get(number);
    const facts = factsAfter(before, entry, reckoning);
    if (facts === undefined || facts === before) continue;
    addChange(days, before, facts, reckoning);
    matters.set(number, { ...facts, since: stand(standings, before, facts, reckoning) });
  }
  await store.upsertFacts(tx, [...matters.values()]);
  await store.upsertStandings(tx, [...standings.values()]);
  await keepDays(tx, days);
}

/** The facts of a matter, and since when it stands as it does for the lists. */
type KeptFacts = MatterFacts & { since?: LocalDate };

/**
 * Notes how a matter stands from now on, where a list would show it otherwise than before: what it stood as ends on
 * this day. Gives the day since which it stands so.
 */
function stand(
  standings: Map<string, store.StandingRow>,
  before: KeptFacts | undefined,
  facts: MatterFacts,
  reckoning: Reckoning,
): LocalDate {
  const row = standingOf(facts, facts.day, reckoning);
  const keep = (standing: store.StandingRow) =>
    standings.set(`${standing.number} ${standing.since}`, standing);
  const since = before?.since;
  if (before && since !== undefined) {
    const was = standingOf(before, since, reckoning);
    if (JSON.stringify({ ...was, since: row.since }) === JSON.stringify(row)) return since;
    if (since < row.since) keep({ ...was, until: row.since });
  }
  keep(row);
  return row.since;
}

function standingOf(facts: MatterFacts, since: LocalDate, reckoning: Reckoning): store.StandingRow {
  const { number, channel, tier, category, building, acceptedAt, resolvedAt } = facts;
  return {
    ...{ number, since, until: null, channel, tier, category, building },
    acceptedOn: dateOf(acceptedAt),
    resolvedOn: resolvedAt === null ? null : dateOf(resolvedAt),
    counted: countedIn(facts),
    contactMissedOn: contactMissedOn(facts, reckoning),
  };
}

/** Adds to the days, and to every month that began after them; a month's first day begins one. */
async function keepDays(tx: Tx, added: ReadonlyMap<LocalDate, ReadonlyMap<string, number>>): Promise<void> {
  const days = [...added.keys()].sort();
  const [first] = days;
  if (first === undefined) return;
  await beginMonths(tx, [...new Set(days.map(monthStart))].sort());
  const months = await store.selectMonths(tx, monthStart(first));
  await store.upsertMonths(tx, carryForward(months, added));
  const kept = new Map((await store.selectDays(tx, days)).map(({ day, deltas }) => [day, deltas]));
  await store.upsertDays(
    tx,
    [...added].map(([day, deltas]) => ({ day, deltas: sum(kept.get(day) ?? {}, deltas) })),
  );
}

/** A month begins with all that was counted before it, when the first thing is counted in it. */
async function beginMonths(tx: Tx, months: readonly LocalDate[]): Promise<void> {
  for (const month of months) {
    const { carried, days } = await store.selectUpTo(tx, month);
    const latest = carried[0];
    if (latest?.month === month) continue;
    const before = days.filter(({ day }) => day < month);
    await store.upsertMonths(tx, [{ month, carried: countersAt(latest?.carried ?? {}, before) }]);
  }
}
