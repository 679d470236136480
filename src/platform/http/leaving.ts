import { Server } from 'node:net';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

/** Whether a server is about to stop: its answers then end the lines they go over. */
export type Leaving = { hasBegun: boolean };

export function openLeaving(): Leaving {
  return { hasBegun: false };
}

/** Long enough that whoever is talking has had an answer that ends the line, or has nothing under way. */
const partingMs = 250;

/** Each answer of a server that is leaving says that its line ends with it (RFC 9112, 9.6): the next asks elsewhere. */
export function endLinesOnLeaving(app: FastifyInstance, leaving: Leaving): void {
  app.addHook('onSend', async (_request, reply, payload) => {
    if (leaving.hasBegun) reply.header('connection', 'close');
    return payload;
  });
}

/**
 * Stops a server without dropping anybody. Closing a line that only looks idle loses a request that is already on its
 * way over it, so the lines are ended by their answers first; then nobody new is let in; then whoever is inside is
 * waited for, `graceMs` in all. What is left after that is cut.
 */
export async function leave(app: FastifyInstance, leaving: Leaving, graceMs: number): Promise<void> {
  const late = setTimeout(() => app.server.closeAllConnections(), graceMs);
  leaving.hasBegun = true;
  await pause(partingMs);
  await quietTurn();
  // Not as an HTTP server closes, which would cut the lines that look idle.
  Server.prototype.close.call(app.server);
  await pause(partingMs);
  await nextTurn();
  const done = setInterval(() => app.server.closeIdleConnections(), 50);
  await app.close();
  clearTimeout(late);
  clearInterval(done);
}

/** In so short a turn of the event loop hardly anybody comes; in total it is waited for no longer than that. */
const quietMs = 0.5;
const maxWaitMs = 1_000;

/**
 * The system takes connections in before we do, and resets those that still wait when listening ends. So it ends right
 * after a turn in which all that waited were taken in and nothing else took time.
 */
async function quietTurn(): Promise<void> {
  const giveUpAt = performance.now() + maxWaitMs;
  for (let now = performance.now(); now < giveUpAt; ) {
    const startedAt = now;
    await nextTurn();
    now = performance.now();
    if (now - startedAt < quietMs) return;
  }
}
