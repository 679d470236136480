import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { World } from './world.ts';

/** Where some words still stand: every column of every row of every table, as a community sees it. */
export function whereIs({ made, here }: World, words: readonly string[]): Promise<string[]> {
  return made.database.read(here.community.id, async (tx) => {
    const tables = await tx<{ name: string }[]>`
      select relname as name from pg_class
      where relkind = 'r' and relnamespace = 'public'::regnamespace and has_table_privilege(oid, 'select')`;
    const found: string[] = [];
    for (const { name } of tables) {
      for (const word of words) {
        const rows = await tx.unsafe<{ row: string }[]>(
          `select t::text as row from ${name} t where strpos(t::text, $1) > 0`,
          [word],
        );
        found.push(...rows.map(({ row }) => `${name}: ${word} in ${row.slice(0, 200)}`));
      }
    }
    return found;
  });
}

export async function filesOf(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  return entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
}

/** Files in which some words stand. */
export async function filesWith(dir: string, words: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of await filesOf(dir)) {
    const content = await readFile(path);
    if (words.some((word) => content.includes(word))) found.push(path);
  }
  return found;
}
