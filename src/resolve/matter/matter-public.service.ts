import { lastDayBefore } from '../../clocks/deadline/deadline.rules.ts';
import { stranger } from '../../kernel/asker.ts';
import type { Id } from '../../kernel/id.ts';
import { ok, refuse } from '../../kernel/outcome.ts';
import { atMinute, dateOf, formatInstant, type Instant, type LocalDate } from '../../kernel/time.ts';
import { type HandlersOf, readAlike } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { searchedWords } from '../../platform/words.ts';
import { nothingKnown } from './matter.decision.ts';
import { canOf, readerOf } from './matter.policy.ts';
import {
  type PublicFilter,
  type PublicRow,
  type publicOperations,
  publicPageLength,
} from './matter.public.contract.ts';
import { findMatter, findMatterByNumber, type MatterRecord } from './matter.store.ts';
import { loadCase } from './matter-case.service.ts';
import {
  type ListedPublicly,
  listPublicly,
  type PublicPlace,
  type PublicQuery,
} from './matter-public.store.ts';
import { numberSearched } from './matter-search.rules.ts';
import { viewForPublic, viewForStranger } from './matter-view.service.ts';

type Handlers = HandlersOf<typeof publicOperations>;

export const listPublicMatters: Handlers['listPublicMatters'] = async (call, input) => {
  const limit = input.limit ?? publicPageLength;
  const asOf = formatInstant(call.now);
  const query = queryOf(input);
  // What is no word occurs nowhere.
  if (query.words?.length === 0) return ok({ rows: [], next: null, asOf });
  const listed = await readAlike(call, ['matter.list', input], async (tx) => {
    const found = await listPublicly(tx, query, readPlace(input.after), limit + 1);
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    return {
      rows: shown.map(viewRow),
      next: last && found.length > limit ? `${last.acceptedAt}~${last.id}` : null,
    };
  });
  return ok({ ...listed, asOf });
};

function queryOf({ status, tier, category, building, month, channel, q }: PublicFilter): PublicQuery {
  const firstDay = month === undefined ? undefined : (`${month}-01` as LocalDate);
  return {
    ...{ status, tier, category, building, channel },
    acceptedFrom: firstDay && atMinute(firstDay, 0),
    acceptedBefore: firstDay && atMinute(firstOfNextMonth(firstDay), 0),
    words: q === undefined || q === '' ? null : wordsSearched(q),
  };
}

function wordsSearched(q: string): string[] {
  const number = numberSearched(q);
  return number === undefined ? searchedWords(q) : [number];
}

function firstOfNextMonth(firstDay: LocalDate): LocalDate {
  const [year = 0, month = 0] = firstDay.split('-').map(Number);
  const next = month === 12 ? [year + 1, 1] : [year, month + 1];
  return `${next[0]}-${String(next[1]).padStart(2, '0')}-01` as LocalDate;
}

/** Each field by its name: taking the rest of an object is what cost most of a list. */
function viewRow(row: ListedPublicly): PublicRow {
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    categoryCode: row.categoryCode,
    building: row.building,
    area: row.area,
    tier: row.tier,
    state: row.state,
    acceptedAt: formatInstant(row.acceptedAt),
    changedAt: formatInstant(row.changedAt),
    promisedOn: row.promisedAt === null ? null : lastDayBefore(row.promisedAt),
    resolvedOn: row.resolvedAt === null ? null : dateOf(row.resolvedAt),
    result: row.result,
    closing: row.closing,
    reopenedCount: row.reopenedCount,
    urgedCount: row.urgedCount,
    supervised: row.supervised,
    suspendedFor: row.suspendedFor,
    households: row.households,
  };
}

function readPlace(after: string | undefined): PublicPlace | null {
  const match = /^(\d{1,15})~([0-9a-f-]{36})$/.exec(after ?? '');
  return match ? { acceptedAt: Number(match[1]) as Instant, id: match[2] as Id<'matter'> } : null;
}

/** Everyone reads the same here, also those who may read more elsewhere; only what they may do differs. */
export const getPublicMatter: Handlers['getPublicMatter'] = async (call, { number }) => {
  if (call.asker.kind === 'stranger') {
    const read = await readAlike(call, ['matter.public', number], async (tx) => {
      const matter = await findOpenToAll(tx, number);
      return matter && { matter, view: await viewForStranger(tx, matter) };
    });
    if (!read) return refuse('matter-not-found');
    return ok({ ...read.view, can: canOf(stranger, read.matter, nothingKnown, call.now) });
  }
  return call.read(async (tx) => {
    const matter = await findOpenToAll(tx, number);
    if (!matter) return refuse('matter-not-found');
    return ok(await viewForPublic(tx, await loadCase(tx, matter, call.now), call));
  });
};

async function findOpenToAll(tx: Tx, number: string): Promise<MatterRecord | undefined> {
  const matter = await findMatterByNumber(tx, number);
  return matter && readerOf(stranger, matter, nothingKnown) !== 'none' ? matter : undefined;
}

/** A matter by itself, as its public side is kept up by. */
export type BareMatter = Pick<
  MatterRecord,
  | 'id'
  | 'number'
  | 'state'
  | 'sensitive'
  | 'publicTitle'
  | 'categoryCode'
  | 'building'
  | 'area'
  | 'hiddenParts'
>;

/** A matter without what surrounds it. */
export function findBareMatter(
  tx: Tx,
  by: { number: string } | { id: Id<'matter'> },
): Promise<BareMatter | undefined> {
  return 'number' in by ? findMatterByNumber(tx, by.number) : findMatter(tx, by.id);
}
