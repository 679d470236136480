import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import readSheets, { readSheet } from 'read-excel-file/node';
import {
  maxSheetCells,
  maxSheetColumns,
  maxSheetRows,
  maxWorkbookBytes,
  type TableRow,
  type WorkbookForm,
} from './table.contract.ts';
import { type CellValue, columnNumber, writeCell } from './table-cell.ts';
import { listZip, measureEntry } from './table-zip.ts';
import { UnreadableTable } from './unreadable-table.ts';

/** A workbook's rows in memory, as the library gives them. */
type SheetRows = readonly (readonly CellValue[])[];

/** Numbers stay as the file writes them: a long id would lose its last digits on the way through a number. */
const asWritten = { parseNumber: (written: string) => ({ number: written }) };

/** Every sheet of a workbook that has rows, in its order. */
export async function readWorkbook(path: string): Promise<{ name: string; rows: TableRow[] }[]> {
  await checkSize(path);
  const sheets = await readAll(path);
  return sheets
    .filter(({ data }) => data.length > 0)
    .map(({ sheet, data }) => ({
      name: sheet,
      rows: data.map((cells, index) => ({ row: index + 1, cells: cells.map(writeCell) })),
    }));
}

function readAll(path: string): Promise<readonly { sheet: string; data: SheetRows }[]> {
  return reading(() => readSheets(path, asWritten));
}

/** Looks at a workbook: whether it can be read at all, and which of its sheets holds the reports. */
export async function findWorkbookForm(
  path: string,
  container: 'zip' | 'compound',
  sheet: string | undefined,
): Promise<WorkbookForm> {
  if (container === 'compound') await refuseCompound(path);
  await checkSize(path);
  const sheets = await readAll(path);
  const names = sheets.map((found) => found.sheet);
  if (sheet !== undefined) {
    if (!names.includes(sheet)) throw new UnreadableTable('sheet-unknown', { sheet, sheets: listed(names) });
    return { kind: 'workbook', sheet };
  }
  const [only, ...more] = sheets.filter(({ data }) => data.length > 0);
  if (only === undefined) throw new UnreadableTable('file-empty');
  if (more.length > 0)
    throw new UnreadableTable('sheet-not-named', { sheets: listed([only, ...more].map((one) => one.sheet)) });
  return { kind: 'workbook', sheet: only.sheet };
}

/** A password turns a workbook into a compound file that holds it encrypted (MS-OFFCRYPTO 2.3.4.4). */
export async function refuseCompound(path: string): Promise<never> {
  const isLocked = await contains(path, Buffer.from('EncryptedPackage', 'utf16le'));
  throw new UnreadableTable(isLocked ? 'workbook-locked' : 'workbook-old');
}

const listed = (names: readonly string[]) => names.map((name) => `“${name}”`).join(', ');

/** The rows of one sheet, each as long as the longest. The sheet is in memory while they are taken. */
export async function* readWorkbookRows(
  path: string,
  { sheet }: WorkbookForm,
  onBytes: (bytes: number) => void,
): AsyncGenerator<TableRow> {
  const rows = await reading<SheetRows>(() => readSheet(path, sheet, asWritten));
  const { size } = await stat(path);
  for (const [index, cells] of rows.entries()) {
    onBytes(Math.ceil((size * (index + 1)) / rows.length));
    yield { row: index + 1, cells: cells.map(writeCell) };
  }
}

/** What the library cannot read is a broken file, but for what the system says about opening it. */
async function reading<Value>(read: () => Promise<unknown>): Promise<Value> {
  try {
    return (await read()) as Value;
  } catch (error) {
    if (error instanceof UnreadableTable || (error instanceof Error && 'syscall' in error)) throw error;
    throw new UnreadableTable('workbook-broken');
  }
}

async function contains(path: string, wanted: Buffer): Promise<boolean> {
  let tail = Buffer.alloc(0);
  for await (const piece of createReadStream(path)) {
    const joined = Buffer.concat([tail, piece as Buffer]);
    if (joined.includes(wanted)) return true;
    tail = joined.subarray(-wanted.length);
  }
  return false;
}

/**
 * A workbook is read whole, so what it would fill is measured first, in passing: a few kilobytes can hold gigabytes,
 * and one cell far out makes every row as long as that.
 */
async function checkSize(path: string): Promise<void> {
  let left = maxWorkbookBytes;
  for (const entry of await listZip(path)) {
    if (!/\.(xml|rels)$/.test(entry.name)) continue;
    const watch = /^xl\/worksheets\/[^/]+\.xml$/.test(entry.name) ? watchExtent() : () => undefined;
    left -= await measureEntry(path, entry, left, watch);
  }
}

const longestTag = 4096;

/** Follows a sheet's cells as they are unpacked, and refuses one that reaches too far. */
function watchExtent(): (piece: Buffer) => void {
  let carried = '';
  let rows = 0;
  let columns = 0;
  return (piece) => {
    const text = carried + piece.toString('latin1');
    const end = text.lastIndexOf('>') + 1;
    for (const [, attributes = ''] of text.slice(0, end).matchAll(/<(?:\w+:)?(?:row|c)\b([^>]*)>/g)) {
      const [, letters = '', digits = '0'] = /\br="([A-Z]*)(\d+)"/.exec(attributes) ?? [];
      rows = Math.max(rows, Number(digits));
      // A cell without content, written to carry a colour, takes no room.
      if (!attributes.endsWith('/')) columns = Math.max(columns, columnNumber(letters));
    }
    if (rows > maxSheetRows || columns > maxSheetColumns || rows * columns > maxSheetCells)
      throw new UnreadableTable('workbook-too-large');
    carried = text.slice(end).slice(-longestTag);
  };
}
