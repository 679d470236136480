import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import { operation } from '../../kernel/operation.ts';
import type { Instant } from '../../kernel/time.ts';
import { idOf, instantText, pagePlace } from '../../kernel/wire.ts';
import { type NoticeId, noticeSubjectKinds } from '../notice/notice.contract.ts';
import type { MessageChannel } from '../preference/preference.contract.ts';

export type MessageId = Id<'message'>;

/** The kinds of outbox job that send a message: one a channel, so that neither waits for the other. */
export const messageJobKinds = { sms: 'message.sms', mail: 'message.mail' } as const;
export const messagePayload = z.strictObject({ messageId: idOf('message') });

export const messagePurposes = ['notice', 'confirm-address'] as const;
export type MessagePurpose = (typeof messagePurposes)[number];

/**
 * `failed`: the receiver will not take it. `given-up`: nobody took it in all its tries. `dropped`: it lost its point
 * before it was sent, because it was read here or no longer wanted.
 */
export const messageStates = ['waiting', 'sent', 'failed', 'given-up', 'dropped'] as const;
export type MessageState = (typeof messageStates)[number];
/** What did not arrive and can be sent again. */
export const unsentStates: ReadonlySet<MessageState> = new Set(['failed', 'given-up']);

/** One line of the log: that something was sent to somebody, never what it said. */
export type Message = {
  id: MessageId;
  personId: Id<'person'>;
  channel: MessageChannel;
  purpose: MessagePurpose;
  maskedTo: string;
  subject: { kind: (typeof noticeSubjectKinds)[number]; id: Id } | null;
  urgent: boolean;
  state: MessageState;
  attempts: number;
  /** Why it is not sent: `smtp-550`, `timeout`, `read-here`; a code, never a server's words. */
  reason: string | null;
  at: Instant;
  dueAt: Instant;
  triedAt: Instant | null;
};

/** A message to be written down and sent. */
export type NewMessage = Pick<
  Message,
  'personId' | 'channel' | 'purpose' | 'maskedTo' | 'subject' | 'urgent' | 'dueAt'
> & { noticeIds: readonly NoticeId[] };

const deskOnly = {
  status: 403,
  zh: '发送记录只给社区值班和管理员看。要查一条消息发没发出，请找值班台。',
  en: 'The log of messages is for the community desk and administrators. Ask the desk whether a message went out.',
} as const;

/** Codes to sign in by are in the log too, as text messages to a number that may be nobody's yet. */
export const loggedPurposes = [...messagePurposes, 'one-time-code'] as const;
export type LoggedPurpose = (typeof loggedPurposes)[number];

const loggedSchema = z.strictObject({
  id: z.uuid(),
  /** Null for a code: the number may belong to nobody here. */
  person: z.string().nullable(),
  to: z.string(),
  channel: z.enum(['sms', 'mail']),
  purpose: z.enum(loggedPurposes),
  subject: z.strictObject({ kind: z.enum(noticeSubjectKinds), id: z.uuid() }).nullable(),
  state: z.enum(messageStates),
  attempts: z.int(),
  reason: z.string().nullable(),
  at: instantText,
  dueAt: instantText,
  can: z.strictObject({
    resend: z.union([z.literal(true), z.literal('not-unsent'), z.literal('not-for-staff')]),
  }),
});
export type LoggedMessage = z.output<typeof loggedSchema>;

const listMessages = operation({
  name: 'message.list',
  method: 'GET',
  path: '/messages',
  summary: 'What was sent to whom by text message and mail, newest first: masked, without what it said',
  input: z.strictObject({
    /** Only what did not arrive. */
    unsent: z.boolean().optional(),
    after: pagePlace.optional(),
    limit: z.int().min(1).max(100).optional(),
  }),
  output: z.strictObject({
    messages: z.array(loggedSchema),
    next: z.string().nullable(),
    /** How many of the last seven days did not arrive. */
    unsent: z.int(),
  }),
  refusals: { 'desk-only': deskOnly },
});

const resendMessage = operation({
  name: 'message.resend',
  method: 'POST',
  path: '/messages/:id/resend',
  summary: 'Tries a message again that did not arrive, to where its person is reached now',
  input: z.strictObject({ id: idOf('message') }),
  output: z.strictObject({ state: z.literal('waiting') }),
  refusals: {
    'desk-only': deskOnly,
    'message-not-found': {
      status: 404,
      zh: '没有找到这条记录。回发送记录查一下。',
      en: 'This message was not found. Look again in the log.',
    },
    'not-unsent': {
      status: 409,
      zh: '这条已经发出，或正等着发，不用再发。',
      en: 'This one has gone out, or is about to. There is nothing to send again.',
    },
    'not-for-staff': {
      status: 409,
      zh: '确认信里有本人的链接，要本人在“怎么告诉我”里重新要。',
      en: 'This letter holds a link of its reader, who can ask for a new one under “How I hear”.',
    },
  },
});

export const messageOperations = { listMessages, resendMessage };
