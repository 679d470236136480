import { z } from 'zod';
import type { Json } from '../kernel/canonical-json.ts';
import type { CommunityId, Id } from '../kernel/id.ts';
import { addMs, type Instant, minuteMs } from '../kernel/time.ts';
import type { Platform } from './call.ts';
import { type Tx, rows } from './database.ts';
import { newId } from './ids.ts';

export type OutboxId = Id<'outbox'>;

/** Writes down, in the caller's transaction, what has to happen after it. */
export async function enqueue(
  tx: Tx,
  job: { kind: string; payload: Json; runAt: Instant; now: Instant },
): Promise<OutboxId> {
  const id = newId<OutboxId>();
  await tx`
    insert into outbox (community_id, id, kind, payload, run_at, created_at)
    values (${tx.community}, ${id}, ${job.kind}, ${tx.json(job.payload as never)}, ${job.runAt}, ${job.now})`;
  return id;
}

/** What does a kind of job. It runs in the transaction that takes the job away, so it happens once or not at all. */
export type Worker = (work: {
  platform: Platform;
  tx: Tx;
  payload: unknown;
  now: Instant;
  jobId: OutboxId;
}) => Promise<void>;

export type Workers = Record<string, Worker>;

const jobRow = z.object({
  id: z.string(),
  kind: z.string(),
  payload: z.unknown(),
  attempts: z.number(),
});

/** After this many failures a job is set aside, visible to the operator, and not tried again by itself. */
export const maxAttempts = 12;

/**
 * Does the due jobs of one community, one after the other, each in a transaction of its own; several processes
 * may do so at once, a job is taken by one of them (SKIP LOCKED). Returns how many were done or set back.
 */
export async function runDueJobs(
  platform: Platform,
  community: CommunityId,
  workers: Workers,
  limit = 100,
): Promise<number> {
  let taken = 0;
  while (taken < limit) {
    const now = platform.clock.now();
    const outcome = await takeOne(platform, community, workers, now);
    if (outcome === 'none') break;
    taken += 1;
  }
  return taken;
}

async function takeOne(
  platform: Platform,
  community: CommunityId,
  workers: Workers,
  now: Instant,
): Promise<'none' | 'done' | 'failed'> {
  let taken: z.output<typeof jobRow> | undefined;
  try {
    return await platform.database.write(community, async (tx) => {
      [taken] = await rows(
        jobRow,
        tx`
          select id, kind, payload, attempts from outbox
          where community_id = ${community} and run_at <= ${now} and failed_at is null
            and kind in ${tx(Object.keys(workers))}
          order by run_at limit 1 for update skip locked`,
      );
      if (!taken) return 'none';
      const worker = workers[taken.kind];
      if (!worker) throw new Error(`no worker for ${taken.kind}`);
      await worker({ platform, tx, payload: taken.payload, now, jobId: taken.id as OutboxId });
      await tx`delete from outbox where community_id = ${community} and id = ${taken.id}`;
      return 'done';
    });
  } catch (error) {
    if (!taken) throw error;
    await setBack(platform, community, taken, now, error);
    return 'failed';
  }
}

/** Tries again later, twice as long each time up to six hours; gives up after `maxAttempts`. */
async function setBack(
  platform: Platform,
  community: CommunityId,
  job: { id: string; kind: string; attempts: number },
  now: Instant,
  error: unknown,
): Promise<void> {
  const attempts = job.attempts + 1;
  const waitMs = Math.min(2 ** attempts * 5_000, 360 * minuteMs);
  const reason = error instanceof Error ? error.name : 'unknown';
  platform.log.warn({ job: job.id, kind: job.kind, attempts, reason }, 'a job failed and will be tried again');
  await platform.database.write(community, async (tx) => {
    await tx`
      update outbox set attempts = ${attempts}, last_error = ${reason}, run_at = ${addMs(now, waitMs)},
        failed_at = ${attempts >= maxAttempts ? now : null}
      where community_id = ${community} and id = ${job.id}`;
  });
}
