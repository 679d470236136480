import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import { idOf } from '../../kernel/wire.ts';
import { maybeRow, oneRow, rows, type Tx } from '../../platform/database.ts';
import { type NoticeId, noticeSubjectKinds } from '../notice/notice.contract.ts';
import { messageChannels } from '../preference/preference.contract.ts';
import { type Message, type MessageId, messagePurposes, messageStates } from './message.contract.ts';

const at = z.custom<Instant>((value) => typeof value === 'number');

const messageRow = z.strictObject({
  id: idOf('message'),
  personId: idOf('person'),
  channel: z.enum(messageChannels),
  purpose: z.enum(messagePurposes),
  maskedTo: z.string(),
  subjectKind: z.enum(noticeSubjectKinds).nullable(),
  subjectId: z.uuid().nullable(),
  urgent: z.boolean(),
  state: z.enum(messageStates),
  attempts: z.int(),
  reason: z.string().nullable(),
  at,
  dueAt: at,
  triedAt: at.nullable(),
});
type MessageRow = z.output<typeof messageRow>;

const columns = (tx: Tx) => tx`
  id, person_id, channel, purpose, masked_to, subject_kind, subject_id, urgent, state, attempts, reason, at,
  due_at, tried_at`;

function messageFrom({ subjectKind, subjectId, ...row }: MessageRow): Message {
  const subject = subjectKind && subjectId ? { kind: subjectKind, id: subjectId as Id } : null;
  return { ...row, subject };
}

export async function insertMessage(tx: Tx, message: Message): Promise<void> {
  const { id, personId, channel, purpose, maskedTo, subject, urgent, state, at, dueAt } = message;
  await tx`
    insert into messages (community_id, id, person_id, channel, purpose, masked_to, subject_kind, subject_id, urgent,
      state, at, due_at)
    values (${tx.community}, ${id}, ${personId}, ${channel}, ${purpose}, ${maskedTo}, ${subject?.kind ?? null},
      ${subject?.id ?? null}, ${urgent}, ${state}, ${at}, ${dueAt})`;
}

export async function addNotices(tx: Tx, message: MessageId, notices: readonly NoticeId[]): Promise<void> {
  await tx`
    insert into message_notices (community_id, message_id, notice_id)
    select ${tx.community}, ${message}, notice_id from unnest(${[...notices]}::uuid[]) as given (notice_id)
    on conflict do nothing`;
}

export async function listNoticeIds(tx: Tx, message: MessageId): Promise<NoticeId[]> {
  const found = await rows(
    z.strictObject({ noticeId: idOf('notice') }),
    tx`
      select notice_id from message_notices
      where community_id = ${tx.community} and message_id = ${message} order by notice_id`,
  );
  return found.map(({ noticeId }) => noticeId);
}

/**
 * A message to the same person by the same way about the same thing that still waits for its time. It stays locked,
 * so that it cannot leave before what is added to it is committed.
 */
export function lockGathering(
  tx: Tx,
  { personId, channel, subject }: Pick<Message, 'personId' | 'channel' | 'subject'>,
  now: Instant,
): Promise<{ id: MessageId } | undefined> {
  return maybeRow(
    z.strictObject({ id: idOf('message') }),
    tx`
      select id from messages
      where community_id = ${tx.community} and person_id = ${personId} and channel = ${channel}
        and subject_id = ${subject?.id ?? null} and state = 'waiting' and attempts = 0 and not urgent
        and due_at > ${now}
      order by due_at desc limit 1 for update`,
  );
}

export async function findMessage(tx: Tx, id: MessageId): Promise<Message | undefined> {
  const found = await maybeRow(
    messageRow,
    tx`select ${columns(tx)} from messages where community_id = ${tx.community} and id = ${id}`,
  );
  return found && messageFrom(found);
}

/** Takes a message that waits, for a try: who would still add to it comes too late. */
export async function takeMessage(tx: Tx, id: MessageId, now: Instant): Promise<Message | undefined> {
  const found = await maybeRow(
    messageRow,
    tx`
      update messages set attempts = attempts + 1, tried_at = ${now}
      where community_id = ${tx.community} and id = ${id} and state = 'waiting' returning ${columns(tx)}`,
  );
  return found && messageFrom(found);
}

/** How a message stands after a try; one that nobody waits for any more is left as it is. */
export async function updateState(
  tx: Tx,
  id: MessageId,
  change: Pick<Message, 'state' | 'reason'>,
): Promise<void> {
  await tx`
    update messages set state = ${change.state}, reason = ${change.reason}
    where community_id = ${tx.community} and id = ${id} and state = 'waiting'`;
}

export async function delayMessage(tx: Tx, id: MessageId, dueAt: Instant): Promise<void> {
  await tx`update messages set due_at = ${dueAt} where community_id = ${tx.community} and id = ${id}`;
}

/** Puts an unsent message back into the row; false if it is not unsent. */
export async function resetMessage(tx: Tx, id: MessageId, now: Instant): Promise<boolean> {
  const { count } = await tx`
    update messages set state = 'waiting', attempts = 0, reason = null, due_at = ${now}
    where community_id = ${tx.community} and id = ${id} and state in ('failed', 'given-up')`;
  return count === 1;
}

export type Place = { at: Instant; id: Id };

/** Newest first, from a place on; only those that did not arrive if wanted. */
export async function listMessages(
  tx: Tx,
  wanted: { unsent: boolean; after: Place | null },
  limit: number,
): Promise<Message[]> {
  const { after } = wanted;
  const unsent = wanted.unsent ? tx`and state in ('failed', 'given-up')` : tx``;
  const beyond = after === null ? tx`` : tx`and (at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`;
  const found = await rows(
    messageRow,
    tx`
      select ${columns(tx)} from messages where community_id = ${tx.community} ${unsent} ${beyond}
      order by at desc, id desc limit ${limit}`,
  );
  return found.map(messageFrom);
}

/** What was sent to somebody, newest first. */
export async function listOfPerson(tx: Tx, person: Id<'person'>, limit: number): Promise<Message[]> {
  const found = await rows(
    messageRow,
    tx`
      select ${columns(tx)} from messages where community_id = ${tx.community} and person_id = ${person}
      order by at desc, id desc limit ${limit}`,
  );
  return found.map(messageFrom);
}

export async function countUnsent(tx: Tx, since: Instant): Promise<number> {
  const { count } = await oneRow(
    z.strictObject({ count: z.int() }),
    tx`
      select count(*) as count from messages
      where community_id = ${tx.community} and state in ('failed', 'given-up') and at >= ${since}`,
  );
  return count;
}

export async function timesOfPerson(
  tx: Tx,
  person: Id<'person'>,
  purpose: Message['purpose'],
  since: Instant,
): Promise<Instant[]> {
  const found = await rows(
    z.strictObject({ at }),
    tx`
      select at from messages
      where community_id = ${tx.community} and person_id = ${person} and purpose = ${purpose} and at > ${since}`,
  );
  return found.map((row) => row.at);
}

export async function deleteBefore(tx: Tx, before: Instant, limit: number): Promise<number> {
  const gone = await tx`
    delete from messages where community_id = ${tx.community} and id in (
      select id from messages
      where community_id = ${tx.community} and at < ${before} and state <> 'waiting' order by at limit ${limit})`;
  return gone.count;
}

/** Takes away every line that something was sent to somebody. */
export async function deleteOfPerson(tx: Tx, personId: Id<'person'>): Promise<void> {
  await tx`delete from messages where community_id = ${tx.community} and person_id = ${personId}`;
}
