import { randomBytes } from 'node:crypto';
import type { Instant } from '../../kernel/time.ts';
import type { Platform } from '../../platform/call.ts';
import type { Database } from '../../platform/database.ts';
import { deriveKey, seal, tagOf, unseal } from '../../platform/secrets.ts';
import { chargeAttempt } from '../account/account.rules.ts';
import type { AccountId } from '../person/person.contract.ts';
import {
  formatRecoveryCode,
  makeRecoveryCode,
  readProof,
  recoveryCodeCount,
  type TypedProof,
} from './second-factor.rules.ts';
import * as store from './second-factor.store.ts';
import { makeSecret, stepOf } from './totp.ts';

type Sql = Parameters<Parameters<Database['global']>[0]>[0];

/** Sealed for one account: moved to another's row it cannot be read. */
const sealedFor = (account: AccountId) => `second factor of ${account}`;

/** A fresh secret, sealed, to be confirmed by a code of it. */
export function sealNewSecret(secret: Buffer, account: AccountId): string {
  return seal(secret, sealedFor(account), makeSecret());
}

/** Opens a sealed secret; it cannot be opened only where the installation's secret was lost. */
export function openSecret(secret: Buffer, account: AccountId, sealed: string): string {
  const opened = unseal(secret, sealedFor(account), sealed);
  if (opened === undefined) throw new Error('a second factor was sealed under another secret');
  return opened;
}

/** The second factor that stands for an account: since when, and how many recovery codes are left. */
export async function findSecondFactor(
  sql: Sql,
  account: AccountId,
): Promise<{ enrolledAt: Instant; recoveryCodesLeft: number } | undefined> {
  const factor = await store.findFactor(sql, account);
  if (!factor) return undefined;
  return { enrolledAt: factor.enrolledAt, recoveryCodesLeft: await store.countRecoveryCodes(sql, account) };
}

/** Takes a second factor and its recovery codes away. */
export function removeSecondFactor(sql: Sql, account: AccountId): Promise<void> {
  return store.deleteFactor(sql, account);
}

/**
 * Whether this is a second proof for the account, and which; null if not. In a transaction of its own, so that a
 * wrong try counts although the sign-in is refused; the row is locked, so that of two with one code one succeeds.
 */
export function proveSecondFactor(
  { database, secret }: Pick<Platform, 'database' | 'secret'>,
  account: AccountId,
  typed: string,
  now: Instant,
): Promise<TypedProof['kind'] | null> {
  const proof = readProof(typed);
  return database.global(async (sql) => {
    const factor = await store.lockFactor(sql, account);
    if (!factor) return null;
    const { admitted, ...tries } = chargeAttempt(factor, now);
    const step = admitted && proof ? await redeem(sql, secret, account, proof, factor, now) : undefined;
    if (step === undefined || proof === null) {
      await store.updateTries(sql, account, { ...tries, lastStep: factor.lastStep });
      return null;
    }
    await store.updateTries(sql, account, { lastStep: step, failedAttempts: 0, lockedUntil: null });
    return proof.kind;
  });
}

/** The step taken last from now on; undefined for a wrong code. */
async function redeem(
  sql: Sql,
  secret: Buffer,
  account: AccountId,
  { kind, code }: TypedProof,
  factor: store.FactorRow,
  now: Instant,
): Promise<number | undefined> {
  if (kind === 'telephone') {
    return stepOf(openSecret(secret, account, factor.sealedSecret), code, now, factor.lastStep);
  }
  const isRight = await store.spendRecoveryCode(sql, account, hashRecoveryCode(secret, account, code), now);
  return isRight ? factor.lastStep : undefined;
}

/** Fifty bits would be found from a plain hash: only with the server's secret can one be checked at all. */
function hashRecoveryCode(secret: Buffer, account: AccountId, code: string): string {
  return tagOf(deriveKey(secret, 'recovery codes'), `${account} ${code}`);
}

/** Ten new recovery codes in the place of the old; only their hashes are kept. */
export async function giveRecoveryCodes(sql: Sql, secret: Buffer, account: AccountId): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodeCount }, () => makeRecoveryCode(randomBytes(10)));
  await store.replaceRecoveryCodes(
    sql,
    account,
    codes.map((code) => hashRecoveryCode(secret, account, code)),
  );
  return codes.map(formatRecoveryCode);
}

/** Puts a sealed secret in force; the code that confirmed it is spent. */
export function enrol(
  sql: Sql,
  account: AccountId,
  factor: { sealedSecret: string; lastStep: number },
  now: Instant,
): Promise<void> {
  return store.upsertFactor(sql, account, factor, now);
}
