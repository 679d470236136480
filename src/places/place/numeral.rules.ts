const figures: Record<string, number> = {
  〇: 0,
  零: 0,
  '○': 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};

/** The characters a Chinese number on a door may be made of, for use inside a character class. */
export const numeralCharacters = '〇零○一二三四五六七八九十百两';

/**
 * Reads a Chinese numeral as Arabic figures: by place value where 十 or 百 occurs (十二 → 12, 一百零二 → 102),
 * figure by figure otherwise (一〇二 → 102). Gives null for what is no number (二十十).
 */
export function readNumeral(text: string): string | null {
  if (!/[十百]/.test(text)) {
    const read = [...text].map((character) => figures[character]);
    return read.includes(undefined) ? null : read.join('');
  }
  const parts =
    /^(?:([一二两三四五六七八九])百零?)?(?:([一二三四五六七八九])?(十))?([一二三四五六七八九])?$/.exec(text);
  if (!parts) return null;
  const [, hundreds, tens, ten, ones] = parts;
  const value = figure(hundreds) * 100 + (ten ? (tens ? figure(tens) : 1) * 10 : 0) + figure(ones);
  return value > 0 ? String(value) : null;
}

function figure(character: string | undefined): number {
  return character === undefined ? 0 : (figures[character] ?? 0);
}
