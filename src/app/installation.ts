import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { BackupError } from '../platform/backup/backup-error.ts';
import { finishRestores, hasUnfinishedRestores, readSecret } from '../platform/backup/staging.ts';
import type { Platform } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import { systemClock } from '../platform/clock.ts';
import { isPrivateInstallation, type Settings } from '../platform/config.ts';
import { type ConnectionOptions, openConnection, openDatabase } from '../platform/database.ts';
import { startEmbeddedDatabase } from '../platform/embedded/embedded-database.ts';
import { folderFileStore } from '../platform/files/file-store.ts';
import { openIdentityProvider } from '../platform/identity-provider.ts';
import {
  FailedMigrationError,
  isMigrated,
  lockMigrations,
  type MigrationReport,
  migrate,
  unlockMigrations,
} from '../platform/migrate.ts';
import { openPublicMemory } from '../platform/public-memory.ts';
import { hasRoomForDatabase, productVersion } from '../platform/vitals.ts';
import { type KeptDatabase, keepDatabase } from './kept-database.ts';
import { backupBeforeUpgrade, keepNewestBackups } from './upgrade.ts';

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

export type OpeningOptions = {
  clock?: Clock;
  onMigration?: (name: string) => void;
  /** Told what was done before the product can be used: a backup before an upgrade, a restore taken up. */
  tell?: (line: string) => void;
};

const never = new Promise<{ reason: string }>(() => undefined);

/**
 * Opens the database (the embedded one unless DATABASE_URL names a server), brings it up to date, and puts the
 * platform together. A server without DATABASE_OWNER_URL is used as it is, and must have been migrated.
 */
export async function openInstallation(
  settings: Settings,
  log: Logger,
  options: OpeningOptions = {},
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
  given: Settings,
  log: Logger,
  embedded: KeptDatabase | undefined,
  options: OpeningOptions,
): Promise<Installation> {
  const settings = await takeUpRestores(given, embedded, options);
  const application = applicationOf(settings, embedded);
  const owner = embedded?.owner ?? settings.databaseOwnerUrl;
  const clock = options.clock ?? systemClock;
  const migrations = owner
    ? await bringUpToDate(settings, { owner, application }, { ...options, clock })
    : undefined;
  const database = await openDatabase(application);
  if (!owner && !(await isMigrated(database.sql))) {
    await database.close();
    throw new InstallationError(
      'The database at DATABASE_URL is not up to date. Run "sunshine migrate" with DATABASE_OWNER_URL set to ' +
        'a role that owns the tables, or set DATABASE_OWNER_URL here.',
    );
  }
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
      publicMemory: openPublicMemory(database.sql),
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

function applicationOf(settings: Settings, embedded: KeptDatabase | undefined): ConnectionOptions {
  const application = embedded?.application ?? settings.databaseUrl;
  if (application === undefined) throw new Error('no database was chosen');
  return application;
}

/** A restore that was killed after its commit is completed; its secret is then the one that holds. */
async function takeUpRestores(
  settings: Settings,
  embedded: KeptDatabase | undefined,
  { tell = () => undefined }: OpeningOptions,
): Promise<Settings> {
  const { dataDir } = settings;
  if (!(await hasUnfinishedRestores(dataDir))) return settings;
  const connection = openConnection(embedded?.owner ?? applicationOf(settings, embedded), { max: 1 });
  try {
    const session = await connection.reserve();
    try {
      await lockMigrations(session);
      const isCompleted = await finishRestores(session, dataDir);
      await unlockMigrations(session);
      tell(
        isCompleted
          ? 'A restore that had been cut short was completed.'
          : 'What a broken-off restore left was cleared away.',
      );
      return isCompleted ? { ...settings, secret: await readSecret(dataDir) } : settings;
    } finally {
      session.release();
    }
  } finally {
    await connection.end({ timeout: 5 });
  }
}

async function bringUpToDate(
  settings: Settings,
  { owner, application }: { owner: ConnectionOptions; application: ConnectionOptions },
  { clock, onMigration, tell = () => undefined }: OpeningOptions & { clock: Clock },
): Promise<MigrationReport> {
  const connection = openConnection(owner, { max: 1 });
  let backup: string | undefined;
  try {
    const report = await migrate(connection, roleOf(application), onMigration, async () => {
      backup = await backupBeforeUpgrade(settings, owner, clock);
      tell(`Backup before the upgrade: ${backup}`);
    });
    if (backup !== undefined) await keepNewestBackups(settings.backup);
    return report;
  } catch (error) {
    if (error instanceof BackupError && backup === undefined) {
      throw new InstallationError(
        `No backup could be made before the upgrade, so nothing was changed: ${error.message} ` +
          'BACKUP_DIR names another folder.',
      );
    }
    if (!(error instanceof FailedMigrationError)) throw error;
    throw new InstallationError(
      `The upgrade failed and the database is as it was: ${error.message}.` +
        (backup === undefined ? '' : ` The backup made before it: ${backup}`),
    );
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
