import { z } from 'zod';
import type { Instant } from '../../kernel/time.ts';
import { type Database, maybeRow, rows } from '../../platform/database.ts';
import { type AccountId, accountIdSchema } from '../person/person.contract.ts';

/** Links belong to no community: a transaction inside one reaches them as well. */
type Sql = Parameters<Parameters<Database['global']>[0]>[0];

const linkRow = z.object({
  accountId: accountIdSchema,
  issuedAt: z.number() as unknown as z.ZodType<Instant>,
});
export type LinkRow = z.infer<typeof linkRow>;

/** Puts this link in the place of the one there was. */
export async function upsertLink(
  sql: Sql,
  link: { accountId: AccountId; tokenHash: Buffer },
  now: Instant,
): Promise<void> {
  await sql`
    insert into password_links (account_id, token_hash, issued_at)
    values (${link.accountId}, ${link.tokenHash}, ${now})
    on conflict (account_id) do update set token_hash = excluded.token_hash, issued_at = excluded.issued_at`;
}

export function findLink(sql: Sql, tokenHash: Buffer): Promise<LinkRow | undefined> {
  return maybeRow(
    linkRow,
    sql`select account_id, issued_at from password_links where token_hash = ${tokenHash}`,
  );
}

export function findLinkOf(sql: Sql, account: AccountId): Promise<LinkRow | undefined> {
  return maybeRow(
    linkRow,
    sql`select account_id, issued_at from password_links where account_id = ${account}`,
  );
}

/** Uses a link up; false if somebody else just did. */
export async function deleteLink(sql: Sql, tokenHash: Buffer): Promise<boolean> {
  const gone = await rows(
    z.object({ accountId: accountIdSchema }),
    sql`delete from password_links where token_hash = ${tokenHash} returning account_id`,
  );
  return gone.length === 1;
}

export async function deleteLinkOf(sql: Sql, account: AccountId): Promise<void> {
  await sql`delete from password_links where account_id = ${account}`;
}

export async function deleteLinksBefore(sql: Sql, before: Instant): Promise<void> {
  await sql`delete from password_links where issued_at < ${before}`;
}
