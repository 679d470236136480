import { execFile } from 'node:child_process';
import { readdir, readFile, readlink, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ifPresent } from './embedded-error.ts';

/** What stands in the way of a start: nothing, a database in use, or one that is just ending. */
export type Verdict =
  | { state: 'free' }
  | { state: 'held'; by: number; what: string }
  | { state: 'ending'; by: number };

type Process = { parent: number; command: string };

/** The name each of our postmasters carries on its command line: it says which Node process started it. */
export function clusterName(nodePid: number): string {
  return `sunshine_${nodePid}`;
}

/** The lines of postmaster.pid, or none: process id first, state of the start eighth. */
export async function readLock(pgdata: string): Promise<string[]> {
  const text = await ifPresent(readFile(join(pgdata, 'postmaster.pid'), 'utf8'));
  return (text ?? '').split('\n').map((line) => line.trim());
}

/**
 * Judges the lock file by the processes there are, since process ids are reused. A lock whose number now belongs to a
 * stranger is removed; a postmaster whose Node is gone is told to stop, in case its watcher was killed too.
 */
export async function judgeHolder(pgdata: string): Promise<Verdict> {
  const pid = Number((await readLock(pgdata))[0]);
  if (!Number.isInteger(pid) || pid <= 1) return { state: 'free' };
  const workers = await findWorkers(pgdata);
  // Who cannot look must not remove: PostgreSQL's own checks decide.
  if (workers === undefined) return { state: 'free' };
  if (workers.length === 0) {
    await rm(join(pgdata, 'postmaster.pid'), { force: true });
    return { state: 'free' };
  }
  const postmaster = workers.includes(pid) ? await inspect(pid) : undefined;
  if (!postmaster) return { state: 'ending', by: workers[0] ?? pid };
  const starter = /cluster_name=sunshine_(\d+)\b/.exec(postmaster.command)?.[1];
  if (starter === undefined) return { state: 'held', by: pid, what: 'a PostgreSQL server started by hand' };
  // An orphan is adopted by another process: only a living starter is still the parent.
  if (Number(starter) === postmaster.parent) {
    return { state: 'held', by: postmaster.parent, what: 'another Sunshine Pavilion' };
  }
  askToStop(pid);
  return { state: 'ending', by: pid };
}

function askToStop(pid: number): void {
  try {
    process.kill(pid, 'SIGINT');
  } catch {
    // It ended between the look and the word: what we wanted.
  }
}

/** Living processes that work in the folder; PostgreSQL's all do. Undefined where the system does not tell. */
async function findWorkers(pgdata: string): Promise<number[] | undefined> {
  if (process.platform !== 'linux') return findWorkersByCommand(pgdata);
  const names = (await ifPresent(readdir('/proc'))) ?? [];
  if (!names.includes('self')) return undefined;
  const pids = names.filter((name) => /^\d+$/.test(name)).map(Number);
  const folders = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => undefined)));
  return pids.filter((_, index) => folders[index] === pgdata);
}

async function findWorkersByCommand(pgdata: string): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-axo', 'pid=,command=']);
  const lines = stdout
    .split('\n')
    .filter((line) => line.includes(` -D ${pgdata} `) && !line.includes('/bin/sh'));
  return lines.map((line) => Number.parseInt(line, 10));
}

async function inspect(pid: number): Promise<Process | undefined> {
  try {
    if (process.platform !== 'linux') {
      const { stdout } = await promisify(execFile)('ps', ['-o', 'ppid=,command=', '-p', String(pid)]);
      return { parent: Number.parseInt(stdout, 10), command: stdout };
    }
    const [status, command] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/cmdline`, 'utf8'),
    ]);
    // "pid (name) state parent …": the name may hold spaces and brackets.
    const parent = Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1]);
    // A process on its way out has given its memory back, and its command line with it, before its folder.
    return command === '' ? undefined : { parent, command };
  } catch {
    return undefined; // It ended while we looked.
  }
}
