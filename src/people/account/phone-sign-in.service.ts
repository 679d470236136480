import type { Tx } from '../../platform/database.ts';
import type { AccountId } from '../person/person.contract.ts';
import { endSessionsOf } from '../session/session.service.ts';
import * as store from './account.store.ts';

/** Whether an account signs in by name and password, beside its phone or instead of it. */
export async function hasPassword(tx: Tx, account: AccountId | null): Promise<boolean> {
  const found = account === null ? undefined : await store.findAccount(tx, account);
  return found !== undefined && found.passwordHash !== null;
}

/**
 * Takes the phone away from an account and signs it out everywhere: the old number no longer opens it. Under the
 * phone's lock, so that a sign-in under way is either refused the account or signed out again.
 */
export async function unlinkPhone(tx: Tx, id: AccountId): Promise<void> {
  const account = await store.findAccount(tx, id);
  if (!account) return;
  if (account.phone !== null) {
    await store.lockPhone(tx, account.phone);
    await store.deletePhone(tx, id);
  }
  await endSessionsOf(tx, id);
}
