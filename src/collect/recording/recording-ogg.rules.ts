import { type Cleaned, latin1, viewOf } from './recording-bytes.rules.ts';

/** Opus in Ogg is counted in samples of 48 kHz, whatever was recorded (RFC 7845, 4). */
const samplesPerSecond = 48_000;

type OggPage = { at: number; bodyAt: number; end: number; lacing: Uint8Array };

/**
 * Blanks in an Ogg file (RFC 3533) the comments, the second packet of Opus: an empty list, and nought behind it,
 * which RFC 7845, 5.2 allows. The pages keep their size and get new checksums.
 */
export function cleanOgg(file: Uint8Array): Cleaned | undefined {
  const pages = pagesOf(file);
  const [, ...others] = pages;
  const second = others[0];
  if (!second || latin1(file, second.bodyAt, 8) !== 'OpusTags') return undefined;
  for (const [index, page] of others.entries()) {
    const ends = page.lacing.findIndex((length) => length < 255);
    const segments = page.lacing.subarray(0, ends === -1 ? page.lacing.length : ends + 1);
    const length = segments.reduce((sum, size) => sum + size, 0);
    // Behind the eight letters: no vendor, no comments.
    file.fill(0, page.bodyAt + (index === 0 ? 8 : 0), page.bodyAt + length);
    sign(file, page);
    if (ends !== -1) break;
  }
  const last = pages.at(-1);
  const samples = last ? viewOf(file).getBigUint64(last.at + 6, true) : 0n;
  return { bytes: file, seconds: Number(samples) / samplesPerSecond };
}

function pagesOf(file: Uint8Array): OggPage[] {
  const pages: OggPage[] = [];
  for (let at = 0; at < file.length; ) {
    if (latin1(file, at, 4) !== 'OggS') throw new RangeError('no page begins here');
    const count = viewOf(file).getUint8(at + 26);
    const bodyAt = at + 27 + count;
    const lacing = file.subarray(at + 27, bodyAt);
    const end = bodyAt + lacing.reduce((sum, size) => sum + size, 0);
    if (end > file.length) throw new RangeError('a page reaches beyond the file');
    pages.push({ at, bodyAt, end, lacing });
    at = end;
  }
  return pages;
}

/** A page's checksum: CRC-32 with the polynomial 0x04c11db7, not reflected, over the page with nought in its place. */
function sign(file: Uint8Array, { at, end }: OggPage): void {
  const view = viewOf(file);
  view.setUint32(at + 22, 0);
  let sum = 0;
  for (let i = at; i < end; i++) {
    sum ^= (file[i] ?? 0) << 24;
    for (let bit = 0; bit < 8; bit++) sum = sum & 0x80000000 ? (sum << 1) ^ 0x04c11db7 : sum << 1;
  }
  view.setUint32(at + 22, sum >>> 0, true);
}
