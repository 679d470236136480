import { addMs, dayMs, type Instant } from '../../kernel/time.ts';
import type { Call, Community, Platform } from '../call.ts';
import type { Tx } from '../database.ts';

/**
 * A feature whose rows name files. Each kind of file, by its extension, belongs to one of them: only that one can say
 * whether a file is still named.
 */
export type FileKeeper = {
  extensions: readonly string[];
  /** Those of some files that a row names. */
  filesInUse(tx: Tx, files: readonly string[]): Promise<ReadonlySet<string>>;
  /** Takes away the rows that nobody used since `before`, and gives the files they named. */
  deleteStale(tx: Tx, before: Instant): Promise<string[]>;
};

type Here = Pick<Call, 'platform' | 'community'>;

/** What nobody used, and what no row ever named, is kept for a day: a form may still be under way. */
const unusedForMs = dayMs;

const dayAgo = ({ clock }: Platform) => addMs(clock.now(), -unusedForMs);

/** Equal content is one file: whoever writes rows shares this lock, whoever removes files holds it alone. */
export async function lockFiles(tx: Tx, how: 'shared' | 'alone'): Promise<void> {
  const key = `files ${tx.community}`;
  if (how === 'shared') await tx`select pg_advisory_xact_lock_shared(hashtextextended(${key}, 0))`;
  else await tx`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
}

/** Whether a file is there; under the lock, since a sweep may have removed an equal one since it was put. */
export async function isThere({ platform, community }: Here, name: string): Promise<boolean> {
  const found = await platform.files.open(community.id, name);
  if (found.ok) found.value.stream.destroy();
  return found.ok;
}

/** Removes those files that no row names; under the lock, so that none is taken up again meanwhile. Gives how many. */
export async function removeUnused(
  platform: Platform,
  community: Pick<Community, 'id'>,
  keeper: FileKeeper,
  files: readonly string[],
): Promise<number> {
  if (files.length === 0) return 0;
  return platform.database.write(community.id, async (tx) => {
    await lockFiles(tx, 'alone');
    const used = await keeper.filesInUse(tx, files);
    let removed = 0;
    for (const file of files.filter((name) => !used.has(name))) {
      const outcome = await platform.files.remove(community.id, file);
      if (outcome.ok && outcome.value) removed += 1;
      if (!outcome.ok) platform.log.warn({ reason: outcome.refusal.code }, 'a file could not be removed');
    }
    return removed;
  });
}

/**
 * Clears away what was sent ahead and not used for a day, with its files where nothing else names them; a chore. Gives
 * how many files went. One that could not be removed is found again as one that no row names.
 */
export async function sweepStale(
  platform: Platform,
  community: Pick<Community, 'id'>,
  keepers: readonly FileKeeper[],
): Promise<number> {
  let removed = 0;
  for (const keeper of keepers) {
    const files = await platform.database.write(community.id, (tx) =>
      keeper.deleteStale(tx, dayAgo(platform)),
    );
    removed += await removeUnused(platform, community, keeper, files);
  }
  return removed;
}

/**
 * Clears away files older than a day that no row names: their process died, or their disk failed, before the row was
 * committed. What no keeper answers for is left alone. A chore; gives how many went.
 */
export async function sweepUnnamed(
  platform: Platform,
  community: Pick<Community, 'id'>,
  keepers: readonly FileKeeper[],
): Promise<number> {
  let removed = 0;
  for await (const files of platform.files.listOlder(community.id, dayAgo(platform))) {
    for (const keeper of keepers) {
      const own = files.filter((name) => keeper.extensions.includes(name.split('.').at(-1) ?? ''));
      if (own.length === 0) continue;
      const used = await platform.database.read(community.id, (tx) => keeper.filesInUse(tx, own));
      const unnamed = own.filter((name) => !used.has(name));
      removed += await removeUnused(platform, community, keeper, unnamed);
    }
  }
  if (removed > 0) platform.log.warn({ files: removed }, 'files that no row names were cleared away');
  return removed;
}
