import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type Outcome, ok } from '../../kernel/outcome.ts';
import type { Instant } from '../../kernel/time.ts';
import type { FileForm, FileRefusalCode, FileRow, Layout } from './import.contract.ts';
import { applyMap, checkMapping, guessMapping } from './import.rules.ts';
import { findTextForm, readTextRows } from './import-text.service.ts';
import { asUnreadable, refusing, UnreadableFile } from './import-unreadable.service.ts';
import { findWorkbookForm, readWorkbookRows } from './import-workbook.service.ts';

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
    const form = await findForm(path, said.sheet);
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

async function sizeOf(path: string): Promise<number> {
  try {
    const found = await stat(path);
    if (!found.isFile()) throw new UnreadableFile('file-not-plain');
    return found.size;
  } catch (error) {
    throw asUnreadable(error);
  }
}

/** Told by the first bytes, never by the name: 投诉.csv may well be a workbook. */
async function findForm(path: string, sheet: string | undefined): Promise<FileForm> {
  const start = await readStart(path);
  if (start.length === 0) throw new UnreadableFile('file-empty');
  const isZip = start.subarray(0, 4).toString('latin1') === 'PK\x03\x04';
  const isCompound = start.toString('hex') === 'd0cf11e0a1b11ae1';
  if (isZip || isCompound) return findWorkbookForm(path, isZip ? 'zip' : 'compound', sheet);
  if (sheet !== undefined) throw new UnreadableFile('sheet-of-no-workbook');
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

function rowsOf(path: string, form: FileForm, onBytes: (bytes: number) => void): AsyncGenerator<FileRow> {
  if (form.kind === 'workbook') return readWorkbookRows(path, form, onBytes);
  return readTextRows(path, form, onBytes);
}

const isBlank = ({ cells }: FileRow) => cells.every((cell) => cell.trim() === '');

async function readHeaders(path: string, form: FileForm): Promise<FileRow> {
  // A sheet may begin lower down; a text that begins with an empty line has lost its column names.
  for await (const row of rowsOf(path, form, () => undefined))
    if (form.kind === 'text' || !isBlank(row)) return row;
  throw new UnreadableFile('file-empty');
}

/** The rows below the column names, one by one. */
export async function* readRows(
  { path, form, headerRow }: Pick<Layout, 'path' | 'form' | 'headerRow'>,
  onBytes: (bytes: number) => void = () => undefined,
): AsyncGenerator<FileRow> {
  for await (const row of rowsOf(path, form, onBytes)) if (row.row > headerRow && !isBlank(row)) yield row;
}
