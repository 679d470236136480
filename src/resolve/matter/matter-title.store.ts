import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import { idOf } from '../../kernel/wire.ts';
import { rows, type Tx } from '../../platform/database.ts';

const titleRow = z.strictObject({
  id: idOf('matter'),
  number: z.string(),
  publicTitle: z.string(),
  sensitive: z.boolean(),
});

export function selectTitles(tx: Tx, numbers: readonly string[]): Promise<z.output<typeof titleRow>[]> {
  return rows(
    titleRow,
    tx`
      select id, number, public_title, sensitive from matters
      where community_id = ${tx.community} and number = any(${[...numbers]})`,
  );
}

/** Puts another word in the place of names and numbers in the public titles of these matters. */
export async function replaceInTitles(
  tx: Tx,
  matterIds: readonly Id<'matter'>[],
  needles: readonly string[],
  instead: string,
): Promise<void> {
  for (const needle of needles) {
    await tx`
      update matters set public_title = left(replace(public_title, ${needle}, ${instead}), 60)
      where community_id = ${tx.community} and id = any(${[...matterIds]}::uuid[])
        and strpos(public_title, ${needle}) > 0`;
  }
}
