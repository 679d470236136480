import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { type Instant, parseInstant } from '../../kernel/time.ts';

/** A cell as it is meant: text, a number, or a moment. */
export type Cell = string | number | { at: Instant } | null;

/** Whether one file holds a list of this length; a list is never cut short without a word. */
export function checkSize(total: number, max: number): Outcome<null, 'too-many-rows'> {
  return total > max ? refuse('too-many-rows', { total, max }) : ok(null);
}

/** A spreadsheet that is saved as text and opened again takes these beginnings for a formula (CWE-1236). */
const formulaStart = /^[=+\-@\t\r]/;

/** Text that no spreadsheet can take for a formula: what people wrote stays what they wrote. */
export function asPlainText(text: string): string {
  return formulaStart.test(text) ? `'${text}` : text;
}

/** A moment, if there is one. */
export function momentOf(text: string | null): Cell {
  return text === null ? null : { at: parseInstant(text) };
}

/** China's clock, eight hours ahead: a cell of a workbook knows no time zone and shows what is written in it. */
const chinaOffsetMs = 8 * 3_600_000;

/** The number of ms which, read as UTC, shows a moment by China's clock. */
export function wallClockMs(at: Instant): number {
  return at + chinaOffsetMs;
}
