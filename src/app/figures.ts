import { pendingFigures } from '../ledger/entry/entry.service.ts';
import { listCommunities } from '../places/community/community.service.ts';
import type { Platform } from '../platform/call.ts';
import type { JobFigures } from '../platform/http/metrics.ts';
import { countJobs } from '../platform/outbox.ts';

/** Jobs of all communities, by kind: each community is asked by itself, as the fence between them wants it. */
export async function jobsOfAll({ database, clock }: Platform): Promise<JobFigures[]> {
  const kinds = new Map<string, JobFigures>();
  for (const { id } of await listCommunities(database.sql)) {
    for (const { kind, waiting, failed, oldestDueAt } of await database.read(id, countJobs)) {
      const sum = kinds.get(kind) ?? { kind, waiting: 0, failed: 0, oldestSeconds: 0 };
      const age = oldestDueAt === null ? 0 : Math.max(0, clock.now() - oldestDueAt) / 1000;
      kinds.set(kind, {
        kind,
        waiting: sum.waiting + waiting,
        failed: sum.failed + failed,
        oldestSeconds: Math.max(sum.oldestSeconds, age),
      });
    }
  }
  return [...kinds.values()];
}

/** What the sequencers of all communities have before them; the lag is that of the one furthest behind. */
export async function ledgerOfAll({
  database,
  clock,
}: Platform): Promise<{ waiting: number; lagSeconds: number }> {
  let [waiting, lagSeconds] = [0, 0];
  for (const { id } of await listCommunities(database.sql)) {
    const pending = await database.read(id, pendingFigures);
    waiting += pending.waiting;
    if (pending.oldestAt !== null) lagSeconds = Math.max(lagSeconds, (clock.now() - pending.oldestAt) / 1000);
  }
  return { waiting, lagSeconds };
}
