import type { Connection, Sql } from '../../src/platform/database.ts';

/*
 * Fills communities with what the services left in one: every row of every table, with ids and numbers of its own.
 * So the bench measures the rows that the product writes, whatever its tables are today. What was there before the
 * story (places, people, settings) is copied once for each community, what the story brought as often as asked.
 */

/** Ends by themselves, or hold what only the one community can have: its key, its signatures. */
const leftOut = [
  ...['idempotency_keys', 'ledger_pending', 'outbox', 'sign_in_decoys', 'tallies'],
  ...['ledger_logs', 'ledger_tiles', 'ledger_checkpoints'],
];

/** Stand in for what differs from copy to copy; as long as what comes in their place. */
const mark = { shared: 'SHARED--', own: 'OWNCOPY-', number: 'NUMB', index: '"INDEX-OF-COPY"' };

export type Copying = {
  owner: Connection;
  communities: number;
  /** How often the story happened in each community. */
  copies: number;
  /** Everything that was there before the story began. */
  before: ReadonlySet<string>;
  told: string;
  progress: (line: string) => void;
};

/** `marks` are those that stand in some row of it: only they need to be looked for. */
type Column = { name: string; type: string; marks: readonly Mark[] };
/** Tables that are written side by side. */
export const hands = 3;

type Mark = 'shared' | 'own' | 'number';
type Row = Record<string, string | null>;
type Staged = { table: string; columns: Column[]; own: number; shared: number };

const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Every id that stands anywhere in a community's rows. */
export async function idsOf(owner: Connection, community: string): Promise<Set<string>> {
  const found = new Set([community]);
  await owner.begin(async (sql) => {
    await sql`select set_config('app.community', ${community}, true)`;
    for (const table of await tablesOf(sql)) {
      for (const row of await readRows(sql, table, await columnsOf(sql, table))) {
        for (const value of Object.values(row))
          for (const [id] of value?.matchAll(uuids) ?? []) found.add(id);
      }
    }
  });
  return found;
}

/** Copies one community's rows into many; gives how many rows were written. */
export async function multiply(copying: Copying): Promise<number> {
  const { owner, communities, copies, told, progress } = copying;
  const staged = await owner.begin(async (sql) => {
    await sql`select set_config('app.community', ${told}, true)`;
    return stageAll(sql, copying);
  });
  const held = await letGo(owner, staged);
  await owner.unsafe(`insert into communities
    select ${mapped({ name: 'id', type: 'uuid', marks: ['shared'] }, 1)}, 'bench-' || lpad(c::text, 3, '0'), name || c, name_en, street_name, false,
      created_at from (select '${shareable(told)}' as id, name, name_en, street_name, created_at from communities
        where id = '${told}') s, generate_series(1, ${communities}) c`);
  let written = 0;
  const copyAll = async (all: readonly Staged[], copy: number) => {
    const waiting = [...all];
    const copyNext = async () => {
      for (let one = waiting.pop(); one; one = waiting.pop()) {
        const rows = await copyRows(owner, one, copy, communities);
        written += rows;
      }
    };
    await Promise.all(Array.from({ length: hands }, copyNext));
  };
  await copyAll(
    staged.filter(({ shared }) => shared > 0),
    0,
  );
  for (let copy = 1; copy <= copies; copy++) {
    await copyAll(
      staged.filter(({ own }) => own > 0),
      copy,
    );
    progress(`copied ${copy} of ${copies} tellings into ${communities} communities`);
  }
  await takeHold(owner, staged, held, progress);
  for (const { table } of staged) await owner.unsafe(`drop table bench_${table}`);
  return written;
}

function shareable(id: string): string {
  return `${id.slice(0, 24)}${mark.shared}${id.slice(32)}`;
}

