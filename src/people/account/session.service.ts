import { createHash, randomBytes } from 'node:crypto';
import { type Asker, stranger } from '../../kernel/asker.ts';
import type { CommunityId } from '../../kernel/id.ts';
import { addMs, dateOf, dayMs, hourMs, type Instant } from '../../kernel/time.ts';
import type { Call } from '../../platform/call.ts';
import type { Database, Tx } from '../../platform/database.ts';
import type { AccountId } from '../person/person.contract.ts';
import type { SessionKind } from './account.contract.ts';
import { isSessionAlive, postsInForce, shouldTouch } from './account.rules.ts';
import * as store from './account.store.ts';

/** 256 bits of chance need no slow hash: who steals the table cannot find the token. */
function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Opens a session under a new token and ends the one the browser came with: nobody can have planted it. */
export async function openSession(
  tx: Tx,
  account: AccountId,
  kind: SessionKind,
  call: Pick<Call, 'now' | 'sessionToken'>,
): Promise<string> {
  await endSession(tx, call.sessionToken);
  const token = randomBytes(32).toString('base64url');
  await store.insertSession(tx, { tokenHash: hashToken(token), accountId: account, kind }, call.now);
  return token;
}

/** Ends a session; one that does not exist (any more) is no error. */
export async function endSession(tx: Tx, token: string | null): Promise<void> {
  if (token !== null) await store.deleteSession(tx, hashToken(token));
}

/** Signs an account out everywhere: after a new password, or when somebody leaves. */
export function endSessionsOf(tx: Tx, account: AccountId): Promise<void> {
  return store.deleteSessionsOf(tx, account);
}

/**
 * Who holds this token in this community now. A person of another community, an expired or an unknown token is a
 * stranger. One statement, and at most once a minute a second one that notes the visit.
 */
export async function identify(
  database: Database,
  community: CommunityId,
  token: string | undefined,
  now: Instant,
): Promise<Asker> {
  if (token === undefined || !/^[\w-]{43}$/.test(token)) return stranger;
  const tokenHash = hashToken(token);
  const found = await database.read(community, (tx) => store.findIdentity(tx, tokenHash, dateOf(now)));
  if (!found || !isSessionAlive(found, now)) return stranger;
  if (shouldTouch(found, now)) await store.touchSession(database.sql, tokenHash, now);
  if (found.personId === null || found.displayName === null) return stranger;
  return {
    kind: 'person',
    accountId: found.accountId,
    personId: found.personId,
    displayName: found.displayName,
    posts: postsInForce(found.posts as Parameters<typeof postsInForce>[0], found.kind),
  };
}

/** Removes sessions nobody can use any more and codes older than a day. For a daily job. */
export function forgetExpired(database: Database, now: Instant): Promise<void> {
  return database.global(async (sql) => {
    const idleSince = { staff: addMs(now, -12 * hourMs), resident: addMs(now, -30 * dayMs) };
    await store.deleteSessionsBefore(sql, idleSince);
    await store.deleteCodesBefore(sql, addMs(now, -dayMs));
  });
}
