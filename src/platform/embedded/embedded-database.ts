import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import type { ConnectionOptions } from '../database.ts';
import { type Account, chooseAccount, ownAccount } from './account.ts';
import { type Binaries, locateBinaries, prepareBinaries } from './binaries.ts';
import {
  administratorRole,
  checkOwner,
  checkVersion,
  findOwner,
  letThrough,
  makeCluster,
  openDataDir,
  sweep,
} from './data-folder.ts';
import { EmbeddedDatabaseError, errorCode } from './embedded-error.ts';
import { clusterName, judgeHolder, readLock } from './holder.ts';
import { describeEnding, type Leashed, startLeashed } from './leash.ts';
import { closeSocketFolder, openSocketFolder, port } from './socket-folder.ts';

export type EmbeddedDatabase = {
  /** Connects as the owner of the tables: migrations and maintenance. */
  owner: Exclude<ConnectionOptions, string>;
  /** Connects as the application: owns nothing, and row-level security holds for it. */
  application: Exclude<ConnectionOptions, string>;
  /** Version of the server, e.g. "18.4". */
  version: string;
  /** Ends all connections, writes everything to disk and stops. */
  stop(): Promise<void>;
  /** Settles when the database ends although nobody asked it to. */
  exited: Promise<{ reason: string }>;
};

export type EmbeddedOptions = {
  /** The product's data folder; the database lives in `pgdata` below it. */
  dataDir: string;
  log?: (line: string) => void;
  /** A folder with bin, lib and share of PostgreSQL; the npm package for this machine when not given. */
  programs?: string;
};

const databaseName = 'sunshine';
const ownerRole = 'sunshine_owner';
const applicationRole = 'sunshine_app';

const maxConnections = 60;
const maxWaitForHolderMs = 30_000;
const maxWaitForStopMs = 30_000;
const pollEveryMs = 10;

type Place = { pgdata: string; socketFolder: string; hbaFile: string; identFile: string };

/**
 * Starts PostgreSQL on the data folder, makes database and roles where missing, and watches over it.
 * Throws EmbeddedDatabaseError, one line a newcomer understands, when this machine or folder does not allow it.
 */
export async function startEmbeddedDatabase(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const log = options.log ?? (() => undefined);
  try {
    return await start(options, log);
  } catch (error) {
    // A full disk or a missing right can show at any step; what carries no code is a defect and keeps its stack.
    if (error instanceof EmbeddedDatabaseError || !(error instanceof Error && 'code' in error)) throw error;
    throw new EmbeddedDatabaseError(
      `The embedded database in ${options.dataDir} does not start: ${error.message}.`,
    );
  }
}

async function start(options: EmbeddedOptions, log: (line: string) => void): Promise<EmbeddedDatabase> {
  const startedAt = performance.now();
  const native = options.programs ?? locateBinaries();
  const own = ownAccount();
  const dataDir = await openDataDir(options.dataDir);
  const pgdata = join(dataDir, 'pgdata');
  const owner = await findOwner(pgdata);
  const account = await chooseAccount(own, owner);
  await letThrough(account, dataDir);
  if (owner !== undefined) {
    checkOwner(pgdata, account, owner);
    await refuseIfHeld(pgdata);
  }
  const binaries = await prepareBinaries(native, dataDir, account);
  if (owner === undefined) await makeCluster(pgdata, account, binaries, log);
  await checkVersion(pgdata, binaries);
  const place = await layOut(dataDir, pgdata, own, account);
  const server = await launch(place, account, binaries, log);
  try {
    await ensureDatabase(place.socketFolder);
    await sweep(dataDir, binaries);
  } catch (error) {
    await stopServer(server, log);
    await closeSocketFolder(place.socketFolder);
    throw error;
  }
  const elapsedMs = Math.round(performance.now() - startedAt);
  log(`PostgreSQL ${binaries.version} is ready after ${elapsedMs} ms, data in ${pgdata}`);
  return supervise(server, place, binaries.version, log);
}

