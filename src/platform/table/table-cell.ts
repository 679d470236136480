/** What a sheet holds in one cell; a number as the file writes it, a date as the wall clock read for UTC. */
export type CellValue = string | boolean | Date | { number: string } | null;

/** A cell as the text it would be in a CSV file: a whole number without ".0", a date with its time. */
export function writeCell(value: CellValue): string {
  if (value === null) return '';
  if (value instanceof Date) return writeDate(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return typeof value === 'string' ? value : writeNumber(value.number);
}

/** Sheets keep 15 digits of a number and lose the rest; beyond them it is written as they show it, in powers of ten. */
function writeNumber(written: string): string {
  const value = Number(written);
  if (Number.isNaN(value)) return written;
  if (!Number.isInteger(value)) return String(value);
  return Math.abs(value) < 1e15 ? String(value) : value.toExponential().replace('e', 'E');
}

/** Days are counted in fractions: a time is a few microseconds off the second it was typed as. */
function writeDate(value: Date): string {
  const second = new Date(Math.round(value.getTime() / 1000) * 1000);
  return second.toISOString().slice(0, 19).replace('T', ' ').replace(' 00:00:00', '');
}

/** Which column letters name, A being 1; 0 for none. */
export function columnNumber(letters: string): number {
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
}
