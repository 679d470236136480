import { readFile } from 'node:fs/promises';
import type { Instant } from '../kernel/time.ts';
import type { Connection, Sql } from './database.ts';

const folder = new URL('../../db/migrations/', import.meta.url);

/** Any number, the same in every process: migrations are applied by one at a time. */
const migrationLock = 720_241_122;

export type MigrationReport = { applied: string[]; already: number };

/**
 * Applies, as the owner, the migrations listed in db/migrations/index.txt that this database has not seen, then grants
 * the application's role what it needs and no more: all of it in one transaction, so that a step that fails leaves the
 * database as it was. `beforehand` is called, with nothing changed yet, where a database that is in use has steps ahead.
 */
export async function migrate(
  owner: Connection,
  applicationRole: string,
  onApplied: (name: string) => void = () => undefined,
  beforehand: (pending: readonly string[]) => Promise<void> = async () => undefined,
): Promise<MigrationReport> {
  const names = await listMigrations();
  const connection = await owner.reserve();
  try {
    await lockMigrations(connection);
    const seen = await listApplied(connection);
    refuseUnknown(seen, names);
    const pending = names.filter((name) => !seen.includes(name));
    if (seen.length > 0 && pending.length > 0) await beforehand(pending);
    await connection.unsafe('begin');
    await applyMigrations(connection, pending);
    await grantApplication(connection, applicationRole);
    await connection.unsafe('commit');
    for (const name of pending) onApplied(name);
    return { applied: pending, already: seen.length };
  } catch (error) {
    await connection.unsafe('rollback').catch(() => undefined);
    throw error;
  } finally {
    await unlockMigrations(connection);
    connection.release();
  }
}

/** Only one process at a time makes or changes the tables of a database; held by the session until it is given back. */
export async function lockMigrations(session: Sql): Promise<void> {
  await session`select pg_advisory_lock(${migrationLock})`;
}

export async function unlockMigrations(session: Sql): Promise<void> {
  await session`select pg_advisory_unlock(${migrationLock})`.catch(() => undefined);
}

/** Applies migrations in the transaction that is open. */
export async function applyMigrations(session: Sql, names: readonly string[]): Promise<void> {
  await session`create table if not exists migrations (
    name text primary key, applied_at timestamptz not null default now())`;
  for (const name of names) {
    const text = await readFile(new URL(name, folder), 'utf8');
    try {
      await session.unsafe(text);
    } catch (error) {
      throw error instanceof Error ? new FailedMigrationError(name, error) : error;
    }
    await session`insert into migrations (name) values (${name})`;
  }
}

/** Thrown when a step failed; the database is as it was before the first one. */
export class FailedMigrationError extends Error {
  override name = 'FailedMigrationError';
  constructor(migration: string, cause: Error) {
    super(`${migration} failed: ${cause.message}`, { cause });
  }
}

async function listApplied(session: Sql): Promise<string[]> {
  const [found] = await session<
    { name: string | null }[]
  >`select to_regclass('public.migrations')::text as name`;
  if (!found?.name) return [];
  return (await session<{ name: string }[]>`select name from migrations order by name`).map(
    ({ name }) => name,
  );
}

/** The names of all migrations, in the order they are applied. */
export async function listMigrations(): Promise<string[]> {
  const index = await readFile(new URL('index.txt', folder), 'utf8');
  const names = index.split('\n').filter((line) => line !== '');
  for (const name of names) {
    if (!/^\d{12}-[a-z0-9-]+\.sql$/.test(name)) throw new Error(`not a migration's name: ${name}`);
  }
  return names;
}

/** Thrown when the database was migrated by a newer version of the product than this one. */
export class NewerDatabaseError extends Error {
  override name = 'NewerDatabaseError';
}

function refuseUnknown(seen: readonly string[], names: readonly string[]): void {
  const unknown = seen.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new NewerDatabaseError(
      `the database holds migrations this version does not know (${unknown.join(', ')}): ` +
        'it was used by a newer version. Start that version, or restore a backup made before.',
    );
  }
}

/** Gives the application's role what it needs and no more, in the transaction that is open. */
export async function grantApplication(connection: Sql, role: string): Promise<void> {
  const name = connection(role);
  await connection`grant usage on schema public to ${name}`;
  await connection`grant select, insert, update, delete on all tables in schema public to ${name}`;
  await connection`grant usage on all sequences in schema public to ${name}`;
  await connection`grant execute on all functions in schema public to ${name}`;
  await connection`revoke insert, update, delete on migrations from ${name}`;
  const appendOnly = await connection<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r'
      and obj_description(oid, 'pg_class') like '@append-only%'`;
  for (const table of appendOnly) {
    await connection`revoke update, delete, truncate on ${connection(table.name)} from ${name}`;
  }
}

/** The migration that was applied last. */
export async function findLastMigration(sql: Connection): Promise<{ name: string; appliedAt: Instant }> {
  const [last] = await sql<{ name: string; appliedAt: Instant }[]>`
    select name, applied_at from migrations order by name desc limit 1`;
  if (!last) throw new Error('the database has not been migrated');
  return last;
}

/** Whether every listed migration has been applied; the application's role may ask this. */
export async function isMigrated(sql: Connection): Promise<boolean> {
  const names = await listMigrations();
  const [exists] = await sql<
    { found: string | null }[]
  >`select to_regclass('public.migrations')::text as found`;
  if (!exists?.found) return false;
  const [row] = await sql<
    { count: number }[]
  >`select count(*) as count from migrations where name in ${sql(names)}`;
  return row?.count === names.length;
}
