/*
 * How values cross to the database and back, as text. The numbers are PostgreSQL's built-in type identifiers
 * (pg_type.dat of its source): the same in every installation.
 */

export type WireTypes = { bigint: number };

type Read = (text: string) => unknown;
type Write = (value: unknown) => string;

export const wireTypes = {
  bigint: { to: 20, from: [20], serialize: String, parse: readSafeInteger },
  instant: { to: 1184, from: [1184], serialize: writeInstant, parse: readInstant },
  day: { to: 1082, from: [1082], serialize: String, parse: (text: string) => text },
  texts: listOf([1009, 1015], (text) => text),
  ids: listOf([2951], (text) => text),
  integers: listOf([1005, 1007], Number),
  bigints: listOf([1016], readSafeInteger),
  days: listOf([1182], (text) => text),
  instants: listOf([1185], readInstant, writeInstant),
  booleans: listOf([1000], (text) => text === 't'),
};

function readSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('a bigint from the database is beyond 2^53');
  return value;
}

function readInstant(text: string): number {
  return Date.parse(text);
}

function writeInstant(value: unknown): string {
  if (typeof value !== 'number') throw new TypeError('an instant is a number of milliseconds');
  return new Date(value).toISOString();
}

/** Lists of one dimension, in the form of https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO. */
function listOf(types: readonly [number, ...number[]], read: Read, write: Write = String) {
  return {
    to: types[0],
    from: [...types],
    serialize: (list: unknown) => (Array.isArray(list) ? `{${list.map(quoted(write)).join(',')}}` : list),
    parse: (text: string) => readList(text, read),
  };
}

function quoted(write: Write): (value: unknown) => string {
  return (value) => (value === null ? 'NULL' : `"${write(value).replace(/[\\"]/g, '\\$&')}"`);
}

function readList(text: string, read: Read): unknown[] {
  const parts = text.slice(1, -1).matchAll(/"((?:[^"\\]|\\.)*)"|([^,]+)/gsu);
  return [...parts].map(([, inQuotes, plain]) => {
    if (inQuotes !== undefined) return read(inQuotes.replace(/\\(.)/gsu, '$1'));
    return plain === undefined || plain === 'NULL' ? null : read(plain);
  });
}
