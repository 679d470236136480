import type { Id } from '../../kernel/id.ts';
import { dateOf, type Instant } from '../../kernel/time.ts';
import type { Post } from '../../people/post/post.contract.ts';
import { listHeldPosts } from '../../people/post/post.service.ts';
import type { Tx } from '../../platform/database.ts';
import type { Handler } from './matter.contract.ts';
import type { NamedHandlers } from './matter.decision.ts';
import { handledStates } from './matter.states.ts';
import type { Handled } from './matter-handler.store.ts';
import * as store from './matter-handler.store.ts';

/** The posts a dispatch names, as they are held today; null for one that nobody holds. */
export async function findHandlers(
  tx: Tx,
  named: { mainHandlerPostId: Id<'post'>; assistingPostIds: readonly Id<'post'>[] },
  now: Instant,
): Promise<NamedHandlers> {
  const posts = new Map((await listHeldPosts(tx, dateOf(now))).map((post) => [post.id, post]));
  const handlerFrom = (post: Post | undefined) => (post ? handlerOf(post) : null);
  return {
    main: handlerFrom(posts.get(named.mainHandlerPostId)),
    assisting: named.assistingPostIds.map((postId) => handlerFrom(posts.get(postId))),
  };
}

/** How a post handles: one of the desk does it in the name of an outside unit that has no account of its own. */
export function handlerOf({ id, kind, organisationId }: Post): Handler {
  return { postId: id, organisationId, throughDesk: kind === 'desk' };
}

/** What a post has to handle now, mainly or assisting. */
export function listHandledBy(tx: Tx, post: Id<'post'>): Promise<Handled[]> {
  return store.listHandledBy(tx, post, [...handledStates]);
}

/** The posts that assist, as they are held today; null for one that nobody holds. */
export async function findAssisting(
  tx: Tx,
  postIds: readonly Id<'post'>[],
  now: Instant,
): Promise<NamedHandlers['assisting']> {
  const posts = new Map((await listHeldPosts(tx, dateOf(now))).map((post) => [post.id, post]));
  return postIds.map((postId) => {
    const post = posts.get(postId);
    return post ? handlerOf(post) : null;
  });
}
