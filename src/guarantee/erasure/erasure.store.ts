import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import { idOf } from '../../kernel/wire.ts';
import { maybeRow, type Tx } from '../../platform/database.ts';
import { type ErasureState, erasureAuthors, erasureStates } from './erasure.contract.ts';

const at = z.custom<Instant>((value) => typeof value === 'number');

const erasureRow = z.strictObject({
  id: idOf('erasure'),
  personId: idOf('person'),
  askedBy: z.enum(erasureAuthors),
  askedAt: at,
  dueAt: at,
  state: z.enum(erasureStates),
  endedAt: at.nullable(),
});
export type ErasureRow = z.output<typeof erasureRow>;

const columns = (tx: Tx) => tx`id, person_id, asked_by, asked_at, due_at, state, ended_at`;

/** Writes a wish down; false if one of theirs waits already. */
export async function insertErasure(tx: Tx, row: Omit<ErasureRow, 'state' | 'endedAt'>): Promise<boolean> {
  const made = await tx`
    insert into erasures (community_id, id, person_id, asked_by, asked_at, due_at, state)
    values (${tx.community}, ${row.id}, ${row.personId}, ${row.askedBy}, ${row.askedAt}, ${row.dueAt}, 'asked')
    on conflict do nothing`;
  return made.count === 1;
}

export function findAsked(tx: Tx, personId: Id<'person'>): Promise<ErasureRow | undefined> {
  return maybeRow(
    erasureRow,
    tx`select ${columns(tx)} from erasures
      where community_id = ${tx.community} and person_id = ${personId} and state = 'asked'`,
  );
}

/** The wish, locked until the transaction ends. */
export function lockErasure(tx: Tx, id: Id<'erasure'>): Promise<ErasureRow | undefined> {
  return maybeRow(
    erasureRow,
    tx`select ${columns(tx)} from erasures where community_id = ${tx.community} and id = ${id} for update`,
  );
}

export async function updateEnded(
  tx: Tx,
  id: Id<'erasure'>,
  ended: { state: Exclude<ErasureState, 'asked'>; at: Instant; reports: number | null; files: number | null },
): Promise<void> {
  await tx`
    update erasures set state = ${ended.state}, ended_at = ${ended.at}, reports = ${ended.reports},
      files = ${ended.files}
    where community_id = ${tx.community} and id = ${id}`;
}

/** Takes away wishes that came to their end before then; gives how many. */
export async function deleteEndedBefore(tx: Tx, before: Instant): Promise<number> {
  const gone = await tx`delete from erasures where community_id = ${tx.community} and ended_at < ${before}`;
  return gone.count;
}
