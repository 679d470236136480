import type { LocalDate } from '../../kernel/time.ts';
import { type Category, categoryFlag } from './category.contract.ts';

/** The row of a category in force on a day, or undefined if none was. */
export function categoryAt(rows: readonly Category[], code: string, date: LocalDate): Category | undefined {
  return rows.find((row) => row.code === code && isInForce(row, date));
}

/** All rows in force on a day, in the order of the catalogue. */
export function categoriesAt(rows: readonly Category[], date: LocalDate): Category[] {
  return rows.filter((row) => isInForce(row, date));
}

function isInForce(row: Category, date: LocalDate): boolean {
  return row.effectiveFrom <= date && (row.effectiveTo === null || date < row.effectiveTo);
}

export type Suggestion = { code: string; score: number; because: string[] };

/**
 * Proposes up to three categories for a plain Chinese sentence. Transparent by design: each keyword found
 * counts its length, `a+b` counts when both parts occur, and `because` names the words found. A person decides.
 */
export function suggestCategories(
  text: string,
  categories: readonly Pick<Category, 'code' | 'keywords'>[],
): Suggestion[] {
  const plain = text.toLowerCase().replace(/\s+/g, '');
  return candidates(plain, categories)
    .map(({ code, keywords }) => {
      const because = keywords.filter((keyword) => occursIn(plain, keyword));
      return { code, because, score: because.reduce((sum, keyword) => sum + weightOf(keyword), 0) };
    })
    .filter((suggestion) => suggestion.score > 0)
    .sort((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1))
    .slice(0, 3);
}

/**
 * Whether a report may be about danger (flag `emergency`): its chosen category says so, or the likeliest one by its
 * words does. Better once too often at the top of the list than once too late.
 */
export function speaksOfDanger(
  text: string,
  chosen: string | null,
  categories: readonly Pick<Category, 'code' | 'keywords' | 'flags'>[],
): boolean {
  const likely = suggestCategories(text, categories)[0]?.code;
  return categories.some(
    ({ code, flags }) => (code === chosen || code === likely) && flags.includes(categoryFlag.emergency),
  );
}

/** The words that alone speak of danger, for a page that listens while somebody writes. */
export function wordsOfDanger(categories: readonly Pick<Category, 'keywords' | 'flags'>[]): string[] {
  const dangers = categories.filter(({ flags }) => flags.includes(categoryFlag.emergency));
  return [...new Set(dangers.flatMap(({ keywords }) => keywords))];
}

type Searched = Pick<Category, 'code' | 'keywords'>;

/** The parts of all keywords by their first character, each with the categories it speaks for, by their place. */
type PartsByCharacter = ReadonlyMap<string, readonly { part: string; places: ReadonlySet<number> }[]>;

/** A catalogue is searched for every report and seldom changes. */
const indexes = new WeakMap<readonly Searched[], PartsByCharacter>();

/** Those categories, in their order, of whose keywords at least a part occurs: the others need no closer look. */
function candidates<One extends Searched>(plain: string, categories: readonly One[]): One[] {
  const index = indexes.get(categories) ?? indexParts(categories);
  indexes.set(categories, index);
  const found = new Set<number>();
  for (let at = 0; at < plain.length; at++) {
    for (const { part, places } of index.get(plain.charAt(at)) ?? [])
      if (plain.startsWith(part, at)) for (const place of places) found.add(place);
  }
  return categories.filter((_, place) => found.has(place));
}

function indexParts(categories: readonly Searched[]): PartsByCharacter {
  const places = new Map<string, Set<number>>();
  for (const [place, { keywords }] of categories.entries()) {
    for (const part of keywords.flatMap((keyword) => keyword.split('+')))
      if (part !== '') places.set(part, (places.get(part) ?? new Set()).add(place));
  }
  const index = new Map<string, { part: string; places: ReadonlySet<number> }[]>();
  for (const [part, its] of places) {
    const first = part.charAt(0);
    index.set(first, [...(index.get(first) ?? []), { part, places: its }]);
  }
  return index;
}

/** Most keywords have one part: nothing is taken apart for them. */
function occursIn(plain: string, keyword: string): boolean {
  if (!keyword.includes('+')) return plain.includes(keyword);
  return keyword.split('+').every((part) => plain.includes(part));
}

function weightOf(keyword: string): number {
  return keyword.replaceAll('+', '').length;
}
