import { createHash, randomBytes } from 'node:crypto';
import { type Asker, stranger } from '../../kernel/asker.ts';
import type { CommunityId } from '../../kernel/id.ts';
import { addMs, dateOf, dayMs, hourMs, type Instant } from '../../kernel/time.ts';
import type { Call, Platform } from '../../platform/call.ts';
import type { Database, Tx } from '../../platform/database.ts';
import type { AccountId } from '../person/person.contract.ts';
import type { Awaited, SessionKind } from './session.contract.ts';
import { halfOpenMs, isSessionAlive, postsInForce, shouldTouch } from './session.rules.ts';
import * as store from './session.store.ts';

type Sql = Parameters<Parameters<Database['global']>[0]>[0];

/** 256 bits of chance need no slow hash: who steals the table cannot find the token. */
function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** What a session of staff still waits for, and the sealed secret that is being set up in it. */
export type HalfOpen = { awaits: Awaited; pendingSecret: string | null };

/**
 * Opens a session under a new token and ends the one the browser came with: nobody can have planted it. This is
 * done again when a half-open session becomes a whole one.
 */
export async function openSession(
  tx: Tx,
  account: AccountId,
  kind: SessionKind,
  call: Pick<Call, 'now' | 'sessionToken' | 'device'>,
  halfOpen: HalfOpen | null = null,
): Promise<string> {
  await endSession(tx, call.sessionToken);
  const token = randomBytes(32).toString('base64url');
  const { awaits, pendingSecret } = halfOpen ?? { awaits: null, pendingSecret: null };
  const session = {
    ...{ tokenHash: hashToken(token), accountId: account, kind, awaits, pendingSecret },
    device: call.device,
  };
  await store.insertSession(tx, session, call.now);
  return token;
}

/** Ends a session; one that does not exist (any more) is no error. */
export async function endSession(tx: Tx, token: string | null): Promise<void> {
  if (token !== null) await store.deleteSession(tx, hashToken(token));
}

/** Signs an account out everywhere, or everywhere but here: after a new password, or when somebody leaves. */
export function endSessionsOf(tx: Tx, account: AccountId, butFor: string | null = null): Promise<number> {
  return store.deleteSessionsOf(tx, account, butFor === null ? null : hashToken(butFor));
}

/** The live session a request came with, whole or half open. */
export async function findOwnSession(
  sql: Sql,
  call: Pick<Call, 'now' | 'sessionToken'>,
): Promise<store.SessionRow | undefined> {
  if (call.sessionToken === null) return undefined;
  const found = await store.findSession(sql, hashToken(call.sessionToken));
  return found && isSessionAlive(found, call.now) ? found : undefined;
}

/** Keeps what is being set up with the session it was begun in. */
export async function keepPendingSecret(tx: Tx, token: string, sealed: string): Promise<void> {
  await store.updatePendingSecret(tx, hashToken(token), sealed);
}

/**
 * Who holds this token in this community now. A person of another community, an expired, unknown or half-open
 * session is a stranger; so is an account made for demonstration on an installation that others reach. One
 * statement, and at most once a minute a second one that notes the visit; what an open page asks by itself is no
 * visit, or a desk left alone would stay signed in.
 */
export async function identify(
  { database, isPrivate }: Pick<Platform, 'database' | 'isPrivate'>,
  community: CommunityId,
  token: string | undefined,
  now: Instant,
  { isVisit = true } = {},
): Promise<Asker> {
  if (token === undefined || !/^[\w-]{43}$/.test(token)) return stranger;
  const tokenHash = hashToken(token);
  const found = await database.read(community, (tx) => store.findIdentity(tx, tokenHash, dateOf(now)));
  if (!found || found.awaits !== null || !isSessionAlive(found, now)) return stranger;
  if (found.isWaived && !isPrivate) return stranger;
  if (isVisit && shouldTouch(found, now)) await store.touchSession(database.sql, tokenHash, now);
  if (found.personId === null || found.displayName === null) return stranger;
  return {
    kind: 'person',
    accountId: found.accountId,
    personId: found.personId,
    displayName: found.displayName,
    posts: postsInForce(found.posts as Parameters<typeof postsInForce>[0], found.kind),
  };
}

/** Removes sessions nobody can use any more. For a daily job. */
export function forgetSessions(sql: Sql, now: Instant): Promise<void> {
  return store.deleteSessionsBefore(sql, {
    halfOpen: addMs(now, -halfOpenMs),
    staff: addMs(now, -12 * hourMs),
    resident: addMs(now, -30 * dayMs),
  });
}
