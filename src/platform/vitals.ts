import { readFileSync } from 'node:fs';
import { mkdir, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instant } from '../kernel/time.ts';
import { refusalOfError } from './http/failure.ts';

/** How this process is doing, noted by itself; nothing of it is about a community. */
export type Vitals = {
  /** Of the product. */
  version: string;
  databaseVersion: string;
  dataDir: string;
  /** Where the database keeps its data, if that is on this machine. */
  databaseDir: string | null;
  startedAt: Instant;
  /** When the runner last finished a round; null before the first. */
  lastRoundAt: Instant | null;
  /** The last time the clock went another way than time does. */
  clockJump: { at: Instant; byMs: number } | null;
  /** How many communities' logs cannot go on, as the runner of this process last found; absent without one. */
  damagedLogs?: number;
};

/** The version in package.json. */
export function productVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** Less is a clock that is being corrected; more is one that was set, or a machine that slept. */
const jumpMs = 60_000;

/** How long a clock that was set is given to be put right: whoever set it wrong, or whatever did, notices soon. */
const settlingMs = 10 * 60_000;

/** Tells, each time it is asked, whether the clock was set (or the machine slept) since a moment ago. */
export function watchClock(
  now: () => Instant,
  steady: () => number = () => performance.now(),
): () => boolean {
  let last = { now: now(), steady: steady() };
  let jumpedAt: number | undefined;
  return () => {
    const at = { now: now(), steady: steady() };
    if (Math.abs(at.now - last.now - (at.steady - last.steady)) > jumpMs) jumpedAt = at.steady;
    last = at;
    return jumpedAt !== undefined && at.steady - jumpedAt < settlingMs;
  };
}

/** Notes the end of each round, and where the clock went another way than the time between two of them. */
export function noteRounds(
  vitals: Vitals,
  now: () => Instant,
  steady: () => number = () => performance.now(),
) {
  let last: { now: Instant; steady: number } | undefined;
  return () => {
    const at = { now: now(), steady: steady() };
    const byMs = last ? Math.round(at.now - last.now - (at.steady - last.steady)) : 0;
    if (Math.abs(byMs) > jumpMs) vitals.clockJump = { at: at.now, byMs };
    last = at;
    vitals.lastRoundAt = at.now;
  };
}

export type Room = { freeBytes: number; sizeBytes: number };

/** How much room the disk under a folder has, for those who are not root. */
export async function roomOf(folder: string): Promise<Room> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { freeBytes: bavail * bsize, sizeBytes: blocks * bsize };
}

/** One segment of PostgreSQL's write-ahead log: with less, the next one cannot be made, and nothing is written. */
const leastDatabaseBytes = 16 * 1024 * 1024;
const probe = Buffer.alloc(64 * 1024);

/** Whether a database that keeps its data there could go on writing; to start again it needs that twice. */
export async function hasRoomForDatabase(folder: string, times: 1 | 2 = 1): Promise<boolean> {
  return (await roomOf(folder)).freeBytes >= times * leastDatabaseBytes;
}

/** Whether what is sent now could be kept: a file is written where uploads go, and the database has room for more. */
export async function hasRoom({ dataDir, databaseDir }: Vitals): Promise<boolean> {
  if (databaseDir !== null && !(await hasRoomForDatabase(databaseDir))) return false;
  const folder = join(dataDir, 'files', 'incoming');
  const path = join(folder, `probe-${process.pid}`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(path, probe);
    return true;
  } catch (error) {
    if (refusalOfError(error) === 'storage-full') return false;
    throw error;
  } finally {
    await rm(path, { force: true }).catch(() => undefined);
  }
}
