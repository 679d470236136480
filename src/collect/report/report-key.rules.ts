/** Twenty bytes: 160 bits, beyond guessing. */
export const reportTagBytes = 20;

/** Crockford's Base32: no letter that is mistaken for a figure, since people read keys out and type them. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

const tagLength = (reportTagBytes * 8) / 5;
const keyPattern = new RegExp(`^(\\d{4}-\\d{4,8})-([${alphabet}]{${tagLength}})$`);

/** A report's private key as people see it: its number and a tag of 32 figures and letters. Takes 20 bytes. */
export function formatReportKey(number: string, tag: Uint8Array): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of tag.subarray(0, reportTagBytes)) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(held >> bits) & 31];
    }
  }
  return `${number}-${text}`;
}

/** Reads a key as typed (capitals, blanks, O for 0, I or L for 1); undefined where it cannot be one. */
export function readReportKey(typed: string): { key: string; number: string } | undefined {
  if (typed.length > 200) return undefined;
  const key = typed
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\s/g, '')
    .replaceAll('o', '0')
    .replaceAll(/[il]/g, '1');
  const number = keyPattern.exec(key)?.[1];
  return number === undefined ? undefined : { key, number };
}
