import { z } from 'zod';
import type { LocalDate } from '../../kernel/time.ts';
import { maybeRow, rows, type Tx } from '../../platform/database.ts';
import type { InhabitantCount, KeptCount } from './inhabitants.contract.ts';

const countRow = z.strictObject({
  version: z.int(),
  inhabitants: z.int(),
  countedOn: z.custom<LocalDate>((value) => typeof value === 'string'),
  source: z.string(),
});

/** All of them, the latest written down first: a community counts its people once in a while. */
export function selectCounts(tx: Tx): Promise<InhabitantCount[]> {
  return rows(
    countRow,
    tx`
      select version, inhabitants, counted_on::text as counted_on, source from inhabitant_counts
      where community_id = ${tx.community} order by version desc`,
  );
}

/** Writes a count, unless somebody wrote one of that version at the same moment; gives whether it did. */
export async function insertCount(tx: Tx, kept: KeptCount): Promise<boolean> {
  const { version, inhabitants, countedOn, source, at, personId } = kept;
  const made = await maybeRow(
    z.strictObject({ version: z.int() }),
    tx`
      insert into inhabitant_counts (community_id, version, inhabitants, counted_on, source, at, person_id)
      values (${tx.community}, ${version}, ${inhabitants}, ${countedOn}, ${source}, ${at}, ${personId})
      on conflict (community_id, version) do nothing returning version`,
  );
  return made !== undefined;
}
