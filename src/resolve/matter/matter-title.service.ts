import type { Id } from '../../kernel/id.ts';
import type { Tx } from '../../platform/database.ts';
import { selectTitles } from './matter-title.store.ts';

/** Matters by their numbers, with their public titles; those about somebody's hardship and the like are left out. */
export async function publicTitles(
  tx: Tx,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, { id: Id<'matter'>; title: string }>> {
  const found = (await selectTitles(tx, numbers)).filter(({ sensitive }) => !sensitive);
  return new Map(found.map(({ id, number, publicTitle }) => [number, { id, title: publicTitle }]));
}
