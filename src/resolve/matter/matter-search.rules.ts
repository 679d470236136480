/** A number as people write it: 2026-0158, 第158号, 0158. */
const written = /^(?:第|no\.?|#)?\s*(?:(\d{4})-)?0*(\d{1,8})\s*号?$/i;

/** The words a matter is found by when somebody searches for its number: with its year, and without. */
export function numberWords(number: string): string[] {
  const [year = '', running = ''] = number.split('-');
  return [`#${year}-${Number(running)}`, `#${Number(running)}`];
}

/** The one word that what somebody wrote stands for, where it is a number and nothing else. */
export function numberSearched(text: string): string | undefined {
  const match = written.exec(text.normalize('NFKC').trim());
  if (!match) return undefined;
  return match[1] === undefined ? `#${match[2]}` : `#${match[1]}-${match[2]}`;
}
