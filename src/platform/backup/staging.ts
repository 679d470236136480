import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sql } from '../database.ts';
import { syncFolder } from './archive.ts';
import { errnoOf } from './backup-error.ts';
import { partNames } from './manifest.ts';

/*
 * What a restore has laid ready beside its place. Whether it counts is decided in the database alone: the row of the
 * restore is committed together with everything that was loaded.
 */

const pattern = /^restoring-([0-9a-f-]{36})$/;

export function stagingName(id: string): string {
  return `restoring-${id}`;
}

/** Where the settings of a restored backup lie for the operator to look at. */
export const restoredSettings = 'restored-settings.env';

/** Moves what a committed restore laid ready into its place; broken off, it is simply done again. */
export async function putInPlace(dataDir: string, id: string): Promise<void> {
  const staging = join(dataDir, stagingName(id));
  const files = join(dataDir, 'files');
  if ((await namesIn(staging)).includes('files')) {
    // Empty but for what was never finished: the restore looked before it began.
    await rm(files, { recursive: true, force: true });
    await rename(join(staging, 'files'), files);
  }
  await moveOver(join(staging, partNames.secret), join(dataDir, 'secret'));
  await moveOver(join(staging, partNames.settings), join(dataDir, restoredSettings));
  await syncFolder(dataDir);
  await rm(staging, { recursive: true, force: true });
}

/**
 * Takes up what restores left that were killed: one that was committed is completed, any other cleared away. Answers
 * whether one was completed: then the secret on disk is another one than before. Held under the lock of migrations.
 */
export async function finishRestores(sql: Sql, dataDir: string): Promise<boolean> {
  let isCompleted = false;
  for (const name of await namesIn(dataDir)) {
    const id = pattern.exec(name)?.[1];
    if (id === undefined) continue;
    if (await isCommitted(sql, id)) {
      await putInPlace(dataDir, id);
      isCompleted = true;
    } else await rm(join(dataDir, name), { recursive: true, force: true });
  }
  return isCompleted;
}

/** Whether anything is there to take up; asked first, so that a usual start waits for nobody. */
export async function hasUnfinishedRestores(dataDir: string): Promise<boolean> {
  return (await namesIn(dataDir)).some((name) => pattern.test(name));
}

/** The secret a completed restore put in place. */
export async function readSecret(dataDir: string): Promise<string> {
  return (await readFile(join(dataDir, 'secret'), 'utf8')).trim();
}

async function isCommitted(sql: Sql, id: string): Promise<boolean> {
  const [table] = await sql<{ name: string | null }[]>`select to_regclass('public.restores')::text as name`;
  if (!table?.name) return false;
  return (await sql`select from restores where id = ${id}`).length > 0;
}

async function moveOver(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return [];
    throw error;
  }
}
