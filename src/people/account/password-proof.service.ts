import { createHash } from 'node:crypto';
import type { Instant } from '../../kernel/time.ts';
import type { Platform } from '../../platform/call.ts';
import type { AccountId } from '../person/person.contract.ts';
import { chargeAttempt, normaliseUsername } from './account.rules.ts';
import * as store from './account.store.ts';
import { verifyPassword } from './password.ts';

/**
 * The account whose password this is, or null. Unknown name, wrong password and locked account give the same
 * answer after the same work; the count is kept outside the transaction that a refusal would undo, and no
 * transaction stays open while the password is worked on.
 */
export async function provePassword(
  { database }: Pick<Platform, 'database'>,
  who: { username: string } | { accountId: AccountId },
  password: string,
  now: Instant,
): Promise<AccountId | null> {
  const attempt = await database.global(async (sql) => {
    const account = await ('accountId' in who
      ? store.lockAccount(sql, who.accountId)
      : lockNamed(sql, who.username));
    if (!account) {
      await store.updateDecoy(sql, slotOf('accountId' in who ? who.accountId : who.username));
      return undefined;
    }
    const { admitted, ...state } = chargeAttempt(account, now);
    await store.updateAttempts(sql, account.id, state);
    return { account, admitted };
  });
  const matches = await verifyPassword(attempt?.account.passwordHash ?? null, password);
  if (!attempt?.admitted || !matches) return null;
  await database.global((sql) =>
    store.updateAttempts(sql, attempt.account.id, { failedAttempts: 0, lockedUntil: null }),
  );
  return attempt.account.id;
}

/** What can be no name is looked up as the empty one, which nobody has. */
function lockNamed(sql: Parameters<typeof store.lockAccountByUsername>[0], typed: string) {
  return store.lockAccountByUsername(sql, normaliseUsername(typed) ?? '');
}

/** Tries under one name wait for each other, tries under several do not. */
function slotOf(name: string): number {
  return createHash('sha256').update(name).digest().readUInt8(0);
}
