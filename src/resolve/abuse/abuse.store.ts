import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import { maybeRow, type Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { type AbuseReason, abuseReasons } from './abuse.contract.ts';

const at = z.custom<Instant>((value) => typeof value === 'number');

const markRow = z.strictObject({
  reason: z.enum(abuseReasons),
  words: z.string(),
  markedAt: at,
  restrainedUntil: at,
});
export type MarkRow = z.output<typeof markRow>;

/** The mark that stands on a report. */
export function findMark(tx: Tx, reportId: Id<'report'>): Promise<MarkRow | undefined> {
  return maybeRow(
    markRow,
    tx`
      select reason, words, marked_at, restrained_until from abuse_marks
      where community_id = ${tx.community} and report_id = ${reportId} and lifted_at is null`,
  );
}

export async function insertMark(
  tx: Tx,
  mark: {
    reportId: Id<'report'>;
    reason: AbuseReason;
    words: string;
    at: Instant;
    postId: Id<'post'> | null;
    until: Instant;
  },
): Promise<void> {
  await tx`
    insert into abuse_marks (community_id, id, report_id, reason, words, marked_at, marked_by_post_id,
      restrained_until)
    values (${tx.community}, ${newId()}, ${mark.reportId}, ${mark.reason}, ${mark.words}, ${mark.at},
      ${mark.postId}, ${mark.until})`;
}

export async function updateLifted(
  tx: Tx,
  reportId: Id<'report'>,
  by: { at: Instant; postId: Id<'post'> | null },
): Promise<void> {
  await tx`
    update abuse_marks set lifted_at = ${by.at}, lifted_by_post_id = ${by.postId}
    where community_id = ${tx.community} and report_id = ${reportId} and lifted_at is null`;
}

/** Takes away what was written about abusive reports, and what their senders were known by. */
export async function stripMarks(tx: Tx, reports: readonly Id<'report'>[], instead: string): Promise<void> {
  const these = tx`community_id = ${tx.community} and report_id = any(${[...reports]}::uuid[])`;
  await tx`update abuse_marks set words = ${instead} where ${these}`;
}
