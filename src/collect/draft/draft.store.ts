import type postgres from 'postgres';
import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import { idOf } from '../../kernel/wire.ts';
import { maybeRow, rows, type Tx } from '../../platform/database.ts';
import { type DraftContent, draftContentSchema } from './draft.contract.ts';

const draftRow = z.strictObject({
  id: idOf('draft'),
  content: draftContentSchema,
  updatedAt: z.custom<Instant>((value) => typeof value === 'number'),
});
export type DraftRow = z.output<typeof draftRow>;

const idRow = z.strictObject({ id: idOf('draft') });

function written(tx: Tx, content: DraftContent): postgres.Parameter {
  return tx.json(content as unknown as postgres.JSONValue);
}

export async function insertDraft(tx: Tx, draft: DraftRow): Promise<void> {
  await tx`
    insert into drafts (community_id, id, content, updated_at)
    values (${tx.community}, ${draft.id}, ${written(tx, draft.content)}, ${draft.updatedAt})`;
}

export async function updateDraft(tx: Tx, draft: DraftRow): Promise<void> {
  await tx`
    update drafts set content = ${written(tx, draft.content)}, updated_at = ${draft.updatedAt}
    where community_id = ${tx.community} and id = ${draft.id}`;
}

export function findDraft(tx: Tx, id: Id<'draft'>): Promise<DraftRow | undefined> {
  return maybeRow(
    draftRow,
    tx`select id, content, updated_at from drafts where community_id = ${tx.community} and id = ${id}`,
  );
}

/** The draft, locked until the transaction ends: two steps sent at once follow each other. */
export function lockDraft(tx: Tx, id: Id<'draft'>): Promise<DraftRow | undefined> {
  return maybeRow(
    draftRow,
    tx`select id, content, updated_at from drafts where community_id = ${tx.community} and id = ${id} for update`,
  );
}

export async function deleteDraft(tx: Tx, id: Id<'draft'>): Promise<void> {
  await tx`delete from drafts where community_id = ${tx.community} and id = ${id}`;
}

export async function deleteUnchangedSince(tx: Tx, before: Instant): Promise<Id<'draft'>[]> {
  const gone = await rows(
    idRow,
    tx`delete from drafts where community_id = ${tx.community} and updated_at <= ${before} returning id`,
  );
  return gone.map(({ id }) => id);
}
