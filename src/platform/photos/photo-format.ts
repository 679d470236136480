/** What a photo may be in. */
export type PhotoFormat = 'jpeg' | 'png' | 'webp' | 'avif';

/** How many bytes from the start `sniffPhotoFormat` wants to see. */
export const headBytes = 64;

/**
 * Tells a photo's format from its first bytes; never from its name or the type it was sent with.
 * 'heic' is known but cannot be read (its codec is patented and not in libvips' builds): iPhones convert
 * such photos themselves when a form accepts image/jpeg.
 */
export function sniffPhotoFormat(head: Uint8Array): PhotoFormat | 'heic' | undefined {
  const latin = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
  if (latin.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (latin.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (latin.startsWith('RIFF') && latin.startsWith('WEBP', 8)) return 'webp';
  if (latin.startsWith('ftyp', 4)) return sniffBrands(latin);
  return undefined;
}

/** ISO 14496-12, 4.3: a box of size, 'ftyp', major brand, version, compatible brands of four letters each. */
function sniffBrands(latin: string): 'avif' | 'heic' | undefined {
  const size = Buffer.from(latin.slice(0, 4), 'latin1').readUInt32BE();
  const brands: string[] = latin.slice(8, Math.min(size, headBytes)).match(/.{4}/gs) ?? [];
  if (brands.includes('avif') || brands.includes('avis')) return 'avif';
  return brands.some((brand) => /^(hei|hev|mif1|msf1)/.test(brand)) ? 'heic' : undefined;
}
