import { z } from 'zod';
import type { Json } from '../kernel/canonical-json.ts';
import type { CommunityId, Id } from '../kernel/id.ts';
import { addMs, type Instant, minuteMs } from '../kernel/time.ts';
import type { Platform } from './call.ts';
import { atOnce, rows, type Say, type Tx } from './database.ts';
import { newId } from './ids.ts';

export type OutboxId = Id<'outbox'>;

/** Writes down, in the caller's transaction, what has to happen after it. */
export async function enqueue(
  tx: Tx,
  job: { kind: string; payload: Json; runAt: Instant; now: Instant },
  say: Say = atOnce,
): Promise<OutboxId> {
  const id = newId<OutboxId>();
  await say(tx`
    insert into outbox (community_id, id, kind, payload, run_at, created_at)
    values (${tx.community}, ${id}, ${job.kind}, ${tx.json(job.payload as never)}, ${job.runAt}, ${job.now})`);
  return id;
}

/** One try at a job. */
export type Work = {
  platform: Platform;
  community: CommunityId;
  payload: unknown;
  jobId: OutboxId;
  now: Instant;
  enqueuedAt: Instant;
  /** Counted from 1; after the last one a job is set aside. */
  attempt: number;
  isLastAttempt: boolean;
};

/** Work on the database. It runs in the transaction that takes the job away: it happens once or not at all. */
export type WithinWorker = { within(work: Work & { tx: Tx }): Promise<void> };

/**
 * Work that reaches outside, with no transaction open. The job is claimed for `leaseMs` before and taken away
 * after; if the process dies in between, somebody tries again once the lease is over. So it happens at least once,
 * and `jobId` tells the other side that it is the same thing again. `leaseMs` is longer than the work can take.
 */
export type OutsideWorker = {
  leaseMs: number;
  outside(work: Work): Promise<TryEnd>;
  retry?: Retry;
  /**
   * Written together with setting a job aside whose last try had no end to tell: it threw, or its process died.
   * Whoever keeps a record of the job learns here that nobody tries it any more.
   */
  setAside?(tx: Tx, payload: unknown, now: Instant): Promise<void>;
};

/** How often a job is tried, and how long it waits after its nth try. */
export type Retry = { attempts: number; waitMs(attempt: number): number };

/** How a try ended; `note` is written in the transaction that takes the job away or sets it back. */
export type TryEnd = { note?: (tx: Tx) => Promise<void> } & (
  | { done: true }
  | { done: false; reason: string }
);

export type Worker = WithinWorker | OutsideWorker;
export type Workers = Readonly<Record<string, Worker>>;

/** The work on the database in one group, and each kind that reaches outside in a group of its own. */
export function sortWorkers(workers: Workers): { within: Workers; outside: Workers[] } {
  const all = Object.entries(workers);
  return {
    within: Object.fromEntries(all.filter(([, worker]) => 'within' in worker)),
    outside: all.filter(([, worker]) => 'outside' in worker).map(([kind, worker]) => ({ [kind]: worker })),
  };
}

const instantColumn = z.custom<Instant>((value) => typeof value === 'number');

const jobRow = z.object({
  id: z.custom<OutboxId>((value) => typeof value === 'string'),
  kind: z.string(),
  payload: z.unknown(),
  attempts: z.number(),
  createdAt: instantColumn,
});
type Job = z.output<typeof jobRow>;

/** After this many failures a job is set aside, visible to the operator, and not tried again by itself. */
export const maxAttempts = 12;

/** Twice as long each time, up to six hours. */
const usualRetry: Retry = {
  attempts: maxAttempts,
  waitMs: (attempt) => Math.min(2 ** attempt * 5_000, 360 * minuteMs),
};

/** As usual, but for about a day (23 hours 25 minutes from the first try to the last). */
export const retryForADay: Retry = { ...usualRetry, attempts: 15 };

const retryOf = (worker: Worker): Retry => ('retry' in worker ? worker.retry : undefined) ?? usualRetry;

/**
 * Does the due jobs of one community, one after the other; several processes may do so at once, a job is taken
 * by one of them (SKIP LOCKED). Returns how many were tried.
 */
export async function runDueJobs(
  platform: Platform,
  community: CommunityId,
  workers: Workers,
  limit = 100,
): Promise<number> {
  if (Object.keys(workers).length === 0) return 0;
  let tried = 0;
  while (tried < limit && (await tryOne(platform, community, workers))) tried += 1;
  return tried;
}

