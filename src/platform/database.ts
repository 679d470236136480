import postgres from 'postgres';
import type { z } from 'zod';
import type { CommunityId } from '../kernel/id.ts';
import type { Instant } from '../kernel/time.ts';

type WireTypes = { bigint: number };

export type Connection = postgres.Sql<WireTypes>;

/**
 * A transaction inside one community: row-level security lets it see and write that community's rows only.
 * Statements still name `community_id = ${tx.community}`: the fence is the second line, not the first.
 */
export type Tx = postgres.TransactionSql<WireTypes> & { readonly community: CommunityId };

export type ConnectionOptions = string | { host: string; port: number; database: string; username: string };

export type Database = {
  sql: Connection;
  /** Reads in one community; the transaction is read-only, whatever the work tries. */
  read<T>(community: CommunityId, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Writes in one community: all of it or nothing. Throwing rolls back. */
  write<T>(community: CommunityId, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** A transaction over the global tables only (accounts, sessions, codes): no community's row is visible. */
  global<T>(work: (sql: postgres.TransactionSql<WireTypes>) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/** Opens a pool. Instants cross as milliseconds, days as YYYY-MM-DD, columns as camelCase. */
export function openConnection(options: ConnectionOptions, overrides: { max?: number } = {}): Connection {
  const settings = {
    max: overrides.max ?? 10,
    connect_timeout: 10,
    idle_timeout: 60,
    onnotice: () => undefined,
    transform: { column: { from: postgres.toCamel, to: postgres.fromCamel } },
    connection: { application_name: 'sunshine', TimeZone: 'UTC' },
    types: {
      bigint: { to: 20, from: [20], serialize: String, parse: readSafeInteger },
      instant: { to: 1184, from: [1184], serialize: writeInstant, parse: (text: string) => Date.parse(text) },
      day: { to: 1082, from: [1082], serialize: String, parse: (text: string) => text },
    },
  };
  return (
    typeof options === 'string' ? postgres(options, settings) : postgres({ ...options, ...settings })
  ) as Connection;
}

function readSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('a bigint from the database is beyond 2^53');
  return value;
}

function writeInstant(value: unknown): string {
  if (typeof value !== 'number') throw new TypeError('an instant is a number of milliseconds');
  return new Date(value).toISOString();
}

/** Wraps a pool of the application role; refuses one that row-level security would not hold. */
export async function openDatabase(
  options: ConnectionOptions,
  overrides: { max?: number } = {},
): Promise<Database> {
  const sql = openConnection(options, overrides);
  try {
    await refuseBypassingRole(sql);
  } catch (error) {
    await sql.end({ timeout: 1 });
    throw error;
  }
  return databaseOn(sql);
}

function databaseOn(sql: Connection): Database {
  return {
    sql,
    read: (community, work) => readIn(sql, community, work),
    write: (community, work) =>
      sql.begin(async (tx) => {
        await tx`select set_config('app.community', ${community}, true)`;
        return work(Object.assign(tx, { community }));
      }) as Promise<Awaited<ReturnType<typeof work>>>,
    global: (work) => sql.begin((tx) => work(tx)) as Promise<Awaited<ReturnType<typeof work>>>,
    close: () => sql.end({ timeout: 5 }),
  };
}

/**
 * The cheap way to read inside the fence: one reserved connection, begin and set_config sent down the line
 * together with the first statement instead of waiting for each answer.
 */
async function readIn<T>(
  sql: Connection,
  community: CommunityId,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const reserved = await sql.reserve();
  try {
    const opening = Promise.all([
      reserved`begin read only`,
      reserved`select set_config('app.community', ${community}, true)`,
    ]);
    opening.catch(() => undefined);
    const tx = Object.assign(reserved, { community }) as unknown as Tx;
    const [opened, done] = await Promise.allSettled([opening, work(tx)]);
    await reserved`commit`;
    if (opened.status === 'rejected') throw opened.reason;
    if (done.status === 'rejected') throw done.reason;
    return done.value;
  } finally {
    reserved.release();
  }
}

/** Thrown at start-up: the database would let the application past the fence between communities. */
export class UnsafeRoleError extends Error {
  override name = 'UnsafeRoleError';
}

async function refuseBypassingRole(sql: Connection): Promise<void> {
  const [role] = await sql<{ name: string; bypasses: boolean; owns: boolean }[]>`
    select current_user as name,
      (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) as bypasses,
      exists (
        select from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
          and pg_has_role(c.relowner, 'USAGE')) as owns`;
  if (!role) throw new Error('the database did not say who we are');
  if (role.bypasses) {
    throw new UnsafeRoleError(
      `DATABASE_URL connects as "${role.name}", which bypasses row-level security (superuser or BYPASSRLS). ` +
        'Give the application a plain role of its own.',
    );
  }
  if (role.owns) {
    throw new UnsafeRoleError(
      `DATABASE_URL connects as "${role.name}", which owns the tables. Migrations run as the owner ` +
        '(DATABASE_OWNER_URL); the application needs another role.',
    );
  }
}

/** Rows are checked against their schema in tests and development, and trusted in production. */
const checksRows = process.env.NODE_ENV !== 'production';

/** Runs a statement and gives its rows, each held against the schema the store declares for it. */
export async function rows<Row extends z.ZodType>(
  schema: Row,
  statement: PromiseLike<readonly unknown[]>,
): Promise<z.output<Row>[]> {
  const found = await statement;
  if (!checksRows) return found as z.output<Row>[];
  return found.map((row) => schema.parse(row));
}

/** Like `rows`, for a statement that finds one row or none. */
export async function maybeRow<Row extends z.ZodType>(
  schema: Row,
  statement: PromiseLike<readonly unknown[]>,
): Promise<z.output<Row> | undefined> {
  const [first] = await rows(schema, statement);
  return first;
}

/** Like `rows`, for a statement that always finds exactly one row; anything else is a defect. */
export async function oneRow<Row extends z.ZodType>(
  schema: Row,
  statement: PromiseLike<readonly unknown[]>,
): Promise<z.output<Row>> {
  const found = await rows(schema, statement);
  if (found.length !== 1 || found[0] === undefined) throw new Error(`expected one row, found ${found.length}`);
  return found[0];
}

/** The next number of a community and year; the row stays locked until the transaction ends. */
export async function nextNumber(tx: Tx, year: number): Promise<number> {
  const [row] = await tx<{ last: number }[]>`
    insert into number_series (community_id, year, last) values (${tx.community}, ${year}, 1)
    on conflict (community_id, year) do update set last = number_series.last + 1
    returning last`;
  if (!row) throw new Error('no number was given');
  return row.last;
}

export type { Instant };