async function copyRows(
  owner: Connection,
  { table, columns }: Staged,
  copy: number,
  communities: number,
): Promise<number> {
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  const values = columns.map((column) => valueIn(table, column, copy)).join(', ');
  const { count } = (await owner.unsafe(`insert into ${table} (${names})
    select ${values} from generate_series(1, ${communities}) c, bench_${table} s where s.is_own = ${copy > 0}`)) as {
    count: number;
  };
  return count;
}

/** Later copies happened a little later; their entries stand behind those of the earlier ones. */
function valueIn(table: string, column: Column, copy: number): string {
  const value = mapped(column, copy);
  if (table === 'ledger_entries' && copy > 0) {
    const index = `(s."index"::bigint + ${copy - 1} * s.told)`;
    if (column.name === 'index') return index;
    const envelope = `replace(${textOf({ name: 'envelope', marks: ['shared', 'own', 'number'] }, copy)}, '${mark.index}', ${index}::text)`;
    if (column.name === 'envelope') return envelope;
    if (column.name === 'leaf_hash') return `sha256('\\x00'::bytea || convert_to(${envelope}, 'UTF8'))`;
  }
  return column.type.startsWith('timestamp') ? `${value} + ${copy} * interval '37 seconds'` : value;
}

function mapped(column: Column, copy: number): string {
  return `${textOf(column, copy)}::${column.type}`;
}

function textOf({ name, marks }: Pick<Column, 'name' | 'marks'>, copy: number): string {
  const community = "lpad(to_hex(c), 4, '0')";
  const standIn: Record<Mark, string> = {
    shared: `${community} || '0000'`,
    own: `${community} || '${copy.toString(16).padStart(4, '0')}'`,
    number: `'${String(copy).padStart(4, '0')}'`,
  };
  return marks.reduce((text, one) => `replace(${text}, '${mark[one]}', ${standIn[one]})`, `s."${name}"`);
}

async function stageAll(sql: Sql, copying: Copying): Promise<Staged[]> {
  const numbers = new Set(
    (await sql<{ number: string }[]>`select number from reports`).map(({ number }) => number),
  );
  const staged: Staged[] = [];
  for (const table of await tablesOf(sql)) {
    const columns = await columnsOf(sql, table);
    const found = await readRows(sql, table, columns);
    if (found.length === 0) continue;
    const rows = found.map((row) => stageRow(table, row, numbers, copying));
    const own = rows.filter(({ isOwn }) => isOwn).length;
    await writeStaged(sql, table, columns, rows);
    const marked = columns.map((column) => ({ ...column, marks: marksIn(rows, column.name) }));
    staged.push({ table, columns: marked, own, shared: rows.length - own });
  }
  return staged;
}

function marksIn(rows: readonly StagedRow[], name: string): Mark[] {
  const all: Mark[] = ['shared', 'own', 'number'];
  return all.filter((one) => rows.some(({ row }) => row[name]?.includes(mark[one])));
}

type StagedRow = { row: Row; isOwn: boolean };

function stageRow(table: string, row: Row, numbers: ReadonlySet<string>, copying: Copying): StagedRow {
  let isOwn = false;
  const stage = (text: string) =>
    text
      .replace(uuids, (id) => {
        if (copying.before.has(id)) return shareable(id);
        isOwn = true;
        return `${id.slice(0, 24)}${mark.own}${id.slice(32)}`;
      })
      .replace(/(?<![\w-])(\d{4})-00(\d\d)(?![\w-])/g, (number, year, last) => {
        if (!numbers.has(number)) return number;
        isOwn = true;
        return `${year}-${mark.number}${last}`;
      });
  const staged: Row = {};
  for (const [name, value] of Object.entries(row)) staged[name] = value === null ? null : stage(value);
  const { copies } = copying;
  if (table === 'ledger_entries')
    staged.envelope = staged.envelope?.replace(`"index":${row.index}`, `"index":${mark.index}`) ?? null;
  if (table === 'number_series') staged.last = String(copies * 100 + 100);
  if (table === 'ledger_cursors') staged.last_index = String((Number(row.last_index) + 1) * copies - 1);
  for (const name of ['deltas', 'carried']) {
    if (table.startsWith('figure_') && typeof row[name] === 'string')
      staged[name] = JSON.stringify(multiplied(JSON.parse(row[name]), copies));
  }
  return { row: staged, isOwn };
}

