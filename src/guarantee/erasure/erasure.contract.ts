import { z } from 'zod';
import { operation } from '../../kernel/operation.ts';
import { dateText, instantText } from '../../kernel/wire.ts';
import { postKinds } from '../../people/post/post.contract.ts';

export const erasureStates = ['asked', 'withdrawn', 'done'] as const;
export type ErasureState = (typeof erasureStates)[number];

/** `restore` repeats what was erased after the backup that was put back. */
export const erasureAuthors = ['self', 'restore'] as const;

export const erasureRefusals = {
  'sign-in-first': {
    status: 401,
    zh: '先登录，才知道要删谁的信息。',
    en: 'Sign in first, so that we know whose data it is.',
  },
  'sign-in-not-recent': {
    status: 403,
    zh: '这件事要刚刚登录过才办。请退出再登录一次，回到这里。',
    en: 'This needs a fresh sign-in. Sign out, sign in again and come back here.',
  },
  'post-held': {
    status: 409,
    zh: '你还担任着{posts}。先请{whom}结束它，再来删。',
    en: 'You still hold a post: {posts}. Ask {whom} to end it first, then come back.',
  },
  'matters-open': {
    status: 409,
    zh: '你还有{count}件事没办完：{numbers}。办完了再来删；不想办了，可以先撤回。',
    en: 'Of yours, {count} are still under way: {numbers}. Come back when they are closed, or take them back first.',
  },
  'erasure-asked-already': {
    status: 409,
    zh: '已经提出过了，到日子就删。想留下，点“不删了”。',
    en: 'You have asked already; it happens on its day. To keep your data, choose “Keep it”.',
  },
  'erasure-not-asked': {
    status: 409,
    zh: '没有等着办的删除。要删，先提出来。',
    en: 'No erasure is waiting. Ask for one first.',
  },
} as const;

const mayAsk = z.union([
  z.literal(true),
  z.enum(['sign-in-not-recent', 'post-held', 'matters-open', 'erasure-asked-already']),
]);

export const ownErasureSchema = z.strictObject({
  /** What waits; null if nothing does. */
  asked: z.strictObject({ askedAt: instantText, dueAt: instantText }).nullable(),
  /** How much of theirs there is. */
  reports: z.int(),
  /** Numbers of what is still under way. */
  open: z.array(z.string()),
  /** Posts they hold or are to hold: these end first. */
  posts: z.array(
    z.strictObject({ kind: z.enum(postKinds), covers: z.string().nullable(), heldFrom: dateText }),
  ),
  /** Who can end them: administrators besides themselves; the street's post is ended on the server. */
  askToEnd: z.strictObject({ administrators: z.array(z.string()), operator: z.boolean() }),
  /** Whether they ever held a post or have a staff account: what they did in office stays, without their name. */
  served: z.boolean(),
  /** Whether their account is somebody in another community as well, and so stays. */
  elsewhere: z.boolean(),
  /** For how many days an erasure can be taken back. */
  days: z.int(),
  can: z.strictObject({
    ask: mayAsk,
    withdraw: z.union([z.literal(true), z.literal('erasure-not-asked')]),
  }),
});
export type OwnErasure = z.output<typeof ownErasureSchema>;

const pick = <const Codes extends readonly (keyof typeof erasureRefusals)[]>(...codes: Codes) =>
  Object.fromEntries(codes.map((code) => [code, erasureRefusals[code]])) as Pick<
    typeof erasureRefusals,
    Codes[number]
  >;

export const readErasure = operation({
  name: 'erasure.read',
  method: 'GET',
  path: '/account/erasure',
  summary: 'What would be erased of one’s own data, what stands in the way, and what waits',
  input: z.strictObject({}),
  output: ownErasureSchema,
  refusals: pick('sign-in-first'),
});

/** Twice confirmed: what it means was read, and that it cannot be undone after its day. */
export const askErasure = operation({
  name: 'erasure.ask',
  method: 'POST',
  path: '/account/erasure',
  summary: 'Has everything erased that tells of oneself, after some days in which it can be taken back',
  input: z.strictObject({
    read: z.literal('yes', 'read-missing'),
    final: z.literal('yes', 'final-missing'),
  }),
  output: ownErasureSchema,
  refusals: pick('sign-in-first', 'sign-in-not-recent', 'post-held', 'matters-open', 'erasure-asked-already'),
  problems: {
    'read-missing': { zh: '先勾上“我看过了”', en: 'Tick that you have read it' },
    'final-missing': { zh: '先勾上“删了找不回来”', en: 'Tick that it cannot be undone' },
  },
});

export const withdrawErasure = operation({
  name: 'erasure.withdraw',
  method: 'POST',
  path: '/account/erasure/withdraw',
  summary: 'Keeps one’s data after all',
  input: z.strictObject({}),
  output: ownErasureSchema,
  refusals: pick('sign-in-first', 'erasure-not-asked'),
});

export const erasureOperations = { readErasure, askErasure, withdrawErasure };
