import { type Asker, holdsPost } from '../../kernel/asker.ts';
import type { CommunityPostKind } from './post.contract.ts';

/** Whoever works in the community in any post sees who holds which. */
export function mayListPosts(asker: Asker): true | 'staff-only' {
  if (asker.kind === 'system') return true;
  return asker.kind === 'person' && asker.posts.length > 0 ? true : 'staff-only';
}

/** Posts are given by administrators; the very first one is made on the server's command line. */
export function mayAppoint(asker: Asker): true | 'administrator-only' {
  return asker.kind === 'system' || holdsPost(asker, 'administrator') ? true : 'administrator-only';
}

/** Posts are ended by administrators, but never the last administrator's: nobody could give it back. */
export function mayEndPost(
  asker: Asker,
  post: { kind: CommunityPostKind },
  administrators: number,
): true | 'administrator-only' | 'last-administrator' {
  if (mayAppoint(asker) !== true) return 'administrator-only';
  return post.kind === 'administrator' && administrators <= 1 ? 'last-administrator' : true;
}