/** The living communities with a job that could be tried now: one statement whatever their number. */
export async function listCommunitiesWithDueJobs({
  database,
  clock,
}: Pick<Platform, 'database' | 'clock'>): Promise<CommunityId[]> {
  const found = await rows(
    z.object({ id: z.custom<CommunityId>((value) => typeof value === 'string') }),
    database.sql`select id from communities_with_due_jobs(${clock.now()}::timestamptz) as id`,
  );
  return found.map(({ id }) => id);
}

/**
 * Jobs this process, which has one platform, is at work on outside. Their lease keeps others away by the clock; where
 * that is set forth in the middle of the work, this keeps the process from doing it twice.
 */
const underWayOn = new WeakMap<Platform, Set<OutboxId>>();

function underWayFor(platform: Platform): Set<OutboxId> {
  const known = underWayOn.get(platform) ?? new Set<OutboxId>();
  underWayOn.set(platform, known);
  return known;
}

type Try = { job: Job; work: Work; worker: Worker };
type Claimed = Try & { worker: OutsideWorker };

/** Whether there was a job to try. */
async function tryOne(platform: Platform, community: CommunityId, workers: Workers): Promise<boolean> {
  const now = platform.clock.now();
  const underWay = underWayFor(platform);
  let inHand: Try | undefined;
  let taken: Claimed | 'none' | 'done';
  try {
    taken = await platform.database.write(community, async (tx) => {
      const job = await lockDueJob(tx, workers, { now, underWay });
      const worker = job && workers[job.kind];
      if (!worker) return 'none';
      const work = workOn(platform, community, job, now, retryOf(worker));
      inHand = { job, work, worker };
      if ('outside' in worker) return (await claim(tx, job, worker, now)) ? { job, work, worker } : 'done';
      await worker.within({ ...work, tx });
      await tx`delete from outbox where community_id = ${tx.community} and id = ${job.id}`;
      return 'done';
    });
  } catch (error) {
    if (!inHand) throw error;
    await setBack(inHand, nameOf(error), inHand.job.attempts);
    return true;
  }
  if (typeof taken === 'object') {
    const { id } = taken.job;
    underWay.add(id);
    await workOutside(taken).finally(() => underWay.delete(id));
  }
  return taken !== 'none';
}

async function lockDueJob(
  tx: Tx,
  workers: Workers,
  { now, underWay }: { now: Instant; underWay: ReadonlySet<OutboxId> },
): Promise<Job | undefined> {
  const [job] = await rows(
    jobRow,
    tx`
      select id, kind, payload, attempts, created_at from outbox
      where community_id = ${tx.community} and run_at <= ${now} and failed_at is null
        and kind in ${tx(Object.keys(workers))} and id <> all(${[...underWay]}::uuid[])
      order by run_at, id limit 1 for update skip locked`,
  );
  return job;
}

function workOn(
  platform: Platform,
  community: CommunityId,
  job: Job,
  now: Instant,
  { attempts }: Retry,
): Work {
  const attempt = job.attempts + 1;
  return {
    platform,
    community,
    payload: job.payload,
    jobId: job.id,
    now,
    enqueuedAt: job.createdAt,
    attempt,
    isLastAttempt: attempt >= attempts,
  };
}

/**
 * Counts the try before it is made, so that a job whose every try ends its process is given up like any other:
 * then the answer is false.
 */
async function claim(tx: Tx, job: Job, worker: OutsideWorker, now: Instant): Promise<boolean> {
  if (job.attempts >= retryOf(worker).attempts) {
    await tx`
      update outbox set failed_at = ${now} where community_id = ${tx.community} and id = ${job.id}`;
    await worker.setAside?.(tx, job.payload, now);
    return false;
  }
  await tx`
    update outbox set attempts = attempts + 1, run_at = ${addMs(now, worker.leaseMs)}, last_error = 'unfinished'
    where community_id = ${tx.community} and id = ${job.id}`;
  return true;
}

async function workOutside({ worker, job, work }: Claimed): Promise<void> {
  const { platform, community } = work;
  let end: TryEnd;
  try {
    end = await worker.outside(work);
  } catch (error) {
    const giveUp = (tx: Tx) => worker.setAside?.(tx, job.payload, work.now) ?? Promise.resolve();
    end = { done: false, reason: nameOf(error), ...(work.isLastAttempt && { note: giveUp }) };
  }
  if (!end.done) return setBack({ job, work, worker }, end.reason, work.attempt, end.note);
  await platform.database.write(community, async (tx) => {
    await tx`delete from outbox where community_id = ${community} and id = ${job.id}`;
    await end.note?.(tx);
  });
}

