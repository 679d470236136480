import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import { rows, type Tx } from '../../platform/database.ts';

const sourceRow = z.strictObject({ sourceId: z.uuid() as unknown as z.ZodType<Id> });

/** Which of these reports, events and photos are hidden. */
export function findHidden(tx: Tx, sourceIds: readonly Id[]): Promise<z.output<typeof sourceRow>[]> {
  return rows(
    sourceRow,
    tx`select distinct source_id from hidden_sources
      where community_id = ${tx.community} and source_id = any(${[...sourceIds]}::uuid[])`,
  );
}

export async function insertHidden(
  tx: Tx,
  sourceIds: readonly Id[],
  hiddenWith: Id,
  at: Instant,
): Promise<void> {
  await tx`
    insert into hidden_sources (community_id, source_id, hidden_with, at)
    select ${tx.community}, source_id, ${hiddenWith}, ${at} from unnest(${[...sourceIds]}::uuid[]) as source_id
    on conflict do nothing`;
}

export async function deleteHidden(tx: Tx, hiddenWith: Id): Promise<void> {
  await tx`delete from hidden_sources where community_id = ${tx.community} and hidden_with = ${hiddenWith}`;
}
