import type { Instant } from '../../kernel/time.ts';
import type { Database } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import type { AccountId } from '../person/person.contract.ts';
import type { AccountEventAuthor, AccountEventKind } from './account.contract.ts';
import * as store from './account.store.ts';

type Sql = Parameters<Parameters<Database['global']>[0]>[0];

/** Writes down what happened to the ways into an account, for its owner to read. */
export function noteEvent(
  sql: Sql,
  accountId: AccountId,
  kind: AccountEventKind,
  by: AccountEventAuthor,
  at: Instant,
): Promise<void> {
  return store.insertEvent(sql, { id: newId(), accountId, kind, by, at });
}

/** What happened lately, the newest first. */
export function listAccountEvents(sql: Sql, account: AccountId, limit = 10): Promise<store.EventRow[]> {
  return store.listEvents(sql, account, limit);
}
