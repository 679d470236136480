import { Server, type Socket } from 'node:net';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

/**
 * Whether a server is about to stop: its answers then end the lines they go over. What comes in while the door is
 * being shut is taken in and waits until it is shut.
 */
export type Leaving = { hasBegun: boolean; doorIsShut: Promise<void> | null };

export function openLeaving(): Leaving {
  return { hasBegun: false, doorIsShut: null };
}

/** Long enough that whoever is talking has had an answer that ends the line, or has nothing under way. */
const partingMs = 250;

/** Each answer of a server that is leaving says that its line ends with it (RFC 9112, 9.6): the next asks elsewhere. */
export function endLinesOnLeaving(app: FastifyInstance, leaving: Leaving): void {
  app.addHook('onRequest', async () => {
    if (leaving.doorIsShut) await leaving.doorIsShut;
  });
  app.addHook('onSend', async (_request, reply, payload) => {
    if (leaving.hasBegun) reply.header('connection', 'close');
    return payload;
  });
}

/** How often a server that ends looks for lines that say nothing. */
const lookEveryMs = 50;

/**
 * Ends the lines on which nothing was ever said, when a server closes. Browsers and clients open them ahead, and again
 * after breaking off a download; Node takes them for busy ones (`closeIdleConnections` passes them over) and would
 * wait for them until they time out.
 */
export function endSilentLines(app: FastifyInstance): void {
  const lines = new Set<Socket>();
  app.server.on('connection', (line: Socket) => {
    lines.add(line);
    line.once('close', () => lines.delete(line));
  });
  const endThem = () => {
    for (const line of lines) if (line.bytesRead === 0) line.destroy();
  };
  app.addHook('preClose', async () => {
    endThem();
    // One may have been opened while the door was still open.
    const looking = setInterval(endThem, lookEveryMs).unref();
    app.server.once('close', () => clearInterval(looking));
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
  await shutTheDoor(app, leaving);
  await pause(partingMs);
  await nextTurn();
  const done = setInterval(() => app.server.closeIdleConnections(), lookEveryMs);
  await app.close();
  clearTimeout(late);
  clearInterval(done);
}

/** Nobody came for so long, in a turn of the event loop so short: then hardly anybody stands before the door. */
const stillMs = 20;
const shortTurnMs = 0.5;
const maxWaitMs = 2_000;

/**
 * Ends listening. The system takes connections in before we do, and resets those that still wait when listening ends.
 * So whoever comes is taken in and kept waiting, until nobody comes any more: who talks to us has asked and waits.
 */
async function shutTheDoor(app: FastifyInstance, leaving: Leaving): Promise<void> {
  let letThrough = (): void => undefined;
  leaving.doorIsShut = new Promise((resolve) => {
    letThrough = resolve;
  });
  let lastCameAt = performance.now();
  app.server.on('connection', () => {
    lastCameAt = performance.now();
  });
  const giveUpAt = lastCameAt + maxWaitMs;
  for (let now = lastCameAt; now < giveUpAt; ) {
    const startedAt = now;
    await nextTurn();
    now = performance.now();
    if (now - startedAt < shortTurnMs && now - lastCameAt > stillMs) break;
  }
  // Not as an HTTP server closes, which would cut the lines that look idle.
  Server.prototype.close.call(app.server);
  letThrough();
}
