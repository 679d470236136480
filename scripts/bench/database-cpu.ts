import { readdir, readFile } from 'node:fs/promises';

/*
 * What the sessions of one database have used, from the scheduler's own count (Linux, /proc/<pid>/schedstat: time on the
 * processor in nanoseconds, exact where utime and stime go by ticks of ten milliseconds). Sessions are told apart by
 * what PostgreSQL calls its processes: "postgres: ROLE DATABASE …".
 */

const titles = new Map<string, string>();

/** Processor time, in milliseconds, of the sessions that a database has now; undefined where the system does not tell. */
export async function databaseCpuMs(database: string): Promise<number | undefined> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  let found: number | undefined;
  for (const pid of pids) {
    if (!(await isSession(pid, database))) continue;
    const used = await readFile(`/proc/${pid}/schedstat`, 'utf8').catch(() => '');
    const ns = Number(used.split(' ')[0]);
    if (used !== '' && Number.isFinite(ns)) found = (found ?? 0) + ns / 1e6;
  }
  return found;
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
