import type { Tx } from '../../platform/database.ts';
import type { Person } from '../person/person.contract.ts';
import { changePerson, isUsedElsewhere } from '../person/person.service.ts';
import { endSessionsOf } from '../session/session.service.ts';
import * as store from './account.store.ts';

/**
 * Makes somebody nobody: no name, no number, no way in. Their account goes with them unless another community knows it
 * too; then only the bond to it goes.
 */
export async function emptyPerson(tx: Tx, { id, accountId }: Person, instead: string): Promise<void> {
  const stays = accountId !== null && (await isUsedElsewhere(tx, accountId));
  await changePerson(tx, id, { displayName: instead, phone: null, accountId: null });
  if (accountId === null || stays) return;
  await endSessionsOf(tx, accountId);
  await store.emptyAccount(tx, accountId);
}
