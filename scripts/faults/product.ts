import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/*
 * The product as an operator runs it: a process of its own on a data folder of its own, without any setting of the
 * one who runs the fault.
 */

export const root = fileURLToPath(new URL('../../', import.meta.url));

export type SignIn = { username: string; password: string };

export type Product = {
  url: string;
  pid: number;
  dataDir: string;
  /** The demonstration's accounts by their role; several of one role in the order they were printed. */
  accounts: ReadonlyMap<string, readonly SignIn[]>;
  /** Everything it wrote to its log, so that a report of a fault can quote it. */
  log(): string;
  hasEnded(): boolean;
  ended: Promise<void>;
  /** Sets the wall clock of its process so far off the machine's; only where it was started with `movableClock`. */
  setClockOff(ms: number): Promise<void>;
  stop(): Promise<void>;
};

export type ProductOptions = {
  dataDir: string;
  env?: Readonly<Record<string, string>>;
  /** Its clock can be set from here (`shifted-clock.ts`); the product itself knows nothing of it. */
  movableClock?: boolean;
};

/** The demonstration takes a minute to load, and several on a machine that is busy. */
const maxStartMs = 900_000;
const running = new Set<Product>();

/** Runs a command of `sunshine` to its end, and gives how it ended and what it printed. */
export async function trySunshine(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ code: number | null } & Said> {
  const child = spawn(process.execPath, ['bin/sunshine.js', ...args], {
    cwd: root,
    env: bareEnv(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = listenTo(child);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, ...said };
}

/** The same for one that has to go well; gives what it printed. */
export async function runSunshine(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<string> {
  const { code, out, err } = await trySunshine(args, env);
  if (code !== 0) throw new Error(`sunshine ${args.join(' ')} ended with ${code}:\n${err}`);
  return out;
}

/** Starts `sunshine serve` on a free port and waits until it answers. On an empty folder the demonstration is loaded. */
export async function startProduct({
  dataDir,
  env = {},
  movableClock = false,
}: ProductOptions): Promise<Product> {
  const preload = movableClock ? ['--import', new URL('shifted-clock.js', import.meta.url).href] : [];
  const child = spawn(process.execPath, [...preload, 'bin/sunshine.js', 'serve'], {
    cwd: root,
    // Three players send what a whole estate would.
    env: bareEnv({ PORT: '0', LIMITS_TIMES: '1000', DATA_DIR: dataDir, ...env }),
    stdio: ['ignore', 'pipe', 'pipe', ...(movableClock ? (['ipc'] as const) : [])],
  });
  const said = listenTo(child);
  const ended = new Promise<void>((resolve) => void child.once('close', () => resolve()));
  const url = await saidUrl(child, said);
  const product: Product = {
    url,
    pid: child.pid ?? 0,
    dataDir,
    accounts: accountsIn(said.out),
    log: () => said.err,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    ended,
    setClockOff: (ms) => setClockOff(child, ms),
    async stop() {
      running.delete(product);
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 60_000);
      await ended;
      clearTimeout(late);
    },
  };
  running.add(product);
  return product;
}

/** Ends what a fault that broke off left running. */
export async function stopAll(): Promise<void> {
  await Promise.all([...running].map((product) => product.stop()));
}

function bareEnv(env: Readonly<Record<string, string>>): Record<string, string> {
  return { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env };
}

type Said = { out: string; err: string };

function listenTo(child: ChildProcess): Said {
  const said = { out: '', err: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    said.out += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said.err += text;
  });
  return said;
}

async function saidUrl(child: ChildProcess, said: Said): Promise<string> {
  const giveUpAt = performance.now() + maxStartMs;
  while (performance.now() < giveUpAt) {
    const found = /Sunshine Pavilion: (http:\S+)\n/.exec(said.out)?.[1];
    if (found) return found;
    if (child.exitCode !== null) break;
    await pause(50);
  }
  child.kill('SIGKILL');
  throw new Error(`the product did not start:\n${said.out}\n${said.err}`);
}

/** The lines `  desk             desk1 / password` that are printed once. */
export function accountsIn(printed: string): ReadonlyMap<string, readonly SignIn[]> {
  const accounts = new Map<string, SignIn[]>();
  for (const [, role = '', username = '', password = ''] of printed.matchAll(
    /^ {2}(\w+) +(\S+) \/ ([\w-]+)$/gm,
  )) {
    accounts.set(role, [...(accounts.get(role) ?? []), { username, password }]);
  }
  return accounts;
}

function setClockOff(child: ChildProcess, ms: number): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('message', () => resolve());
    child.send({ clockOffMs: ms }, (error) => error && reject(error));
  });
}

/** How much memory a process holds, in bytes; undefined where the system does not tell. */
export async function memoryOf(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}

/** The process of the built-in database. */
export async function postmasterOf({ dataDir }: Pick<Product, 'dataDir'>): Promise<number> {
  return Number.parseInt(await readFile(`${dataDir}/pgdata/postmaster.pid`, 'utf8'), 10);
}
