import type { CommunityId } from '../kernel/id.ts';
import { keepLogs } from '../ledger/log/log.service.ts';
import { listCommunities } from '../places/community/community.service.ts';
import type { Community, Platform } from '../platform/call.ts';
import { refusalOfError } from '../platform/http/failure.ts';
import { listCommunitiesWithDueJobs, runDueJobs, sortWorkers, type Workers } from '../platform/outbox.ts';
import { watchClock } from '../platform/vitals.ts';

/** Time between two rounds: an entry is in the ledger, and a notice on its way, well within two seconds. */
const roundMs = 250;

export type Runner = { stop(): Promise<void> };

/** What comes about by time alone: closing what nobody answered, clearing away. Run now and then, never twice at once. */
export type Chore = {
  everyMs: number;
  /** Goes by how long it was since, or undoes what a wrong clock did: it need not wait until a set clock has settled. */
  whileSettling?: boolean;
  run(platform: Platform, community: Pick<Community, 'id'>): Promise<unknown>;
  /**
   * Finds the communities with something to do, in one statement whatever their number; it has its turn in those only,
   * and once in each when the process starts. Unsaid, it has its turn everywhere.
   */
  listDue?(platform: Platform): Promise<readonly CommunityId[]>;
};

/**
 * Does what has to happen after commits, in rounds over the communities: the logs have rounds of their own, so that
 * receipts wait for nothing else; due jobs and the chores whose time has come share theirs. Each kind of job that
 * reaches outside has rounds of its own, in which no community waits for another: a slow server holds up nothing but
 * what goes to it. Stopping waits for what is under way.
 */
export function startRunner(
  platform: Platform,
  workers: Workers,
  chores: Readonly<Record<string, Chore>>,
  onRound: () => void = () => undefined,
): Runner {
  const { within, outside } = sortWorkers(workers);
  const lastRun = new Map<string, number>();
  const isSettling = watchClock(() => platform.clock.now());

  async function doChores(community: Community, isDue: IsDue): Promise<void> {
    for (const [name, chore] of Object.entries(chores)) {
      const key = `${community.id} ${name}`;
      const now = platform.clock.now();
      const last = lastRun.get(key);
      // What is forgotten, closed or urged by a wrong clock cannot be taken back when the clock is.
      if (isSettling() && !chore.whileSettling) continue;
      // Both ways: a clock that was set back must not keep a chore from its work until it has caught up.
      if (last !== undefined && Math.abs(now - last) < chore.everyMs) continue;
      if (last !== undefined && !(await isDue(chore, community.id))) continue;
      lastRun.set(key, now);
      await apart(platform, { chore: name }, () => chore.run(platform, community));
    }
  }

  const withJobs = sharedLook(async () => new Set(await listCommunitiesWithDueJobs(platform)));
  const workOff: Round = async (communities, isStopped) => {
    const due = await withJobs();
    const isDue = lookOnce(platform);
    await everyLiving(async (community) => {
      if (due.has(community.id))
        await apart(platform, { part: 'jobs' }, () => runDueJobs(platform, community.id, within));
      await doChores(community, isDue);
    })(communities, isStopped);
  };
  const rounds = [
    growLogs(platform),
    repeat(platform, workOff, onRound),
    ...outside.map((workers) => reachOut(platform, workers, withJobs)),
  ];
  return {
    async stop() {
      await Promise.all(rounds.map((round) => round.stop()));
    },
  };
}

type IsDue = (chore: Chore, community: CommunityId) => Promise<boolean>;

/** For one round: chores that look for the same are answered by one statement. */
function lookOnce(platform: Platform): IsDue {
  const looks = new Map<Chore['listDue'], Promise<ReadonlySet<CommunityId>>>();
  return async ({ listDue }, community) => {
    if (!listDue) return true;
    const look = looks.get(listDue) ?? listDue(platform).then((found) => new Set(found));
    looks.set(listDue, look);
    return (await look).has(community);
  };
}

