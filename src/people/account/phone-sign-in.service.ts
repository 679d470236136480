import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Tx } from '../../platform/database.ts';
import type { AccountId, PersonId } from '../person/person.contract.ts';
import { changePerson, isUsedElsewhere } from '../person/person.service.ts';
import { endSessionsOf } from '../session/session.service.ts';
import * as store from './account.store.ts';
import { noteEvent } from './account-event.service.ts';

/** Whether an account signs in by name and password, beside its phone or instead of it. */
export async function hasPassword(tx: Tx, account: AccountId | null): Promise<boolean> {
  const found = account === null ? undefined : await store.findAccount(tx, account);
  return found !== undefined && found.passwordHash !== null;
}

/**
 * Somebody's number here is another one now: what the old one opened is closed to it. An account that lives by its
 * phone is left behind, for persons of other communities may stand on it, and the person waits for whoever shows by a
 * code that the new number is theirs. An account with a password keeps its person and loses the phone; what it is
 * elsewhere is not for one community to change. Under the phone's lock, so that a sign-in under way is either refused
 * the account or signed out again.
 */
export async function leaveNumber(
  tx: Tx,
  person: { id: PersonId; accountId: AccountId | null },
  now: Instant,
): Promise<Outcome<null, 'account-elsewhere'>> {
  const account = person.accountId === null ? undefined : await store.findAccount(tx, person.accountId);
  if (!account) return ok(null);
  if (account.phone !== null) await store.lockPhone(tx, account.phone);
  if (account.passwordHash === null) {
    await changePerson(tx, person.id, { accountId: null });
  } else {
    if (await isUsedElsewhere(tx, account.id)) return refuse('account-elsewhere');
    await store.deletePhone(tx, account.id);
    await noteEvent(tx, account.id, 'number-removed', 'administrator', now);
  }
  await endSessionsOf(tx, account.id);
  return ok(null);
}
