import { type Asker, holdsPost } from '../../kernel/asker.ts';
import type { PostId } from '../../people/post/post.contract.ts';

/** Administrators name who speaks for each party. What the witnesses do is for everybody to see. */
export function mayNameWitness(asker: Asker): true | 'administrator-only' {
  return holdsPost(asker, 'administrator') || 'administrator-only';
}

/** A key is registered by who holds the named post, not by who stands in for them: it goes with the person. */
export function mayRegisterKey(
  asker: Asker,
  postId: PostId | null,
): true | 'witness-unnamed' | 'witness-only' {
  if (postId === null) return mayNameWitness(asker) === true ? 'witness-unnamed' : 'witness-only';
  const holds = asker.kind === 'person' && asker.posts.some(({ id, lent }) => id === postId && !lent);
  return holds || 'witness-only';
}

/** A key that was lost or leaked is ended by its witness, or by an administrator where they cannot. */
export function mayEndKey(
  asker: Asker,
  postId: PostId | null,
  hasKey: boolean,
): true | 'witness-unnamed' | 'witness-only' | 'key-missing' {
  const may = mayNameWitness(asker) === true && postId !== null ? true : mayRegisterKey(asker, postId);
  return may === true && !hasKey ? 'key-missing' : may;
}
