import { createWriteStream, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { type Locale, sayIn } from '../../kernel/text.ts';
import type { TableRow } from '../../platform/table/table.contract.ts';
import type { Layout, RowProblem } from './import.contract.ts';
import { importText } from './import.text.ts';

/** The file of the rows that could not go in: where, what and the row itself, to be mended and imported again. */
export type ErrorFile = {
  add(row: TableRow, problems: readonly RowProblem[]): Promise<void>;
  /** The path, once everything is on disk; null if no row was wrong, and then nothing was written. */
  close(): Promise<string | null>;
};

/** Made with the first wrong row. Its rows hold personal data, so nobody but its owner may read it. */
export function openErrorFile(path: string, layout: Layout, locale: Locale): ErrorFile {
  const t = sayIn(locale);
  let stream: WriteStream | undefined;
  let failure: unknown;

  async function write(cells: readonly string[]): Promise<void> {
    if (failure) throw failure;
    if (!stream) {
      stream = createWriteStream(path, { mode: 0o600 });
      stream.on('error', (error) => {
        failure = error;
      });
      // Spreadsheets take a file for UTF-8 only with its mark in front.
      stream.write('\ufeff');
    }
    const opened = stream;
    if (!opened.write(`${cells.map(quote).join(',')}\r\n`) && !failure)
      await new Promise<void>((resolve) => {
        opened.once('drain', resolve);
        opened.once('close', resolve);
      });
  }

  return {
    async add({ row, cells }, problems) {
      if (!stream) {
        const { row: number, columns, reasons } = importText.errorColumns;
        await write([t(number), t(columns), t(reasons), ...layout.headers]);
      }
      const columns = problems.map(({ field }) => columnName(field, layout));
      const reasons = problems.map((problem) => sayProblem(problem, layout, locale));
      const named = [...new Set(columns.filter((name) => name !== ''))];
      await write([String(row), named.join('; '), reasons.join('; '), ...cells]);
    },
    async close() {
      if (!stream) return null;
      stream.end();
      await finished(stream).catch((error: unknown) => {
        failure ??= error;
      });
      if (failure) throw failure;
      return path;
    },
  };
}

function quote(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function columnName(field: RowProblem['field'], { mapping, headers }: Layout): string {
  const column = field === null ? undefined : mapping[field];
  return column === undefined ? '' : (headers[column] ?? '').trim();
}

/** A problem as one sentence, its column named first. */
export function sayProblem(problem: RowProblem, layout: Layout, locale: Locale): string {
  const column = columnName(problem.field, layout);
  const said = sayIn(locale)(importText.problems[problem.code], shorten(problem.found));
  return column === '' ? said : `${column}: ${said}`;
}

function shorten(found: string): string {
  const characters = [...found];
  return characters.length <= 40 ? found : `${characters.slice(0, 39).join('')}…`;
}
