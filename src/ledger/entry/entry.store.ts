import type postgres from 'postgres';
import { z } from 'zod';
import type { Json } from '../../kernel/canonical-json.ts';
import type { CommunityId } from '../../kernel/id.ts';
import { formatInstant, type Instant } from '../../kernel/time.ts';
import { type Connection, maybeRow, oneRow, rows, type Statement, type Tx } from '../../platform/database.ts';
import type { EntryId } from './entry.contract.ts';

const id = z.custom<EntryId>((value) => typeof value === 'string');
const at = z.custom<Instant>((value) => typeof value === 'number');
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const members = z.record(z.string(), z.custom<Json>());

const pendingRow = z.strictObject({
  arrival: z.int(),
  id,
  type: z.string(),
  number: z.string().nullable(),
  occurredAt: at,
  facts: members,
  commitments: z.record(z.string(), z.string()),
});
export type PendingRow = z.output<typeof pendingRow>;

const waitingRow = z.strictObject({ type: z.string(), occurredAt: at });
export type WaitingRow = z.output<typeof waitingRow>;

const entryRow = z.strictObject({
  index: z.int(),
  id,
  type: z.string(),
  number: z.string().nullable(),
  occurredAt: at,
  recordedAt: at,
  envelope: z.string(),
  leafHash: bytes,
});
export type EntryRow = z.output<typeof entryRow>;

const lastRow = z.strictObject({ index: z.int(), recordedAt: at });
const saltRow = z.strictObject({ name: z.string(), salt: bytes });
const cursorRow = z.strictObject({ lastIndex: z.int() });

/** Rows travel as one JSON parameter, so that a statement is the same for one row and for a thousand. */
function list(tx: Tx, values: object[]): postgres.Parameter {
  return tx.json(values as unknown as postgres.JSONValue);
}

export function insertPending(tx: Tx, entries: Omit<PendingRow, 'arrival'>[]): Statement {
  const values = entries.map((entry) => ({ ...entry, occurredAt: formatInstant(entry.occurredAt) }));
  return tx`
    insert into ledger_pending (community_id, id, type, number, occurred_at, facts, commitments)
    select ${tx.community}, id, type, number, occurred_at, facts, commitments
    from rows from (jsonb_to_recordset(${list(tx, values)}::jsonb) as
      (id uuid, type text, number text, "occurredAt" timestamptz, facts jsonb, commitments jsonb))
      with ordinality as draft (id, type, number, occurred_at, facts, commitments, position)
    order by position`;
}

export function insertSalts(
  tx: Tx,
  salts: { entryId: EntryId; name: string; salt: Uint8Array }[],
): Statement {
  const values = salts.map((row) => ({ ...row, salt: Buffer.from(row.salt).toString('hex') }));
  return tx`
    insert into ledger_salts (community_id, entry_id, name, salt)
    select ${tx.community}, "entryId", name, decode(salt, 'hex')
    from jsonb_to_recordset(${list(tx, values)}::jsonb) as fresh ("entryId" uuid, name text, salt text)`;
}

