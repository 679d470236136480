import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Platform } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import { systemClock } from '../platform/clock.ts';
import { isPrivateInstallation, type Settings } from '../platform/config.ts';
import { type ConnectionOptions, openConnection, openDatabase } from '../platform/database.ts';
import { startEmbeddedDatabase } from '../platform/embedded/embedded-database.ts';
import { folderFileStore } from '../platform/files/file-store.ts';
import { openIdentityProvider } from '../platform/identity-provider.ts';
import { isMigrated, type MigrationReport, migrate } from '../platform/migrate.ts';
import { hasRoomForDatabase, productVersion } from '../platform/vitals.ts';
import { type KeptDatabase, keepDatabase } from './kept-database.ts';

/** Everything one process needs to serve or to run a command, opened and ready. */
export type Installation = {
  settings: Settings;
  platform: Platform;
  embedded: boolean;
  databaseVersion: string;
  migrations: MigrationReport | undefined;
  /** Settles when the embedded database ended by itself and could not be brought back. */
  databaseLost: Promise<{ reason: string }>;
  close(): Promise<void>;
};

/** Thrown for what the operator can mend; its message is the one line to show. */
export class InstallationError extends Error {
  override name = 'InstallationError';
}

const never = new Promise<{ reason: string }>(() => undefined);

/**
 * Opens the database (the embedded one unless DATABASE_URL names a server), brings it up to date, and puts the
 * platform together. A server without DATABASE_OWNER_URL is used as it is, and must have been migrated.
 */
export async function openInstallation(
  settings: Settings,
  log: Logger,
  options: { clock?: Clock; onMigration?: (name: string) => void } = {},
): Promise<Installation> {
  const { dataDir } = settings;
  const start = () =>
    startEmbeddedDatabase({ dataDir, log: (line) => log.debug({ line }, 'embedded database') });
  const embedded =
    settings.databaseUrl === undefined
      ? await keepDatabase(start, log, () => hasRoomForDatabase(join(dataDir, 'pgdata'), 2))
      : undefined;
  try {
    return await openOn(settings, log, embedded, options);
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

async function openOn(
  settings: Settings,
  log: Logger,
  embedded: KeptDatabase | undefined,
  options: { clock?: Clock; onMigration?: (name: string) => void },
): Promise<Installation> {
  const application = embedded?.application ?? settings.databaseUrl;
  if (application === undefined) throw new Error('no database was chosen');
  const owner = embedded?.owner ?? settings.databaseOwnerUrl;
  const migrations = owner ? await bringUpToDate(owner, application, options.onMigration) : undefined;
  const database = await openDatabase(application);
  if (!owner && !(await isMigrated(database.sql))) {
    await database.close();
    throw new InstallationError(
      'The database at DATABASE_URL is not up to date. Run "sunshine migrate" with DATABASE_OWNER_URL set to ' +
        'a role that owns the tables, or set DATABASE_OWNER_URL here.',
    );
  }
  const clock = options.clock ?? systemClock;
  const files = join(settings.dataDir, 'files');
  await mkdir(files, { recursive: true, mode: 0o700 });
  const [server] = await database.sql<
    { version: string }[]
  >`select current_setting('server_version') as version`;
  return {
    settings,
    platform: {
      database,
      files: folderFileStore(files),
      clock,
      log,
      secret: Buffer.from(settings.secret),
      baseUrl: settings.baseUrl,
      isPrivate: isPrivateInstallation(settings),
      reachesPrivate: settings.reachesPrivate,
      limits: settings.limits,
      ...(settings.provider && { provider: openIdentityProvider(settings.provider, log) }),
      vitals: {
        ...{ version: productVersion(), databaseVersion: server?.version ?? 'unknown' },
        ...{ dataDir: settings.dataDir, databaseDir: embedded ? join(settings.dataDir, 'pgdata') : null },
        ...{ startedAt: clock.now(), lastRoundAt: null, clockJump: null },
      },
    },
    embedded: embedded !== undefined,
    databaseVersion: server?.version ?? 'unknown',
    migrations,
    databaseLost: embedded?.lost ?? never,
    async close() {
      await database.close();
      await embedded?.stop();
    },
  };
}

async function bringUpToDate(
  owner: ConnectionOptions,
  application: ConnectionOptions,
  onMigration: ((name: string) => void) | undefined,
): Promise<MigrationReport> {
  const connection = openConnection(owner, { max: 1 });
  try {
    return await migrate(connection, roleOf(application), onMigration);
  } finally {
    await connection.end({ timeout: 5 });
  }
}

/** The role a connection signs in as; migrations grant it what the application needs. */
export function roleOf(options: ConnectionOptions): string {
  const role = typeof options === 'string' ? decodeURIComponent(new URL(options).username) : options.username;
  if (role === '')
    throw new InstallationError('DATABASE_URL names no user: postgres://USER:PASSWORD@HOST/NAME.');
  return role;
}
