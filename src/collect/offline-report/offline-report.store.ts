import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import { idOf } from '../../kernel/wire.ts';
import { maybeRow, oneRow, rows, type Tx } from '../../platform/database.ts';

/** What the telephone's own id becomes before it is kept. */
export type KeyHash = Buffer;

const bytes = z.custom<Buffer>((value) => Buffer.isBuffer(value));

const offlineRow = z.strictObject({
  draftId: idOf('draft').nullable(),
  reportId: idOf('report').nullable(),
  contentTag: bytes.nullable(),
});
export type OfflineRow = z.output<typeof offlineRow>;

const pieceRow = z.strictObject({ pieceId: z.string(), photoId: idOf('photo').nullable() });
export type PieceRow = z.output<typeof pieceRow>;

/** The row of a report, made where it is the first to arrive of it, and locked until the transaction ends. */
export async function lockOffline(tx: Tx, keyHash: KeyHash, now: Instant): Promise<OfflineRow> {
  await tx`
    insert into offline_reports (community_id, key_hash, begun_at) values (${tx.community}, ${keyHash}, ${now})
    on conflict do nothing`;
  return oneRow(
    offlineRow,
    tx`
      select draft_id, report_id, content_tag from offline_reports
      where community_id = ${tx.community} and key_hash = ${keyHash} for update`,
  );
}

export async function updateDraft(tx: Tx, keyHash: KeyHash, draftId: Id<'draft'>): Promise<void> {
  await tx`
    update offline_reports set draft_id = ${draftId}
    where community_id = ${tx.community} and key_hash = ${keyHash}`;
}

export async function updateReceived(
  tx: Tx,
  keyHash: KeyHash,
  { reportId, contentTag }: { reportId: Id<'report'>; contentTag: Buffer },
): Promise<void> {
  await tx`
    update offline_reports set report_id = ${reportId}, content_tag = ${contentTag}
    where community_id = ${tx.community} and key_hash = ${keyHash}`;
}

/** Whether a piece is there already, or its report is: nothing of it is needed any more. */
export async function isKnown(tx: Tx, keyHash: KeyHash, pieceId: string): Promise<boolean> {
  const found = await maybeRow(
    z.strictObject({ known: z.int() }),
    tx`
      select 1 as known from offline_reports
      where community_id = ${tx.community} and key_hash = ${keyHash} and report_id is not null
      union all
      select 1 as known from offline_pieces
      where community_id = ${tx.community} and key_hash = ${keyHash} and piece_id = ${pieceId}
      limit 1`,
  );
  return found !== undefined;
}

export function listPieces(tx: Tx, keyHash: KeyHash): Promise<PieceRow[]> {
  return rows(
    pieceRow,
    tx`
      select piece_id, photo_id from offline_pieces
      where community_id = ${tx.community} and key_hash = ${keyHash} order by piece_id`,
  );
}

export async function insertPiece(
  tx: Tx,
  keyHash: KeyHash,
  piece: { pieceId: string; draftId: Id<'draft'>; photoId: Id<'photo'> | null },
): Promise<void> {
  await tx`
    insert into offline_pieces (community_id, key_hash, piece_id, draft_id, photo_id)
    values (${tx.community}, ${keyHash}, ${piece.pieceId}, ${piece.draftId}, ${piece.photoId})`;
}

/** Forgets what was begun before an instant and whose draft has been cleared away since. */
export async function deleteAbandoned(tx: Tx, before: Instant): Promise<number> {
  const gone = await tx`
    delete from offline_reports
    where community_id = ${tx.community} and report_id is null and draft_id is null and begun_at < ${before}`;
  return gone.count;
}
