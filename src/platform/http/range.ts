import type { ByteRange } from '../files/file-store.ts';

/**
 * The one range a request asks for (RFC 9110, 14.1.2); null where it asks for the whole, for several or for what is
 * no range (the whole is then the answer), `beyond` where nothing of it is there.
 */
export function readRange(header: string | undefined, bytes: number): ByteRange | 'beyond' | null {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return null;
  if (first === '') {
    const length = Math.min(Number(last), bytes);
    return length === 0 ? 'beyond' : { start: bytes - length, end: bytes - 1 };
  }
  const start = Number(first);
  if (start >= bytes) return 'beyond';
  const end = last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1);
  return end < start ? null : { start, end };
}
