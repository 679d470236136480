import { readdir, readFile } from 'node:fs/promises';

/*
 * What the sessions of one database have used, from the scheduler's own count (Linux, /proc/<pid>/schedstat: time on the
 * processor in nanoseconds, exact where utime and stime go by ticks of ten milliseconds). Sessions are told apart by
 * what PostgreSQL calls its processes: "postgres: ROLE DATABASE …".
 */

const titles = new Map<string, string>();

/** What each session that a database has now has used, in milliseconds; none where the system does not tell. */
export type SessionsCpu = ReadonlyMap<string, number>;

export async function sessionsCpu(database: string): Promise<SessionsCpu> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const found = new Map<string, number>();
  for (const pid of pids) {
    if (!(await isSession(pid, database))) continue;
    const used = await readFile(`/proc/${pid}/schedstat`, 'utf8').catch(() => '');
    const ns = Number(used.split(' ')[0]);
    if (used !== '' && Number.isFinite(ns)) found.set(pid, ns / 1e6);
  }
  return found;
}

/**
 * What a database's sessions used between two looks: one that was opened meanwhile counts whole, one that was closed
 * not at all. NaN where nothing was told.
 */
export function usedBetween(before: SessionsCpu, after: SessionsCpu): number {
  if (after.size === 0) return Number.NaN;
  return [...after].reduce((sum, [pid, ms]) => sum + ms - (before.get(pid) ?? 0), 0);
}

async function isSession(pid: string, database: string): Promise<boolean> {
  let title = titles.get(pid);
  if (title === undefined) {
    title = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ');
    // A session has its name as soon as it works; one that is being opened is looked at again.
    if (!title.startsWith('postgres') || title.includes(` ${database} `)) titles.set(pid, title);
  }
  return title.startsWith('postgres') && title.includes(` ${database} `);
}