/** Every counter as it stands when the same happened so many times. */
function multiplied(value: unknown, times: number): unknown {
  if (typeof value === 'number') return value * times;
  if (Array.isArray(value)) return value.map((part) => multiplied(part, times));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, multiplied(part, times)]));
}

async function writeStaged(sql: Sql, table: string, columns: Column[], rows: StagedRow[]): Promise<void> {
  const texts = columns.map(({ name }) => `"${name}" text`).join(', ');
  await sql.unsafe(`create unlogged table bench_${table} (is_own boolean, told bigint, ${texts})`);
  const names = columns.map(({ name }) => name);
  const json = JSON.stringify(rows.map(({ row, isOwn }) => ({ ...row, is_own: isOwn, told: rows.length })));
  const all = ['is_own', 'told', ...names].map((name) => `"${name}"`).join(', ');
  await sql.unsafe(
    `insert into bench_${table} (${all}) select ${all} from json_populate_recordset(null::bench_${table}, $1::text::json)`,
    [json],
  );
}

async function tablesOf(sql: Sql): Promise<string[]> {
  const found = await sql<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attname = 'community_id'
      and c.relrowsecurity and c.relname <> all (${leftOut}::text[]) order by 1`;
  return found.map(({ name }) => name);
}

async function columnsOf(sql: Sql, table: string): Promise<Column[]> {
  return [
    ...(await sql<Omit<Column, 'marks'>[]>`
      select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
      where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = ''
      order by attnum`),
  ].map((column) => ({ ...column, marks: [] }));
}

/** Rows as texts, under the names the columns have in the database. */
async function readRows(sql: Sql, table: string, columns: Column[]): Promise<Row[]> {
  const texts = columns.map(({ name }) => `'${name}', "${name}"::text`).join(', ');
  const found = await sql.unsafe<{ row: Row }[]>(`select json_build_object(${texts}) as row from ${table}`);
  return found.map(({ row }) => row);
}

type Held = { drop: string; make: string }[];

/** The owner writes past the fence and without indexes for a while; foreign keys are proved at the end. */
async function letGo(owner: Connection, staged: Staged[]): Promise<Held> {
  const tables = staged.map(({ table }) => table);
  for (const table of tables)
    await owner.unsafe(
      `alter table ${table} no force row level security, set (autovacuum_enabled = off), disable trigger user`,
    );
  const keys = await owner<Held>`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as make
    from pg_constraint where contype = 'f' and conrelid::regclass::text = any(${tables})`;
  const indexes = await owner<Held>`
    select format('drop index %I', i.indexrelid::regclass::text) as drop, pg_get_indexdef(i.indexrelid) as make
    from pg_index i where i.indrelid::regclass::text = any(${tables})
      and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`;
  const held = [...indexes, ...keys];
  for (const { drop } of held) await owner.unsafe(drop);
  return held;
}

async function takeHold(
  owner: Connection,
  staged: Staged[],
  held: Held,
  progress: Copying['progress'],
): Promise<void> {
  for (const { make } of held) await owner.unsafe(make);
  progress('indexes built and foreign keys proved');
  for (const { table } of staged) {
    // One table is not forced: its search function works as the owner.
    if (table !== 'matter_search') await owner.unsafe(`alter table ${table} force row level security`);
    await owner.unsafe(`vacuum analyze ${table}`);
    await owner.unsafe(`alter table ${table} reset (autovacuum_enabled), enable trigger user`);
  }
  await owner`insert into public_changes select id, 1 from communities on conflict do nothing`;
  await owner.unsafe('vacuum analyze communities');
}
