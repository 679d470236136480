import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext } from 'node:test';
import { findProcesses, isRoot, until } from '../../src/platform/embedded/embedded-testing.ts';
import { root } from '../architecture/tree.ts';

/*
 * The product as an operator meets it: processes of their own, on folders of their own. Nothing here waits for
 * time to pass; it waits for a line said, a process ended, an answer given.
 */

export type Ending = { code: number | null; signal: NodeJS.Signals | null };

export type Started = {
  pid: number;
  child: ChildProcess;
  out(): string;
  err(): string;
  /** Waits until it says this on either channel; fails with all it said if it ends before. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  ended: Promise<Ending>;
};

export type StartOptions = {
  env?: Record<string, string>;
  as?: { uid: number; gid: number };
  cwd?: string;
  /** The program in front: `node` unless said otherwise. */
  command?: string;
  /** In a process group of its own, as a terminal would start it. */
  detached?: boolean;
};

/** Any port; and one test sends what a whole estate would, from one address and number. */
const startOptions = { PORT: '0', LIMITS_TIMES: '1000', npm_config_update_notifier: 'false' };

/** What was started on each data folder: a test that fails half-way leaves them running. */
const startedOn = new Map<string, ChildProcess[]>();

/** Starts a program with an environment of its own, so that no setting of the tests reaches it. */
export function start(
  t: TestContext | undefined,
  args: readonly string[],
  options: StartOptions = {},
): Started {
  const { env, as, cwd = root, command = process.execPath, detached = false } = options;
  const child = spawn(command, args, {
    ...as,
    cwd,
    detached,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: as ? tmpdir() : (process.env.HOME ?? ''),
      ...startOptions,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const dataDir = env?.DATA_DIR;
  if (dataDir !== undefined) startedOn.set(dataDir, [...(startedOn.get(dataDir) ?? []), child]);
  let out = '';
  let err = '';
  let onWord: () => void = () => undefined;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    onWord();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
    onWord();
  });
  let ending: Ending | undefined;
  const ended = new Promise<Ending>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      ending = { code, signal };
      onWord();
      resolve(ending);
    });
  });
  t?.after(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return {
    pid: child.pid ?? assert.fail(`${command} could not be started`),
    child,
    out: () => out,
    err: () => err,
    ended,
    async says(pattern) {
      for (;;) {
        const found = pattern.exec(out) ?? pattern.exec(err);
        if (found) return found;
        if (ending) assert.fail(`ended ${JSON.stringify(ending)} before it said ${pattern}:\n${out}\n${err}`);
        await new Promise<void>((resolve) => {
          onWord = resolve;
        });
      }
    },
  };
}

/** Runs a command of `sunshine` to its end. */
export async function sunshine(
  args: readonly string[],
  env: Record<string, string> = {},
  options: StartOptions = {},
): Promise<Ending & { out: string; err: string }> {
  const started = start(undefined, ['bin/sunshine.js', ...args], { ...options, env });
  return { ...(await started.ended), out: started.out(), err: started.err() };
}

export type Server = Started & { url: string };

/** `sunshine serve` (or what `args` say), once it answers. */
export async function serve(
  t: TestContext,
  dataDir: string,
  options: StartOptions & { args?: readonly string[] } = {},
): Promise<Server> {
  const { args = ['bin/sunshine.js', 'serve'], env, ...rest } = options;
  const started = start(t, args, { ...rest, env: { DATA_DIR: dataDir, ...env } });
  return { ...started, url: await urlOf(started) };
}

/** The address a starting server prints when it answers. */
export async function urlOf(started: Started): Promise<string> {
  return (await started.says(/(?:Listening on|Sunshine Pavilion:) (http:\S+)\n/))[1] ?? '';
}

/** Ends it in order and holds it to that. */
export async function stop(server: Started): Promise<void> {
  process.kill(server.pid, 'SIGTERM');
  assert.deepEqual(await server.ended, { code: 0, signal: null }, server.err());
}

/** A folder that goes away with the test, when the database on it has ended. */
export async function temporaryDataDir(
  t: TestContext,
  owner?: { uid: number; gid: number },
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sunshine-process-'));
  if (owner) execFileSync('chown', [`${owner.uid}:${owner.gid}`, folder]);
  t.after(() => clearAway(folder));
  return folder;
}

async function clearAway(folder: string): Promise<void> {
  for (const child of startedOn.get(folder) ?? []) child.kill('SIGKILL');
  const lock = await readFile(join(folder, 'pgdata', 'postmaster.pid'), 'utf8').catch(() => '');
  await until('its database has ended', async () => (await findProcesses(folder)).length === 0);
  const socketFolder = lock.split('\n')[4];
  if (socketFolder?.startsWith(join(tmpdir(), 'sunshine-')))
    await rm(socketFolder, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
}

export const community = 'haoyuan';
let template: Promise<{ folder: string; password: string }> | undefined;

after(async () => {
  const made = await template?.catch(() => undefined);
  if (made) await clearAway(made.folder);
});

/** A data folder with a community in it, made once in a file and copied: a start on it loads no demonstration. */
export async function preparedDataDir(t: TestContext): Promise<{ dataDir: string; password: string }> {
  template ??= prepare();
  const { folder, password } = await template;
  const dataDir = await temporaryDataDir(t);
  execFileSync('cp', ['-a', `${folder}/.`, dataDir]);
  return { dataDir, password };
}

async function prepare(): Promise<{ folder: string; password: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'sunshine-process-'));
  const made = await sunshine(['init', '--community', community, '--name', '好院社区'], { DATA_DIR: folder });
  assert.equal(made.code, 0, made.err);
  return { folder, password: /shown this once: (\S+)/.exec(made.out)?.[1] ?? assert.fail(made.out) };
}

export async function postmasterOf(dataDir: string): Promise<number> {
  return Number.parseInt(await readFile(join(dataDir, 'pgdata', 'postmaster.pid'), 'utf8'), 10);
}

export type Posted = { status: number; type: string; body: Record<string, unknown> };

export function reportBody(text: string): Record<string, unknown> {
  return {
    ...{ text, place: { words: '车棚边上' }, photoIds: [], draftId: null, categoryGuess: null },
    ...{ anonymity: 'community-only', publicName: null, contact: { name: '王芳', phone: '13900001234' } },
  };
}

/** Sends one report to the community; the key makes sending it again harmless. */
export async function report(url: string, text: string, key: string = randomUUID()): Promise<Posted> {
  const answer = await fetch(`${url}/api/c/${community}/reports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(reportBody(text)),
  });
  const type = answer.headers.get('content-type') ?? '';
  return { status: answer.status, type, body: (await answer.json()) as Record<string, unknown> };
}

/** Reads a report back through the private link it was acknowledged with. */
export async function readBack(url: string, { body }: Posted): Promise<Record<string, unknown>> {
  const answer = await fetch(`${url}/api/c/${community}/reports/${body.reportId}`, {
    headers: { 'x-report-key': String(body.reportKey) },
  });
  assert.equal(answer.status, 200);
  return (await answer.json()) as Record<string, unknown>;
}

/** One line of complaint, without a stack. */
export function assertOneLine(err: string, expected: RegExp): void {
  assert.match(err, expected);
  assert.equal(err.trim().split('\n').length, 1, err);
}

export { isRoot, until };
