/**
 * The product as it is served, in a process of the bench. `BENCH_RUNNER` also does what follows by itself: the rounds
 * that number and sign entries, spread notices and count; without it, only what happens within a request is measured.
 */
import type { Server } from 'node:http';
import { requireSettings } from '../../src/app/cli/command.ts';
import { openInstallation } from '../../src/app/installation.ts';
import { assembleServer, startServer } from '../../src/app/server.ts';
import { openLog } from '../../src/platform/log.ts';
import { answerBench, listening } from './subject-side.ts';

const settings = requireSettings();
const installation = await openInstallation(settings, openLog('warn'));
// All requests come from one address: the ceiling of one a whole estate stands behind is not what is measured.
const options = { requestsPerMinute: 1_000_000_000 };
const stop = await serve();
answerBench(async () => {
  await stop();
  await installation.close();
});

async function serve(): Promise<() => Promise<unknown>> {
  if (process.env.BENCH_RUNNER) {
    const running = await startServer(installation, options);
    listening(running.app.server as Server);
    return () => running.stop();
  }
  const app = await assembleServer(installation, options);
  await app.listen({ host: settings.host, port: settings.port });
  listening(app.server as Server);
  return async () => {
    app.server.closeAllConnections();
    await app.close();
  };
}
