import { type Asker, holdsPost } from '../../kernel/asker.ts';
import type { CommunityPostKind } from '../../people/post/post.contract.ts';
import { mayEndPost } from '../../people/post/post.policy.ts';
import type { HandoverWay } from './handover.contract.ts';

/** Whoever gives posts or gives out matters sees what is open with a post. */
export function maySeeHandover(asker: Asker): true | 'keepers-only' {
  return holdsPost(asker, 'desk') || holdsPost(asker, 'administrator') ? true : 'keepers-only';
}

type Refused = 'keepers-only' | 'administrator-only' | 'last-administrator' | 'receiver-missing';
type Subject = { kind: CommunityPostKind; ended: boolean; administrators: number };

/**
 * Who hands over how. A post that is held ends with it, so an administrator does it; what an ended one left behind
 * the desk gives on, as it gives out every matter. A new holder is an appointment: the administrator's again. With a
 * successor the last administrator may go too.
 */
export function mayHandOver(
  asker: Asker,
  { kind, ended, administrators }: Subject,
  way: HandoverWay,
): true | Refused {
  const may = maySeeHandover(asker);
  if (may !== true) return may;
  // What an ended post left is with the desk already: there it is given on, or nothing is done.
  if (ended && way === 'nobody') return 'receiver-missing';
  if (ended && way === 'post') return true;
  return mayEndPost(asker, { kind }, way === 'person' ? administrators + 1 : administrators);
}

/** Giving matters to another unit is the desk's; an administrator passes a post on within its own. */
export function mayReceiveFrom(asker: Asker, goesOn: boolean): true | 'desk-only' {
  return goesOn || holdsPost(asker, 'desk') ? true : 'desk-only';
}
