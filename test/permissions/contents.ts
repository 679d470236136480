import type { CommunityId } from '../../src/kernel/id.ts';
import type { World } from '../world.ts';

/** Every table's number of rows and a sum over what they hold, as two communities see them. */
export type Contents = Readonly<Record<string, string>>;

/** Sessions are opened by the walk itself; that somebody was allowed to look is written down by looking. */
const apart = new Set(['sessions', 'migrations', 'looks']);

/** What the database holds now. Two equal answers mean that nothing was written in between. */
export async function contentsOf({ made, here, there }: World): Promise<Contents> {
  const [first, second] = await Promise.all(
    [here, there].map(({ community }) => contentsFor(made.database, community.id)),
  );
  const merged: Record<string, string> = {};
  for (const [name, digest] of Object.entries(first ?? {})) merged[name] = `${digest} ${second?.[name]}`;
  return merged;
}

function contentsFor(
  database: World['made']['database'],
  community: CommunityId,
): Promise<Record<string, string>> {
  return database.read(community, async (tx) => {
    const tables = await tx<{ name: string }[]>`
      select relname as name from pg_class
      where relkind = 'r' and relnamespace = 'public'::regnamespace
        and has_table_privilege(oid, 'select') order by relname`;
    const selects = tables
      .filter(({ name }) => !apart.has(name))
      .map(
        ({ name }) =>
          `select '${name}' as name, count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) as digest from ${name} t`,
      );
    const rows = await tx.unsafe<{ name: string; digest: string }[]>(selects.join(' union all '));
    return Object.fromEntries(rows.map(({ name, digest }) => [name, digest]));
  });
}
