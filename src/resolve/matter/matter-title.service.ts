import type { Tx } from '../../platform/database.ts';
import { selectTitles } from './matter-title.store.ts';

/** The public titles of matters by their numbers; null for those that are about somebody's hardship and the like. */
export async function publicTitles(
  tx: Tx,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  const found = await selectTitles(tx, numbers);
  return new Map(found.map(({ number, publicTitle, sensitive }) => [number, sensitive ? null : publicTitle]));
}
