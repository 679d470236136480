import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import { idOf } from '../../kernel/wire.ts';
import { rows, type Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import type { Handler } from './matter.contract.ts';
import type { PartChange } from './matter.decision.ts';
import { partStates } from './matter.part.contract.ts';

const instant = z.number() as unknown as z.ZodType<Instant>;

const partRow = z.object({
  id: idOf('part'),
  matterId: idOf('matter'),
  round: z.number(),
  handler: z.object({
    postId: idOf('post'),
    organisationId: idOf('organisation').nullable(),
    throughDesk: z.boolean(),
  }),
  state: z.enum(partStates),
  givenAt: instant,
  takenAt: instant.nullable(),
  endedAt: instant.nullable(),
  words: z.string().nullable(),
  photoIds: z.array(idOf('photo')),
  settled: z.boolean(),
});
export type PartRow = z.output<typeof partRow>;

export function selectParts(tx: Tx, matterIds: readonly Id<'matter'>[]): Promise<PartRow[]> {
  return rows(
    partRow,
    tx`select id, matter_id, round, handler, state, given_at, taken_at, ended_at, words, photo_ids, settled
      from matter_parts
      where community_id = ${tx.community} and matter_id = any(${[...matterIds]}::uuid[])
      order by given_at, id`,
  );
}

export async function insertPart(
  tx: Tx,
  part: { matterId: Id<'matter'>; handler: Handler; round: number; at: Instant },
): Promise<void> {
  const { handler } = part;
  await tx`insert into matter_parts (community_id, id, matter_id, round, handler, post_id, organisation_id, state, given_at)
    values (${tx.community}, ${newId()}, ${part.matterId}, ${part.round}, ${tx.json(handler as never)},
      ${handler.postId}, ${handler.organisationId}, 'given', ${part.at})`;
}

export async function updatePart(tx: Tx, step: Extract<PartChange, { do: 'step' }>): Promise<void> {
  const { to, at, words, photoIds } = step;
  const moment = to === 'taken' ? tx`taken_at = ${at}` : tx`ended_at = ${at}`;
  await tx`update matter_parts set state = ${to}, ${moment}, words = ${words}, photo_ids = ${[...photoIds]}::uuid[]
    where community_id = ${tx.community} and id = ${step.partId}`;
}

/** Another post goes on with it, as far as it has come. */
export async function handOverPart(tx: Tx, id: Id<'part'>, handler: Handler): Promise<void> {
  await tx`update matter_parts set handler = ${tx.json(handler as never)}, post_id = ${handler.postId},
      organisation_id = ${handler.organisationId}
    where community_id = ${tx.community} and id = ${id}`;
}

export async function settleParts(tx: Tx, matterId: Id<'matter'>): Promise<void> {
  await tx`update matter_parts set settled = true
    where community_id = ${tx.community} and matter_id = ${matterId} and state = 'handed-back' and not settled`;
}
