import { parseArgs } from 'node:util';
import { sayIn } from '../../kernel/text.ts';
import { formatInstant, instant } from '../../kernel/time.ts';
import { noteOperatorLook } from '../../people/look/look.service.ts';
import { listCommunities } from '../../places/community/community.service.ts';
import { portableSettings } from '../../platform/backup/backup-settings.ts';
import { checkArchive, type WalkedArchive } from '../../platform/backup/check-archive.ts';
import { makeBackup } from '../../platform/backup/make-backup.ts';
import { systemClock } from '../../platform/clock.ts';
import { givenValues, type Settings } from '../../platform/config.ts';
import { type ConnectionOptions, openConnection } from '../../platform/database.ts';
import { databaseWithin } from '../../platform/database-within.ts';
import {
  findRunningDatabase,
  hasDatabase,
  startEmbeddedDatabase,
} from '../../platform/embedded/embedded-database.ts';
import { backupText } from './backup-command.text.ts';
import { type Command, CommandError, print, requireSettings, terminalLocale } from './command.ts';
import { findPassphrase } from './passphrase.ts';

const usage = `sunshine backup FILE [--passphrase-file PATH]
sunshine backup --check FILE [--passphrase-file PATH]

Writes everything into one encrypted file: all communities with their ledgers, accounts, photos and recordings, the
installation's secret. The server may go on meanwhile; what is written is as of one moment. The file is read back and
checked before it takes its name; one that was there is replaced only then. On a PostgreSQL server it needs
DATABASE_OWNER_URL.
  --check            reads a backup through and says whether it is whole; nothing is written
  --passphrase-file  a file whose line is the passphrase; else BACKUP_PASSPHRASE, else it is asked for

The file is an age file (age-encryption.org/v1) with a tar in it: "age -d FILE | tar t" lists it anywhere.`;

export const backupCommand: Command = {
  usage,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { check: { type: 'boolean', default: false }, 'passphrase-file': { type: 'string' } },
    });
    const [path] = positionals;
    if (path === undefined || positionals.length !== 1)
      throw new CommandError('one FILE is needed. Try --help.', 2);
    const t = sayIn(terminalLocale());
    const passphraseFile = values['passphrase-file'];
    if (values.check) {
      const checked = await checkArchive(path, await findPassphrase(passphraseFile, false));
      const { rows, files } = countsOf(checked);
      const madeAt = formatInstant(instant(checked.header.madeAt));
      print(t(backupText.whole, path, madeAt, checked.header.product, rows, files));
      return 0;
    }
    const settings = requireSettings();
    const { owner, close } = await reachOwner(settings);
    try {
      const { dataDir, secret } = settings;
      const passphrase = await findPassphrase(passphraseFile, true);
      const source = { owner, dataDir, secret, now: systemClock.now() };
      const made = await makeBackup(
        path,
        { passphrase },
        { ...source, settings: portableSettings(givenValues(process.env)) },
      );
      await noteBackup(owner);
      const { rows, files } = countsOf(made);
      print(t(backupText.written, path, rows, files));
      print(t(backupText.keepPassphrase));
    } finally {
      await close();
    }
    return 0;
  },
};

/** How much is in a backup, in numbers an operator compares. */
export function countsOf({ manifest }: WalkedArchive): { rows: number; files: number } {
  const rows = Object.values(manifest.rows).reduce((sum, count) => sum + count, 0);
  return { rows, files: manifest.files.count };
}

/** Whoever takes a backup away has everybody's data: each community finds it in its log of looks. */
async function noteBackup(owner: ConnectionOptions): Promise<void> {
  const connection = openConnection(owner, { max: 1 });
  try {
    await connection.begin(async (sql) => {
      const database = databaseWithin(sql);
      const look = { kind: 'backup', operation: 'backup.make', now: systemClock.now() } as const;
      for (const { id } of await listCommunities(database.sql)) {
        await database.write(id, (tx) => noteOperatorLook(tx, look));
      }
    });
  } finally {
    await connection.end({ timeout: 5 });
  }
}

/** A way to the database as it is: nothing is brought up to date, and a server on the same folder goes on. */
async function reachOwner(
  settings: Settings,
): Promise<{ owner: ConnectionOptions; close: () => Promise<void> }> {
  const t = sayIn(terminalLocale());
  const { dataDir } = settings;
  if (settings.databaseUrl !== undefined) {
    if (settings.databaseOwnerUrl === undefined) throw new CommandError(t(backupText.ownerNeeded));
    return { owner: settings.databaseOwnerUrl, close: async () => undefined };
  }
  if (!(await hasDatabase(dataDir))) throw new CommandError(t(backupText.nothingThere, dataDir));
  const running = await findRunningDatabase(dataDir);
  if (running) return { owner: running, close: async () => undefined };
  const { owner, stop } = await startEmbeddedDatabase({ dataDir });
  return { owner, close: stop };
}