/** One sequencer at a time for each community; the lock ends with the transaction, however that ends. */
export async function lockSequencing(tx: Tx): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`ledger ${tx.community}`}, 0))`;
}

export function takePending(tx: Tx, limit: number): Promise<PendingRow[]> {
  return rows(
    pendingRow,
    tx`
      with taken as (
        delete from ledger_pending
        where community_id = ${tx.community} and arrival in (
          select arrival from ledger_pending where community_id = ${tx.community} order by arrival limit ${limit})
        returning arrival, id, type, number, occurred_at, facts, commitments)
      select * from taken order by arrival`,
  );
}

/** Its arrival is made the earliest. */
export async function movePendingToFront(tx: Tx, id: EntryId): Promise<void> {
  await tx`
    with moved as (
      delete from ledger_pending where community_id = ${tx.community} and id = ${id} returning *)
    insert into ledger_pending
      (community_id, arrival, id, type, number, occurred_at, facts, commitments, created_at) overriding system value
    select community_id, (select min(arrival) - 1 from ledger_pending where community_id = ${tx.community}),
      id, type, number, occurred_at, facts, commitments, created_at from moved`;
}

const figuresRow = z.strictObject({ waiting: z.int(), oldestAt: at.nullable() });
export type PendingFigures = z.output<typeof figuresRow>;

export function countPending(tx: Tx): Promise<PendingFigures> {
  return oneRow(
    figuresRow,
    tx`
      select count(*)::integer as waiting, min(created_at) as oldest_at from ledger_pending
      where community_id = ${tx.community}`,
  );
}

export function findLast(tx: Tx): Promise<{ index: number; recordedAt: Instant } | undefined> {
  return maybeRow(
    lastRow,
    tx`
      select index, recorded_at from ledger_entries
      where community_id = ${tx.community} order by index desc limit 1`,
  );
}

export async function insertEntries(tx: Tx, entries: EntryRow[]): Promise<void> {
  const values = entries.map((entry) => ({
    ...entry,
    occurredAt: formatInstant(entry.occurredAt),
    recordedAt: formatInstant(entry.recordedAt),
    leafHash: Buffer.from(entry.leafHash).toString('hex'),
  }));
  await tx`
    insert into ledger_entries
      (community_id, index, id, type, number, occurred_at, recorded_at, envelope, leaf_hash)
    select ${tx.community}, index, id, type, number, "occurredAt", "recordedAt", envelope, decode("leafHash", 'hex')
    from jsonb_to_recordset(${list(tx, values)}::jsonb) as round (index bigint, id uuid, type text, number text,
      "occurredAt" timestamptz, "recordedAt" timestamptz, envelope text, "leafHash" text)`;
}

export function selectByNumber(tx: Tx, number: string): Promise<EntryRow[]> {
  return rows(
    entryRow,
    tx`
      select index, id, type, number, occurred_at, recorded_at, envelope, leaf_hash from ledger_entries
      where community_id = ${tx.community} and number = ${number} order by index`,
  );
}

export function selectPendingByNumber(tx: Tx, number: string): Promise<WaitingRow[]> {
  return rows(
    waitingRow,
    tx`
      select type, occurred_at from ledger_pending
      where community_id = ${tx.community} and number = ${number} order by arrival`,
  );
}

export function selectById(tx: Tx, entryId: EntryId): Promise<EntryRow | undefined> {
  return maybeRow(
    entryRow,
    tx`
      select index, id, type, number, occurred_at, recorded_at, envelope, leaf_hash from ledger_entries
      where community_id = ${tx.community} and id = ${entryId}`,
  );
}

export function selectFrom(tx: Tx, from: number, limit: number): Promise<EntryRow[]> {
  return rows(
    entryRow,
    tx`
      select index, id, type, number, occurred_at, recorded_at, envelope, leaf_hash from ledger_entries
      where community_id = ${tx.community} and index >= ${from} order by index limit ${limit}`,
  );
}

export function selectLeafHashes(tx: Tx, from: number, limit: number): Promise<{ leafHash: Uint8Array }[]> {
  return rows(
    z.strictObject({ leafHash: bytes }),
    tx`
      select leaf_hash from ledger_entries
      where community_id = ${tx.community} and index >= ${from} order by index limit ${limit}`,
  );
}

export function selectEnvelopes(tx: Tx, from: number, limit: number): Promise<{ envelope: string }[]> {
  return rows(
    z.strictObject({ envelope: z.string() }),
    tx`
      select envelope from ledger_entries
      where community_id = ${tx.community} and index >= ${from} order by index limit ${limit}`,
  );
}

export function selectSalts(tx: Tx, entryId: EntryId): Promise<{ name: string; salt: Uint8Array }[]> {
  return rows(
    saltRow,
    tx`
      select name, salt from ledger_salts
      where community_id = ${tx.community} and entry_id = ${entryId} order by name`,
  );
}

export async function deleteSaltsOfEntry(tx: Tx, entryId: EntryId): Promise<number> {
  const gone = await tx`
    delete from ledger_salts where community_id = ${tx.community} and entry_id = ${entryId}`;
  return gone.count;
}

/** Entries still waiting for their index are covered too. */
export async function deleteSaltsOfNumber(tx: Tx, number: string): Promise<number> {
  const gone = await tx`
    delete from ledger_salts where community_id = ${tx.community} and entry_id in (
      select id from ledger_entries where community_id = ${tx.community} and number = ${number}
      union all
      select id from ledger_pending where community_id = ${tx.community} and number = ${number})`;
  return gone.count;
}

/** Gives the cursor's place and keeps it for this transaction: no second reader works on the same entries. */
export async function lockCursor(tx: Tx, name: string): Promise<number> {
  await tx`
    insert into ledger_cursors (community_id, name, last_index) values (${tx.community}, ${name}, -1)
    on conflict (community_id, name) do nothing`;
  const cursor = await maybeRow(
    cursorRow,
    tx`
      select last_index from ledger_cursors
      where community_id = ${tx.community} and name = ${name} for update`,
  );
  return cursor?.lastIndex ?? -1;
}

export async function selectCursor(tx: Tx, name: string): Promise<number> {
  const cursor = await maybeRow(
    cursorRow,
    tx`select last_index from ledger_cursors where community_id = ${tx.community} and name = ${name}`,
  );
  return cursor?.lastIndex ?? -1;
}

export async function updateCursor(tx: Tx, name: string, lastIndex: number): Promise<void> {
  await tx`
    insert into ledger_cursors (community_id, name, last_index) values (${tx.community}, ${name}, ${lastIndex})
    on conflict (community_id, name) do update set last_index = excluded.last_index`;
}

/** The living communities whose ledger has gone on beyond what some reaction has read. */
export async function selectCommunitiesWithUnread(sql: Connection): Promise<CommunityId[]> {
  const found = await rows(
    z.strictObject({ id: z.custom<CommunityId>((value) => typeof value === 'string') }),
    sql`select id from communities_with_unread_entries() as id`,
  );
  return found.map(({ id }) => id);
}
