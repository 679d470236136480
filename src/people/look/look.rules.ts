import type { Asker } from '../../kernel/asker.ts';
import { minuteMs } from '../../kernel/time.ts';
import type { Looker, LookKind, Seen } from './look.contract.ts';

/** Seeing the same again within this time is the same look: a page that is loaded anew, or shown after a step on it. */
export const sameLookMs = 10 * minuteMs;

/** Under which post somebody looks: of several the one whose daily work it is comes first. */
const precedence = ['desk', 'handler', 'captain', 'chair', 'administrator', 'street'] as const;

/** Who looks, if looks of theirs are written down: whoever holds a post. Residents see their own affairs only. */
export function lookerOf(asker: Asker): Looker | undefined {
  if (asker.kind !== 'person') return undefined;
  for (const kind of precedence) {
    const post = asker.posts.find((held) => held.kind === kind);
    if (!post) continue;
    return { accountId: asker.accountId, personId: asker.personId, postId: post.id, post: kind };
  }
  return undefined;
}

/** What of it is a look at somebody else: nobody leaves a trace by reading about themselves, or a list of nobody. */
export function looksAtOthers(asker: Asker, seen: readonly Seen[]): Seen[] {
  if (asker.kind !== 'person') return [];
  const others = seen.filter(
    ({ subjectId, people }) => people !== 0 && (subjectId === undefined || subjectId !== asker.personId),
  );
  const once = new Map(others.map((one) => [`${one.kind} ${one.subjectId ?? ''} ${one.number ?? ''}`, one]));
  return [...once.values()];
}

/** Kinds of which the person concerned is told: what was looked at, not how the log itself is kept. */
export const toldKinds: ReadonlySet<LookKind> = new Set([
  ...(['contact', 'reporter', 'person', 'residence', 'original', 'copy'] as const),
]);