/** Rounds that begin at about the same time share one look. */
function sharedLook<Found>(look: () => Promise<Found>): () => Promise<Found> {
  let last: { at: number; found: Promise<Found> } | undefined;
  return () => {
    const at = performance.now();
    if (!last || at - last.at > roundMs / 2) last = { at, found: look() };
    return last.found;
  };
}

/** Archived communities too: a log that was not there before is begun, and what waited comes in. */
function growLogs(platform: Platform): Runner {
  const logs = keepLogs(platform);
  return repeat(platform, async (communities, isStopped) => {
    for (const community of await logs.listDue(communities)) {
      if (isStopped()) return;
      await apart(platform, { part: 'ledger', community: community.slug }, () => logs.grow(community));
    }
    if (platform.vitals) platform.vitals.damagedLogs = logs.damaged();
  });
}

/** Jobs of one community and kind that may be under way at once: a receiver that hangs leaves hands for the others. */
const hands = 4;

type WithJobs = () => Promise<ReadonlySet<CommunityId>>;

/** Visits the communities side by side: one that is still being visited is passed over, not waited for. */
function reachOut(platform: Platform, workers: Workers, withJobs: WithJobs): Runner {
  const visits = new Map<string, Promise<unknown>>();
  let stopped = false;
  const workOff = async (id: Community['id']) => {
    while (!stopped && (await runDueJobs(platform, id, workers, 1)) > 0);
  };
  const visit = async ({ id }: Community) => {
    const hand = () => apart(platform, { part: 'sending' }, () => workOff(id));
    await Promise.allSettled(Array.from({ length: hands }, hand));
    visits.delete(id);
  };
  const rounds = repeat(platform, async (communities, isStopped) => {
    const due = await withJobs();
    await everyLiving(async (community) => {
      if (due.has(community.id) && !visits.has(community.id)) visits.set(community.id, visit(community));
    })(communities, isStopped);
  });
  return {
    async stop() {
      stopped = true;
      await rounds.stop();
      await Promise.all(visits.values());
    },
  };
}

/**
 * Does one part of a round by itself: a defect in one community's ledger or chore is noted and must not keep the
 * others waiting. Only what says that the database is away ends the round.
 */
async function apart(
  platform: Platform,
  what: Record<string, string>,
  work: () => Promise<unknown>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (refusalOfError(error) === 'unavailable') throw error;
    platform.log.error({ ...what, ...kindOf(error) }, 'a part of a round failed');
  }
}

type Round = (communities: readonly Community[], isStopped: () => boolean) => Promise<void>;

/** A round that visits the communities whose books are open, one after the other. */
function everyLiving(visit: (community: Community) => Promise<void>): Round {
  return async (communities, isStopped) => {
    for (const community of communities) {
      if (community.archived || isStopped()) continue;
      await visit(community);
    }
  };
}

/** Goes round the communities until stopped. */
function repeat(platform: Platform, goRound: Round, onRound: () => void = () => undefined): Runner {
  let stopped = false;
  let failing = false;
  let wake: () => void = () => undefined;

  async function run(): Promise<void> {
    while (!stopped) {
      try {
        await goRound(await listCommunities(platform.database.sql), () => stopped);
        onRound();
        failing = false;
      } catch (error) {
        // The database may be away for a while; the next round finds everything where this one left it.
        if (!failing) platform.log.warn(kindOf(error), 'a round failed; trying again until one goes well');
        failing = true;
      }
      if (stopped) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, roundMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  const running = run();
  return {
    async stop() {
      stopped = true;
      wake();
      await running;
    },
  };
}

/** What went wrong, without the message: it may quote values. */
function kindOf(error: unknown): { failure: string; code?: unknown } {
  if (!(error instanceof Error)) return { failure: 'unknown' };
  return { failure: error.name, ...('code' in error && { code: error.code }) };
}
