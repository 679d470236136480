import type { Community, Platform } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { draftEntry } from '../entry/entry.rules.ts';
import { appendFirst } from '../entry/entry.service.ts';
import { openCheckpoint } from '../note/checkpoint.ts';
import { logEntries } from './log.entries.ts';
import { beginLog, findLog, type Log, newestCheckpoint } from './log.service.ts';
import { serverVerifier } from './log-key.ts';

/** How a log came out of a restore: it goes on, or another one follows it; undefined where there was none. */
export type Succession = { log: Log; goesOn: true } | { log: Log; goesOn: false; followedBy: Log };

/**
 * Decides, in the transaction of a restore, whether a community's log goes on. A log may sign only what contains all it
 * ever signed; what is restored is all of that only if its newest checkpoint is the newest one others have seen.
 * Otherwise a log with a name and key of its own follows, whose first leaf says which one it follows. Undefined where
 * that cannot be begun, since the installation's address is not known.
 */
export async function settleLog(
  tx: Tx,
  means: Pick<Platform, 'baseUrl' | 'secret' | 'clock'>,
  { slug }: Pick<Community, 'slug'>,
  findPublished: (log: Log) => Promise<string | undefined>,
): Promise<Succession | 'none' | 'address-unknown'> {
  const log = await findLog(tx);
  const newest = log && (await newestCheckpoint(tx, log));
  if (!log || !newest) return 'none';
  const published = await findPublished(log);
  const opened = published === undefined ? undefined : openCheckpoint(published, serverVerifier(log.key));
  const isSame =
    opened?.ok && opened.value.size === newest.size && Buffer.compare(opened.value.root, newest.root) === 0;
  if (isSame) return { log, goesOn: true };
  const followedBy = await beginLog(tx, means, slug);
  if (!followedBy) return 'address-unknown';
  await appendFirst(
    tx,
    draftEntry(logEntries.followed, {
      number: null,
      occurredAt: means.clock.now(),
      facts: { log: log.number, size: newest.size },
    }),
  );
  return { log, goesOn: false, followedBy };
}
