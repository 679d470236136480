import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { chown, mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { openConnection } from '../database.ts';
import { type EmbeddedDatabase, type EmbeddedOptions, startEmbeddedDatabase } from './embedded-database.ts';
import { EmbeddedDatabaseError } from './embedded-error.ts';

export const isRoot = process.getuid?.() === 0;
export const nobody = { uid: 65534, gid: 65534 };

const cleanups = new WeakMap<TestContext, (() => Promise<unknown>)[]>();

/** Undoes things at the end of the test, the last one first: the database stops before its folder goes. */
function afterwards(t: TestContext, undo: () => Promise<unknown>): void {
  const known = cleanups.get(t);
  if (known) {
    known.push(undo);
    return;
  }
  const undos = [undo];
  cleanups.set(t, undos);
  t.after(async () => {
    for (const next of undos.reverse()) await next();
  });
}

/** A folder that goes away with the test, after whatever else the test cleans up. */
export async function temporaryFolder(t: TestContext, owner?: { uid: number; gid: number }): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'embedded-test-'));
  if (owner) await chown(folder, owner.uid, owner.gid);
  afterwards(t, async () => {
    await until('its database has ended', async () => (await findProcesses(folder)).length === 0);
    await rm(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Waits for a fact, looking often; fails when it does not come about. */
export async function until<T>(what: string, look: () => Promise<T | undefined | false>): Promise<T> {
  const giveUpAt = performance.now() + 40_000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (performance.now() > giveUpAt) assert.fail(`did not come about: ${what}`);
    await pause(10);
  }
}

/** A database in this process, stopped with the test. */
export async function startHere(t: TestContext, options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const database = await startEmbeddedDatabase(options);
  afterwards(t, async () => {
    await database.stop();
    await rm(database.owner.host, { recursive: true, force: true });
  });
  return database;
}

/** The one line with which a start is refused. */
export async function refusalOf(options: EmbeddedOptions): Promise<string> {
  const error: unknown = await startEmbeddedDatabase(options).then(
    async (database) => {
      await database.stop();
      return undefined;
    },
    (thrown) => thrown,
  );
  assert.ok(error instanceof EmbeddedDatabaseError, `not refused in a line of its own: ${String(error)}`);
  assert.doesNotMatch(error.message, /\n/);
  return error.message;
}

export async function query(
  connection: EmbeddedDatabase['owner'],
  statement: string,
): Promise<Record<string, unknown>[]> {
  const sql = openConnection(connection, { max: 1 });
  try {
    return [...(await sql.unsafe(statement))];
  } finally {
    await sql.end({ timeout: 5 });
  }
}

export type Other = {
  node: ChildProcess;
  /** Settles when it has started or was refused. */
  outcome: Promise<{ owner: EmbeddedDatabase['owner'] } | { refusal: string }>;
  ended: Promise<void>;
};

const otherScript = `
const [url, driver, dataDir, statement] = process.argv.slice(1);
const { startEmbeddedDatabase } = await import(url);
const { default: postgres } = await import(driver);
try {
  const { owner } = await startEmbeddedDatabase({ dataDir });
  const sql = postgres({ ...owner, max: 1 });
  await sql.unsafe(statement);
  console.log(JSON.stringify({ owner }));
} catch (error) {
  console.log(JSON.stringify({ refusal: error.name + ': ' + error.message }));
}`;

/** Another Node process that starts the database, runs a statement, and holds both until it is killed. */
export function startElsewhere(
  t: TestContext,
  dataDir: string,
  { statement = 'select 1', account }: { statement?: string; account?: { uid: number; gid: number } } = {},
): Other {
  const file = new URL('./embedded-database.ts', import.meta.url).href;
  const driver = import.meta.resolve('postgres');
  const node = spawn(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', otherScript, file, driver, dataDir, statement],
    { ...account, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = new Promise<void>((resolve) => node.once('exit', () => resolve()));
  const outcome: Other['outcome'] = new Promise<string>((resolve, reject) => {
    const lines = createInterface({ input: node.stdout });
    lines.once('line', resolve);
    lines.once('close', () => reject(new Error('ended without a word')));
  }).then((line) => JSON.parse(line));
  afterwards(t, async () => {
    node.kill('SIGKILL');
    await ended;
    const said = await outcome.catch(() => undefined);
    if (said && 'owner' in said) await rm(said.owner.host, { recursive: true, force: true });
  });
  return { node, outcome, ended };
}

export async function startedElsewhere(other: Other): Promise<EmbeddedDatabase['owner']> {
  const outcome = await other.outcome;
  assert.ok('owner' in outcome, JSON.stringify(outcome));
  return outcome.owner;
}

export async function postmasterOf(dataDir: string): Promise<number> {
  return Number.parseInt(await readFile(join(dataDir, 'pgdata', 'postmaster.pid'), 'utf8'), 10);
}

/** Every process that works in the folder. */
export async function findProcesses(dataDir: string): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const folders = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => '')));
  return pids.filter((_, index) => folders[index]?.startsWith(join(dataDir, '/')));
}

/** The shells that hold a Node process's pipe for the database in this folder. */
export async function findWatchers(dataDir: string): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const commands = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')),
  );
  return pids.filter((_, index) => {
    const command = commands[index] ?? '';
    return command.startsWith('/bin/sh') && command.includes('read -r word') && command.includes(dataDir);
  });
}
