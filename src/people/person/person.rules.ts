/**
 * Brings a Chinese mobile number, however it was typed (gaps, dashes, +86 or 0086 in front, full-width figures),
 * into E.164. Gives null for anything else. Form: 1, then 3 to 9, then nine figures (numbering plan of the MIIT).
 */
export function normalisePhone(text: string): string | null {
  const figures = text.normalize('NFKC').replace(/[\s\-‐–—().]/g, '');
  const national = /^(?:\+86|0086|86)?(1[3-9]\d{9})$/.exec(figures)?.[1];
  return national === undefined ? null : `+86${national}`;
}

/** A number as it may stand in a list: enough to recognise it, too little to ring (138****5678). */
export function maskPhone(phone: string): string {
  return phone.replace(/^(?:\+86)?(\d{3})\d+(\d{4})$/, '$1****$2');
}

/** A number as people read it aloud: 138 1234 5678. */
export function formatPhone(phone: string): string {
  return phone.replace(/^\+86(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3');
}
