import { createHash, randomBytes } from 'node:crypto';
import { addMs, type Instant } from '../../kernel/time.ts';
import type { Database, Tx } from '../../platform/database.ts';
import type { AccountEventAuthor } from '../account/account.contract.ts';
import { noteOthersAct } from '../account/account-event.service.ts';
import type { AccountId } from '../person/person.contract.ts';
import { removeSecondFactor } from '../second-factor/second-factor-proof.service.ts';
import { endSessionsOf } from '../session/session.service.ts';
import { isLinkAlive, linkLifeMs } from './recovery.rules.ts';
import * as store from './recovery.store.ts';

type Sql = Parameters<Parameters<Database['global']>[0]>[0];

/** 256 bits of chance need no slow hash. */
const hashOf = (token: string) => createHash('sha256').update(token).digest();

type Author = Exclude<AccountEventAuthor, 'self'>;

/** Issues the link's secret part; what the account signs in with stays as it is until the link is used. */
export async function issueLink(
  tx: Tx,
  accountId: AccountId,
  by: Author,
  now: Instant,
): Promise<{ token: string; validUntil: Instant }> {
  const token = randomBytes(32).toString('base64url');
  await store.upsertLink(tx, { accountId, tokenHash: hashOf(token) }, now);
  await noteOthersAct(tx, accountId, 'password-link-issued', by, now);
  return { token, validUntil: addMs(now, linkLifeMs) };
}

/** The account a link opens; undefined for a used, expired or invented one. */
export async function findLinked(sql: Sql, token: string, now: Instant): Promise<AccountId | undefined> {
  const link = await store.findLink(sql, hashOf(token));
  return link && isLinkAlive(link, now) ? link.accountId : undefined;
}

/** Takes a link away; false if it is gone already, so that of two uses at once one counts. */
export function useLink(sql: Sql, token: string): Promise<boolean> {
  return store.deleteLink(sql, hashOf(token));
}

/** Takes the link of an account away that ends. */
export function removeLink(sql: Sql, account: AccountId): Promise<void> {
  return store.deleteLinkOf(sql, account);
}

/** Takes a lost second factor away: whoever has the password sets a new one, and reads why. */
export async function resetFactor(tx: Tx, account: AccountId, by: Author, now: Instant): Promise<void> {
  await removeSecondFactor(tx, account);
  await endSessionsOf(tx, account);
  await noteOthersAct(tx, account, 'second-factor-reset', by, now);
}

/** Removes links that are over. For a daily job. */
export function forgetLinks(database: Database, now: Instant): Promise<void> {
  return database.global((sql) => store.deleteLinksBefore(sql, addMs(now, -linkLifeMs)));
}
