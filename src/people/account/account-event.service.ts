import type { Instant } from '../../kernel/time.ts';
import type { Database, Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { enqueue } from '../../platform/outbox.ts';
import type { AccountId } from '../person/person.contract.ts';
import {
  type AccountEventAuthor,
  type AccountEventKind,
  accountEventJob,
  type OthersAct,
  type OthersActPayload,
} from './account.contract.ts';
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

/** Writes down what somebody else did to the ways into an account, and has its owner told outside of it, too. */
export async function noteOthersAct(
  tx: Tx,
  accountId: AccountId,
  kind: OthersAct,
  by: OthersActPayload['by'],
  now: Instant,
): Promise<void> {
  await noteEvent(tx, accountId, kind, by, now);
  const payload: OthersActPayload = { accountId, kind, by };
  await enqueue(tx, { kind: accountEventJob, payload, runAt: now, now });
}

/** What happened lately, the newest first. */
export function listAccountEvents(sql: Sql, account: AccountId, limit = 10): Promise<store.EventRow[]> {
  return store.listEvents(sql, account, limit);
}
