import { z } from 'zod';
import { programs, systems } from '../../kernel/device.ts';
import { operation } from '../../kernel/operation.ts';
import { idOf, instantText } from '../../kernel/wire.ts';

/** Signed in by password, or by a code sent to the phone: the second never gives the rights of a staff post. */
export const sessionKinds = ['staff', 'resident'] as const;
export type SessionKind = (typeof sessionKinds)[number];

/** What a half-open session of staff waits for; until it has come, its holder is nobody. */
export const awaited = ['code', 'enrolment'] as const;
export type Awaited = (typeof awaited)[number];

export const sessionIdSchema = idOf('session');

export const signInFirst = {
  status: 401,
  zh: '请先登录，再看自己的账号。',
  en: 'Please sign in first, then look at your account.',
} as const;

const seenSchema = z.strictObject({
  id: sessionIdSchema,
  kind: z.enum(sessionKinds),
  device: z.strictObject({ system: z.enum(systems), program: z.enum(programs) }),
  signedInAt: instantText,
  lastSeenAt: instantText,
  /** The one that asks. */
  current: z.boolean(),
  /** The password was right, and nothing more: nobody is signed in by it yet. */
  halfOpen: z.boolean(),
});
export type SeenSession = z.infer<typeof seenSchema>;

export const listSessions = operation({
  name: 'account.listSessions',
  method: 'GET',
  path: '/account/sessions',
  summary: 'Where the asker is signed in, the current one first: device in words and times, no addresses',
  input: z.strictObject({}),
  output: z.strictObject({ sessions: z.array(seenSchema) }),
  refusals: { 'not-signed-in': signInFirst },
});

export const endOneSession = operation({
  name: 'account.endSession',
  method: 'POST',
  path: '/account/sessions/:sessionId/end',
  summary: 'Signs the asker out on one device; on the own one this is signing out',
  input: z.strictObject({ sessionId: sessionIdSchema }),
  output: z.strictObject({}),
  refusals: {
    'not-signed-in': signInFirst,
    'session-unknown': {
      status: 404,
      zh: '那台设备已经退出了，不用再办。',
      en: 'That device is signed out already; nothing is left to do.',
    },
  },
});

export const endOtherSessions = operation({
  name: 'account.endOtherSessions',
  method: 'POST',
  path: '/account/sessions/end-others',
  summary: 'Signs the asker out everywhere but here',
  input: z.strictObject({}),
  output: z.strictObject({ ended: z.int() }),
  refusals: { 'not-signed-in': signInFirst },
});

export const sessionOperations = { listSessions, endOneSession, endOtherSessions };
