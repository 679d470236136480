import {
  chmod,
  chown,
  lchown,
  mkdir,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { findClosedFolder } from './closed-folder.ts';
import { EmbeddedDatabaseError, errorCode, ifPresent } from './embedded-error.ts';
import { describeEnding, startLeashed } from './leash.ts';

/** The role that owns the cluster; used for making the other two, and by nobody else. */
export const administratorRole = 'postgres';

/** Makes the data folder where there is none and returns its real path. */
export async function openDataDir(dataDir: string): Promise<string> {
  const path = resolve(dataDir);
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
    return await realpath(path);
  } catch (error) {
    throw unusable(path, errorCode(error));
  }
}

function unusable(path: string, code: string): EmbeddedDatabaseError {
  const known: Record<string, string> = {
    EEXIST: 'it is a file, not a folder: set DATA_DIR to a folder',
    ENOTDIR: 'a part of that path is a file: set DATA_DIR to a folder',
    EACCES: 'this account may not write there: set DATA_DIR to a folder of its own',
    EPERM: 'this account may not write there: set DATA_DIR to a folder of its own',
    EROFS: 'that disk is read-only: set DATA_DIR to a folder that can be written',
    ENOSPC: 'that disk is full: make room and start again',
    ENAMETOOLONG: 'a name in that path is longer than the disk allows: choose a shorter DATA_DIR',
  };
  return new EmbeddedDatabaseError(`DATA_DIR ${path} cannot be used: ${known[code] ?? code}.`);
}

/** Who owns the cluster in this folder; undefined where none has been made yet. */
export async function findOwner(pgdata: string): Promise<number | undefined> {
  const found = await ifPresent(stat(pgdata));
  if (found === undefined) return undefined;
  if (!found.isDirectory())
    throw new EmbeddedDatabaseError(`${pgdata} is a file: move it away and start again.`);
  return (await isEmpty(pgdata)) ? undefined : found.uid;
}

async function isEmpty(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length === 0;
  } catch (error) {
    if (errorCode(error) === 'EACCES') return false; // Another account's: a cluster is private from its first moment.
    throw error;
  }
}

/** Lets the database's account through the data folder, or names the folder that stops it. */
export async function letThrough(account: Account, dataDir: string): Promise<void> {
  if (!account.isOther) return;
  const { mode, uid } = await stat(dataDir);
  // A private folder of ours: open the door for the group of that account alone, to pass and not to look.
  if (uid === process.getuid?.() && (mode & 0o077) === 0) {
    await chown(dataDir, uid, account.gid);
    await chmod(dataDir, 0o710);
  }
  const closed = await findClosedFolder(account, dataDir);
  if (closed === undefined) return;
  throw new EmbeddedDatabaseError(
    `Started as root, the database runs as "${account.name}", which may not pass through ${closed}: set DATA_DIR to a folder outside it (for example /var/lib/sunshine), or start as an ordinary user.`,
  );
}

/** Refuses a cluster that the database's account does not own: PostgreSQL would, in more words. */
export function checkOwner(pgdata: string, account: Account, owner: number): void {
  if (owner === account.uid) return;
  throw new EmbeddedDatabaseError(
    `The database in ${pgdata} belongs to user id ${owner}, but would run as "${account.name}": start as its owner, or hand it over with "chown -R ${account.name} ${pgdata}".`,
  );
}

/** Refuses a folder without a cluster, or one of another major version, before a program touches it. */
export async function checkVersion(pgdata: string, binaries: Binaries): Promise<void> {
  const written = await ifPresent(readFile(join(pgdata, 'PG_VERSION'), 'utf8'));
  if (written === undefined) {
    throw new EmbeddedDatabaseError(
      `${pgdata} holds files but no database (PG_VERSION is missing): restore the folder from a copy, or move it away to begin anew.`,
    );
  }
  const major = written.trim();
  if (major === binaries.major) return;
  throw new EmbeddedDatabaseError(
    `The database in ${pgdata} was made by PostgreSQL ${major}, this program brings PostgreSQL ${binaries.major}: make a backup with the program version that used it and restore that into an empty DATA_DIR.`,
  );
}

/**
 * Makes the cluster beside its place and moves it there when it is whole, so an interrupted beginning is never taken
 * for a database. Of two processes that begin at once, one moves first and the other throws its own away.
 */
export async function makeCluster(
  pgdata: string,
  account: Account,
  binaries: Binaries,
  log: (line: string) => void,
): Promise<void> {
  const unfinished = `${pgdata}.tmp-${process.pid}`;
  try {
    await mkdir(unfinished, { mode: 0o700 });
    if (account.isOther) await lchown(unfinished, account.uid, account.gid);
  } catch (error) {
    throw unusable(dirname(pgdata), errorCode(error));
  }
  const initdb = startLeashed(account, [binaries.initdb, ...initdbOptions(unfinished)], log);
  const ending = await initdb.ended;
  if (ending.code !== 0) {
    await rm(unfinished, { recursive: true, force: true });
    // Its last complaint would be about the transaction that found no room.
    if (
      initdb.lines.some((line) =>
        /No space left on device|Disk quota exceeded|Check free disk space/.test(line),
      )
    )
      throw new EmbeddedDatabaseError(
        `The disk is full: the database in ${pgdata} could not be made, and what was begun was removed.`,
      );
    throw new EmbeddedDatabaseError(
      `The database in ${pgdata} could not be made: initdb ${describeEnding(ending, initdb.lines)}.`,
    );
  }
  try {
    await rename(unfinished, pgdata);
    await syncFolder(dirname(pgdata));
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (!['ENOTEMPTY', 'EEXIST'].includes(errorCode(error)))
      throw unusable(dirname(pgdata), errorCode(error));
  }
}

function initdbOptions(folder: string): string[] {
  // The builtin provider sorts alike on every machine. The system's ctype must know UTF-8 all the same: with "C",
  // trigrams of Chinese are empty and text search does not split at "，".
  const ctype = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
  return [
    `--pgdata=${folder}`,
    `--username=${administratorRole}`,
    '--auth=peer',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    `--locale=${ctype}`,
    '--lc-messages=C',
  ];
}

/** Without it a power cut could lose the folder's name, and with it everything committed since. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Clears away what interrupted starts left: half-made clusters, half-made and outdated copies of the programs. */
export async function sweep(dataDir: string, binaries: Binaries): Promise<void> {
  for (const name of await readdir(dataDir)) {
    const pid = /^(?:pgdata|programs-\w+)\.tmp-(\d+)$/.exec(name)?.[1];
    const isUnfinished = pid !== undefined && !isAlive(Number(pid));
    const isOutdated = /^programs-\w+$/.test(name) && !binaries.postgres.startsWith(join(dataDir, name, '/'));
    if (!isUnfinished && !isOutdated) continue;
    // An initdb whose Node was killed may still be clearing up itself: try again while it does.
    await rm(join(dataDir, name), { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false; // An earlier process had our number: this one has only begun.
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
