import { pendingFigures } from '../ledger/entry/entry.service.ts';
import { lastCosigned } from '../ledger/witness/witnessing.service.ts';
import { listCommunities } from '../places/community/community.service.ts';
import type { Platform } from '../platform/call.ts';
import type { JobFigures, LedgerFigures } from '../platform/http/metrics.ts';
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

/** What the sequencers of all communities have before them, the lag that of the one furthest behind; and their witnesses. */
export async function ledgerOfAll({ database, clock }: Platform): Promise<LedgerFigures> {
  let [waiting, lagSeconds] = [0, 0];
  const witnesses = new Map<string, number>();
  for (const { id } of await listCommunities(database.sql)) {
    const [pending, cosigned] = await database.read(id, async (tx) => [
      await pendingFigures(tx),
      await lastCosigned(tx),
    ]);
    waiting += pending.waiting;
    if (pending.oldestAt !== null) lagSeconds = Math.max(lagSeconds, (clock.now() - pending.oldestAt) / 1000);
    for (const { party, seconds } of cosigned) {
      const age = Math.max(0, clock.now() / 1000 - seconds);
      witnesses.set(party, Math.max(witnesses.get(party) ?? 0, age));
    }
  }
  return { waiting, lagSeconds, witnesses };
}
