import { join } from 'node:path';

/** Where and how a backup is made by itself before an upgrade. */
export type BackupSettings = {
  folder: string;
  /** So many of those made before upgrades are kept. */
  keep: number;
  /** Encrypts them, and is asked for by no command; without it one is made and kept in the data folder. */
  passphrase?: string;
};

/** Long enough that guessing it costs more than it is worth (NIST SP 800-63B-4, 3.1.1.2). */
export const minPassphraseCharacters = 15;

export const usualKeep = 5;

/** Settings of one machine, or of the way to its database: a backup that is restored elsewhere does not bring them. */
const local: ReadonlySet<string> = new Set([
  ...[
    'HOST',
    'PORT',
    'DATA_DIR',
    'DATABASE_URL',
    'DATABASE_OWNER_URL',
    'TRUST_PROXY',
    'LOG_LEVEL',
    'NODE_ENV',
  ],
  ...['BACKUP_DIR', 'BACKUP_KEEP', 'BACKUP_PASSPHRASE', 'SUNSHINE_SECRET'],
]);

/** The settings that belong to the installation wherever it runs, as lines of an environment file. */
export function portableSettings(given: Readonly<Record<string, string>>): string {
  return Object.entries(given)
    .filter(([name]) => !local.has(name))
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

export function backupSettings(
  values: { BACKUP_DIR?: string | undefined; BACKUP_KEEP: number; BACKUP_PASSPHRASE?: string | undefined },
  dataDir: string,
): BackupSettings {
  return {
    folder: values.BACKUP_DIR ?? join(dataDir, 'backups'),
    keep: values.BACKUP_KEEP,
    ...(values.BACKUP_PASSPHRASE && { passphrase: values.BACKUP_PASSPHRASE }),
  };
}
