import { z } from 'zod';
import type { Instant, LocalDate } from '../../kernel/time.ts';
import { dateText } from '../../kernel/wire.ts';
import { rows, type Tx } from '../../platform/database.ts';
import { type RetainedKind, retainedKinds } from './retention.contract.ts';

const goneRow = z.strictObject({ day: dateText, kind: z.enum(retainedKinds), count: z.int() });
export type GoneRow = z.output<typeof goneRow>;

/** Adds to what went of a kind on a day. */
export async function addGone(
  tx: Tx,
  gone: { day: LocalDate; kind: RetainedKind; count: number; at: Instant },
): Promise<void> {
  await tx`
    insert into retentions (community_id, day, kind, count, at)
    values (${tx.community}, ${gone.day}, ${gone.kind}, ${gone.count}, ${gone.at})
    on conflict (community_id, day, kind) do update
      set count = retentions.count + excluded.count, at = excluded.at`;
}

/** The newest lines of the log. */
export function listGone(tx: Tx, limit: number): Promise<GoneRow[]> {
  return rows(
    goneRow,
    tx`
      select day, kind, count from retentions where community_id = ${tx.community}
      order by day desc, kind limit ${limit}`,
  );
}
