import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { EmbeddedDatabase } from '../platform/embedded/embedded-database.ts';

/** Ending by itself so often within so long is no accident any more: a person has to look. */
const maxEndings = 5;
const withinMs = 10 * 60_000;

/** How often a full disk is looked at again. Nobody waits for it: the answer meanwhile is that the database is away. */
const lookEveryMs = 1_000;

/** The embedded database, started again under its users whenever it ends by itself. */
export type KeptDatabase = Pick<EmbeddedDatabase, 'owner' | 'application'> & {
  /** Settles when it ended by itself and could not be brought back. */
  lost: Promise<{ reason: string }>;
  stop(): Promise<void>;
};

/**
 * Keeps a database running: killed, out of memory, crashed, it comes back at the same address, and whoever asks
 * meanwhile is told that it is away. What it had acknowledged is there again. Where its disk is full (`hasRoom` says
 * no) it cannot start, and trying would use up the patience: it waits for room, however long that takes.
 */
export async function keepDatabase(
  start: () => Promise<EmbeddedDatabase>,
  log: Logger,
  hasRoom: () => Promise<boolean>,
): Promise<KeptDatabase> {
  const first = await start();
  let current = Promise.resolve(first);
  let isStopping = false;
  const endings: number[] = [];

  async function keep(): Promise<{ reason: string }> {
    for (;;) {
      // A start that fails counts like an end: it may have been killed in the middle of it.
      const { reason } = await current.then((database) => database.exited, reasonOf);
      if (isStopping) return { reason };
      // What cannot be looked at is left to the start to complain of.
      if (!(await hasRoom().catch(() => true))) {
        log.error({ reason }, 'the embedded database ended because its disk is full; it waits for room');
        while (!isStopping && !(await hasRoom().catch(() => true))) await pause(lookEveryMs);
        if (isStopping) return { reason };
        log.warn('there is room again: the embedded database is started');
        current = start();
        continue;
      }
      const now = performance.now();
      endings.push(now);
      const recent = endings.filter((at) => at > now - withinMs);
      if (recent.length >= maxEndings) {
        return { reason: `${reason} (${recent.length} times within ${withinMs / 60_000} minutes)` };
      }
      log.error({ reason }, 'the embedded database ended by itself and is started again');
      current = start();
    }
  }

  return {
    owner: first.owner,
    application: first.application,
    lost: keep(),
    async stop() {
      isStopping = true;
      // Not started again: then there is nothing to stop.
      const running = await current.catch(() => undefined);
      await running?.stop();
    },
  };
}

function reasonOf(error: unknown): { reason: string } {
  return { reason: error instanceof Error ? error.message : String(error) };
}
