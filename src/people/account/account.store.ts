import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import type { Instant, LocalDate } from '../../kernel/time.ts';
import { type Database, maybeRow, oneRow, rows, type Tx } from '../../platform/database.ts';
import { type AccountId, accountIdSchema } from '../person/person.contract.ts';
import { accountEventAuthors, accountEventKinds } from './account.contract.ts';

/** Accounts, sessions and codes belong to no community: a transaction inside one reaches them as well. */
type Sql = Parameters<Parameters<Database['global']>[0]>[0];

export type CodeId = Id<'code'>;

export type CodePurpose = 'sign-in' | 'report-key';

const instant = z.number() as unknown as z.ZodType<Instant>;
const localDay = z.iso.date() as unknown as z.ZodType<LocalDate>;

const accountRow = z.object({
  id: accountIdSchema,
  username: z.string().nullable(),
  phone: z.string().nullable(),
  passwordHash: z.string().nullable(),
  failedAttempts: z.number(),
  lockedUntil: instant.nullable(),
  isWaived: z.boolean(),
});
export type AccountRow = z.infer<typeof accountRow>;

export function lockAccountByUsername(sql: Sql, username: string): Promise<AccountRow | undefined> {
  return maybeRow(
    accountRow,
    sql`select id, username, phone, password_hash, failed_attempts, locked_until,
        second_factor_waived as is_waived
      from accounts
      where username = ${username} for update`,
  );
}

export function lockAccount(sql: Sql, id: AccountId): Promise<AccountRow | undefined> {
  return maybeRow(
    accountRow,
    sql`select id, username, phone, password_hash, failed_attempts, locked_until,
        second_factor_waived as is_waived
      from accounts where id = ${id} for update`,
  );
}

export function findAccountByUsername(sql: Sql, username: string): Promise<AccountRow | undefined> {
  return maybeRow(
    accountRow,
    sql`select id, username, phone, password_hash, failed_attempts, locked_until,
        second_factor_waived as is_waived
      from accounts
      where username = ${username}`,
  );
}

export function findAccountByPhone(sql: Sql, phone: string): Promise<AccountRow | undefined> {
  return maybeRow(
    accountRow,
    sql`select id, username, phone, password_hash, failed_attempts, locked_until,
        second_factor_waived as is_waived
      from accounts
      where phone = ${phone}`,
  );
}

export function findAccount(sql: Sql, id: AccountId): Promise<AccountRow | undefined> {
  return maybeRow(
    accountRow,
    sql`select id, username, phone, password_hash, failed_attempts, locked_until,
        second_factor_waived as is_waived
      from accounts
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

/** Whether staff may do without a second factor, for accounts made up to try the product out. */
export async function updateWaiver(sql: Sql, id: AccountId, isWaived: boolean): Promise<void> {
  await sql`update accounts set second_factor_waived = ${isWaived} where id = ${id}`;
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

/** The same work for a name that nobody has: a row is locked and written. */
export async function updateDecoy(sql: Sql, slot: number): Promise<void> {
  await sql`
    update sign_in_decoys set failed_attempts = (failed_attempts + 1) % 5, locked_until = null
    where slot = ${slot}`;
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

/** What a code was sent for, and to whom. */
export type CodeUse = { phone: string; purpose: CodePurpose; subject: string };

export async function insertCode(
  sql: Sql,
  code: CodeUse & { id: CodeId; codeHash: string },
  now: Instant,
): Promise<void> {
  await sql`
    insert into one_time_codes (id, phone, purpose, subject, code_hash, created_at)
    values (${code.id}, ${code.phone}, ${code.purpose}, ${code.subject}, ${code.codeHash}, ${now})`;
}

/** The newest code for one thing, locked; older ones no longer count. */
export function lockLatestCode(sql: Sql, { phone, purpose, subject }: CodeUse) {
  return maybeRow(
    codeRow,
    sql`select id, code_hash, tries, used_at, created_at from one_time_codes
      where phone = ${phone} and purpose = ${purpose} and subject = ${subject}
      order by created_at desc, id desc limit 1 for update`,
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

/** The terms of an account as the street of this community, ended ones too. */
export function listStreetTerms(tx: Tx, account: AccountId) {
  return rows(
    z.object({ heldFrom: localDay, heldUntil: localDay.nullable() }),
    tx`select held_from, held_until from street_posts
      where community_id = ${tx.community} and account_id = ${account} order by held_from`,
  );
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

const eventRow = z.object({
  kind: z.enum(accountEventKinds),
  by: z.enum(accountEventAuthors),
  at: instant,
});
export type EventRow = z.infer<typeof eventRow>;

export async function insertEvent(
  sql: Sql,
  event: EventRow & { id: string; accountId: AccountId },
): Promise<void> {
  await sql`
    insert into account_events (id, account_id, kind, by, at)
    values (${event.id}, ${event.accountId}, ${event.kind}, ${event.by}, ${event.at})`;
}

/** The newest first. */
export function listEvents(sql: Sql, account: AccountId, limit: number): Promise<EventRow[]> {
  return rows(
    eventRow,
    sql`select kind, by, at from account_events where account_id = ${account}
      order by at desc, id desc limit ${limit}`,
  );
}

export async function deleteEventsBefore(sql: Sql, before: Instant): Promise<void> {
  await sql`delete from account_events where at < ${before}`;
}

/** Leaves of an account nothing but its id: nobody can sign in by it, and no code that was sent to its number counts. */
export async function emptyAccount(sql: Sql, id: AccountId): Promise<void> {
  await sql`delete from one_time_codes where phone = (select phone from accounts where id = ${id})`;
  await sql`
    update accounts set username = null, password_hash = null, phone = null, failed_attempts = 0, locked_until = null,
      second_factor_waived = false
    where id = ${id}`;
}
