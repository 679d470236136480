import type { Connection } from '../src/platform/database.ts';

/** Tables that belong to no community. Everything else is fenced by row-level security. */
export const globalTables = [
  'account_communities',
  'account_events',
  'accounts',
  'communities',
  'global_versions',
  'identities',
  'migrations',
  'national_calendar',
  'one_time_codes',
  'password_links',
  'public_changes',
  'recovery_codes',
  'restores',
  'second_factors',
  'sessions',
  'sign_in_decoys',
  'spent_attempts',
  'street_posts',
];

/**
 * Fenced for the application, not for their owner: a function below reads them with the owner's rights, because their
 * index cannot be used behind row-level security (docs/decisions/0034-what-is-public-was-read-by-somebody.md).
 */
const unforcedTables: readonly string[] = ['matter_search'];

/** Functions that run with their owner's rights and may therefore reach past a table's grants; each was reviewed. */
export const reviewedDefiners: readonly string[] = ['search_matters'];

const fence = '(community_id = app_community())';

type Table = { name: string; enabled: boolean; forced: boolean; first: string | null };
type Key = { table: string; name: string; kind: string; first: string | null; target: string | null };

/** What in a database's catalogue leaves the fence between communities open, in words; empty when all is well. */
export async function findGaps(sql: Connection): Promise<string[]> {
  const tables = (await readTables(sql)).filter(({ name }) => !globalTables.includes(name));
  const tenants = new Set(tables.map(({ name }) => name));
  const keys = (await readKeys(sql)).filter(({ table }) => tenants.has(table));
  const policies = await readPolicies(sql);
  const gaps: string[] = [];
  for (const { name, enabled, forced, first } of tables) {
    if (first !== 'community_id') gaps.push(`${name}: community_id is not its first column`);
    if (!enabled) gaps.push(`${name}: row-level security is off, call enable_tenancy`);
    if (!forced && !unforcedTables.includes(name))
      gaps.push(`${name}: row-level security is not forced on its owner`);
    if (!keys.some((key) => key.table === name && key.kind === 'primary'))
      gaps.push(`${name}: has no primary key`);
    const own = policies.filter(({ table }) => table === name);
    if (own.length === 0) gaps.push(`${name}: has no policy`);
    for (const { policy, reads, writes } of own) {
      if (reads !== fence || writes !== fence)
        gaps.push(`${name}: policy ${policy} lets through more than ${fence}`);
    }
  }
  for (const key of keys) {
    const toGlobal = key.target !== null && !tenants.has(key.target) && key.target !== 'communities';
    if (key.first === 'community_id' || toGlobal) continue;
    gaps.push(`${key.table}: ${key.kind} key ${key.name} starts with ${key.first}, not with community_id`);
  }
  return [...gaps, ...(await findWaysRound(sql))];
}

async function readTables(sql: Connection): Promise<Table[]> {
  return sql<Table[]>`
    select c.relname as name, relrowsecurity as enabled, relforcerowsecurity as forced,
      (select attname from pg_attribute a where a.attrelid = c.oid and attnum > 0 and not attisdropped
        order by attnum limit 1) as first
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`;
}

/** Primary, unique (constraint or mere index) and foreign keys, each with its first column. */
async function readKeys(sql: Connection): Promise<Key[]> {
  return sql<Key[]>`
    select c.relname as table, i.relname as name, case when x.indisprimary then 'primary' else 'unique' end as kind,
      pg_get_indexdef(x.indexrelid, 1, true) as first, null as target
    from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
    where c.relnamespace = 'public'::regnamespace and x.indisunique
    union all
    select c.relname, k.conname, 'foreign', a.attname::text, t.relname
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class t on t.oid = k.confrelid
      join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
    where c.relnamespace = 'public'::regnamespace and k.contype = 'f'
    order by 1, 2`;
}

async function readPolicies(
  sql: Connection,
): Promise<{ table: string; policy: string; reads: string | null; writes: string | null }[]> {
  return sql`
    select tablename as table, policyname as policy, qual as reads, with_check as writes
    from pg_policies where schemaname = 'public'`;
}

/** Stored results know no row-level security; functions with their owner's rights need a review. */
async function findWaysRound(sql: Connection): Promise<string[]> {
  const stored = await sql<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('m', 'f') order by 1`;
  const definers = await sql<{ name: string }[]>`
    select proname as name from pg_proc where pronamespace = 'public'::regnamespace and prosecdef order by 1`;
  return [
    ...stored.map(({ name }) => `${name}: a materialized view or foreign table has no row-level security`),
    ...definers
      .filter(({ name }) => !reviewedDefiners.includes(name))
      .map(({ name }) => `${name}: a SECURITY DEFINER function that is not among the reviewed ones`),
  ];
}

/**
 * The columns that can hold the id of a row of some tables: those with a foreign key to it, and those that are named
 * as such columns are and have none.
 */
export async function referencesTo(
  sql: Connection,
  targets: readonly string[],
): Promise<{ table: string; column: string }[]> {
  const found = await sql<{ table: string; column: string }[]>`
    select c.relname as table, a.attname as column
    from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.atttypid = 'uuid'::regtype
      and a.attname <> 'community_id'
      and (a.attname ~ '(^|_)(by|account_id|person_id|holder_id|holder|recipient_id)$'
        or exists (
          select from pg_constraint k join pg_class f on f.oid = k.confrelid
          where k.contype = 'f' and k.conrelid = c.oid and a.attnum = any (k.conkey)
            and f.relname = any (${[...targets]}::text[])))
    order by c.relname::text collate "C", a.attname::text collate "C"`;
  return [...found];
}
