import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { TableForm, TableRow } from './table.contract.ts';
import { findTextForm, readTextRows } from './table-text.ts';
import { findWorkbookForm, readWorkbook, readWorkbookRows, refuseCompound } from './table-workbook.ts';
import { asUnreadable, UnreadableTable } from './unreadable-table.ts';

/** How large a file is; refuses what is none. */
export async function sizeOf(path: string): Promise<number> {
  try {
    const found = await stat(path);
    if (!found.isFile()) throw new UnreadableTable('file-not-plain');
    return found.size;
  } catch (error) {
    throw asUnreadable(error);
  }
}

type Container = 'zip' | 'compound' | 'text';

/** Told by the first bytes, never by the name: 投诉.csv may well be a workbook. */
function containerOf(start: Buffer): Container {
  if (start.length === 0) throw new UnreadableTable('file-empty');
  if (start.subarray(0, 4).toString('latin1') === 'PK\x03\x04') return 'zip';
  return start.toString('hex') === 'd0cf11e0a1b11ae1' ? 'compound' : 'text';
}

/** How the one table of a file is to be read: a text, or a sheet of a workbook. */
export async function findTableForm(path: string, sheet: string | undefined): Promise<TableForm> {
  const start = await readStart(path);
  const container = containerOf(start);
  if (container !== 'text') return findWorkbookForm(path, container, sheet);
  if (sheet !== undefined) throw new UnreadableTable('sheet-of-no-workbook');
  return findTextForm(path, start);
}

async function readStart(path: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  try {
    for await (const piece of createReadStream(path, { end: 7 })) pieces.push(piece as Buffer);
  } catch (error) {
    throw asUnreadable(error);
  }
  return Buffer.concat(pieces);
}

/** Every row of a table, the blank ones too, one by one. */
export function tableRowsOf(
  path: string,
  form: TableForm,
  onBytes: (bytes: number) => void,
): AsyncGenerator<TableRow> {
  if (form.kind === 'workbook') return readWorkbookRows(path, form, onBytes);
  return readTextRows(path, form, onBytes);
}

/** All tables of a file, whole: the sheets of a workbook by their names, or the one table of a text. */
export async function readTables(path: string): Promise<{ name: string | null; rows: TableRow[] }[]> {
  const start = await readStart(path);
  const container = containerOf(start);
  if (container === 'compound') return refuseCompound(path);
  if (container === 'zip') return readWorkbook(path);
  const rows: TableRow[] = [];
  for await (const row of readTextRows(path, await findTextForm(path, start), () => undefined))
    rows.push(row);
  return [{ name: null, rows }];
}
