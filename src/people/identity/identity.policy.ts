import type { Asker } from '../../kernel/asker.ts';
import type { SessionKind } from '../session/session.contract.ts';
import { mayChangeSignIn } from '../session/session.policy.ts';

type Own = { signedInBy: SessionKind | null; isBound: boolean };

/** Everybody may ask whether there is a provider, and try to sign in by it; nothing is answered of anybody else. */
export function mayUseProvider(_asker: Asker): true {
  return true;
}

/**
 * Staff bind the identity they show to the account they have just signed in to, second factor included: nothing
 * else, no mail address and no name, ties the two together.
 */
export function mayBind(
  asker: Asker,
  own: Own & { hasProvider: boolean; isRecent: boolean },
): true | 'not-signed-in' | 'staff-sign-in-first' | 'provider-off' | 'identity-bound' | 'sign-in-not-recent' {
  const may = mayChangeSignIn(asker, own.signedInBy);
  if (may !== true) return may;
  if (!own.hasProvider) return 'provider-off';
  if (own.isBound) return 'identity-bound';
  return own.isRecent ? true : 'sign-in-not-recent';
}

/** Unbinding takes a way in away and gives none: a sign-in of staff is enough. */
export function mayUnbind(
  asker: Asker,
  own: Own,
): true | 'not-signed-in' | 'staff-sign-in-first' | 'identity-none' {
  const may = mayChangeSignIn(asker, own.signedInBy);
  if (may !== true) return may;
  return own.isBound ? true : 'identity-none';
}
