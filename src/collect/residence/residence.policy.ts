import { type Asker, type HeldPost, holdsPost } from '../../kernel/asker.ts';
import type { Id } from '../../kernel/id.ts';
import type { RequestState } from './residence.contract.ts';

/** Somebody signed in has a home to register; a private link or nobody known has none. */
export function mayHaveHome(asker: Asker): true | 'sign-in-first' {
  return asker.kind === 'person' ? true : 'sign-in-first';
}

/** Those who keep the register decide everywhere, and end what is no longer true. */
export function mayKeepResidences(asker: Asker): true | 'keepers-only' {
  return holdsPost(asker, 'desk') || holdsPost(asker, 'administrator') ? true : 'keepers-only';
}

/** Whether somebody has requests to decide on at all. */
export function mayListRequests(asker: Asker): true | 'captains-only' {
  return mayKeepResidences(asker) === true || holdsPost(asker, 'captain') ? true : 'captains-only';
}

/** The stairwells whose requests somebody decides on; `all` for those who keep the register. */
export function stairwellsOf(asker: Asker): 'all' | Id<'stairwell'>[] {
  if (mayKeepResidences(asker) === true) return 'all';
  if (asker.kind !== 'person') return [];
  return asker.posts.flatMap((post) =>
    post.kind === 'captain' && post.covers !== null ? [post.covers as Id<'stairwell'>] : [],
  );
}

/**
 * Who confirms or refuses: the stairwell's captain, or who keeps the register. To everybody else a request is not
 * there (who wants to live where is theirs alone); nobody decides on their own home.
 */
export function mayDecideRequest(
  asker: Asker,
  request: { personId: Id<'person'>; stairwellId: Id<'stairwell'>; state: RequestState },
): true | 'request-not-found' | 'own-request' | 'decided-already' {
  const stairwells = stairwellsOf(asker);
  if (stairwells !== 'all' && !stairwells.includes(request.stairwellId)) return 'request-not-found';
  if (asker.kind === 'person' && asker.personId === request.personId) return 'own-request';
  return request.state === 'asked' ? true : 'decided-already';
}

/** Confirming a door that the register does not know makes it: that is for those who keep it. */
export function mayConfirmDoor(asker: Asker, isRegistered: boolean): true | 'door-not-registered' {
  return isRegistered || mayKeepResidences(asker) === true ? true : 'door-not-registered';
}

/** Whether somebody takes a request back: only who asked, and only until it is decided. */
export function mayWithdrawRequest(
  asker: Asker,
  request: { personId: Id<'person'>; state: RequestState },
): true | 'request-not-found' | 'decided-already' {
  if (asker.kind !== 'person' || asker.personId !== request.personId) return 'request-not-found';
  return request.state === 'asked' ? true : 'decided-already';
}

/** The post under which somebody decides: the captain's for that stairwell, else the one that keeps the register. */
export function decidingPost(asker: Asker, stairwell: Id<'stairwell'>): HeldPost | undefined {
  if (asker.kind !== 'person') return undefined;
  const { posts } = asker;
  return (
    posts.find((post) => post.kind === 'captain' && post.covers === stairwell) ??
    posts.find((post) => post.kind === 'desk') ??
    posts.find((post) => post.kind === 'administrator')
  );
}
