import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import { operation } from '../../kernel/operation.ts';
import type { Instant } from '../../kernel/time.ts';
import { idOf, instantText } from '../../kernel/wire.ts';

export type NoticeId = Id<'notice'>;

/**
 * Who is told: a person, those who follow a report by its private link, or a post. What a post was told stays
 * with the post: its next holder reads on where the last one stopped.
 */
export type NoticeRecipient =
  | { to: 'person'; personId: Id<'person'> }
  | { to: 'report'; reportId: Id<'report'> }
  | { to: 'post'; postId: Id<'post'> };

/** What a notice is about, and where it leads. */
export const noticeSubjectKinds = [
  'matter',
  'report',
  'home',
  'residence-request',
  'absence',
  'account',
] as const;
export type NoticeSubject =
  | { kind: 'matter'; id: Id<'matter'> }
  | { kind: 'report'; id: Id<'report'> }
  | { kind: 'home'; id: Id<'household'> }
  | { kind: 'residence-request'; id: Id<'residence-request'> }
  | { kind: 'absence'; id: Id<'absence'> }
  | { kind: 'account'; id: Id<'account'> };

const paramValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** The values that fill a template's blanks. */
export type NoticeParams = Readonly<Record<string, z.output<typeof paramValue>>>;

/** A notice to be sent: the name of its text (`matter.accepted`) and the values, never the words. */
export type NewNotice = {
  recipient: NoticeRecipient;
  template: string;
  params: NoticeParams;
  subject: NoticeSubject;
  /** It does not wait for the morning: the rules that decide on the notice say so, by the case. */
  urgent?: boolean;
};

/** A notice as its recipient finds it. */
export type Notice = NewNotice & { id: NoticeId; urgent: boolean; at: Instant; readAt: Instant | null };

/**
 * The words of all notices, by template: every feature brings its own, `app` puts them together and hands them to
 * the screens. Written as methods, so that a text which takes only its own values (`{ number: string }`) fits.
 */
export type NoticeTexts = Readonly<
  Record<string, { zh(params: NoticeParams): string; en(params: NoticeParams): string }>
>;

/**
 * What people choose by when they say which news leaves the house: how their own affairs go on, what they are
 * asked, what a post has to do, and what cannot wait for the morning.
 */
export const noticeKinds = ['progress', 'question', 'work', 'urgent'] as const;
export type NoticeKind = (typeof noticeKinds)[number];
/** What kind of news a text is; that something cannot wait is said by the notice itself. */
export type TextKind = Exclude<NoticeKind, 'urgent'>;

/**
 * A notice as it leaves the house, on a telephone that others see and past servers that are not ours: its kind, and
 * one short sentence without words that anybody wrote freely. Those are read here, after signing in.
 */
export type OutwardText = {
  kind: TextKind;
  zh(params: NoticeParams): string;
  en(params: NoticeParams): string;
};
export type OutwardTexts = Readonly<Record<string, OutwardText>>;

/** The kind of outbox job that carries notices out of the house; written together with them. */
export const spreadJobKind = 'notice.spread';
export const spreadPayload = z.strictObject({ noticeIds: z.array(idOf('notice')) });
export type SpreadPayload = z.output<typeof spreadPayload>;

const signInFirst = {
  status: 401,
  zh: '先登录，才能看到给你的消息。没有登录也能用提交时的链接看进展。',
  en: 'Sign in to read what was sent to you. Without signing in, use the link you were given.',
} as const;

const may = z.union([z.literal(true), z.literal('sign-in-first')]);

const noticeRowSchema = z.strictObject({
  id: idOf('notice'),
  template: z.string(),
  params: z.record(z.string(), paramValue),
  subject: z.strictObject({ kind: z.enum(noticeSubjectKinds), id: z.uuid() }),
  /** The post it was sent to; null for what was sent to me or my report. */
  postId: idOf('post').nullable(),
  at: instantText,
  read: z.boolean(),
});
export type NoticeRow = z.output<typeof noticeRowSchema>;

const listNotices = operation({
  name: 'notice.list',
  method: 'GET',
  path: '/notices',
  summary: 'What I was told, and what the posts I hold were told, newest first',
  input: z.strictObject({
    /** `next` of the page before. */
    after: z
      .string()
      .regex(/^\d{1,14}~[0-9a-f-]{36}$/)
      .optional(),
    limit: z.int().min(1).max(100).optional(),
  }),
  output: z.strictObject({
    rows: z.array(noticeRowSchema),
    next: z.string().nullable(),
    unread: z.int(),
    can: z.strictObject({ read: may }),
  }),
  refusals: { 'sign-in-first': signInFirst },
});

const countNotices = operation({
  name: 'notice.count',
  method: 'GET',
  path: '/notices/count',
  summary: 'How many of my notices are unread',
  input: z.strictObject({}),
  output: z.strictObject({ unread: z.int() }),
  refusals: { 'sign-in-first': signInFirst },
});

const readNotices = operation({
  name: 'notice.read',
  method: 'POST',
  path: '/notices/read',
  summary:
    'Marks a notice as read, and with `andOlder` all of mine up to it: never one I have not been shown',
  input: z.strictObject({ noticeId: idOf('notice'), andOlder: z.boolean() }),
  output: z.strictObject({ unread: z.int() }),
  refusals: {
    'sign-in-first': signInFirst,
    'notice-not-found': {
      status: 404,
      zh: '没有找到这条消息。刷新消息页看看，换了职务的话，消息跟着职务走。',
      en: 'This notice was not found. Reload your notices; those of a post go with the post.',
    },
  },
});

export const noticeOperations = { listNotices, countNotices, readNotices };
