import type { Id } from '../../kernel/id.ts';
import { dateOf, type Instant } from '../../kernel/time.ts';
import { getPosts, type NamedPost } from '../../people/post/post.service.ts';
import type { Tx } from '../../platform/database.ts';
import type { Handler } from './matter.contract.ts';
import type { NamedHandlers } from './matter.decision.ts';

/** The posts a dispatch names, as they are held today; null for one that nobody holds. */
export async function findHandlers(
  tx: Tx,
  named: { mainHandlerPostId: Id<'post'>; assistingPostIds: readonly Id<'post'>[] },
  now: Instant,
): Promise<NamedHandlers> {
  const posts = new Map((await getPosts(tx, dateOf(now), 'zh')).map((post) => [post.id, post]));
  return {
    main: handlerFrom(posts.get(named.mainHandlerPostId)),
    assisting: named.assistingPostIds.map((postId) => handlerFrom(posts.get(postId))),
  };
}

/** A post of the desk handles in the name of an outside unit that has no account of its own. */
function handlerFrom(post: NamedPost | undefined): Handler | null {
  if (!post) return null;
  return {
    postId: post.id,
    organisationId: post.kind === 'handler' ? ((post.covers?.id ?? null) as Handler['organisationId']) : null,
    throughDesk: post.kind === 'desk',
  };
}
