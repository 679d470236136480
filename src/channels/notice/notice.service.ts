import type { Id } from '../../kernel/id.ts';
import { ok, refuse } from '../../kernel/outcome.ts';
import { formatInstant, type Instant } from '../../kernel/time.ts';
import { type HandlersOf, implement } from '../../platform/call.ts';
import { atOnce, type Say, type Tx } from '../../platform/database.ts';
import { enqueue } from '../../platform/outbox.ts';
import { isAnybodyReached } from '../preference/preference.service.ts';
import {
  type NewNotice,
  type Notice,
  type NoticeId,
  type NoticeRecipient,
  type NoticeRow,
  type NoticeSubject,
  noticeOperations,
  type SpreadPayload,
  spreadJobKind,
} from './notice.contract.ts';
import { mayReadNotices } from './notice.policy.ts';
import { inboxesOf, inboxOf, readPlace, withoutRepeats, writePlace } from './notice.rules.ts';
import * as store from './notice.store.ts';

const pageLength = 30;

/** So many notices a job: a matter may be followed by a whole estate. */
const noticesAJob = 500;

/**
 * Tells people something, in the transaction in which it comes about. Nobody is told the same of the same subject
 * twice at once, however many ways they are reached by. Where anybody wants news outside the inbox, a job of the
 * same transaction sees to it (`channels/message`).
 */
export async function sendNotices(
  tx: Tx,
  notices: readonly NewNotice[],
  now: Instant,
  say: Say = atOnce,
): Promise<void> {
  const distinct = withoutRepeats(notices);
  if (distinct.length === 0) return;
  // Who follows by a private link has no telephone and no address here.
  const mayBeReached = distinct.map(({ recipient }) => recipient.to !== 'report');
  const { ids, statement } = store.insertNotices(tx, distinct, now);
  const [isReached] = await Promise.all([
    mayBeReached.includes(true) && isAnybodyReached(tx),
    say(statement),
  ]);
  if (!isReached) return;
  const reachable = ids.filter((_id, index) => mayBeReached[index]);
  for (let from = 0; from < reachable.length; from += noticesAJob) {
    const payload: SpreadPayload = { noticeIds: reachable.slice(from, from + noticesAJob) };
    await enqueue(tx, { kind: spreadJobKind, payload, runAt: now, now }, say);
  }
}

/** What the followers of a report were told, newest first: for its private page. */
export async function listNoticesOfReport(tx: Tx, reportId: Id<'report'>, limit = 100): Promise<Notice[]> {
  const inbox = inboxOf({ to: 'report', reportId });
  return (await store.listNotices(tx, [inbox], null, limit)).map(noticeFrom);
}

/** Notices by their ids, oldest first; what is no longer there is left out. */
export async function getNotices(tx: Tx, ids: readonly NoticeId[]): Promise<Notice[]> {
  return ids.length === 0 ? [] : (await store.findNotices(tx, ids)).map(noticeFrom);
}

const listNotices: Handlers['listNotices'] = async (call, input) => {
  const may = mayReadNotices(call.asker);
  if (may !== true) return refuse(may);
  const inboxes = inboxesOf(call.asker);
  const limit = input.limit ?? pageLength;
  const after = input.after === undefined ? null : readPlace(input.after);
  return call.read(async (tx) => {
    // One more than the page holds tells whether there is another.
    const [found, unread] = await Promise.all([
      store.listNotices(tx, inboxes, after, limit + 1),
      store.countUnread(tx, inboxes),
    ]);
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    const next = last && found.length > limit ? writePlace(last) : null;
    return ok({ rows: shown.map(rowFrom), next, unread, can: { read: may } });
  });
};

const countNotices: Handlers['countNotices'] = async (call) => {
  const may = mayReadNotices(call.asker);
  if (may !== true) return refuse(may);
  return call.read(async (tx) => ok({ unread: await store.countUnread(tx, inboxesOf(call.asker)) }));
};

const readNotices: Handlers['readNotices'] = async (call, { noticeId, andOlder }) => {
  const may = mayReadNotices(call.asker);
  if (may !== true) return refuse(may);
  const inboxes = inboxesOf(call.asker);
  return call.write(async (tx) => {
    const place = await store.findPlace(tx, inboxes, noticeId);
    if (!place) return refuse('notice-not-found');
    await store.markRead(tx, inboxes, place, { andOlder, now: call.now });
    return ok({ unread: await store.countUnread(tx, inboxes) });
  });
};

function noticeFrom(row: store.StoredNotice): Notice {
  const { id, template, params, urgent, at, readAt } = row;
  const subject = { kind: row.subjectKind, id: row.subjectId } as NoticeSubject;
  return { id, recipient: recipientFrom(row), template, params, subject, urgent, at, readAt };
}

function recipientFrom({ personId, reportId, postId }: store.StoredNotice): NoticeRecipient {
  if (personId) return { to: 'person', personId };
  if (reportId) return { to: 'report', reportId };
  if (postId) return { to: 'post', postId };
  throw new Error('a notice to nobody: the table does not let one in');
}

function rowFrom(row: store.StoredNotice): NoticeRow {
  const { id, template, params, postId } = row;
  const subject = { kind: row.subjectKind, id: row.subjectId };
  return {
    id,
    template,
    params: { ...params },
    subject,
    postId,
    at: formatInstant(row.at),
    read: row.readAt !== null,
  };
}

type Handlers = HandlersOf<typeof noticeOperations>;
export const noticeHandlers = implement(noticeOperations, { listNotices, countNotices, readNotices });

/** Takes away what was told to these persons and reports, and what was told to anybody in these words. */
export function eraseNotices(tx: Tx, recipients: readonly Id[], needles: readonly string[]): Promise<void> {
  return store.deleteOf(tx, recipients, needles);
}

/** Forgets what people were told before then; gives how many notices. */
export function sweepNotices(tx: Tx, before: Instant, limit: number): Promise<number> {
  return store.deleteBefore(tx, before, limit);
}
