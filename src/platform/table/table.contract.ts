/** How the bytes of a text become characters. */
export const encodings = ['utf-8', 'utf-16le', 'gb18030'] as const;
export type Encoding = (typeof encodings)[number];

export const delimiters = [',', ';', '\t'] as const;
export type Delimiter = (typeof delimiters)[number];

export type TextForm = { kind: 'text'; encoding: Encoding; delimiter: Delimiter };
export type WorkbookForm = { kind: 'workbook'; sheet: string };
/** How a table is to be read: found by looking at its file. */
export type TableForm = TextForm | WorkbookForm;

/** One row as the file has it; rows count as in a spreadsheet, from 1. */
export type TableRow = { row: number; cells: readonly string[] };

export type TableRefusalCode =
  | 'file-missing'
  | 'file-forbidden'
  | 'file-not-plain'
  | 'workbook-old'
  | 'workbook-locked'
  | 'workbook-broken'
  | 'workbook-too-large'
  | 'sheet-not-named'
  | 'sheet-unknown'
  | 'sheet-of-no-workbook'
  | 'file-is-binary'
  | 'file-encoding-unknown'
  | 'file-empty'
  | 'row-too-large'
  | 'quote-not-closed';

/** More than any row of text within the limits can have; a row beyond it is an open quote or no table at all. */
export const maxRowBytes = 1_048_576;
/** A workbook is read whole; more than this, unpacked, is not a list or is meant to fill the memory. */
export const maxWorkbookBytes = 128 * 1_048_576;
export const maxSheetColumns = 256;
export const maxSheetRows = 1_048_576;
/** Rows times columns: what is empty takes room as well. */
export const maxSheetCells = 10_000_000;
