import { setTimeout as pause } from 'node:timers/promises';
import type { Plot } from './ground.ts';
import { sendAll, usedBy, usedSince } from './load.ts';
import { tasks } from './tasks.ts';

const settleMs = 30_000;
const idleMs = 10_000;

/**
 * What the runner costs by itself: a second in which nothing happens, and what follows one report (its entry numbered,
 * added to the tree and signed, its notices spread, its figures counted).
 */
export async function measureFollowing(plot: Plot, isQuick: boolean): Promise<string> {
  const subject = await plot.start('running product');
  const [report] = tasks;
  if (!report) throw new Error('there is no first task');
  const second = async (ms: number) => {
    const before = await usedBy(subject);
    await pause(ms);
    const { serverMs, databaseMs } = await usedSince(subject, before);
    return [serverMs, databaseMs].map((used) => (used * 1000) / ms);
  };
  // Every chore has its first turn when the process starts.
  await pause(isQuick ? 500 : settleMs);
  const [server = Number.NaN, database = Number.NaN] = await second(isQuick ? 500 : idleMs);
  const count = isQuick ? 8 : 500;
  const before = await usedBy(subject);
  const startedAt = performance.now();
  await sendAll(subject, count, (n) => report.product(plot.ground, n));
  await pause(isQuick ? 500 : idleMs);
  const used = await usedSince(subject, before);
  const seconds = (performance.now() - startedAt) / 1000;
  await subject.stop();
  const one = (ms: number, idle: number) => ((ms - idle * seconds) / count).toFixed(2);
  return [
    `With its runner, ${plot.ground.communities} communities, ${plot.matters.toLocaleString('en')} matters:`,
    `idle, the server uses ${server.toFixed(0)} ms and the database ${database.toFixed(0)} ms of CPU a second;`,
    `a report with all that follows it costs ${one(used.serverMs, server)} + ${one(used.databaseMs, database)} ms.`,
  ].join(' ');
}
