import { type SessionsCpu, sessionsCpu, usedBetween } from './database-cpu.ts';
import type { Ask, Subject } from './subject.ts';

/** What a number of requests cost, per request in milliseconds of processor time, and how many went through a second. */
export type Cost = { serverMs: number; databaseMs: number; perSecond: number; bytes: number };

/** As many lines as browsers keep open to one host, and a few more. */
const lines = 8;

/** Sends so many requests, eight at a time, each as `make` says. */
export async function sendAll(subject: Subject, count: number, make: (n: number) => Ask): Promise<number> {
  let next = 0;
  let bytes = 0;
  const line = async () => {
    for (let n = next++; n < count; n = next++) {
      const received = await subject.ask(make(n));
      bytes += received;
    }
  };
  await Promise.all(Array.from({ length: lines }, line));
  return bytes;
}

/** Sends so many requests and counts what the server's process and the database's sessions used for them. */
export async function measure(subject: Subject, count: number, make: (n: number) => Ask): Promise<Cost> {
  const before = await usedBy(subject);
  const startedAt = performance.now();
  const bytes = await sendAll(subject, count, make);
  const seconds = (performance.now() - startedAt) / 1000;
  const used = await usedSince(subject, before);
  return {
    serverMs: used.serverMs / count,
    databaseMs: used.databaseMs / count,
    perSecond: count / seconds,
    bytes: bytes / count,
  };
}

/** What both have used until now. */
type Used = { serverMs: number; sessions: SessionsCpu };

export async function usedBy(subject: Subject): Promise<Used> {
  return { serverMs: await subject.cpuMs(), sessions: await sessionsCpu(subject.database) };
}

/** What both have used since, in milliseconds. */
export async function usedSince(
  subject: Subject,
  before: Used,
): Promise<{ serverMs: number; databaseMs: number }> {
  const after = await usedBy(subject);
  return {
    serverMs: after.serverMs - before.serverMs,
    databaseMs: usedBetween(before.sessions, after.sessions),
  };
}

/** The middle one of several runs, by what server and database used together. */
export function middle(costs: readonly Cost[]): Cost {
  const sorted = [...costs].sort((a, b) => total(a) - total(b));
  const found = sorted[Math.floor(sorted.length / 2)];
  if (!found) throw new Error('nothing was measured');
  return found;
}

export function total({ serverMs, databaseMs }: Cost): number {
  return serverMs + databaseMs;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
