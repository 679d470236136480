import type { Id } from '../../kernel/id.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import type { CommunityPostKind, Post } from '../../people/post/post.contract.ts';
import { type Handover, maxHandedOver } from './handover.contract.ts';

type Known = Pick<Post, 'id' | 'kind' | 'organisationId'>;

/** Posts that handle matters; administrators keep the books. */
const handling: readonly CommunityPostKind[] = ['handler', 'captain', 'chair', 'desk'];

/** Whether a post can receive what another one has. */
export function mayReceive(post: Known, receiver: Known): boolean {
  return receiver.id !== post.id && handling.includes(receiver.kind);
}

/**
 * Whether a receiver goes on with the same work, by the same kind of post and, among handlers, the same
 * organisation: for those who reported nothing changes then.
 */
export function goesOn(post: Omit<Known, 'id'>, receiver: Omit<Known, 'id'>): boolean {
  return receiver.kind === post.kind && receiver.organisationId === post.organisationId;
}

export type HandedTo =
  | { way: 'post'; postId: Id<'post'> }
  | { way: 'person'; personId: Id<'person'> }
  | { way: 'nobody' };

/** Reads the one choice of a confirmation, whose form the contract has checked. */
export function readReceiver(to: string): HandedTo {
  const [way, id] = to.split(':');
  if (way === 'post') return { way, postId: id as Id<'post'> };
  return way === 'person' ? { way, personId: id as Id<'person'> } : { way: 'nobody' };
}

/** What was shown, in a form that is given back with the confirmation. */
export function seenOf({ main, assisting, standsIn }: Handover['open']): string {
  return [main, assisting, standsIn].join('-');
}

/** Whether what is confirmed is what is there, and not more than one step carries. */
export function checkConfirmed(
  open: Handover['open'],
  seen: string,
  hasEnded: boolean,
): Outcome<null, 'handover-changed' | 'nothing-open' | 'too-much-open'> {
  const count = open.main + open.assisting;
  if (hasEnded && count === 0) return refuse('nothing-open');
  if (seenOf(open) !== seen) return refuse('handover-changed');
  return count > maxHandedOver ? refuse('too-much-open') : ok(null);
}
