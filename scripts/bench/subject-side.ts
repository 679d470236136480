import type { Server } from 'node:http';
import { Session } from 'node:inspector/promises';
import type { AddressInfo } from 'node:net';

/** What the bench asks of a server it started, and what it hears, over the channel between the two processes. */
export type Asked = 'cpu' | 'profile' | 'profiled' | 'stop';
export type Told = { port: number } | { cpuMs: number } | { profile: unknown } | { done: true };

let session: Session | undefined;

/** Tells the bench where the server listens. */
export function listening(server: Server): void {
  tell({ port: (server.address() as AddressInfo).port });
}

/** Answers the bench: how much processor time this process has used, and, when told so, a profile of it. */
export function answerBench(stop: () => Promise<unknown>): void {
  process.on('message', (asked: Asked) => void answer(asked, stop));
  // Whoever started it is gone.
  process.on('disconnect', () => process.exit(1));
}

async function answer(asked: Asked, stop: () => Promise<unknown>): Promise<void> {
  if (asked === 'cpu') {
    const { user, system } = process.cpuUsage();
    tell({ cpuMs: (user + system) / 1000 });
  } else if (asked === 'profile') {
    session = new Session();
    session.connect();
    await session.post('Profiler.enable');
    await session.post('Profiler.start');
    tell({ done: true });
  } else if (asked === 'profiled') {
    const stopped = await session?.post('Profiler.stop');
    session?.disconnect();
    tell({ profile: stopped?.profile });
  } else {
    await stop();
    tell({ done: true });
    process.disconnect();
  }
}

function tell(told: Told): void {
  process.send?.(told);
}
