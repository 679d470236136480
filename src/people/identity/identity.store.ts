import { z } from 'zod';
import type { Instant } from '../../kernel/time.ts';
import { type Database, maybeRow, rows } from '../../platform/database.ts';
import { type AccountId, accountIdSchema } from '../person/person.contract.ts';

/** Identities belong to no community: a transaction inside one reaches them as well. */
type Sql = Parameters<Parameters<Database['global']>[0]>[0];

const identityRow = z.object({
  accountId: accountIdSchema,
  issuer: z.string(),
  boundAt: z.number() as unknown as z.ZodType<Instant>,
});
export type IdentityRow = z.infer<typeof identityRow>;

export function findIdentity(sql: Sql, who: { issuer: string; subject: string }) {
  return maybeRow(
    identityRow,
    sql`select account_id, issuer, bound_at from identities
      where issuer = ${who.issuer} and subject = ${who.subject}`,
  );
}

export function findIdentityOf(sql: Sql, account: AccountId): Promise<IdentityRow | undefined> {
  return maybeRow(
    identityRow,
    sql`select account_id, issuer, bound_at from identities where account_id = ${account}`,
  );
}

/** Binds an identity to an account, also in the place of one of another issuer; false if either is taken. */
export async function insertIdentity(
  sql: Sql,
  identity: { accountId: AccountId; issuer: string; subject: string },
  now: Instant,
): Promise<boolean> {
  const { accountId, issuer, subject } = identity;
  await sql`delete from identities where account_id = ${accountId} and issuer <> ${issuer}`;
  const bound = await rows(
    z.object({ accountId: accountIdSchema }),
    sql`insert into identities (account_id, issuer, subject, bound_at)
      values (${accountId}, ${issuer}, ${subject}, ${now}) on conflict do nothing returning account_id`,
  );
  return bound.length === 1;
}

/** Takes an account's identity away; false if it had none. */
export async function deleteIdentity(sql: Sql, account: AccountId): Promise<boolean> {
  const gone = await rows(
    z.object({ accountId: accountIdSchema }),
    sql`delete from identities where account_id = ${account} returning account_id`,
  );
  return gone.length === 1;
}

/** Marks an attempt as answered; false if it was before. */
export async function insertSpent(sql: Sql, attemptHash: Buffer, now: Instant): Promise<boolean> {
  const spent = await rows(
    z.object({ spentAt: z.number() }),
    sql`insert into spent_attempts (attempt_hash, spent_at) values (${attemptHash}, ${now})
      on conflict do nothing returning spent_at`,
  );
  return spent.length === 1;
}

export async function deleteSpentBefore(sql: Sql, before: Instant): Promise<void> {
  await sql`delete from spent_attempts where spent_at < ${before}`;
}
