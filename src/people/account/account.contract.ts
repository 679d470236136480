import { z } from 'zod';
import { operation } from '../../kernel/operation.ts';
import { instantText } from '../../kernel/wire.ts';
import { accountIdSchema, personIdSchema } from '../person/person.contract.ts';
import { postIdSchema, postKinds } from '../post/post.contract.ts';
import { awaited, sessionKinds, signInFirst } from '../session/session.contract.ts';

const phoneInput = z.string().min(1).max(30);

const phoneProblems = {
  'phone-invalid': {
    zh: '手机号要11位，1开头，比如13812345678',
    en: 'Write a mobile number of 11 digits that begins with 1, such as 13812345678',
  },
};

export const signedInSchema = z.strictObject({ personId: personIdSchema, displayName: z.string() });

export const notOfThisCommunity = {
  status: 403,
  zh: '这个账号不属于这个小区。换一个账号，或请管理员把你加进来。',
  en: 'This account does not belong to this community. Use another one, or ask an administrator to add you.',
} as const;

export const requestCode = operation({
  name: 'account.requestCode',
  method: 'POST',
  path: '/account/codes',
  summary: 'Sends a six-digit code to a phone; the answer is the same whether the number is known or not',
  input: z.strictObject({ phone: phoneInput }),
  output: z.strictObject({ validSeconds: z.int() }),
  refusals: {
    'code-too-soon': {
      status: 429,
      zh: '刚发过一条，{wait}后可以再发。先看看短信收到没有。',
      en: 'A code has just been sent. You can ask for another in {wait}; see if it has arrived first.',
    },
    'code-limit-reached': {
      status: 429,
      zh: '这个号码一小时里已经发了5条，请过{wait}再试，或者不登录直接反映。',
      en: 'Five codes were sent to this number within the hour. Try again in {wait}, or report without signing in.',
    },
    'codes-from-here': {
      status: 429,
      zh: '从这台手机或电脑要的验证码太多了，请过{wait}再试，或者不登录直接反映。',
      en: 'Too many codes were asked for from this device. Try again in {wait}, or report without signing in.',
    },
    'codes-used-up': {
      status: 429,
      zh: '小区里要验证码的人太多，短信暂时发不了。请过{wait}再试，或者不登录直接反映。',
      en: 'So many in this community asked for codes that none can be sent now. Try again in {wait}, or report without signing in.',
    },
  },
  problems: phoneProblems,
});

export const signInWithCode = operation({
  name: 'account.signInWithCode',
  method: 'POST',
  path: '/account/sign-in-with-code',
  summary: 'Signs a resident in; the first time also registers them',
  input: z.strictObject({ phone: phoneInput, code: z.string().regex(/^\s*(?:\d\s*){6}$/, 'code-malformed') }),
  output: signedInSchema,
  refusals: {
    'code-wrong': {
      status: 422,
      zh: '验证码不对，或者已经过期。看一下最新的那条短信，或者再发一条。',
      en: 'That code is wrong or has expired. Look at the latest message, or ask for a new code.',
    },
  },
  problems: {
    ...phoneProblems,
    'code-malformed': { zh: '验证码是6位数字', en: 'The code has six digits' },
  },
});

export const signInWithPassword = operation({
  name: 'account.signInWithPassword',
  method: 'POST',
  path: '/account/sign-in',
  summary: 'Signs staff in by name and password, as far as that goes without a second factor',
  input: z.strictObject({ username: z.string().min(1).max(80), password: z.string().min(1).max(200) }),
  output: z.strictObject({
    /** What is still owed before anybody is signed in: a code, or the setting up of a second factor. */
    awaits: z.enum(awaited).nullable(),
    person: signedInSchema.nullable(),
  }),
  refusals: {
    'sign-in-failed': {
      status: 401,
      zh: '账号或密码不对。连着错5次，要等15分钟再试；忘了密码，请管理员给你一个链接。',
      en: 'The name or password is wrong. After five wrong tries in a row you have to wait 15 minutes; an administrator can give you a link to a new password.',
    },
    'not-of-this-community': notOfThisCommunity,
    'demonstration-only': {
      status: 403,
      zh: '这是试用账号，只能在装着它的那台机器上用。请管理员给你开正式账号。',
      en: 'This account is for trying the product out, on its own machine only. Ask an administrator for a real one.',
    },
  },
});

export const signOut = operation({
  name: 'account.signOut',
  method: 'POST',
  path: '/account/sign-out',
  summary: 'Ends this session; signing out twice is no error',
  input: z.strictObject({}),
  output: z.strictObject({}),
  refusals: {},
});

