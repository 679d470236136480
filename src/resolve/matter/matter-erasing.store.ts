import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import { idOf } from '../../kernel/wire.ts';
import { rows, type Tx } from '../../platform/database.ts';

const idRow = z.strictObject({ id: idOf('matter') });
const numberRow = z.strictObject({ number: z.string() });

/** A merged matter goes with the one that lives on, so it is never due by itself. */
const isDue = (tx: Tx, before: Instant) =>
  tx`m.community_id = ${tx.community} and m.cleared_at is null and m.closed_at < ${before}
    and m.state in ('closed', 'withdrawn')`;

export async function listClosedBefore(tx: Tx, before: Instant, limit: number): Promise<Id<'matter'>[]> {
  const found = await rows(
    idRow,
    tx`select m.id from matters m where ${isDue(tx, before)} order by m.closed_at limit ${limit}`,
  );
  return found.map(({ id }) => id);
}

/** The matter, locked, and after it those that were merged into it, however often. */
export async function lockClosedBefore(tx: Tx, id: Id<'matter'>, before: Instant): Promise<Id<'matter'>[]> {
  const locked = await rows(
    idRow,
    tx`select m.id from matters m where ${isDue(tx, before)} and m.id = ${id} for update`,
  );
  if (locked.length === 0) return [];
  const all = await rows(
    idRow,
    tx`
      with recursive under as (
        select id from matters where community_id = ${tx.community} and id = ${id}
        union
        select m.id from matters m join under on m.merged_into = under.id where m.community_id = ${tx.community})
      select id from under`,
  );
  return all.map((one) => one.id);
}

/** Notes that nothing of a person is left in matters; gives their numbers. */
export async function updateCleared(tx: Tx, ids: readonly Id<'matter'>[], at: Instant): Promise<string[]> {
  const cleared = await rows(
    numberRow,
    tx`
      update matters set cleared_at = ${at}
      where community_id = ${tx.community} and id = any(${[...ids]}::uuid[]) returning number`,
  );
  return cleared.map(({ number }) => number);
}
