import { type Id, isId } from '../../kernel/id.ts';
import { type Instant, instant } from '../../kernel/time.ts';

/** Where a page of a list ends: its rank (the desk's: danger, undecided, decided), what it is sorted by, and the id that settles ties. */
export type PageEnd = { rank: 0 | 1 | 2; at: Instant; id: Id<'report'> };

/** Writes the end of a page as the text that asks for the next one. */
export function writePageEnd({ rank, at, id }: PageEnd): string {
  return `${rank}.${at}.${id}`;
}

/** The end of the year 9999: what lies beyond cannot be written as a date. */
const lastInstantMs = 253_402_300_799_999;

/** Reads the end of a page; undefined for what no page ever ended with. */
export function readPageEnd(text: string): PageEnd | undefined {
  const [, rank, at, id = ''] = /^([012])\.(\d{1,15})\.([0-9a-f-]{36})$/.exec(text) ?? [];
  if (!isId(id) || Number(at) > lastInstantMs) return undefined;
  return { rank: Number(rank) as PageEnd['rank'], at: instant(Number(at)), id: id as Id<'report'> };
}