/**
 * The owner's way into the database of a folder that another process is serving just now: for what may be read
 * beside it. Undefined where nobody serves it; it is then started as usual.
 */
export async function findRunningDatabase(dataDir: string): Promise<EmbeddedDatabase['owner'] | undefined> {
  const pgdata = join(await openDataDir(dataDir), 'pgdata');
  if ((await findOwner(pgdata)) === undefined) return undefined;
  const { state } = await judgeHolder(pgdata);
  const lock = await readLock(pgdata);
  const folder = lock[4];
  if (state !== 'held' || lock[7] !== 'ready' || !folder) return undefined;
  return connectionTo(folder, ownerRole, databaseName);
}

/** Whether a database has ever been made in a folder. */
export async function hasDatabase(dataDir: string): Promise<boolean> {
  return (await findOwner(join(await openDataDir(dataDir), 'pgdata'))) !== undefined;
}

/** True when nothing stands in the way, false while a former server is still ending. */
async function refuseIfHeld(pgdata: string): Promise<boolean> {
  const verdict = await judgeHolder(pgdata);
  if (verdict.state !== 'held') return verdict.state === 'free';
  throw new EmbeddedDatabaseError(
    `The database in ${pgdata} is already in use by ${verdict.what} (process ${verdict.by}): stop that one first, or set another DATA_DIR.`,
  );
}

