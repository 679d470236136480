import { z } from 'zod';
import { operation } from '../../kernel/operation.ts';
import { instantText } from '../../kernel/wire.ts';
import { notOfThisCommunity, signedInSchema, staffSignInFirst } from '../account/account.contract.ts';
import { awaited, signInFirst } from '../session/session.contract.ts';

const providerOff = {
  status: 404,
  zh: '这里没有开通用单位账号登录。请用账号和密码登录。',
  en: 'Signing in by a work account is not set up here. Use your user name and password.',
} as const;

const providerAway = {
  status: 503,
  zh: '现在连不上单位账号那边，这样登录用不了。请用账号和密码登录，或者过一会儿再试。',
  en: 'The work account does not answer, so it cannot be used now. Sign in with your user name and password, or try again later.',
} as const;

const identityBound = {
  status: 409,
  zh: '你的账号已经绑定了单位账号。要换一个，请先解除。',
  en: 'Your account is bound to a work account already. To bind another, unbind it first.',
} as const;

export const identityNone = {
  status: 409,
  zh: '没有绑定单位账号，不用解除。',
  en: 'No work account is bound; there is nothing to undo.',
} as const;

const signInNotRecent = {
  status: 403,
  zh: '绑定之前，要刚刚登录过。请重新登录一次，再来绑定。',
  en: 'Binding needs a fresh sign-in. Please sign in once more, then bind.',
} as const;

const mayBindSchema = z.union([
  z.literal(true),
  z.enum(['not-signed-in', 'staff-sign-in-first', 'provider-off', 'identity-bound', 'sign-in-not-recent']),
]);

const mayUnbindSchema = z.union([
  z.literal(true),
  z.enum(['not-signed-in', 'staff-sign-in-first', 'identity-none']),
]);

export const readIdentity = operation({
  name: 'account.readIdentity',
  method: 'GET',
  path: '/account/identity',
  summary: 'Whether staff can sign in by a provider of identities here, and whether the own account is bound',
  input: z.strictObject({}),
  output: z.strictObject({
    /** What people call the provider, and whether it was silent a moment ago; null where there is none. */
    provider: z.strictObject({ zh: z.string(), en: z.string(), away: z.boolean() }).nullable(),
    boundAt: instantText.nullable(),
    can: z.strictObject({ bind: mayBindSchema, unbind: mayUnbindSchema }),
  }),
  refusals: {},
});

/** Where to go on to, and come back from within ten minutes with the same browser. */
const begun = z.strictObject({ address: z.string() });

/** Where the person wanted to go; only ever taken as a page of this site. */
const next = z.string().max(500).default('/');

export const beginProviderSignIn = operation({
  name: 'account.beginProviderSignIn',
  method: 'POST',
  path: '/account/provider/sign-in',
  summary: 'The address of the provider at which staff show who they are',
  input: z.strictObject({ next }),
  output: begun,
  refusals: { 'provider-off': providerOff, 'provider-away': providerAway },
});

export const beginBinding = operation({
  name: 'account.beginBinding',
  method: 'POST',
  path: '/account/provider/bind',
  summary: 'The address of the provider at which staff, just signed in, show which identity is theirs',
  input: z.strictObject({}),
  output: begun,
  refusals: {
    'not-signed-in': signInFirst,
    'staff-sign-in-first': staffSignInFirst,
    'provider-off': providerOff,
    'identity-bound': identityBound,
    'sign-in-not-recent': signInNotRecent,
    'provider-away': providerAway,
  },
});

export const takeProviderAnswer = operation({
  name: 'account.takeProviderAnswer',
  method: 'POST',
  path: '/account/provider/answer',
  summary:
    'Takes what the provider sent the browser back with, once: signs in, or binds what was begun to be bound',
  input: z.strictObject({ answer: z.string().max(8_000) }),
  output: z.discriminatedUnion('done', [
    z.strictObject({
      done: z.literal('signed-in'),
      awaits: z.enum(awaited).nullable(),
      person: signedInSchema.nullable(),
      next: z.string(),
    }),
    z.strictObject({ done: z.literal('bound') }),
  ]),
  refusals: {
    'provider-off': providerOff,
    'provider-away': providerAway,
    'attempt-over': {
      status: 410,
      zh: '这次登录过了时间，或者已经用过了。请从头再来一次。',
      en: 'This attempt is over, or was used already. Please begin once more.',
    },
    'provider-declined': {
      status: 403,
      zh: '单位账号那边没有同意这次登录。可以再试一次，或者用账号和密码登录。',
      en: 'The work account did not agree to this sign-in. Try again, or use your user name and password.',
    },
    'answer-refused': {
      status: 422,
      zh: '单位账号那边的答复核对不上，没有登录。请再试一次；还不行，请找系统维护人员。',
      en: 'The answer of the work account does not check out. Try again; if it stays so, tell the operator.',
    },
    'identity-unbound': {
      status: 403,
      zh: '这个单位账号还没有绑定。先用账号和密码登录，在“我的账号”里绑定，以后就能这样登录。',
      en: 'This work account is not bound yet. Sign in with your user name and password, and bind it under “My account”.',
    },
    'identity-taken': {
      status: 409,
      zh: '这个单位账号已经绑定在别的账号上了。换一个，或者请管理员先解除。',
      en: 'This work account is bound to another account. Use another one, or ask an administrator to unbind it first.',
    },
    'identity-bound': identityBound,
    'not-of-this-community': notOfThisCommunity,
    'demonstration-only': {
      status: 403,
      zh: '这是试用账号，只能在装着它的那台机器上用。请管理员给你开正式账号。',
      en: 'This account is for trying the product out, on its own machine only. Ask an administrator for a real one.',
    },
  },
});

export const unbindIdentity = operation({
  name: 'account.unbindIdentity',
  method: 'POST',
  path: '/account/identity/unbind',
  summary: 'From now on the own account is signed in to by password alone; other devices are signed out',
  input: z.strictObject({}),
  output: z.strictObject({}),
  refusals: {
    'not-signed-in': signInFirst,
    'staff-sign-in-first': staffSignInFirst,
    'identity-none': identityNone,
  },
});

export const identityOperations = {
  readIdentity,
  beginProviderSignIn,
  beginBinding,
  takeProviderAnswer,
  unbindIdentity,
};
