import { readFile } from 'node:fs/promises';
import { sayIn } from '../../kernel/text.ts';
import type { Log } from '../../ledger/log/log.service.ts';
import { settleLog } from '../../ledger/log/log-succession.service.ts';
import { listCommunities } from '../../places/community/community.service.ts';
import { systemClock } from '../../platform/clock.ts';
import { isLoopback } from '../../platform/config.ts';
import type { Sql } from '../../platform/database.ts';
import { databaseWithin } from '../../platform/database-within.ts';
import { backupText } from './backup-command.text.ts';
import { CommandError, terminalLocale } from './command.ts';

/** A checkpoint is a few hundred bytes; whoever sends more is no log. */
const maxNoteBytes = 64 * 1024;
const patienceMs = 10_000;

/**
 * Decides for every living community whether its log goes on, and gives a line for each. An archived one signs nothing
 * any more, so its log stays as it is.
 */
export async function settleLogs(
  sql: Sql,
  means: { secret: string; baseUrl: string },
  checkpointFiles: readonly string[],
): Promise<string[]> {
  const t = sayIn(terminalLocale());
  const given = await Promise.all(checkpointFiles.map(readCheckpoint));
  const database = databaseWithin(sql);
  const platform = { ...means, secret: Buffer.from(means.secret), clock: systemClock };
  const lines: string[] = [];
  for (const community of await listCommunities(database.sql)) {
    if (community.archived) continue;
    const settled = await database.write(community.id, (tx) =>
      settleLog(tx, platform, community, async (log) => findGiven(given, log) ?? (await askFor(log))),
    );
    if (settled === 'none') continue;
    if (settled === 'address-unknown') throw new CommandError(t(backupText.addressNeeded));
    if (settled.goesOn) lines.push(t(backupText.logGoesOn, settled.log.origin));
    else lines.push(t(backupText.logFollowed, settled.log.origin, settled.followedBy.origin));
  }
  return lines;
}

async function readCheckpoint(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => {
    throw new CommandError(sayIn(terminalLocale())(backupText.checkpointUnreadable, path));
  });
}

function findGiven(given: readonly string[], { origin }: Log): string | undefined {
  return given.find((note) => note.startsWith(`${origin}\n`));
}

/** What the log's own address says it signed last; undefined where nobody answers there. */
async function askFor({ origin }: Log): Promise<string | undefined> {
  const scheme = isLoopback(`http://${origin}`) ? 'http' : 'https';
  try {
    const answer = await fetch(`${scheme}://${origin}/checkpoint`, {
      signal: AbortSignal.timeout(patienceMs),
    });
    if (!answer.ok) return undefined;
    const text = await answer.text();
    return text.length <= maxNoteBytes ? text : undefined;
  } catch {
    return undefined; // Nobody answers: then nobody can say what was signed last, and another log follows.
  }
}
