import type { Id } from '../../kernel/id.ts';
import { dateOf, type Instant, type LocalDate } from '../../kernel/time.ts';
import { hasPassword } from '../../people/account/phone-sign-in.service.ts';
import { endStreet, listStreetTerms } from '../../people/account/staff-account.service.ts';
import type { AccountId, Person } from '../../people/person/person.contract.ts';
import type { PostId } from '../../people/post/post.contract.ts';
import { isUnended } from '../../people/post/post.rules.ts';
import { closePost, getPosts, listPostsOf, namePosts } from '../../people/post/post.service.ts';
import type { Call } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import type { OwnErasure } from './erasure.contract.ts';

/** What somebody holds or is to hold here, who can end it, and whether they ever served or could have. */
export async function readOffice(
  tx: Tx,
  personId: Id<'person'>,
  accountId: AccountId | null,
  { now, locale }: Pick<Call, 'now' | 'locale'>,
): Promise<Pick<OwnErasure, 'posts' | 'askToEnd' | 'served'>> {
  const today = dateOf(now);
  const all = await listPostsOf(tx, personId);
  const held = await namePosts(
    tx,
    all.filter((post) => isUnended(post, today)),
    locale,
  );
  const terms = accountId === null ? [] : await listStreetTerms(tx, accountId);
  const street = terms.filter((term) => isUnended(term, today));
  const administrators =
    held.length === 0 ? [] : await getPosts(tx, today, locale, { kind: 'administrator' });
  return {
    posts: [
      ...held.map(({ kind, covers, heldFrom }) => ({ kind, covers: covers?.name ?? null, heldFrom })),
      ...street.map(({ heldFrom }) => ({ kind: 'street' as const, covers: null, heldFrom })),
    ],
    askToEnd: {
      administrators: administrators.flatMap(({ holder }) => (holder.id === personId ? [] : [holder.name])),
      operator: street.length > 0,
    },
    served: all.length > 0 || terms.length > 0 || (await hasPassword(tx, accountId)),
  };
}

/** Whether somebody holds a post here, or is to: what they act in ends before they are erased. */
export async function holdsOffice(tx: Tx, { id, accountId }: Person, on: LocalDate): Promise<boolean> {
  const terms = accountId === null ? [] : await listStreetTerms(tx, accountId);
  return [...(await listPostsOf(tx, id)), ...terms].some((term) => isUnended(term, on));
}

/**
 * Ends what a backup brought back: whoever was erased had given up every post before, and a post is not held by
 * nobody.
 */
export async function endOffice(tx: Tx, { id, accountId }: Person, now: Instant): Promise<void> {
  const today = dateOf(now);
  for (const post of await listPostsOf(tx, id)) {
    if (post.heldUntil === null) await closePost(tx, post.id, now, null);
  }
  if (accountId !== null) await endStreet(tx, accountId, today);
}

/** The posts somebody held: what these were told goes with what they were told themselves. */
export async function formerPosts(tx: Tx, personId: Id<'person'>): Promise<PostId[]> {
  return (await listPostsOf(tx, personId)).map(({ id }) => id);
}
