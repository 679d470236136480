import type { Instant } from '../../kernel/time.ts';
import type { TableForm, TableRefusalCode } from '../../platform/table/table.contract.ts';

/** What a column of the file can be. */
export const importFields = ['text', 'title', 'id', 'time', 'reporter', 'phone', 'place'] as const;
export type ImportField = (typeof importFields)[number];

/** Which column, counted from 0, is which field; without one for the time, all rows have the time given for all. */
export type Mapping = Readonly<Partial<Record<ImportField, number>>>;

/** How a file is to be read: found by looking at it, and by what the operator said. */
export type Layout = {
  path: string;
  bytes: number;
  form: TableForm;
  /** The row of the column names; what counts begins below it. */
  headerRow: number;
  headers: readonly string[];
  mapping: Mapping;
  /** When everything was said, for a file that has no column for it. */
  saidAt: Instant | null;
};

export type RowProblemCode =
  | 'cells-too-few'
  | 'cells-too-many'
  | 'text-missing'
  | 'text-too-long'
  | 'id-missing'
  | 'id-too-long'
  | 'id-digits-lost'
  | 'id-used-twice'
  | 'time-missing'
  | 'time-unreadable'
  | 'time-ambiguous'
  | 'time-is-day-number'
  | 'time-not-in-calendar'
  | 'time-before-1949'
  | 'time-ahead'
  | 'reporter-too-long'
  | 'phone-unreadable'
  | 'place-too-long';

/** What is wrong with one cell (or, without a field, with the row); `found` is what stands there, or how much. */
export type RowProblem = { field: ImportField | null; code: RowProblemCode; found: string };

/** A row that can become a report. */
export type ReadyRow = {
  row: number;
  /** The file's own id; null where the file has no column for it. */
  fileId: string | null;
  text: string;
  occurredAt: Instant;
  reporter: string | null;
  phone: string | null;
  place: string;
};

export type FileRefusalCode =
  | TableRefusalCode
  | 'map-unreadable'
  | 'map-field-unknown'
  | 'map-column-unknown'
  | 'map-column-twice'
  | 'text-column-missing'
  | 'time-column-missing';

export const maxFileIdLength = 200;
export const maxReporterLength = 40;

/** What to do with rows that only their content could tell from reports that are there. */
export const sameAnswers = ['skip', 'import'] as const;
export type SameAnswer = (typeof sameAnswers)[number];

/** A row that reads the same as an earlier row (its number), or as a report imported before (null). */
export type SameRow = { row: number; as: number | null };

/** What importing a file would do. Each row is counted once: fresh, known, repeated, same or wrong. */
export type Survey = {
  rows: number;
  fresh: number;
  /** Imported before, by the file's id. */
  known: number;
  /** The same id with the same content once more in this file. */
  repeated: number;
  same: number;
  firstSame: readonly SameRow[];
  wrong: number;
  firstWrong: readonly { row: number; problems: readonly RowProblem[] }[];
  from: Instant | null;
  to: Instant | null;
  samples: readonly (ReadyRow & { placeName: string | null })[];
  /** Where every wrong row stands with its problems; null if there is none. */
  errorFile: string | null;
};

export type Imported = {
  imported: number;
  skipped: number;
  firstNumber: string | null;
  lastNumber: string | null;
};
