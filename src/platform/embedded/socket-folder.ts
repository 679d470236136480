import { createHash } from 'node:crypto';
import { chmod, lchown, lstat, mkdir, realpath, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account } from './account.ts';
import { findClosedFolder } from './closed-folder.ts';
import { EmbeddedDatabaseError, errorCode } from './embedded-error.ts';

export const port = 5432;

/** sockaddr_un holds 108 bytes on Linux, 104 on macOS, the closing zero included (unix(7), unix(4)). */
const maxSocketPathBytes = 103;

/**
 * A short private folder for the socket, the same one for the same database: the data folder's own path may be longer
 * than a socket's may be.
 */
export async function openSocketFolder(pgdata: string, account: Account): Promise<string> {
  const name = `sunshine-${createHash('sha256').update(`${account.uid} ${pgdata}`).digest('hex').slice(0, 16)}`;
  const folder = join(await chooseParent(name, account), name);
  try {
    await mkdir(folder, { mode: 0o700 });
    if (account.isOther) await lchown(folder, account.uid, account.gid);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') {
      throw new EmbeddedDatabaseError(
        `The database's socket folder ${folder} cannot be made (${errorCode(error)}).`,
      );
    }
  }
  // Anyone may make folders in /tmp: one of another owner is not ours to trust.
  const found = await lstat(folder);
  const owners = [account.uid, process.getuid?.()];
  if (!found.isDirectory() || !owners.includes(found.uid)) {
    throw new EmbeddedDatabaseError(
      `The database's socket folder ${folder} belongs to user id ${found.uid}: remove it, or set TMPDIR to another folder.`,
    );
  }
  if (found.uid !== account.uid) await lchown(folder, account.uid, account.gid);
  await chmod(folder, 0o700);
  return folder;
}

/** Takes the folder away when the server has ended. Anything left in it, such as another server's socket, keeps it. */
export async function closeSocketFolder(folder: string): Promise<void> {
  await rmdir(folder).catch((error: unknown) => {
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES'].includes(errorCode(error))) throw error;
  });
}

async function chooseParent(name: string, account: Account): Promise<string> {
  for (const parent of [tmpdir(), '/tmp']) {
    const real = await realpath(parent).catch(() => undefined);
    if (real === undefined || Buffer.byteLength(join(real, name, `.s.PGSQL.${port}`)) > maxSocketPathBytes)
      continue;
    if (account.isOther && (await findClosedFolder(account, real)) !== undefined) continue;
    return real;
  }
  throw new EmbeddedDatabaseError(
    `The database finds no folder for its socket: set TMPDIR to a short path that "${account.name}" may enter.`,
  );
}
