import type { HeldPost } from '../../kernel/asker.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import type { LocalDate } from '../../kernel/time.ts';
import type { StairwellId } from '../../places/place/place.contract.ts';
import type { CommunityPostKind, OrganisationId, Post } from './post.contract.ts';

/** Whether a post is held on a day: from its first day up to but not including its last. */
export function isHeldOn(post: Pick<Post, 'heldFrom' | 'heldUntil'>, on: LocalDate): boolean {
  return post.heldFrom <= on && (post.heldUntil === null || on < post.heldUntil);
}

/** Whether a post is held on a day or will be; one that was taken back before its first day never is. */
export function isUnended(post: Pick<Post, 'heldFrom' | 'heldUntil'>, on: LocalDate): boolean {
  return post.heldUntil === null || (on < post.heldUntil && post.heldFrom < post.heldUntil);
}

/** What a post covers as permissions ask for it: a stairwell, an organisation, or null for the whole community. */
export function toHeldPost(post: Pick<Post, 'id' | 'kind' | 'stairwellId' | 'organisationId'>): HeldPost {
  return { id: post.id, kind: post.kind, covers: post.stairwellId ?? post.organisationId };
}

export type Coverage = { stairwellId: StairwellId | null; organisationId: OrganisationId | null };

/** A captain needs a stairwell, a handler an organisation; whatever else was named does not belong to the post. */
export function coverageFor(
  kind: CommunityPostKind,
  said: { stairwellId?: StairwellId | undefined; organisationId?: OrganisationId | undefined },
): Outcome<Coverage, 'covers-missing'> {
  const { stairwellId = null, organisationId = null } = said;
  if (kind === 'captain') {
    return stairwellId ? ok({ stairwellId, organisationId: null }) : refuse('covers-missing');
  }
  if (kind === 'handler') {
    return organisationId ? ok({ stairwellId: null, organisationId }) : refuse('covers-missing');
  }
  return ok({ stairwellId: null, organisationId: null });
}
