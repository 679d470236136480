import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BackupError, errnoOf } from '../platform/backup/backup-error.ts';
import { portableSettings } from '../platform/backup/backup-settings.ts';
import { makeBackup } from '../platform/backup/make-backup.ts';
import type { Clock } from '../platform/clock.ts';
import { givenValues, type Settings } from '../platform/config.ts';
import type { ConnectionOptions } from '../platform/database.ts';
import { keepSecret } from '../platform/kept-secret.ts';

/** Where the passphrase of the backups made by themselves lies, unless BACKUP_PASSPHRASE says one. */
export const keptPassphrase = 'backup-passphrase';

/** A passphrase that a machine made has 256 bits of chance: nothing is won by making each guess dear. */
const cheapWork = 12;

const ownName = /^before-upgrade-\d{8}T\d{6}Z\.backup$/;

/** Writes and checks a backup of what is about to be changed; gives its path. */
export async function backupBeforeUpgrade(
  settings: Settings,
  owner: ConnectionOptions,
  clock: Clock,
): Promise<string> {
  const { folder, passphrase: given } = settings.backup;
  const now = clock.now();
  const stamp = new Date(now).toISOString().replace(/[-:]|\.\d{3}/g, '');
  const path = join(folder, `before-upgrade-${stamp}.backup`);
  const passphrase = given ?? keepSecret(settings.dataDir, keptPassphrase);
  if (passphrase === undefined) {
    throw new BackupError('file-unusable', [join(settings.dataDir, keptPassphrase), 'too short']);
  }
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new BackupError('file-unusable', [folder, errnoOf(error) ?? 'unknown'], { cause: error });
  }
  const key = given === undefined ? { passphrase, workFactor: cheapWork } : { passphrase };
  const { dataDir, secret } = settings;
  await makeBackup(path, key, {
    ...{ owner, dataDir, secret, now },
    settings: portableSettings(givenValues(process.env)),
  });
  return path;
}

/** Removes the oldest of the backups made before upgrades; those made by hand are nobody's but their maker's. */
export async function keepNewestBackups({ folder, keep }: Settings['backup']): Promise<void> {
  const own = (await readdir(folder)).filter((name) => ownName.test(name)).sort();
  for (const name of own.slice(0, Math.max(0, own.length - keep)))
    await rm(join(folder, name), { force: true });
}
