import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Account } from './account.ts';
import { errorCode } from './embedded-error.ts';

/**
 * The shell starts a watcher and becomes the program itself, so the program is Node's direct child and never runs
 * unwatched. The watcher reads Node's pipe: a line means "it has ended, go"; end of file means Node is gone, even by
 * kill -9, and then the program (`$$`) is asked to stop. It is forked twice so that PostgreSQL has no child it does not know.
 */
const leashScript = `exec 3<&0
( ( read -r word <&3 || kill -INT $$ ) >/dev/null 2>&1 & )
exec "$@" </dev/null 3<&-`;

const keptLines = 40;

export type Ending = { code: number | null; signal: NodeJS.Signals | null; failure?: string };

export type Leashed = {
  /** Undefined when the program could not be started at all; `ended` then says why. */
  pid: number | undefined;
  ended: Promise<Ending>;
  hasEnded(): boolean;
  /** The last lines it wrote to standard error. */
  lines: readonly string[];
  signal(name: NodeJS.Signals): void;
};

/** Starts a program that stops when this process does, however this process ends. */
export function startLeashed(
  account: Account,
  command: readonly string[],
  onLine: (line: string) => void,
): Leashed {
  const child = spawn('/bin/sh', ['-c', leashScript, 'sh', ...command], {
    ...identityOf(account),
    cwd: '/',
    env: bareEnvironment,
    stdio: ['pipe', 'ignore', 'pipe'],
    // A session of its own: Ctrl-C in the terminal reaches Node only, which stops the database last.
    detached: true,
  });
  let hasEnded = false;
  const lines: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    lines.push(line);
    if (lines.length > keptLines) lines.shift();
    onLine(line);
  });
  child.stdin.on('error', () => undefined); // The watcher may be gone first; there is nobody left to tell.

  const ended = new Promise<Ending>((resolve) => {
    child.once('error', (error) => {
      hasEnded = true;
      resolve({ code: null, signal: null, failure: errorCode(error) });
    });
    child.once('exit', (code, signal) => {
      hasEnded = true;
      child.stdin.end('ended\n');
      // Its last words first; but orphans of a killed postmaster may hold the pipe open a little longer.
      const patience = setTimeout(() => resolve({ code, signal }), 250);
      child.once('close', () => {
        clearTimeout(patience);
        resolve({ code, signal });
      });
    });
  });
  return {
    pid: child.pid,
    ended,
    hasEnded: () => hasEnded,
    lines,
    signal: (name) => void child.kill(name),
  };
}

/** Runs a short program to its end as the given account. */
export function run(
  account: Account,
  command: string,
  args: readonly string[],
): Promise<Ending & { stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      ...identityOf(account),
      cwd: '/',
      env: bareEnvironment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text;
    });
    child.once('error', (error) =>
      resolve({ code: null, signal: null, failure: errorCode(error), stdout, stderr }),
    );
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

/** What to tell about an ending: the program's own last complaint where it has one. */
export function describeEnding(ending: Ending, lines: readonly string[]): string {
  const complaint = lines.findLast((line) => /FATAL|PANIC|error[ :]/i.test(line)) ?? lines.at(-1);
  const how =
    ending.failure ?? (ending.signal ? `ended by ${ending.signal}` : `ended with code ${ending.code}`);
  return complaint === undefined ? how : `${how}: ${withoutPrefix(complaint)}`;
}

/** Cuts the time and process id PostgreSQL puts before each line of its log. */
function withoutPrefix(line: string): string {
  return line.replace(/^.*?\[\d+\] /, '');
}

/** Nothing of our own environment: PGDATA, PGOPTIONS, LC_ALL and the like would change what the programs do. */
const bareEnvironment = { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', LC_MESSAGES: 'C' };

function identityOf(account: Account): { uid?: number; gid?: number } {
  return account.isOther ? { uid: account.uid, gid: account.gid } : {};
}
