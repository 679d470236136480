import type { Asker } from '../../kernel/asker.ts';
import { copiesADay } from './copy.rules.ts';

/** Everybody signed in gets a copy of what is held about them, and nobody one about others (PIPL, art. 45). */
export function mayReadOffer(asker: Asker): true | 'sign-in-first' {
  return asker.kind === 'person' ? true : 'sign-in-first';
}

/** What a copy depends on: how fresh the sign-in is, and how many were taken within a day. */
export type Standing = { isRecent: boolean; taken: number };

/** It holds everything at once, so it asks for a fresh sign-in, and is not made again and again. */
export function mayMakeCopy(
  asker: Asker,
  { isRecent, taken }: Standing,
): true | 'sign-in-first' | 'sign-in-not-recent' | 'copy-made-often' {
  if (asker.kind !== 'person') return 'sign-in-first';
  if (!isRecent) return 'sign-in-not-recent';
  return taken < copiesADay ? true : 'copy-made-often';
}
