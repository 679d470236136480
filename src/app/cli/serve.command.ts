import { parseArgs } from 'node:util';
import { listCommunities } from '../../places/community/community.service.ts';
import { isPrivateInstallation, type Settings } from '../../platform/config.ts';
import { openLog } from '../../platform/log.ts';
import { loadDemonstration } from '../demo/demonstration.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { startServer } from '../server.ts';
import { type Command, complain, type ExitCode, print, progressLine, requireSettings } from './command.ts';

export const serveCommand: Command = {
  name: 'serve',
  summary: 'serve the product (also: npm start)',
  usage: `sunshine serve

Serves at BASE_URL (http://127.0.0.1:8080 unless HOST and PORT say otherwise) until it is told to stop. Without
DATABASE_URL the embedded PostgreSQL runs on DATA_DIR. On an empty DATA_DIR, on this machine only, a demonstration
community is loaded first; its accounts are printed once.`,
  async run(args) {
    parseArgs({ args, options: {} });
    const settings = requireSettings();
    const stop = stopSignal();
    for (;;) {
      const ended = await serveOnce(settings, stop);
      if (ended !== 'database lost') return ended;
      complain('The embedded database ended by itself; starting again.');
    }
  },
};

/** The first signal stops in order; a second one, for the impatient, at once. */
function stopSignal(): Promise<'stop'> {
  return new Promise((resolve) => {
    let asked = false;
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        if (asked) process.exit(1);
        asked = true;
        resolve('stop');
      });
    }
  });
}

async function serveOnce(settings: Settings, stop: Promise<'stop'>): Promise<ExitCode | 'database lost'> {
  const log = openLog(process.env.LOG_LEVEL ? settings.logLevel : 'warn');
  const installation = await openInstallation(settings, log);
  try {
    await demonstrateOnFirstRun(installation);
    const server = await startServer(installation);
    announce(server.url, installation);
    const ended = await Promise.race([stop, installation.databaseLost.then(() => 'database lost' as const)]);
    await server.stop();
    return ended === 'stop' ? 0 : 'database lost';
  } finally {
    await installation.close();
  }
}

/** Only on this machine, only on the embedded database, only while it is empty: nothing else ever seeds. */
async function demonstrateOnFirstRun(installation: Installation): Promise<void> {
  const { settings, platform, embedded } = installation;
  if (!embedded || !isPrivateInstallation(settings)) return;
  if ((await listCommunities(platform.database.sql)).length > 0) return;
  const accounts = await loadDemonstration(installation, {
    progress: progressLine('Demonstration community'),
  });
  print(
    'Demonstration accounts, for this machine only (no second factor); the passwords are shown this once:',
  );
  for (const account of accounts) {
    print(`  ${account.role.padEnd(16)} ${account.signIn}`);
  }
}

function announce(url: string, { settings, databaseVersion, embedded }: Installation): void {
  if (settings.dataDirReason === 'home-is-private') {
    print(`Data is kept in ${settings.dataDir}: the database cannot work below a private home folder.`);
  }
  print(`PostgreSQL ${databaseVersion}${embedded ? ` on ${settings.dataDir}` : ''}`);
  print(`阳光议事 Sunshine Pavilion: ${url}`);
}
