import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type ListedErasure, readErasures } from '../../guarantee/erasure/erasure.rules.ts';
import { repeatErasure } from '../../guarantee/erasure/erasure.service.ts';
import { erasureList } from '../../guarantee/erasure/erasure-carrying.service.ts';
import type { Id } from '../../kernel/id.ts';
import { sayIn } from '../../kernel/text.ts';
import { listCommunities } from '../../places/community/community.service.ts';
import { BackupError } from '../../platform/backup/backup-error.ts';
import { restoreBackup } from '../../platform/backup/restore-backup.ts';
import { restoredSettings } from '../../platform/backup/staging.ts';
import { systemClock } from '../../platform/clock.ts';
import { givenValues, type Settings } from '../../platform/config.ts';
import type { ConnectionOptions, Sql } from '../../platform/database.ts';
import { databaseWithin } from '../../platform/database-within.ts';
import { startEmbeddedDatabase } from '../../platform/embedded/embedded-database.ts';
import { roleOf } from '../installation.ts';
import { countsOf } from './backup.command.ts';
import { backupText } from './backup-command.text.ts';
import { type Command, CommandError, print, requireSettings, terminalLocale } from './command.ts';
import { findPassphrase } from './passphrase.ts';
import { settleLogs } from './settle-logs.ts';

const usage = `sunshine restore FILE [--passphrase-file PATH] [--checkpoint PATH …] [--erasures PATH]

Fills an empty installation from a backup: the built-in database on DATA_DIR, or the server of DATABASE_URL as its
owner (DATABASE_OWNER_URL). The backup may come from either, and from an older version: it is brought up to date.
All of it or nothing: a backup that is damaged, cut short or newer than this program changes nothing.
  --passphrase-file  a file whose line is the passphrase; else BACKUP_PASSPHRASE, else it is asked for
  --checkpoint       the newest checkpoint that was published of a community's log, where its address does not answer;
                     once for each log. A log goes on only if the backup holds all it signed; else another follows it
  --erasures         the list of what was erased on people's request, erasures.jsonl beside the data of the installation
                     the backup was made of; else the one in DATA_DIR. What was erased after the backup is erased again

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
        erasures: { type: 'string' },
      },
    });
    const [path] = positionals;
    if (path === undefined || positionals.length !== 1)
      throw new CommandError('one FILE is needed. Try --help.', 2);
    const t = sayIn(terminalLocale());
    const settings = requireSettings();
    const passphrase = await findPassphrase(values['passphrase-file'], false);
    const erased = await readErased(settings.dataDir, values.erasures);
    const { owner, application, hasRunOut, close } = await reachBoth(settings);
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
          lines.push(await repeatErasures(sql, erased));
        },
      });
      const { rows, files } = countsOf(restored);
      print(t(backupText.restored, path, rows, files));
      for (const line of lines) print(line);
      if (restored.hasSettings) print(t(backupText.settingsAt, join(settings.dataDir, restoredSettings)));
      print(t(backupText.stopOld));
    } catch (error) {
      if (error instanceof BackupError || !(await hasRunOut())) throw error;
      throw new BackupError('disk-full-restoring', [], { cause: error });
    } finally {
      await close();
    }
    return 0;
  },
};

/** Undefined where there is no list to go by; one that was named has to be there. */
async function readErased(dataDir: string, named: string | undefined): Promise<ListedErasure[] | undefined> {
  const path = named ?? join(dataDir, erasureList);
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined && named !== undefined) {
    throw new CommandError(sayIn(terminalLocale())(backupText.erasuresUnreadable, named));
  }
  return text === undefined ? undefined : readErasures(text);
}

/** An older backup brings back what was erased since on people's request: it goes again once the product starts. */
async function repeatErasures(sql: Sql, erased: readonly ListedErasure[] | undefined): Promise<string> {
  const t = sayIn(terminalLocale());
  if (erased === undefined) return t(backupText.erasuresUnknown);
  const database = databaseWithin(sql);
  const people = new Map(erased.map((one) => [one.person, one]));
  let repeated = 0;
  for (const { id } of await listCommunities(database.sql)) {
    for (const { person } of [...people.values()].filter(({ community }) => community === id)) {
      const again = await database.write(id, (tx) =>
        repeatErasure(tx, person as Id<'person'>, systemClock.now()),
      );
      if (again) repeated += 1;
    }
  }
  return t(backupText.erasuresRepeated, repeated);
}

type Reached = {
  owner: ConnectionOptions;
  application: ConnectionOptions;
  /**
   * Whether the built-in database found no room for its log: then it drops every line, and whoever talked to it is told
   * no more than that.
   */
  hasRunOut: () => Promise<boolean>;
  close: () => Promise<void>;
};

async function reachBoth(settings: Settings): Promise<Reached> {
  const { databaseUrl: application, databaseOwnerUrl: owner, dataDir } = settings;
  if (application !== undefined) {
    if (owner === undefined) throw new CommandError(sayIn(terminalLocale())(backupText.ownerNeeded));
    return { owner, application, hasRunOut: async () => false, close: async () => undefined };
  }
  let ranOut = false;
  const log = (line: string) => {
    ranOut ||= /No space left on device|Disk quota exceeded/.test(line);
  };
  const { stop: close, ...ways } = await startEmbeddedDatabase({ dataDir, log });
  const hasRunOut = async () => {
    // What it says may arrive a little after the line was lost.
    await pause(1_000);
    return ranOut;
  };
  return { ...ways, hasRunOut, close };
}
