import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sayIn } from '../../kernel/text.ts';
import { restoreBackup } from '../../platform/backup/restore-backup.ts';
import { restoredSettings } from '../../platform/backup/staging.ts';
import { systemClock } from '../../platform/clock.ts';
import { givenValues, type Settings } from '../../platform/config.ts';
import type { ConnectionOptions } from '../../platform/database.ts';
import { startEmbeddedDatabase } from '../../platform/embedded/embedded-database.ts';
import { roleOf } from '../installation.ts';
import { countsOf } from './backup.command.ts';
import { backupText } from './backup-command.text.ts';
import { type Command, CommandError, print, requireSettings, terminalLocale } from './command.ts';
import { findPassphrase } from './passphrase.ts';
import { settleLogs } from './settle-logs.ts';

const usage = `sunshine restore FILE [--passphrase-file PATH] [--checkpoint PATH …]

Fills an empty installation from a backup: the built-in database on DATA_DIR, or the server of DATABASE_URL as its
owner (DATABASE_OWNER_URL). The backup may come from either, and from an older version: it is brought up to date.
All of it or nothing: a backup that is damaged, cut short or newer than this program changes nothing.
  --passphrase-file  a file whose line is the passphrase; else BACKUP_PASSPHRASE, else it is asked for
  --checkpoint       the newest checkpoint that was published of a community's log, where its address does not answer;
                     once for each log. A log goes on only if the backup holds all it signed; else another follows it

Stop the installation the backup was made of first.`;

export const restoreCommand: Command = {
  usage,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        'passphrase-file': { type: 'string' },
        checkpoint: { type: 'string', multiple: true, default: [] },
      },
    });
    const [path] = positionals;
    if (path === undefined || positionals.length !== 1)
      throw new CommandError('one FILE is needed. Try --help.', 2);
    const t = sayIn(terminalLocale());
    const settings = requireSettings();
    const passphrase = await findPassphrase(values['passphrase-file'], false);
    const { owner, application, close } = await reachBoth(settings);
    try {
      let lines: string[] = [];
      const restored = await restoreBackup(path, passphrase, {
        owner,
        applicationRole: roleOf(application),
        dataDir: settings.dataDir,
        givenSecret: givenValues(process.env).SUNSHINE_SECRET,
        now: systemClock.now(),
        async settle(sql, secret) {
          lines = await settleLogs(sql, { secret, baseUrl: settings.baseUrl }, values.checkpoint);
        },
      });
      const { rows, files } = countsOf(restored);
      print(t(backupText.restored, path, rows, files));
      for (const line of lines) print(line);
      if (restored.hasSettings) print(t(backupText.settingsAt, join(settings.dataDir, restoredSettings)));
      print(t(backupText.stopOld));
    } finally {
      await close();
    }
    return 0;
  },
};

async function reachBoth(
  settings: Settings,
): Promise<{ owner: ConnectionOptions; application: ConnectionOptions; close: () => Promise<void> }> {
  const { databaseUrl: application, databaseOwnerUrl: owner, dataDir } = settings;
  if (application !== undefined) {
    if (owner === undefined) throw new CommandError(sayIn(terminalLocale())(backupText.ownerNeeded));
    return { owner, application, close: async () => undefined };
  }
  const embedded = await startEmbeddedDatabase({ dataDir });
  return { ...embedded, close: embedded.stop };
}
