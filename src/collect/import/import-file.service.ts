import { type Outcome, ok } from '../../kernel/outcome.ts';
import type { Instant } from '../../kernel/time.ts';
import type { TableForm, TableRow } from '../../platform/table/table.contract.ts';
import { findTableForm, sizeOf, tableRowsOf } from '../../platform/table/table-file.ts';
import { refusing, UnreadableTable } from '../../platform/table/unreadable-table.ts';
import type { FileRefusalCode, Layout } from './import.contract.ts';
import { applyMap, checkMapping, guessMapping } from './import.rules.ts';

export type Saying = {
  map: readonly string[];
  /** Which sheet of a workbook, where it has several. */
  sheet?: string | undefined;
  saidAt: Instant | null;
};

/** Looks at a file, whole, before anything is done with it: what kind it is, where its rows are, its columns. */
export async function openFile(path: string, said: Saying): Promise<Outcome<Layout, FileRefusalCode>> {
  return refusing(async () => {
    const bytes = await sizeOf(path);
    const form = await findTableForm(path, said.sheet);
    const { row: headerRow, cells: headers } = await readHeaders(path, form);
    const mapped = applyMap(said.map, headers, guessMapping(headers));
    if (!mapped.ok) return mapped;
    const checked = checkMapping(mapped.value, headers, said.saidAt);
    if (!checked.ok) return checked;
    const mapping = checked.value;
    const saidAt = mapping.time === undefined ? said.saidAt : null;
    return ok({ path, bytes, form, headerRow, headers, mapping, saidAt });
  });
}

const isBlank = ({ cells }: TableRow) => cells.every((cell) => cell.trim() === '');

async function readHeaders(path: string, form: TableForm): Promise<TableRow> {
  // A sheet may begin lower down; a text that begins with an empty line has lost its column names.
  for await (const row of tableRowsOf(path, form, () => undefined))
    if (form.kind === 'text' || !isBlank(row)) return row;
  throw new UnreadableTable('file-empty');
}

/** The rows below the column names, one by one. */
export async function* readRows(
  { path, form, headerRow }: Pick<Layout, 'path' | 'form' | 'headerRow'>,
  onBytes: (bytes: number) => void = () => undefined,
): AsyncGenerator<TableRow> {
  for await (const row of tableRowsOf(path, form, onBytes))
    if (row.row > headerRow && !isBlank(row)) yield row;
}
