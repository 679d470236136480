import { z } from 'zod';
import type { Instant } from '../../kernel/time.ts';
import { type Database, maybeRow, oneRow, rows } from '../../platform/database.ts';
import type { AccountId } from '../person/person.contract.ts';

/** Second factors belong to no community: a transaction inside one reaches them as well. */
type Sql = Parameters<Parameters<Database['global']>[0]>[0];

const instant = z.number() as unknown as z.ZodType<Instant>;

const factorRow = z.object({
  sealedSecret: z.string(),
  enrolledAt: instant,
  lastStep: z.coerce.number(),
  failedAttempts: z.number(),
  lockedUntil: instant.nullable(),
});
export type FactorRow = z.infer<typeof factorRow>;

export function findFactor(sql: Sql, account: AccountId): Promise<FactorRow | undefined> {
  return maybeRow(
    factorRow,
    sql`select sealed_secret, enrolled_at, last_step, failed_attempts, locked_until from second_factors
      where account_id = ${account}`,
  );
}

/** The same, and nobody else tries a code meanwhile. */
export function lockFactor(sql: Sql, account: AccountId): Promise<FactorRow | undefined> {
  return maybeRow(
    factorRow,
    sql`select sealed_secret, enrolled_at, last_step, failed_attempts, locked_until from second_factors
      where account_id = ${account} for update`,
  );
}

export async function upsertFactor(
  sql: Sql,
  account: AccountId,
  factor: { sealedSecret: string; lastStep: number },
  now: Instant,
): Promise<void> {
  await sql`
    insert into second_factors (account_id, sealed_secret, enrolled_at, last_step)
    values (${account}, ${factor.sealedSecret}, ${now}, ${factor.lastStep})
    on conflict (account_id) do update set sealed_secret = excluded.sealed_secret,
      enrolled_at = excluded.enrolled_at, last_step = excluded.last_step, failed_attempts = 0,
      locked_until = null`;
}

export async function updateTries(
  sql: Sql,
  account: AccountId,
  state: { lastStep: number; failedAttempts: number; lockedUntil: Instant | null },
): Promise<void> {
  await sql`
    update second_factors set last_step = ${state.lastStep}, failed_attempts = ${state.failedAttempts},
      locked_until = ${state.lockedUntil}
    where account_id = ${account}`;
}

export async function deleteFactor(sql: Sql, account: AccountId): Promise<void> {
  await sql`delete from recovery_codes where account_id = ${account}`;
  await sql`delete from second_factors where account_id = ${account}`;
}

/** Puts these in the place of all there were. */
export async function replaceRecoveryCodes(
  sql: Sql,
  account: AccountId,
  hashes: readonly string[],
): Promise<void> {
  await sql`delete from recovery_codes where account_id = ${account}`;
  await sql`
    insert into recovery_codes (account_id, code_hash)
    select ${account}, hash from unnest(${[...hashes]}::text[]) as hash`;
}

/** Spends a recovery code; false if there is none like it, or it is spent. */
export async function spendRecoveryCode(
  sql: Sql,
  account: AccountId,
  hash: string,
  now: Instant,
): Promise<boolean> {
  const spent = await rows(
    z.object({ codeHash: z.string() }),
    sql`update recovery_codes set used_at = ${now}
      where account_id = ${account} and code_hash = ${hash} and used_at is null returning code_hash`,
  );
  return spent.length === 1;
}

export async function countRecoveryCodes(sql: Sql, account: AccountId): Promise<number> {
  const { count } = await oneRow(
    z.object({ count: z.number() }),
    sql`select count(*)::int as count from recovery_codes where account_id = ${account} and used_at is null`,
  );
  return count;
}