/**
 * Tries again later, or gives up after the last try. Somebody else who has tried it meanwhile is not disturbed:
 * then the count in the row is no longer `counted`.
 */
async function setBack(
  { job, work, worker }: Try,
  reason: string,
  counted: number,
  note?: (tx: Tx) => Promise<void>,
): Promise<void> {
  const { platform, community, now, attempt } = work;
  const runAt = addMs(now, retryOf(worker).waitMs(attempt));
  const failedAt = work.isLastAttempt ? now : null;
  await platform.database.write(community, async (tx) => {
    const { count } = await tx`
      update outbox set attempts = ${attempt}, last_error = ${reason}, run_at = ${runAt}, failed_at = ${failedAt}
      where community_id = ${community} and id = ${job.id} and attempts = ${counted}`;
    if (count === 1) await note?.(tx);
  });
  const fate = work.isLastAttempt ? 'a job failed and was set aside' : 'a job failed and will be tried again';
  platform.log.warn({ job: job.id, kind: job.kind, attempt, reason }, fate);
}

/** Never the message: it may quote what the job carries. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}

const countRow = z.object({
  kind: z.string(),
  waiting: z.number(),
  failed: z.number(),
  /** Since when the oldest job that could be tried has been due; null where none is. */
  oldestDueAt: instantColumn.nullable(),
});
export type JobCount = z.output<typeof countRow>;

/** How many jobs of each kind wait, and how many were set aside. */
export function countJobs(tx: Tx): Promise<JobCount[]> {
  return rows(
    countRow,
    tx`
      select kind, count(*) filter (where failed_at is null)::integer as waiting,
        count(*) filter (where failed_at is not null)::integer as failed,
        min(run_at) filter (where failed_at is null) as oldest_due_at
      from outbox where community_id = ${tx.community} group by kind order by kind`,
  );
}

const failedJobRow = z.object({
  id: z.custom<OutboxId>((value) => typeof value === 'string'),
  kind: z.string(),
  attempts: z.number(),
  lastError: z.string(),
  failedAt: instantColumn,
});
export type FailedJob = z.output<typeof failedJobRow>;

/** The jobs set aside, oldest first, without what they carry. */
export function listFailedJobs(tx: Tx): Promise<FailedJob[]> {
  return rows(
    failedJobRow,
    tx`
      select id, kind, attempts, last_error, failed_at from outbox
      where community_id = ${tx.community} and failed_at is not null order by failed_at, id`,
  );
}

/** Longer than any try waits for the next one. */
const longestWaitMs = 6 * 60 * minuteMs + minuteMs;

/**
 * Brings back jobs from a time that never came: written, or set back after a try, while the clock was ahead. They keep
 * the wait they were given. A chore; gives how many there were.
 */
export function bringBackJobs(platform: Platform, community: { id: CommunityId }): Promise<number> {
  const now = platform.clock.now();
  const [ahead, tooLate] = [addMs(now, minuteMs), addMs(now, longestWaitMs)];
  return platform.database.write(community.id, async (tx) => {
    const { count } = await tx`
      update outbox set created_at = least(created_at, ${now}),
        run_at = case when created_at > ${ahead} then ${now}::timestamptz + (run_at - created_at) else ${now} end
      where community_id = ${tx.community} and failed_at is null
        and (created_at > ${ahead} or (attempts > 0 and run_at > ${tooLate}))`;
    if (count > 0) platform.log.warn({ jobs: count }, 'jobs from ahead of the clock were brought back');
    return count;
  });
}

/** Puts a job that was set aside back into the row, as if it were new; false if there is no such job. */
export async function retryFailedJob(tx: Tx, id: OutboxId, now: Instant): Promise<boolean> {
  const { count } = await tx`
    update outbox set attempts = 0, run_at = ${now}, failed_at = null
    where community_id = ${tx.community} and id = ${id} and failed_at is not null`;
  return count === 1;
}

/** Takes away jobs that name any of these: numbers, addresses, ids. Gives how many. */
export async function forgetJobs(tx: Tx, needles: readonly string[]): Promise<number> {
  const gone = await tx`
    delete from outbox where community_id = ${tx.community} and exists (
      select from unnest(${[...needles]}::text[]) as needle where strpos(payload::text, needle) > 0)`;
  return gone.count;
}