/** Everything outside the cluster that a start needs: the socket's folder and who may come in through it. */
async function layOut(dataDir: string, pgdata: string, own: Account, account: Account): Promise<Place> {
  const socketFolder = await openSocketFolder(pgdata, account);
  // Beside the cluster, not in it: root does not write into a folder that another account could fill with links.
  const hbaFile = join(dataDir, 'pg_hba.conf');
  const identFile = join(dataDir, 'pg_ident.conf');
  const names = [...new Set([own.name, account.name])];
  const map = names.flatMap((name) =>
    [administratorRole, ownerRole, applicationRole].map((role) => `sunshine ${quoted(name)} ${role}`),
  );
  await writeReadable(hbaFile, ['local all all peer map=sunshine']);
  await writeReadable(identFile, map);
  return { pgdata, socketFolder, hbaFile, identFile };
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

async function writeReadable(path: string, lines: string[]): Promise<void> {
  try {
    await writeFile(path, `# Written at every start of Sunshine Pavilion.\n${lines.join('\n')}\n`);
    await chmod(path, 0o644);
  } catch (error) {
    throw new EmbeddedDatabaseError(
      `${path} cannot be written (${errorCode(error)}): let this account write there.`,
    );
  }
}

function serverOptions(place: Place): string[] {
  const settings = {
    cluster_name: clusterName(process.pid),
    listen_addresses: '',
    port: String(port),
    unix_socket_directories: place.socketFolder,
    unix_socket_permissions: '0700',
    hba_file: place.hbaFile,
    ident_file: place.identFile,
    // Said outright, so that no setting in the folder can trade acknowledged rows for speed.
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    max_connections: String(maxConnections),
    shared_buffers: '64MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Statements, details and error texts carry what people wrote; the driver hands errors to whoever asked.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_statement: 'none',
    log_min_duration_statement: '-1',
    log_checkpoints: 'off',
    logging_collector: 'off',
    log_destination: 'stderr',
  };
  return [
    '-D',
    place.pgdata,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

/** Starts the server, again while a former one is still ending, until it is ready or says why it cannot be. */
async function launch(
  place: Place,
  account: Account,
  binaries: Binaries,
  log: (line: string) => void,
): Promise<Leashed> {
  const giveUpAt = performance.now() + maxWaitForHolderMs;
  for (;;) {
    const isFree = await refuseIfHeld(place.pgdata);
    let problem = 'its former process does not end';
    if (isFree) {
      // A former server that has just ended may have taken it along.
      await openSocketFolder(place.pgdata, account);
      const server = startLeashed(account, [binaries.postgres, ...serverOptions(place)], log);
      if (await isReady(server, place.pgdata)) return server;
      problem = describeEnding(await server.ended, server.lines);
      if (
        !/postmaster\.pid" already exists|shared memory block|lock file .* (already exists|No such file)/.test(
          problem,
        )
      ) {
        throw new EmbeddedDatabaseError(
          `The database in ${place.pgdata} does not start: postgres ${problem}.`,
        );
      }
    }
    if (performance.now() > giveUpAt) {
      throw new EmbeddedDatabaseError(
        `The database in ${place.pgdata} is still held after ${maxWaitForHolderMs / 1000} s (${problem}): end the postgres processes of that folder and start again.`,
      );
    }
    await pause(100);
  }
}

/** Ready is what the lock file of our own child says: a connection alone might be answered by another server. */
async function isReady(server: Leashed, pgdata: string): Promise<boolean> {
  while (!server.hasEnded()) {
    const lock = await readLock(pgdata);
    if (Number(lock[0]) === server.pid && lock[7] === 'ready') return true;
    await Promise.race([pause(pollEveryMs), server.ended]);
  }
  return false;
}

/** Each step looks first, so a start that was cut short is completed by the next one. */
async function ensureDatabase(socketFolder: string): Promise<void> {
  const sql = postgres({
    ...connectionTo(socketFolder, administratorRole, 'postgres'),
    max: 1,
    fetch_types: false,
    onnotice: () => undefined,
  });
  try {
    const roles = await sql<{ rolname: string }[]>`
      select rolname from pg_roles where rolname in (${ownerRole}, ${applicationRole})`;
    const names = roles.map((role) => role.rolname);
    if (!names.includes(ownerRole)) {
      // CREATEDB: tests and restores work on databases of their own beside this one.
      await sql`create role ${sql(ownerRole)} login nosuperuser createdb nocreaterole nobypassrls`;
    }
    if (!names.includes(applicationRole)) {
      await sql`create role ${sql(applicationRole)} login nosuperuser nocreatedb nocreaterole nobypassrls`;
    }
    const databases = await sql`select 1 from pg_database where datname = ${databaseName}`;
    if (databases.length === 0) await sql`create database ${sql(databaseName)} owner ${sql(ownerRole)}`;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

function connectionTo(host: string, username: string, database: string): EmbeddedDatabase['owner'] {
  return { host, port, database, username };
}

function supervise(
  server: Leashed,
  place: Place,
  version: string,
  log: (line: string) => void,
): EmbeddedDatabase {
  let stopping: Promise<void> | undefined;
  const exited = new Promise<{ reason: string }>((resolve) => {
    void server.ended.then((ending) => {
      if (stopping === undefined) resolve({ reason: `postgres ${describeEnding(ending, server.lines)}` });
    });
  });
  return {
    owner: connectionTo(place.socketFolder, ownerRole, databaseName),
    application: connectionTo(place.socketFolder, applicationRole, databaseName),
    version,
    stop: () => {
      stopping ??= stopServer(server, log).then(() => closeSocketFolder(place.socketFolder));
      return stopping;
    },
    exited,
  };
}

/** SIGINT is PostgreSQL's fast shutdown; if the disk cannot keep up, SIGQUIT leaves the rest to recovery. */
async function stopServer(server: Leashed, log: (line: string) => void): Promise<void> {
  server.signal('SIGINT');
  const patience = new AbortController();
  const late = pause(maxWaitForStopMs, 'late', { signal: patience.signal }).catch(() => 'ended');
  if ((await Promise.race([server.ended, late])) === 'late') {
    log('PostgreSQL did not stop in time: it is cut short and recovers at the next start');
    server.signal('SIGQUIT');
  }
  patience.abort();
  await server.ended;
}
