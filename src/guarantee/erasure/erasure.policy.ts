import type { Asker } from '../../kernel/asker.ts';

/** Everybody signed in has what is held about them erased, and nobody what is held about others (PIPL, art. 47). */
export function mayReadErasure(asker: Asker): true | 'sign-in-first' {
  return asker.kind === 'person' ? true : 'sign-in-first';
}

/** What an erasure waits for, in the order in which it can be mended. */
export type Standing = { asked: boolean; holdsPost: boolean; isRecent: boolean; open: readonly string[] };

/**
 * What cannot be taken back asks for a fresh sign-in. Whoever holds a post acts in it until it ends, so it ends first;
 * a staff account without a post is a person's like any other. A matter under way needs its reporter; erasing is
 * refused until it is closed, with the reason (PIPL, art. 50).
 */
export function mayAskErasure(
  asker: Asker,
  { asked, holdsPost, isRecent, open }: Standing,
): true | 'sign-in-first' | 'erasure-asked-already' | 'post-held' | 'matters-open' | 'sign-in-not-recent' {
  if (asker.kind !== 'person') return 'sign-in-first';
  if (asked) return 'erasure-asked-already';
  if (holdsPost) return 'post-held';
  if (open.length > 0) return 'matters-open';
  return isRecent ? true : 'sign-in-not-recent';
}
