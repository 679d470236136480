import type { Id } from './id.ts';

/**
 * A post somebody holds now: its kind (the area `people` names them), and what it covers: null for the whole
 * community, otherwise the id of the place or organisation it is limited to. `lent` marks the post of somebody
 * absent, whom they stand in for.
 */
export type HeldPost = { id: Id<'post'>; kind: string; covers: Id | null; lent?: true };

/**
 * Who asks. A stranger has no account here; a follower holds the private link of one report; a person is
 * signed in, belongs to the community and may hold posts in it; an onlooker holds a post above the community.
 */
export type Asker =
  | { kind: 'stranger' }
  | { kind: 'follower'; reportId: Id<'report'> }
  | {
      kind: 'person';
      accountId: Id<'account'>;
      personId: Id<'person'>;
      displayName: string;
      posts: readonly HeldPost[];
      reportId?: Id<'report'>;
    }
  | { kind: 'system' };

export const stranger: Asker = { kind: 'stranger' };

/** The product itself: jobs and deadlines act as this, never a request from outside. */
export const system: Asker = { kind: 'system' };

/** Whether the asker holds a post of this kind, whatever it covers. */
export function holdsPost(asker: Asker, kind: string): boolean {
  return asker.kind === 'person' && asker.posts.some((post) => post.kind === kind);
}
