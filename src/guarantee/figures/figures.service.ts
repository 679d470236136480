import { categoryFlag } from '../../collect/category/category.contract.ts';
import { getCatalogue } from '../../collect/category/category.service.ts';
import { ok, refuse } from '../../kernel/outcome.ts';
import { dateOf, type LocalDate } from '../../kernel/time.ts';
import { cursorPlace } from '../../ledger/entry/entry.service.ts';
import { type Call, type HandlersOf, implement } from '../../platform/call.ts';
import type { Database, Tx } from '../../platform/database.ts';
import { publicTitles } from '../../resolve/matter/matter-title.service.ts';
import { findInhabitants } from '../inhabitants/inhabitants.service.ts';
import { countersAt } from './figures.carrying.rules.ts';
import {
  type FigureRow,
  type Figures,
  figuresOperations,
  type ListFilter,
  maxTableRows,
} from './figures.contract.ts';
import { noBuilding } from './figures.counters.rules.ts';
import { figuresFrom } from './figures.rules.ts';
import * as store from './figures.store.ts';
import { countingCursor } from './figures-counting.service.ts';

type Handlers = HandlersOf<typeof figuresOperations>;

const pageLength = 20;

/** A day that is not over is counted as far as it has come; one that has not begun holds nothing. */
function dayAsked(call: Pick<Call, 'now'>, asOf: string | undefined) {
  const today = dateOf(call.now);
  const day = (asOf ?? today) as LocalDate;
  return day > today ? refuse('day-ahead', { asOf: day }) : ok(day);
}

const getFigures: Handlers['getFigures'] = async (call, input) => {
  const day = dayAsked(call, input.asOf);
  if (!day.ok) return day;
  return ok(await call.read((tx) => figuresAt(call, tx, day.value)));
};

/**
 * Answers made already, by community and day, until another entry is counted: one small statement says whether. Every
 * change of what an answer is made of is an entry, or takes effect on a later day.
 */
const answers = new WeakMap<Database, Map<string, { entries: number; figures: Figures }>>();
const maxAnswers = 2000;

async function figuresAt(call: Pick<Call, 'platform' | 'now'>, tx: Tx, asOf: LocalDate): Promise<Figures> {
  const entries = (await cursorPlace(tx, countingCursor)) + 1;
  const kept = answers.get(call.platform.database) ?? new Map();
  answers.set(call.platform.database, kept);
  const today = dateOf(call.now);
  const key = `${tx.community} ${asOf} ${today}`;
  const known = kept.get(key);
  if (known?.entries === entries) return known.figures;
  const figures = await countedAt(tx, asOf, entries, today);
  if (kept.size >= maxAnswers) kept.clear();
  kept.set(key, { entries, figures });
  return figures;
}

async function countedAt(tx: Tx, asOf: LocalDate, entries: number, today: LocalDate): Promise<Figures> {
  const [{ carried, days }, sensitive, inhabitants] = await Promise.all([
    store.selectUpTo(tx, asOf),
    sensitiveCodes(tx, today),
    findInhabitants(tx, asOf),
  ]);
  const counters = countersAt(carried[0]?.carried ?? {}, days);
  return figuresFrom(counters, {
    ...{ asOf, entries, inhabitants, isSensitive: (code) => sensitive.has(code) },
  });
}

/** Categories of which lists never say anything. */
async function sensitiveCodes(tx: Tx, on: LocalDate): Promise<ReadonlySet<string>> {
  const { categories } = await getCatalogue(tx, on);
  const kept = categories.filter(({ flags }) => flags.includes(categoryFlag.sensitive));
  return new Set(kept.map(({ code }) => code));
}

const listCounted: Handlers['listCounted'] = async (call, { after, limit = pageLength, ...filter }) => {
  const day = dayAsked(call, filter.asOf);
  if (!day.ok) return day;
  return call.read(async (tx) => {
    const sensitive = await sensitiveCodes(tx, dateOf(call.now));
    const query = queryOf(filter, day.value, sensitive);
    const found = await store.selectCounted(tx, query, { after: placeOf(after), limit: limit + 1 });
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    return ok({
      asOf: day.value,
      rows: await rowsOf(tx, shown, sensitive),
      next: last && found.length > limit ? `${last.acceptedOn}~${last.number}` : null,
      total: await store.countCounted(tx, query),
    });
  });
};

const exportCounted: Handlers['exportCounted'] = async (call, filter) => {
  const day = dayAsked(call, filter.asOf);
  if (!day.ok) return day;
  return call.read(async (tx) => {
    const sensitive = await sensitiveCodes(tx, dateOf(call.now));
    const query = queryOf(filter, day.value, sensitive);
    const total = await store.countCounted(tx, query);
    if (total > maxTableRows) return refuse('too-many-rows', { total, max: maxTableRows });
    const found = await store.selectCounted(tx, query, { after: null, limit: maxTableRows });
    return ok({ asOf: day.value, rows: await rowsOf(tx, found, sensitive) });
  });
};

function queryOf(filter: ListFilter, asOf: LocalDate, sensitive: ReadonlySet<string>): store.CountedQuery {
  const { category, building, status = 'received', ...rest } = filter;
  return {
    ...{ ...rest, asOf, status },
    categories: category === undefined ? null : codesOf(category, sensitive),
    building: building === noBuilding ? null : building,
  };
}

/** A category that is kept to itself is found among all of them only, never by its own code. */
function codesOf(category: string, sensitive: ReadonlySet<string>): string[] {
  if (category === '-') return [...sensitive];
  return sensitive.has(category) ? [] : [category];
}

function placeOf(after: string | undefined): { acceptedOn: LocalDate; number: string } | null {
  if (after === undefined) return null;
  const [acceptedOn = '', number = ''] = after.split('~');
  return { acceptedOn: acceptedOn as LocalDate, number };
}

/** Of what is nobody else's business no title, category or place is told; it is counted all the same. */
async function rowsOf(
  tx: Tx,
  found: readonly store.CountedRow[],
  sensitive: ReadonlySet<string>,
): Promise<FigureRow[]> {
  const titles = await publicTitles(
    tx,
    found.map(({ number }) => number),
  );
  return found.map(({ counted, ...row }) => {
    const shown = sensitive.has(row.category) ? undefined : titles.get(row.number);
    return {
      ...row,
      isResolved: counted.includes('resolved'),
      ...(shown
        ? { matterId: shown.id, title: shown.title }
        : { matterId: null, title: null, category: null, building: null }),
    };
  });
}

export const figuresHandlers = implement(figuresOperations, { getFigures, listCounted, exportCounted });
