import type { Tx } from '../../platform/database.ts';

/** One import of a source at a time: a second waits for the batch of the first, and then sees it. */
export async function lockSource(tx: Tx, source: string): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`import ${tx.community} ${source}`}, 0))`;
}
