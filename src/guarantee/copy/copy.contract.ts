import { z } from 'zod';
import { messagePurposes, messageStates } from '../../channels/message/message.contract.ts';
import { noticeOperations } from '../../channels/notice/notice.contract.ts';
import { messageChannels, preferenceOperations } from '../../channels/preference/preference.contract.ts';
import { reportViewSchema } from '../../collect/report/report.contract.ts';
import { getResidence } from '../../collect/residence/residence.contract.ts';
import { operation } from '../../kernel/operation.ts';
import { instantText } from '../../kernel/wire.ts';
import { readAccount, readMe } from '../../people/account/account.contract.ts';
import { ownLookSchema } from '../../people/look/look.contract.ts';
import { listSessions } from '../../people/session/session.contract.ts';
import { ownErasureSchema } from '../erasure/erasure.contract.ts';

export const copyRefusals = {
  'sign-in-first': {
    status: 401,
    zh: '先登录，才知道要给谁的信息。',
    en: 'Sign in first, so that we know whose data it is.',
  },
  'sign-in-not-recent': {
    status: 403,
    zh: '这里面什么都有，要刚刚登录过才能拿。请退出再登录一次，回到这里。',
    en: 'It holds everything, so it needs a fresh sign-in. Sign out, sign in again and come back here.',
  },
  'copy-made-often': {
    status: 429,
    zh: '一天里已经拿过几次了，请过{wait}再来。',
    en: 'You have taken it several times within a day. Come again in {wait}.',
  },
} as const;

const mayMake = z.union([z.literal(true), z.enum(['sign-in-not-recent', 'copy-made-often'])]);

const offerSchema = z.strictObject({
  /** How many of their reports are in it. */
  reports: z.int(),
  /** When a copy was made last; null if none was lately. */
  madeAt: instantText.nullable(),
  /** When another can be taken, where too many were within a day. */
  nextAt: instantText.nullable(),
  can: z.strictObject({ make: mayMake }),
});
export type CopyOffer = z.output<typeof offerSchema>;

/** A text message or letter that was sent to them; its words are those of the notices. */
const sentSchema = z.strictObject({
  at: instantText,
  channel: z.enum(messageChannels),
  purpose: z.enum(messagePurposes),
  state: z.enum(messageStates),
  /** The number or address, in part. */
  to: z.string(),
});

/** Everything that is held about somebody, each part in the shape in which they are shown it elsewhere. */
export const ownCopySchema = z.strictObject({
  madeAt: instantText,
  person: readMe.output.shape.person,
  account: readAccount.output,
  sessions: listSessions.output.shape.sessions,
  residence: getResidence.output,
  preferences: preferenceOperations.getPreferences.output,
  reports: z.array(reportViewSchema),
  notices: noticeOperations.listNotices.output.shape.rows,
  sent: z.array(sentSchema),
  looks: z.array(ownLookSchema),
  erasure: ownErasureSchema,
});
export type OwnCopy = z.output<typeof ownCopySchema>;

const { 'sign-in-first': signInFirst } = copyRefusals;

export const offerCopy = operation({
  name: 'copy.offer',
  method: 'GET',
  path: '/account/copy',
  summary: 'Whether one can take a copy of one’s own data now, and how much it holds',
  input: z.strictObject({}),
  output: offerSchema,
  refusals: { 'sign-in-first': signInFirst },
});

export const makeCopy = operation({
  name: 'copy.make',
  method: 'POST',
  path: '/account/copies',
  summary: 'Everything that is held about oneself, in one answer; photos and recordings by their ids',
  input: z.strictObject({}),
  output: ownCopySchema,
  refusals: copyRefusals,
});

export const copyOperations = { offerCopy, makeCopy };
