/** Adds words to what is written already, on a line of their own: choosing a text never throws away one's own. */
export function addWords(written: string, words: string): string {
  const before = written.trimEnd();
  return before === '' ? words : `${before}\n${words}`;
}
