import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import type { Instant, LocalDate } from '../../kernel/time.ts';
import { type Database, maybeRow, oneRow, rows, type Tx } from '../../platform/database.ts';
import { type AccountId, accountIdSchema, personIdSchema } from '../person/person.contract.ts';
import { communityPostKinds, postIdSchema } from '../post/post.contract.ts';
import { type SessionKind, sessionKinds } from './account.contract.ts';

/** Accounts, sessions and codes belong to no community: a transaction inside one reaches them as well. */
type Sql = Parameters<Parameters<Database['global']>[0]>[0];

export type CodeId = Id<'code'>;

const instant = z.number() as unknown as z.ZodType<Instant>;

const accountRow = z.object({
  id: accountIdSchema,
  username: z.string().nullable(),
  phone: z.string().nullable(),
  passwordHash: z.string().nullable(),
  failedAttempts: z.number(),
  lockedUntil: instant.nullable(),
});
export type AccountRow = z.infer<typeof accountRow>;

export function lockAccountByUsername(sql: Sql, username: string): Promise<AccountRow | undefined> {
  return maybeRow(
    accountRow,
    sql`select id, username, phone, password_hash, failed_attempts, locked_until from accounts
      where username = ${username} for update`,
  );
}

export function findAccountByUsername(sql: Sql, username: string): Promise<AccountRow | undefined> {
  return maybeRow(
    accountRow,
    sql`select id, username, phone, password_hash, failed_attempts, locked_until from accounts
      where username = ${username}`,
  );
}

export function findAccountByPhone(sql: Sql, phone: string): Promise<AccountRow | undefined> {
  return maybeRow(
    accountRow,
    sql`select id, username, phone, password_hash, failed_attempts, locked_until from accounts
      where phone = ${phone}`,
  );
}

export function findAccount(sql: Sql, id: AccountId): Promise<AccountRow | undefined> {
  return maybeRow(
    accountRow,
    sql`select id, username, phone, password_hash, failed_attempts, locked_until from accounts
      where id = ${id}`,
  );
}

export async function deletePhone(sql: Sql, id: AccountId): Promise<void> {
  await sql`update accounts set phone = null where id = ${id}`;
}

/** Makes an account for a phone, or finds the one that somebody else's transaction has just made. */
export async function upsertPhoneAccount(
  sql: Sql,
  id: AccountId,
  phone: string,
  now: Instant,
): Promise<AccountId> {
  const row = await oneRow(
    z.object({ id: accountIdSchema }),
    sql`insert into accounts (id, phone, created_at) values (${id}, ${phone}, ${now})
      on conflict (phone) do update set phone = excluded.phone returning id`,
  );
  return row.id;
}

/** Makes a staff account; false if the name is taken. */
export async function insertStaffAccount(
  sql: Sql,
  account: { id: AccountId; username: string; passwordHash: string },
  now: Instant,
): Promise<boolean> {
  const made = await rows(
    z.object({ id: accountIdSchema }),
    sql`insert into accounts (id, username, password_hash, created_at)
      values (${account.id}, ${account.username}, ${account.passwordHash}, ${now})
      on conflict do nothing returning id`,
  );
  return made.length === 1;
}

export async function updatePassword(sql: Sql, id: AccountId, passwordHash: string): Promise<void> {
  await sql`
    update accounts set password_hash = ${passwordHash}, failed_attempts = 0, locked_until = null
    where id = ${id}`;
}

export async function updateAttempts(
  sql: Sql,
  id: AccountId,
  state: { failedAttempts: number; lockedUntil: Instant | null },
): Promise<void> {
  await sql`
    update accounts set failed_attempts = ${state.failedAttempts}, locked_until = ${state.lockedUntil}
    where id = ${id}`;
}

const codeRow = z.object({
  id: z.uuid() as unknown as z.ZodType<CodeId>,
  codeHash: z.string(),
  tries: z.number(),
  usedAt: instant.nullable(),
  createdAt: instant,
});

