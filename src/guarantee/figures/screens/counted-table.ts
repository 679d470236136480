import type { Category } from '../../../collect/category/category.contract.ts';
import { channelName } from '../../../collect/report/screens/channel.text.ts';
import type { Say } from '../../../kernel/text.ts';
import { tierText } from '../../../resolve/matter/matter.text.ts';
import type { FigureRow } from '../figures.contract.ts';
import { figuresText as text } from './figures.text.ts';

type Column = keyof typeof text.columns;

/** The list behind a figure as a table in the asker's language. */
export function countedTable(
  say: Say,
  rows: readonly FigureRow[],
  categories: readonly Pick<Category, 'code' | 'name'>[],
): { head: string[]; rows: (string | null)[][] } {
  const names = new Map<string, string>(categories.map(({ code, name }) => [code, say(name)]));
  const columns = Object.keys(text.columns) as Column[];
  const cells: Record<Column, (row: FigureRow) => string | null> = {
    number: ({ number }) => number,
    title: ({ title }) => title ?? say(text.kept),
    category: ({ category }) => category && (names.get(category) ?? category),
    building: ({ building }) => building && say(text.buildingOf, building),
    tier: ({ tier }) => say(tierText[tier]),
    channel: ({ channel }) => say(channelName[channel]),
    acceptedOn: ({ acceptedOn }) => acceptedOn,
    resolvedOn: ({ resolvedOn }) => resolvedOn,
  };
  return {
    head: columns.map((column) => say(text.columns[column])),
    rows: rows.map((row) => columns.map((column) => cells[column](row))),
  };
}
