import type { Asker } from '../../kernel/asker.ts';
import type { SessionKind } from './session.contract.ts';

/** Everybody signed in sees and ends their own sessions, and nobody those of others. */
export function maySeeSessions(asker: Asker): true | 'not-signed-in' {
  return asker.kind === 'person' ? true : 'not-signed-in';
}

/**
 * What staff sign in with is changed by staff who signed in with it: a code on the phone alone does not reach it.
 */
export function mayChangeSignIn(
  asker: Asker,
  signedInBy: SessionKind | null,
): true | 'not-signed-in' | 'staff-sign-in-first' {
  if (asker.kind !== 'person') return 'not-signed-in';
  return signedInBy === 'staff' ? true : 'staff-sign-in-first';
}
