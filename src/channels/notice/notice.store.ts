import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import { idOf } from '../../kernel/wire.ts';
import { maybeRow, oneRow, rows, type Statement, type Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { type NewNotice, type NoticeId, type NoticeParams, noticeSubjectKinds } from './notice.contract.ts';

const at = z.custom<Instant>((value) => typeof value === 'number');

const noticeRow = z.strictObject({
  id: idOf('notice'),
  personId: idOf('person').nullable(),
  reportId: idOf('report').nullable(),
  postId: idOf('post').nullable(),
  template: z.string(),
  params: z.custom<NoticeParams>((value) => typeof value === 'object' && value !== null),
  subjectKind: z.enum(noticeSubjectKinds),
  subjectId: z.uuid(),
  urgent: z.boolean(),
  at,
  readAt: at.nullable(),
});
export type StoredNotice = z.output<typeof noticeRow>;

/** All in one statement: a matter may be followed by a whole estate. Their ids, in the same order. */
export function insertNotices(
  tx: Tx,
  notices: readonly NewNotice[],
  now: Instant,
): { ids: NoticeId[]; statement: Statement } {
  const written = notices.map(({ recipient, template, params, subject, urgent }) => ({
    id: newId<NoticeId>(),
    person_id: recipient.to === 'person' ? recipient.personId : null,
    report_id: recipient.to === 'report' ? recipient.reportId : null,
    post_id: recipient.to === 'post' ? recipient.postId : null,
    template,
    params,
    subject_kind: subject.kind,
    subject_id: subject.id,
    urgent: urgent ?? false,
  }));
  const statement = tx`
    insert into notices (community_id, id, person_id, report_id, post_id, template, params, subject_kind,
      subject_id, urgent, at)
    select ${tx.community}, id, person_id, report_id, post_id, template, params, subject_kind, subject_id, urgent, ${now}
    from jsonb_to_recordset(${tx.json(written as never)}) as written (id uuid, person_id uuid, report_id uuid,
      post_id uuid, template text, params jsonb, subject_kind text, subject_id uuid, urgent boolean)`;
  return { ids: written.map(({ id }) => id), statement };
}

export function findNotices(tx: Tx, ids: readonly NoticeId[]): Promise<StoredNotice[]> {
  return rows(
    noticeRow,
    tx`
      select id, person_id, report_id, post_id, template, params, subject_kind, subject_id, urgent, at, read_at
      from notices where community_id = ${tx.community} and id = any(${[...ids]}::uuid[]) order by at, id`,
  );
}

/** Newest first; each inbox is read along its index only as far as the page needs. */
export function listNotices(
  tx: Tx,
  inboxes: readonly Id[],
  after: { at: Instant; id: NoticeId } | null,
  limit: number,
): Promise<StoredNotice[]> {
  const beyond = after === null ? tx`` : tx`and (at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`;
  return rows(
    noticeRow,
    tx`
      select found.* from unnest(${[...inboxes]}::uuid[]) as inbox (id) cross join lateral (
        select id, person_id, report_id, post_id, template, params, subject_kind, subject_id, urgent, at, read_at
        from notices
        where community_id = ${tx.community} and recipient_id = inbox.id ${beyond}
        order by at desc, id desc limit ${limit}) as found
      order by at desc, id desc limit ${limit}`,
  );
}

export async function countUnread(tx: Tx, inboxes: readonly Id[]): Promise<number> {
  const { count } = await oneRow(
    z.strictObject({ count: z.int() }),
    tx`
      select count(*) as count from notices
      where community_id = ${tx.community} and recipient_id = any(${[...inboxes]}::uuid[]) and read_at is null`,
  );
  return count;
}

export function findPlace(
  tx: Tx,
  inboxes: readonly Id[],
  id: NoticeId,
): Promise<{ at: Instant; id: NoticeId } | undefined> {
  return maybeRow(
    z.strictObject({ at, id: idOf('notice') }),
    tx`
      select at, id from notices
      where community_id = ${tx.community} and id = ${id} and recipient_id = any(${[...inboxes]}::uuid[])`,
  );
}

export async function markRead(
  tx: Tx,
  inboxes: readonly Id[],
  place: { at: Instant; id: NoticeId },
  options: { andOlder: boolean; now: Instant },
): Promise<void> {
  const which = options.andOlder
    ? tx`(at, id) <= (${place.at}::timestamptz, ${place.id}::uuid)`
    : tx`id = ${place.id}`;
  await tx`
    update notices set read_at = ${options.now}
    where community_id = ${tx.community} and recipient_id = any(${[...inboxes]}::uuid[]) and read_at is null
      and ${which}`;
}

/** Takes away what was told to these persons and reports, and what was told to anybody in these words. */
export async function deleteOf(tx: Tx, recipients: readonly Id[], needles: readonly string[]): Promise<void> {
  const these = tx`community_id = ${tx.community} and (recipient_id = any(${[...recipients]}::uuid[])
    or exists (select from unnest(${[...needles]}::text[]) as needle where strpos(params::text, needle) > 0))`;
  await tx`
    delete from message_notices where community_id = ${tx.community}
      and notice_id in (select id from notices where ${these})`;
  await tx`delete from notices where ${these}`;
}

/** Takes away notices from before then, so many at once, but for those that a message still carries; gives how many. */
export async function deleteBefore(tx: Tx, before: Instant, limit: number): Promise<number> {
  const gone = await tx`
    delete from notices where community_id = ${tx.community} and id in (
      select n.id from notices n
      where n.community_id = ${tx.community} and n.at < ${before} and not exists (
        select from message_notices m where m.community_id = ${tx.community} and m.notice_id = n.id)
      order by n.at limit ${limit})`;
  return gone.count;
}
