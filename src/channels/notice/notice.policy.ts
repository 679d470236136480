import type { Asker } from '../../kernel/asker.ts';

/** Whoever has an inbox reads it, and marks what they read: somebody signed in, or the follower of a report. */
export function mayReadNotices(asker: Asker): true | 'sign-in-first' {
  return asker.kind === 'person' || asker.kind === 'follower' || 'sign-in-first';
}