export const readMe = operation({
  name: 'account.me',
  method: 'GET',
  path: '/account/me',
  summary: 'Who asks, as the server sees it',
  input: z.strictObject({}),
  output: z.strictObject({
    person: z
      .strictObject({
        id: personIdSchema,
        displayName: z.string(),
        phone: z.string().nullable(),
        language: z.enum(['zh', 'en']),
        posts: z.array(
          z.strictObject({ id: postIdSchema, kind: z.enum(postKinds), covers: z.string().nullable() }),
        ),
        homes: z.array(z.string()),
      })
      .nullable(),
    can: z.strictObject({
      signOut: z.union([z.literal(true), z.literal('not-signed-in')]),
      listPeople: z.union([z.literal(true), z.literal('desk-only')]),
      listPosts: z.union([z.literal(true), z.literal('staff-only')]),
      appoint: z.union([z.literal(true), z.literal('administrator-only')]),
    }),
  }),
  refusals: {},
});

export const staffSignInFirst = {
  status: 403,
  zh: '你是用手机号登录的。这一项要先用账号和密码登录。',
  en: 'You signed in by telephone. For this, sign in with your user name and password.',
} as const;

export const passwordWrong = {
  status: 422,
  zh: '现在的密码不对。连着错5次，要等15分钟再试。',
  en: 'The present password is wrong. After five wrong tries in a row you have to wait 15 minutes.',
} as const;

export const weakPassword = {
  'password-too-short': {
    status: 422,
    zh: '新密码至少要10个字。一句只有你知道的话就很好。',
    en: 'The new password needs at least ten characters. A sentence only you know does well.',
  },
  'password-too-easy': {
    status: 422,
    zh: '新密码太好猜：不要带账号名，不要总是那几个字。换一句长一点的话。',
    en: 'The new password is easily guessed: leave out the user name, and use more than a few different characters.',
  },
} as const;

export const changePassword = operation({
  name: 'account.changePassword',
  method: 'POST',
  path: '/account/password',
  summary: 'Changes the own password and signs out everywhere else',
  input: z.strictObject({ current: z.string().min(1).max(200), chosen: z.string().min(1).max(200) }),
  output: z.strictObject({}),
  refusals: {
    'not-signed-in': signInFirst,
    'staff-sign-in-first': staffSignInFirst,
    'password-wrong': passwordWrong,
    ...weakPassword,
  },
});

export const accountEventKinds = [
  'password-changed',
  'password-link-issued',
  'password-chosen',
  'second-factor-set',
  'second-factor-reset',
  'recovery-code-used',
  'recovery-codes-renewed',
  'number-removed',
  'identity-bound',
  'identity-unbound',
  'data-copied',
] as const;
export type AccountEventKind = (typeof accountEventKinds)[number];

export const accountEventAuthors = ['self', 'administrator', 'operator'] as const;
export type AccountEventAuthor = (typeof accountEventAuthors)[number];

/** What administrators and operators do to somebody's ways in: its owner hears of it wherever they want to. */
export const othersActs = ['second-factor-reset', 'password-link-issued', 'identity-unbound'] as const;
export type OthersAct = (typeof othersActs)[number];

/** The job by which an account's owner is told; written together with the act. */
export const accountEventJob = 'account.others-act';
export const othersActPayload = z.strictObject({
  accountId: accountIdSchema,
  kind: z.enum(othersActs),
  by: z.enum(accountEventAuthors).exclude(['self']),
});
export type OthersActPayload = z.output<typeof othersActPayload>;

const may = z.union([z.literal(true), z.enum(['not-signed-in', 'staff-sign-in-first'])]);

export const readAccount = operation({
  name: 'account.read',
  method: 'GET',
  path: '/account',
  summary: 'The own account: what it signs in with, and what happened to that lately',
  input: z.strictObject({}),
  output: z.strictObject({
    displayName: z.string(),
    /** Staff sign in with it and a password; null for who signs in by telephone alone. */
    username: z.string().nullable(),
    /** The number written down here, which codes are sent to. */
    phone: z.string().nullable(),
    signedInBy: z.enum(sessionKinds),
    /** Null for who signs in by telephone alone: nothing is asked for beside the code. */
    secondFactor: z
      .strictObject({
        state: z.enum(['set', 'missing', 'waived']),
        enrolledAt: instantText.nullable(),
        recoveryCodesLeft: z.int(),
      })
      .nullable(),
    events: z.array(
      z.strictObject({ kind: z.enum(accountEventKinds), by: z.enum(accountEventAuthors), at: instantText }),
    ),
    can: z.strictObject({ changePassword: may, beginSecondFactor: may, renewRecoveryCodes: may }),
  }),
  refusals: { 'not-signed-in': signInFirst },
});

export const accountOperations = {
  requestCode,
  signInWithCode,
  signInWithPassword,
  signOut,
  readMe,
  changePassword,
  readAccount,
};
