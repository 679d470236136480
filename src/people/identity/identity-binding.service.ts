import type { Instant } from '../../kernel/time.ts';
import { addMs } from '../../kernel/time.ts';
import type { Database, Tx } from '../../platform/database.ts';
import type { AccountEventAuthor } from '../account/account.contract.ts';
import { noteEvent, noteOthersAct } from '../account/account-event.service.ts';
import type { AccountId } from '../person/person.contract.ts';
import { endSessionsOf } from '../session/session.service.ts';
import { attemptMs } from './identity.rules.ts';
import * as store from './identity.store.ts';

/** Since when an account is bound to an identity of the provider that stands in the settings, or of any. */
export async function findBinding(
  tx: Tx,
  account: AccountId,
  issuer: string | undefined,
): Promise<{ boundAt: Instant } | undefined> {
  const found = await store.findIdentityOf(tx, account);
  return found && (issuer === undefined || found.issuer === issuer) ? found : undefined;
}

/** Takes the identity of an account away, without a word to anybody: for an account that ends. */
export async function removeIdentity(tx: Tx, account: AccountId): Promise<void> {
  await store.deleteIdentity(tx, account);
}

/** Takes the identity of an account away and signs it out, but for the session that asks; false if there was none. */
export async function endBinding(
  tx: Tx,
  account: AccountId,
  by: AccountEventAuthor,
  now: Instant,
  butFor: string | null = null,
): Promise<boolean> {
  if (!(await store.deleteIdentity(tx, account))) return false;
  await endSessionsOf(tx, account, butFor);
  if (by === 'self') await noteEvent(tx, account, 'identity-unbound', by, now);
  else await noteOthersAct(tx, account, 'identity-unbound', by, now);
  return true;
}

/** Forgets which attempts were answered, once none of them could be any more. For a daily job. */
export function forgetAttempts(database: Database, now: Instant): Promise<void> {
  return database.global((sql) => store.deleteSpentBefore(sql, addMs(now, -attemptMs)));
}
