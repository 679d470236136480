import { z } from 'zod';
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
