import type { Id } from '../../kernel/id.ts';
import { ok, refuse } from '../../kernel/outcome.ts';
import { addMs, dayMs, formatInstant, type Instant } from '../../kernel/time.ts';
import { noteLooks, readAndNote } from '../../people/look/look.service.ts';
import { getPersonNames } from '../../people/person/person.service.ts';
import { type HandlersOf, implement } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { enqueue } from '../../platform/outbox.ts';
import type { SmsRecord } from '../sms/sms.contract.ts';
import { listSmsMessages, sweepSmsMessages } from '../sms/sms.service.ts';
import {
  type LoggedMessage,
  type Message,
  type MessageId,
  type MessagePurpose,
  messageJobKinds,
  messageOperations,
  type NewMessage,
} from './message.contract.ts';
import { mayReadLog, mayResend } from './message.policy.ts';
import { codeState, readPlace, writePlace } from './message.rules.ts';
import * as store from './message.store.ts';

type Handlers = HandlersOf<typeof messageOperations>;

/** Writes a message down together with the job that sends it when it is due. */
export async function queueMessage(tx: Tx, message: NewMessage, now: Instant): Promise<void> {
  const id = newId<MessageId>();
  const { noticeIds, ...rest } = message;
  const fresh = { state: 'waiting', attempts: 0, reason: null, triedAt: null } as const;
  await store.insertMessage(tx, { ...rest, ...fresh, id, at: now });
  if (noticeIds.length > 0) await store.addNotices(tx, id, noticeIds);
  await enqueueSending(tx, { id, channel: message.channel, dueAt: message.dueAt }, now);
}

/** The job that sends a message at its time. */
export async function enqueueSending(
  tx: Tx,
  { id, channel, dueAt }: Pick<Message, 'id' | 'channel' | 'dueAt'>,
  now: Instant,
): Promise<void> {
  await enqueue(tx, { kind: messageJobKinds[channel], payload: { messageId: id }, runAt: dueAt, now });
}

/** When messages of one purpose were written to somebody since then. */
export function timesOfMessages(
  tx: Tx,
  person: Id<'person'>,
  purpose: MessagePurpose,
  since: Instant,
): Promise<Instant[]> {
  return store.timesOfPerson(tx, person, purpose, since);
}

const pageLength = 50;
/** How long what did not arrive counts as something to look at. */
const unsentCountsMs = 7 * dayMs;

const listMessages: Handlers['listMessages'] = async (call, input) => {
  const may = mayReadLog(call.asker);
  if (may !== true) return refuse(may);
  const limit = input.limit ?? pageLength;
  const unsent = input.unsent ?? false;
  const after = input.after === undefined ? null : readPlace(input.after);
  return readAndNote(call, async (tx) => {
    const [messages, codes, count] = await Promise.all([
      store.listMessages(tx, { unsent, after }, limit + 1),
      unsent ? [] : listSmsMessages(tx, limit + 1, after),
      store.countUnsent(tx, addMs(call.now, -unsentCountsMs)),
    ]);
    const names = await getPersonNames(
      tx,
      messages.map(({ personId }) => personId),
    );
    const all = [
      ...messages.map((message) => ({ at: message.at, logged: logMessage(message, names) })),
      ...codes.map((code) => ({ at: code.at, logged: logCode(code) })),
    ].sort((a, b) => b.at - a.at || (a.logged.id < b.logged.id ? 1 : -1));
    const shown = all.slice(0, limit);
    const people = new Set(messages.map(({ personId }) => personId)).size;
    await noteLooks(tx, call, messageOperations.listMessages.name, [{ kind: 'people', people }]);
    const last = shown.at(-1);
    const next = last && all.length > limit ? writePlace({ at: last.at, id: last.logged.id as Id }) : null;
    return ok({ messages: shown.map(({ logged }) => logged), next, unsent: count });
  });
};

function logMessage(message: Message, names: ReadonlyMap<Id<'person'>, string>): LoggedMessage {
  const { id, personId, maskedTo, channel, purpose, subject, state, attempts, reason, at, dueAt } = message;
  return {
    ...{
      id,
      person: names.get(personId) ?? null,
      to: maskedTo,
      channel,
      purpose,
      subject,
      state,
      attempts,
      reason,
    },
    ...{ at: formatInstant(at), dueAt: formatInstant(dueAt), can: { resend: mayResend(message) } },
  };
}

/** A code to sign in by: staff see that it went out, and never send it again. */
function logCode({ id, maskedPhone, state, attempts, lastError, at }: SmsRecord): LoggedMessage {
  return {
    ...{ id, person: null, to: maskedPhone, channel: 'sms', purpose: 'one-time-code', subject: null },
    ...{ state: codeState(state), attempts, reason: state === 'sent' ? null : lastError },
    ...{ at: formatInstant(at), dueAt: formatInstant(at), can: { resend: 'not-for-staff' } },
  };
}

const resendMessage: Handlers['resendMessage'] = async (call, { id }) => {
  const may = mayReadLog(call.asker);
  if (may !== true) return refuse(may);
  return call.write(async (tx) => {
    const message = await store.findMessage(tx, id);
    if (!message) return refuse('message-not-found');
    const mayAgain = mayResend(message);
    if (mayAgain !== true) return refuse(mayAgain);
    if (!(await store.resetMessage(tx, id, call.now))) return refuse('not-unsent');
    await enqueueSending(tx, { ...message, dueAt: call.now }, call.now);
    return ok({ state: 'waiting' as const });
  });
};

/** Forgets lines of the log from before then: who heard of what is personal. Gives how many. */
export async function sweepMessages(tx: Tx, before: Instant, limit: number): Promise<number> {
  return (await store.deleteBefore(tx, before, limit)) + (await sweepSmsMessages(tx, before, limit));
}

export const messageHandlers = implement(messageOperations, { listMessages, resendMessage });

/** Takes away every line that something was sent to somebody. */
export function eraseMessages(tx: Tx, personId: Id<'person'>): Promise<void> {
  return store.deleteOfPerson(tx, personId);
}

/** What was sent to somebody, newest first. */
export function listSentTo(tx: Tx, personId: Id<'person'>, limit: number): Promise<Message[]> {
  return store.listOfPerson(tx, personId, limit);
}
