/** A UUID version 7 (RFC 9562): made by the application, ordered by the time of making. */
export type Id<Noun extends string = string> = string & { readonly noun: Noun };

export type CommunityId = Id<'community'>;

const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a string is a UUID in its canonical lower-case form. */
export function isId(text: string): boolean {
  return pattern.test(text);
}

/** How many ids one millisecond has room for in order: the twelve bits of `rand_a` (RFC 9562, 5.7). */
export const idsPerMs = 4096;

/**
 * Builds a UUID version 7 from a time (ms since epoch), its place among those of that millisecond (0…4095, which sorts;
 * RFC 9562, 6.2, method 1) and eight bytes of chance, of which 62 bits go in. Throws where one of them does not fit.
 * Pure: the caller brings all three; `platform/ids.ts` is the one that reads clock and chance.
 */
export function makeId(ms: number, place: number, chance: Uint8Array): string {
  if (chance.length < 8) throw new RangeError('a UUID version 7 needs eight bytes of chance');
  if (!(place >= 0 && place < idsPerMs))
    throw new RangeError('a UUID version 7 has twelve bits for its place');
  const bytes = new Uint8Array(16);
  let rest = Math.floor(ms);
  for (let i = 5; i >= 0; i--) {
    bytes[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = 0x70 | (place >> 8);
  bytes[7] = place & 0xff;
  bytes.set(chance.subarray(0, 8), 8);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
