import { z } from 'zod';
import { operation } from '../../kernel/operation.ts';
import type { Instant } from '../../kernel/time.ts';
import { type NoticeKind, noticeKinds } from '../notice/notice.contract.ts';
import type { QuietHours } from '../reach/reach.contract.ts';

/** Ways news leaves the house. The inbox always has everything. */
export const messageChannels = ['sms', 'mail'] as const;
export type MessageChannel = (typeof messageChannels)[number];

type Ways = Readonly<Record<MessageChannel, readonly NoticeKind[]>>;

/** What somebody chose: by which ways they hear of which kinds, and when they are not disturbed. */
export type Choices = Ways & QuietHours;

/** The same as it is kept: null where somebody goes by the community's night, whatever that will be. */
export type KeptChoices = Ways & { [Name in keyof QuietHours]: number | null };

/** Where somebody's mail goes; used for nothing but its confirmation before that. */
export type MailAddress = { address: string; askedAt: Instant; confirmedAt: Instant | null };

export const signInFirst = {
  status: 401,
  zh: '先登录，才能选消息怎么告诉你。不登录也能用提交时的链接看进展。',
  en: 'Sign in to choose how news reaches you. Without signing in, follow your report by its link.',
} as const;

const kinds = z.array(z.enum(noticeKinds)).max(noticeKinds.length);
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'time-unreadable');
const chosen = { sms: kinds, mail: kinds, quietFrom: timeOfDay, quietUntil: timeOfDay };

const getPreferences = operation({
  name: 'preference.get',
  method: 'GET',
  path: '/preferences',
  summary: 'By which ways I hear of which kinds of news, when I am not disturbed, and where my mail goes',
  input: z.strictObject({}),
  output: z.strictObject({
    ...chosen,
    /** Masked; null where nobody knows a number. */
    phone: z.string().nullable(),
    mailAddress: z.strictObject({ address: z.string(), confirmed: z.boolean() }).nullable(),
    can: z.strictObject({ set: z.union([z.literal(true), z.literal('sign-in-first')]) }),
  }),
  refusals: { 'sign-in-first': signInFirst },
});

const setPreferences = operation({
  name: 'preference.set',
  method: 'POST',
  path: '/preferences',
  summary:
    'Chooses the ways and the quiet hours; what is left out is no longer sent. The inbox has everything',
  input: z.strictObject(chosen),
  output: z.strictObject({ set: z.literal(true) }),
  refusals: {
    'sign-in-first': signInFirst,
    'phone-missing': {
      status: 409,
      zh: '这里没有你的手机号，短信发不到。请先告诉社区你的手机号。',
      en: 'No mobile number of yours is known here, so no text message would arrive. Tell the community your number first.',
    },
    'mail-not-confirmed': {
      status: 409,
      zh: '邮箱还没有确认。先填邮箱，再点信里的链接。',
      en: 'Your mail address is not confirmed. Enter it first, then open the link in the letter.',
    },
  },
  problems: {
    'time-unreadable': { zh: '时间这样写：22:00', en: 'Write a time like 22:00' },
  },
});

export const preferenceOperations = { getPreferences, setPreferences };
