import type { Asker } from '../../kernel/asker.ts';

/** Anybody may try to sign in, also somebody signed in as another; limits are kept for each phone and account. */
export function maySignIn(_asker: Asker): true {
  return true;
}

/** Whoever is signed in may sign out; for others there is nothing to end. */
export function maySignOut(asker: Asker): true | 'not-signed-in' {
  return asker.kind === 'person' ? true : 'not-signed-in';
}

/** Everybody may ask how the server sees them; the answer holds nobody else's data. */
export function mayReadMe(_asker: Asker): true {
  return true;
}

/** Everybody signed in reads their own account, and nobody another's. */
export function mayReadAccount(asker: Asker): true | 'not-signed-in' {
  return asker.kind === 'person' ? true : 'not-signed-in';
}
