import { z } from 'zod';
import { type Device, programs, systems } from '../../kernel/device.ts';
import type { Instant, LocalDate } from '../../kernel/time.ts';
import { type Database, maybeRow, rows, type Tx } from '../../platform/database.ts';
import { type AccountId, accountIdSchema, personIdSchema } from '../person/person.contract.ts';
import { communityPostKinds, postIdSchema } from '../post/post.contract.ts';
import {
  type Awaited,
  awaited,
  type SessionKind,
  sessionIdSchema,
  sessionKinds,
} from './session.contract.ts';

/** Sessions belong to no community: a transaction inside one reaches them as well. */
type Sql = Parameters<Parameters<Database['global']>[0]>[0];

const instant = z.number() as unknown as z.ZodType<Instant>;

const sessionRow = z.object({
  id: sessionIdSchema,
  accountId: accountIdSchema,
  kind: z.enum(sessionKinds),
  awaits: z.enum(awaited).nullable(),
  pendingSecret: z.string().nullable(),
  deviceSystem: z.enum(systems),
  deviceProgram: z.enum(programs),
  createdAt: instant,
  lastSeenAt: instant,
});
export type SessionRow = z.infer<typeof sessionRow>;

export async function insertSession(
  sql: Sql,
  session: {
    tokenHash: Buffer;
    accountId: AccountId;
    kind: SessionKind;
    awaits: Awaited | null;
    pendingSecret: string | null;
    device: Device;
  },
  now: Instant,
): Promise<void> {
  const { system, program } = session.device;
  await sql`
    insert into sessions (token_hash, account_id, kind, awaits, pending_secret, device_system, device_program,
      created_at, last_seen_at)
    values (${session.tokenHash}, ${session.accountId}, ${session.kind}, ${session.awaits},
      ${session.pendingSecret}, ${system}, ${program}, ${now}, ${now})`;
}

export function findSession(sql: Sql, tokenHash: Buffer): Promise<SessionRow | undefined> {
  return maybeRow(
    sessionRow,
    sql`select id, account_id, kind, awaits, pending_secret, device_system, device_program, created_at,
        last_seen_at
      from sessions where token_hash = ${tokenHash}`,
  );
}

/** The sessions of an account, the one used last first. */
export function listSessionsOf(sql: Sql, account: AccountId): Promise<SessionRow[]> {
  return rows(
    sessionRow,
    sql`select id, account_id, kind, awaits, pending_secret, device_system, device_program, created_at,
        last_seen_at
      from sessions where account_id = ${account} order by last_seen_at desc, id`,
  );
}

export async function updatePendingSecret(sql: Sql, tokenHash: Buffer, sealed: string): Promise<void> {
  await sql`update sessions set pending_secret = ${sealed} where token_hash = ${tokenHash}`;
}

export async function touchSession(sql: Database['sql'], tokenHash: Buffer, now: Instant): Promise<void> {
  await sql`
    update sessions set last_seen_at = ${now} where token_hash = ${tokenHash} and last_seen_at < ${now}`;
}

export async function deleteSession(sql: Sql, tokenHash: Buffer): Promise<void> {
  await sql`delete from sessions where token_hash = ${tokenHash}`;
}

/** Ends one session of an account by its id in the list; false if there is none. */
export async function deleteSessionById(
  sql: Sql,
  account: AccountId,
  id: SessionRow['id'],
): Promise<boolean> {
  const ended = await rows(
    z.object({ id: sessionIdSchema }),
    sql`delete from sessions where account_id = ${account} and id = ${id} returning id`,
  );
  return ended.length === 1;
}

/** Ends every session of an account but the one with this token; how many there were. */
export async function deleteSessionsOf(sql: Sql, account: AccountId, butFor: Buffer | null): Promise<number> {
  const ended = await rows(
    z.object({ id: sessionIdSchema }),
    sql`delete from sessions where account_id = ${account} and token_hash is distinct from ${butFor}
      returning id`,
  );
  return ended.length;
}

export async function deleteSessionsBefore(
  sql: Sql,
  before: { halfOpen: Instant; staff: Instant; resident: Instant },
): Promise<void> {
  await sql`
    delete from sessions
    where last_seen_at < case when awaits is not null then ${before.halfOpen}::timestamptz
      when kind = 'staff' then ${before.staff}::timestamptz
      else ${before.resident}::timestamptz end`;
}

const heldRow = z.object({
  id: postIdSchema,
  kind: z.enum([...communityPostKinds, 'street']),
  covers: z.uuid().nullable(),
});

const identityRow = z.object({
  kind: z.enum(sessionKinds),
  awaits: z.enum(awaited).nullable(),
  createdAt: instant,
  lastSeenAt: instant,
  accountId: accountIdSchema,
  isWaived: z.boolean(),
  personId: personIdSchema.nullable(),
  displayName: z.string().nullable(),
  posts: z.array(heldRow),
});

/**
 * Everything a request needs to know of who asks, in one statement: this runs with every request of everybody
 * signed in, so it reads accounts, persons and posts here rather than through their own stores.
 */
export function findIdentity(tx: Tx, tokenHash: Buffer, on: LocalDate) {
  return maybeRow(
    identityRow,
    tx`select s.kind, s.awaits, s.created_at, s.last_seen_at, s.account_id,
        a.second_factor_waived as is_waived, p.id as person_id, p.display_name,
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
      from sessions s join accounts a on a.id = s.account_id
      left join persons p on p.community_id = ${tx.community} and p.account_id = s.account_id
      where s.token_hash = ${tokenHash}`,
  );
}
