import { sequence } from '../ledger/entry/entry.service.ts';
import { listCommunities } from '../places/community/community.service.ts';
import type { Platform } from '../platform/call.ts';
import { runDueJobs, type Workers } from '../platform/outbox.ts';

/** Time between two rounds: an entry is in the ledger, and a notice on its way, well within two seconds. */
const roundMs = 250;

export type Runner = { stop(): Promise<void> };

/** What a round does in every living community besides jobs: closing what nobody answered, sweeping. */
export type Chore = { everyMs: number; run(platform: Platform, community: { id: string }): Promise<void> };

/**
 * Does what has to happen after commits, in rounds over the living communities: the ledger's sequencer, the due
 * jobs, the chores whose time has come. Stopping waits for the round under way.
 */
export function startRunner(platform: Platform, workers: Workers, chores: Record<string, Chore>): Runner {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let wake: () => void = () => undefined;
  const lastRun = new Map<string, number>();

  async function round(): Promise<void> {
    for (const community of await listCommunities(platform.database.sql)) {
      if (community.archived || stopped) continue;
      await sequence(platform.database, community.id, platform.clock);
      await runDueJobs(platform, community.id, workers);
      for (const [name, chore] of Object.entries(chores)) {
        const key = `${community.id} ${name}`;
        const now = platform.clock.now();
        if (now - (lastRun.get(key) ?? 0) < chore.everyMs) continue;
        lastRun.set(key, now);
        await chore.run(platform, community);
      }
    }
  }

  async function run(): Promise<void> {
    while (!stopped) {
      try {
        await round();
      } catch (error) {
        // The database may be away for a while; the next round finds everything where this one left it.
        platform.log.warn({ failure: error instanceof Error ? error.name : 'unknown' }, 'a round failed');
      }
      if (stopped) break;
      await new Promise<void>((resolve) => {
        wake = resolve;
        timer = setTimeout(resolve, roundMs);
      });
    }
  }

  const running = run();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      wake();
      await running;
    },
  };
}
