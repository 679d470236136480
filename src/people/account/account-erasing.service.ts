import type { Tx } from '../../platform/database.ts';
import { removeIdentity } from '../identity/identity-binding.service.ts';
import type { Person } from '../person/person.contract.ts';
import { changePerson, isUsedElsewhere } from '../person/person.service.ts';
import { removeLink } from '../recovery/account-rescue.service.ts';
import { removeSecondFactor } from '../second-factor/second-factor-proof.service.ts';
import { endSessionsOf } from '../session/session.service.ts';
import * as store from './account.store.ts';

/**
 * Makes somebody nobody: no name, no number, no way in. Their account goes with them unless another community knows it
 * too; then only the bond to it goes. Of an account its id stays, and what happened to its ways in, by their kind and
 * time: the look-log and the steps of an office point to it as to a name for nobody.
 */
export async function emptyPerson(tx: Tx, { id, accountId }: Person, instead: string): Promise<void> {
  const stays = accountId !== null && (await isUsedElsewhere(tx, accountId));
  await changePerson(tx, id, { displayName: instead, phone: null, accountId: null });
  if (accountId === null || stays) return;
  await endSessionsOf(tx, accountId);
  await removeSecondFactor(tx, accountId);
  await removeIdentity(tx, accountId);
  await removeLink(tx, accountId);
  await store.emptyAccount(tx, accountId);
}
