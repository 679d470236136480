import { once } from 'node:events';
import { createServer } from 'node:net';
import { parseArgs } from 'node:util';
import type { Logger } from 'pino';
import { listCommunities } from '../../places/community/community.service.ts';
import { isPrivateInstallation, type Settings } from '../../platform/config.ts';
import { openLog } from '../../platform/log.ts';
import { type Installation, openInstallation } from '../installation.ts';
import type { RunningServer } from '../server.ts';
import {
  type Command,
  CommandError,
  type ExitCode,
  print,
  progressLine,
  requireSettings,
} from './command.ts';

export const serveCommand: Command = {
  usage: `sunshine serve

Serves at BASE_URL (http://127.0.0.1:8080 unless HOST and PORT say otherwise) until it is told to stop. Without
DATABASE_URL the embedded PostgreSQL runs on DATA_DIR. On an empty DATA_DIR, on this machine only, a demonstration
community is loaded first; its accounts are printed once.`,
  async run(args) {
    parseArgs({ args, options: {} });
    const settings = requireSettings();
    const log = openLog(process.env.LOG_LEVEL ? settings.logLevel : 'warn');
    return serve(settings, log, stopSignal());
  },
};

/** Ctrl-C under `npm start` arrives twice at once, from the terminal and from npm; nobody presses that fast. */
const impatienceMs = 500;

/** The first signal stops in order; a second one, for the impatient, at once. */
function stopSignal(): Promise<'stop'> {
  return new Promise((resolve) => {
    let askedAt: number | undefined;
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        if (askedAt !== undefined && performance.now() - askedAt > impatienceMs) process.exit(1);
        askedAt ??= performance.now();
        resolve('stop');
      });
    }
  });
}

/** A taken port is told before the demonstration is loaded; who takes it meanwhile is found when listening. */
async function requireFreePort({ host, port }: Settings): Promise<void> {
  const probe = createServer();
  probe.listen(port, host);
  await once(probe, 'listening');
  probe.close();
  await once(probe, 'close');
}

async function serve(settings: Settings, log: Logger, stop: Promise<'stop'>): Promise<ExitCode> {
  const installation = await openInstallation(settings, log, { tell: print });
  try {
    const starting = start(installation);
    const server = await Promise.race([stop, starting]);
    if (server === 'stop') {
      // Told to stop before it served: closing the installation ends what was under way, whole or not at all.
      starting.then((late) => late.stop()).catch(() => undefined);
      return 0;
    }
    const ended = await Promise.race([stop, installation.databaseLost]);
    await server.stop();
    if (ended === 'stop') return 0;
    throw new CommandError(
      `The embedded database ended by itself and cannot be started again: ${ended.reason}`,
    );
  } finally {
    await installation.close();
  }
}

async function start(installation: Installation): Promise<RunningServer> {
  await requireFreePort(installation.settings);
  await demonstrateOnFirstRun(installation);
  // Loaded only here: a wrong setting is told at once, and the demonstration's story stays out of later starts.
  const { startServer } = await import('../server.ts');
  const server = await startServer(installation);
  announce(server, installation);
  return server;
}

/** Only on this machine, only on the embedded database, only while it is empty: nothing else ever seeds. */
async function demonstrateOnFirstRun(installation: Installation): Promise<void> {
  const { settings, platform, embedded } = installation;
  if (!embedded || !isPrivateInstallation(settings)) return;
  if ((await listCommunities(platform.database.sql)).length > 0) return;
  const { loadDemonstration } = await import('../demo/demonstration.ts');
  const loaded = await loadDemonstration(installation, {
    progress: progressLine('Demonstration community'),
  });
  if (!loaded.ok) throw new Error(`an empty installation refused the demonstration: ${loaded.refusal.code}`);
  print(
    'Demonstration accounts, for this machine only (no second factor); the passwords are shown this once:',
  );
  for (const account of loaded.value) {
    print(`  ${account.role.padEnd(16)} ${account.signIn}`);
  }
}

function announce(
  { url, listensOn }: RunningServer,
  { settings, databaseVersion, embedded }: Installation,
): void {
  if (settings.dataDirReason === 'home-is-private') {
    print(`Data is kept in ${settings.dataDir}: the database cannot work below a private home folder.`);
  }
  print(`PostgreSQL ${databaseVersion}${embedded ? ` on ${settings.dataDir}` : ''}`);
  if (listensOn !== url) print(`Listening on ${listensOn}`);
  print(`阳光议事 Sunshine Pavilion: ${url}`);
}
