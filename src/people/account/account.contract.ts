import { z } from 'zod';
import { operation } from '../../kernel/operation.ts';
import { personIdSchema } from '../person/person.contract.ts';
import { postIdSchema, postKinds } from '../post/post.contract.ts';

/** Signed in by password, or by a code sent to the phone: the second never gives the rights of a staff post. */
export const sessionKinds = ['staff', 'resident'] as const;
export type SessionKind = (typeof sessionKinds)[number];

const phoneInput = z.string().min(1).max(30);

const phoneProblems = {
  'phone-invalid': {
    zh: '手机号要11位，1开头，比如13812345678',
    en: 'Write a mobile number of 11 digits that begins with 1, such as 13812345678',
  },
};

const signedIn = z.strictObject({ personId: personIdSchema, displayName: z.string() });

const notHere = {
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
      zh: '刚发过一条，{seconds}秒后可以再发。先看看短信收到没有。',
      en: 'A code has just been sent. You can ask for another in {seconds} seconds; see if it has arrived first.',
    },
    'code-limit-reached': {
      status: 429,
      zh: '这个号码一小时里已经发了5条，请过{minutes}分钟再试，或者不登录直接反映。',
      en: 'Five codes were sent to this number within the hour. Try again in {minutes} minutes, or report without signing in.',
    },
    'codes-used-up': {
      status: 429,
      zh: '这一小时要验证码的人太多，暂时发不了。请过一会儿再试，或者不登录直接反映。',
      en: 'So many codes were asked for within the hour that none can be sent now. Try again later, or report without signing in.',
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
  output: signedIn,
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
  summary: 'Signs staff in by name and password',
  input: z.strictObject({ username: z.string().min(1).max(80), password: z.string().min(1).max(200) }),
  output: signedIn,
  refusals: {
    'sign-in-failed': {
      status: 401,
      zh: '账号或密码不对。连着错5次，要等15分钟再试；忘了密码请找管理员。',
      en: 'The name or password is wrong. After five wrong tries in a row you have to wait 15 minutes; an administrator can set a new password.',
    },
    'not-of-this-community': notHere,
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

export const accountOperations = { requestCode, signInWithCode, signInWithPassword, signOut, readMe };
