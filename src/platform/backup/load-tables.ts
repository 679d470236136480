import { applyMigrations, grantApplication, listMigrations } from '../migrate.ts';
import type { ReadPart } from './archive.ts';
import { BackupError } from './backup-error.ts';
import type { BackupHeader } from './manifest.ts';
import { partNames } from './manifest.ts';
import { copyIn, type Filling, listTables, quoted, type Session, speakPlainly } from './table-copy.ts';

/*
 * Loading is one transaction: the tables are made by the migrations the backup knew, filled with what keeps them in
 * order set aside, put in order again, and brought up to date. Broken off anywhere, the database is empty as before.
 */

/** What is set aside while tables fill: statements that take it away, and those that bring it back. */
type Aside = { loosen: string[]; tighten: string[] };

export type Loading = {
  take(part: ReadPart): Promise<void>;
  /** Ends the filling; answers with the rows of each table. */
  finish(): Promise<Record<string, number>>;
};

/** Makes the tables of a backup in an empty database; the transaction is open and stays open. */
export async function beginLoading(session: Session, header: BackupHeader): Promise<Loading> {
  await speakPlainly(session);
  await session.unsafe(`set local lock_timeout = '10s'`);
  await clearEmptyDatabase(session);
  await applyMigrations(
    session,
    (await listMigrations()).filter((name) => header.migrations.includes(name)),
  );
  const tables = await listTables(session);
  requireSameTables(tables, header);
  const aside = await readAside(session);
  await say(session, aside.loosen);
  // A migration may have written rows of its own; those of the backup are the ones that count.
  await session.unsafe(`truncate ${tables.map(({ name }) => quoted(name)).join(', ')}`);
  return fillingOf(session, header, aside);
}

function fillingOf(session: Session, header: BackupHeader, aside: Aside): Loading {
  const rows: Record<string, number> = Object.fromEntries(header.tables.map(({ name }) => [name, 0]));
  let current: { name: string; filling: Filling } | undefined;
  const end = async () => {
    if (current) rows[current.name] = await current.filling.done();
    current = undefined;
  };
  return {
    async take(part) {
      const name = part.name.slice(partNames.tables.length).split('/')[0];
      const table = header.tables.find((one) => one.name === name);
      if (!table) throw new Error(`a part of no table: ${part.name}`);
      if (current?.name !== table.name) {
        await end();
        current = { name: table.name, filling: await copyIn(session, table) };
      }
      await current.filling.take(part.content);
    },
    async finish() {
      await end();
      for (const { name, last } of header.sequences) {
        await session`select setval(${quoted(name)}::regclass, ${last})`;
      }
      await say(session, aside.tighten);
      return rows;
    },
  };
}

/** Brings what was loaded up to date, and lets the application at it. */
export async function bringUpToDate(session: Session, header: BackupHeader, role: string): Promise<void> {
  const names = await listMigrations();
  await applyMigrations(
    session,
    names.filter((name) => !header.migrations.includes(name)),
  );
  await grantApplication(session, role);
}

/** A database that was migrated and never used is empty, too: its tables make way. Refuses one that holds anything. */
async function clearEmptyDatabase(session: Session): Promise<void> {
  const tables = await session<{ name: string }[]>`
    select c.relname::text as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')`;
  const names = tables.map(({ name }) => name);
  for (const name of ['communities', 'accounts']) {
    if (!names.includes(name)) continue;
    const held = await session.unsafe(`select from ${quoted(name)} limit 1`);
    if (held.length > 0) throw new BackupError('database-not-empty');
  }
  // Tables, and ours is not among them: somebody else lives here.
  if (names.length > 0 && !names.includes('migrations')) throw new BackupError('database-not-empty');
  const functions = await session<{ signature: string }[]>`
    select p.oid::regprocedure::text as signature from pg_proc p
    where p.pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`;
  await say(
    session,
    names.map((name) => `drop table ${quoted(name)} cascade`),
  );
  await say(
    session,
    functions.map(({ signature }) => `drop function if exists ${signature} cascade`),
  );
}

function requireSameTables(made: BackupHeader['tables'], header: BackupHeader): void {
  const shape = (tables: BackupHeader['tables']) =>
    tables
      .map(({ name, columns }) => `${name}(${[...columns].sort().join(', ')})`)
      .sort()
      .join('\n');
  if (shape(made) === shape(header.tables)) return;
  throw new BackupError('database-refused', ['its tables are not those its migrations make']);
}

/** Foreign keys, triggers and the fence held over the owner: what would ask about each row, or refuse to take it. */
async function readAside(session: Session): Promise<Aside> {
  const keys = await session<{ place: string; name: string; definition: string }[]>`
    select conrelid::regclass::text as place, conname::text as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where connamespace = 'public'::regnamespace and contype = 'f' order by oid`;
  const triggers = await session<{ place: string; name: string; state: string }[]>`
    select tgrelid::regclass::text as place, tgname::text as name, tgenabled::text as state
    from pg_trigger t join pg_class c on c.oid = tgrelid
    where c.relnamespace = 'public'::regnamespace and not tgisinternal and tgenabled <> 'D' order by t.oid`;
  const fenced = await session<{ place: string }[]>`
    select oid::regclass::text as place from pg_class
    where relnamespace = 'public'::regnamespace and relforcerowsecurity order by oid`;
  const enabled: Record<string, string> = { O: 'enable', A: 'enable always', R: 'enable replica' };
  return {
    loosen: [
      ...keys.map(({ place, name }) => `alter table ${place} drop constraint ${quoted(name)}`),
      ...triggers.map(({ place, name }) => `alter table ${place} disable trigger ${quoted(name)}`),
      ...fenced.map(({ place }) => `alter table ${place} no force row level security`),
    ],
    tighten: [
      // Added to full tables, each key is held against all rows at once, and before the fence is up again.
      ...keys.map(
        ({ place, name, definition }) => `alter table ${place} add constraint ${quoted(name)} ${definition}`,
      ),
      ...triggers.map(
        ({ place, name, state }) => `alter table ${place} ${enabled[state]} trigger ${quoted(name)}`,
      ),
      ...fenced.map(({ place }) => `alter table ${place} force row level security`),
    ],
  };
}

async function say(session: Session, statements: readonly string[]): Promise<void> {
  if (statements.length > 0) await session.unsafe(statements.join(';\n'));
}
