import { randomBytes, randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const minSecretCharacters = 32;

/**
 * A secret of the installation, made on the first call and kept in the data folder for the owner's eyes (0600).
 * Undefined when the file is there but too short to be one: a new secret would make sealed data unreadable.
 */
export function keepSecret(dataDir: string, name = 'secret'): string | undefined {
  const path = join(dataDir, name);
  const secret = readSecret(path) ?? makeSecret(path);
  return secret.length >= minSecretCharacters ? secret : undefined;
}

function readSecret(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** Linked into place when it is whole and on disk: of two processes that start at once the first one's holds. */
function makeSecret(path: string): string {
  const unfinished = `${path}.${randomUUID()}`;
  const secret = randomBytes(32).toString('hex');
  try {
    const file = openSync(unfinished, 'wx', 0o600);
    try {
      writeSync(file, `${secret}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    linkSync(unfinished, path);
    syncFolder(dirname(path));
    return secret;
  } catch (error) {
    if (!isErrno(error, 'EEXIST')) throw error;
    return readFileSync(path, 'utf8').trim();
  } finally {
    rmSync(unfinished, { force: true });
  }
}

function syncFolder(folder: string): void {
  if (process.platform === 'win32') return; // opens no folders for writing out
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
