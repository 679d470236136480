import { z } from 'zod';
import { operation } from '../../kernel/operation.ts';
import { instantText } from '../../kernel/wire.ts';
import {
  notOfThisCommunity,
  passwordWrong,
  signedInSchema,
  staffSignInFirst,
} from '../account/account.contract.ts';
import { personIdSchema } from '../person/person.contract.ts';
import { signInFirst } from '../session/session.contract.ts';

const typedCode = z.string().min(1).max(40);

const codeWrong = {
  status: 422,
  zh: '这个码不对，或者已经用过。等手机上换了新码再填；连着错5次，要等15分钟。',
  en: 'That code is wrong or was used already. Wait for the next one on your phone; after five wrong tries you have to wait 15 minutes.',
} as const;

const signInAgain = {
  status: 401,
  zh: '登录还没做完就过了时间。请从账号和密码重新来一遍。',
  en: 'This sign-in was not finished in time. Please start again with name and password.',
} as const;

const recoveryCodes = z.strictObject({
  personId: personIdSchema,
  /** Ten codes for the day the telephone is lost; they are shown here and never again. */
  recoveryCodes: z.array(z.string()),
});

export const signInWithSecondFactor = operation({
  name: 'account.signInWithSecondFactor',
  method: 'POST',
  path: '/account/sign-in/second-factor',
  summary: 'Finishes a sign-in by password with a code from the telephone or one of the recovery codes',
  input: z.strictObject({ code: typedCode }),
  output: signedInSchema,
  refusals: {
    'sign-in-again': signInAgain,
    'second-factor-wrong': codeWrong,
    'not-of-this-community': notOfThisCommunity,
  },
});

export const readEnrolment = operation({
  name: 'account.readEnrolment',
  method: 'GET',
  path: '/account/second-factor',
  summary: 'The secret that this session is setting up, to be scanned or typed into an authenticator',
  input: z.strictObject({}),
  output: z.strictObject({
    username: z.string(),
    secret: z.string(),
    address: z.string(),
    /** Dark squares of one unit each in a square of `size` units. */
    qr: z.strictObject({ size: z.int(), path: z.string() }),
    /** Nothing else can be done before it is set up. */
    required: z.boolean(),
    /** When an administrator or the operator took the one before away; null if there was none. */
    resetAt: instantText.nullable(),
  }),
  refusals: { 'sign-in-again': signInAgain },
});

export const beginSecondFactor = operation({
  name: 'account.beginSecondFactor',
  method: 'POST',
  path: '/account/second-factor/begin',
  summary:
    'Begins to set up a second factor on a telephone; the one there is holds until the new one is confirmed',
  input: z.strictObject({ password: z.string().min(1).max(200) }),
  output: z.strictObject({}),
  refusals: {
    'not-signed-in': signInFirst,
    'staff-sign-in-first': staffSignInFirst,
    'password-wrong': passwordWrong,
  },
});

export const confirmSecondFactor = operation({
  name: 'account.confirmSecondFactor',
  method: 'POST',
  path: '/account/second-factor',
  summary: 'Puts the second factor in force by a code of it, and signs out everywhere else',
  input: z.strictObject({ code: typedCode }),
  output: recoveryCodes,
  refusals: {
    'sign-in-again': signInAgain,
    'second-factor-wrong': codeWrong,
    'not-of-this-community': notOfThisCommunity,
  },
});

export const renewRecoveryCodes = operation({
  name: 'account.renewRecoveryCodes',
  method: 'POST',
  path: '/account/recovery-codes',
  summary: 'Gives ten new recovery codes; the old ones are void',
  input: z.strictObject({ password: z.string().min(1).max(200) }),
  output: recoveryCodes,
  refusals: {
    'not-signed-in': signInFirst,
    'staff-sign-in-first': staffSignInFirst,
    'password-wrong': passwordWrong,
    'second-factor-not-set': {
      status: 409,
      zh: '还没有设手机动态码，先设好，备用码会一起给你。',
      en: 'No second factor is set yet. Set one up first; recovery codes come with it.',
    },
  },
});

export const secondFactorOperations = {
  signInWithSecondFactor,
  readEnrolment,
  beginSecondFactor,
  confirmSecondFactor,
  renewRecoveryCodes,
};