/** Serialises requests for one phone, so that limits hold for those that arrive together. */
export async function lockPhone(sql: Sql, phone: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`code ${phone}`}, 0))`;
}

export async function findCodeTimes(sql: Sql, phone: string, since: Instant): Promise<Instant[]> {
  const found = await rows(
    z.object({ createdAt: instant }),
    sql`select created_at from one_time_codes where phone = ${phone} and created_at > ${since}`,
  );
  return found.map(({ createdAt }) => createdAt);
}

/** How many codes went to anybody. */
export async function countCodes(sql: Sql, since: Instant): Promise<number> {
  const { count } = await oneRow(
    z.object({ count: z.number() }),
    sql`select count(*)::int as count from one_time_codes where created_at > ${since}`,
  );
  return count;
}

export async function insertCode(
  sql: Sql,
  code: { id: CodeId; phone: string; codeHash: string },
  now: Instant,
): Promise<void> {
  await sql`
    insert into one_time_codes (id, phone, code_hash, created_at)
    values (${code.id}, ${code.phone}, ${code.codeHash}, ${now})`;
}

/** The newest code of a phone, locked; older ones no longer count. */
export function lockLatestCode(sql: Sql, phone: string) {
  return maybeRow(
    codeRow,
    sql`select id, code_hash, tries, used_at, created_at from one_time_codes
      where phone = ${phone} order by created_at desc, id desc limit 1 for update`,
  );
}

export async function updateCode(
  sql: Sql,
  id: CodeId,
  state: { tries: number; usedAt: Instant | null },
): Promise<void> {
  await sql`update one_time_codes set tries = ${state.tries}, used_at = ${state.usedAt} where id = ${id}`;
}

export async function deleteCodesBefore(sql: Sql, before: Instant): Promise<void> {
  await sql`delete from one_time_codes where created_at < ${before}`;
}

export async function insertSession(
  sql: Sql,
  session: { tokenHash: Buffer; accountId: AccountId; kind: SessionKind },
  now: Instant,
): Promise<void> {
  await sql`
    insert into sessions (token_hash, account_id, kind, created_at, last_seen_at)
    values (${session.tokenHash}, ${session.accountId}, ${session.kind}, ${now}, ${now})`;
}

export async function touchSession(sql: Database['sql'], tokenHash: Buffer, now: Instant): Promise<void> {
  await sql`
    update sessions set last_seen_at = ${now} where token_hash = ${tokenHash} and last_seen_at < ${now}`;
}

export async function deleteSession(sql: Sql, tokenHash: Buffer): Promise<void> {
  await sql`delete from sessions where token_hash = ${tokenHash}`;
}

export async function deleteSessionsOf(sql: Sql, account: AccountId): Promise<void> {
  await sql`delete from sessions where account_id = ${account}`;
}

export async function deleteSessionsBefore(
  sql: Sql,
  idleSince: { staff: Instant; resident: Instant },
): Promise<void> {
  await sql`
    delete from sessions
    where last_seen_at < case kind when 'staff' then ${idleSince.staff}::timestamptz
      else ${idleSince.resident}::timestamptz end`;
}

const heldRow = z.object({
  id: postIdSchema,
  kind: z.enum([...communityPostKinds, 'street']),
  covers: z.uuid().nullable(),
});

const identityRow = z.object({
  kind: z.enum(sessionKinds),
  createdAt: instant,
  lastSeenAt: instant,
  accountId: accountIdSchema,
  personId: personIdSchema.nullable(),
  displayName: z.string().nullable(),
  posts: z.array(heldRow),
});

/**
 * Everything a request needs to know of who asks, in one statement: this runs with every request of everybody
 * signed in, so it reads persons and posts here rather than through their own stores.
 */
export function findIdentity(tx: Tx, tokenHash: Buffer, on: LocalDate) {
  return maybeRow(
    identityRow,
    tx`select s.kind, s.created_at, s.last_seen_at, s.account_id, p.id as person_id, p.display_name,
        coalesce(
          (select json_agg(json_build_object('id', h.id, 'kind', h.kind, 'covers', h.covers) order by h.id)
            from (
              select id, kind, coalesce(stairwell_id, organisation_id) as covers from posts
              where community_id = ${tx.community} and person_id = p.id
                and held_from <= ${on} and (held_until is null or ${on} < held_until)
              union all
              select id, 'street', null from street_posts
              where community_id = ${tx.community} and account_id = s.account_id
                and held_from <= ${on} and (held_until is null or ${on} < held_until)) h),
          '[]') as posts
      from sessions s
      left join persons p on p.community_id = ${tx.community} and p.account_id = s.account_id
      where s.token_hash = ${tokenHash}`,
  );
}

/** Gives an account the post above the communities; holding it already changes nothing. */
export async function upsertStreetPost(
  tx: Tx,
  post: { id: string; accountId: AccountId; heldFrom: LocalDate },
  now: Instant,
): Promise<void> {
  await tx`
    insert into street_posts (id, account_id, community_id, held_from, created_at)
    values (${post.id}, ${post.accountId}, ${tx.community}, ${post.heldFrom}, ${now})
    on conflict (account_id, community_id) where held_until is null do nothing`;
}

export async function endStreetPost(tx: Tx, account: AccountId, until: LocalDate): Promise<void> {
  await tx`
    update street_posts set held_until = greatest(${until}, held_from)
    where community_id = ${tx.community} and account_id = ${account} and held_until is null`;
}

/** Adds name and password to an account that had a phone only. */
export async function addPassword(
  sql: Sql,
  id: AccountId,
  username: string,
  passwordHash: string,
): Promise<'done' | 'username-taken' | 'account-exists'> {
  if (await findAccountByUsername(sql, username)) return 'username-taken';
  const changed = await rows(
    z.object({ id: accountIdSchema }),
    sql`update accounts set username = ${username}, password_hash = ${passwordHash}
      where id = ${id} and username is null returning id`,
  );
  return changed.length === 1 ? 'done' : 'account-exists';
}
