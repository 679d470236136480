import { z } from 'zod';
import { operation } from '../../kernel/operation.ts';
import { instantText } from '../../kernel/wire.ts';
import { weakPassword } from '../account/account.contract.ts';
import { accountElsewhere } from '../directory/directory.contract.ts';
import { identityNone } from '../identity/identity.contract.ts';
import { personIdSchema } from '../person/person.contract.ts';

const personUnknown = {
  status: 404,
  zh: '没有找到这个人。回名册查一下。',
  en: 'This person was not found. Look again in the register.',
} as const;

const deskOnly = {
  status: 403,
  zh: '别人怎么登录，只给社区值班和管理员看。请找值班台。',
  en: 'How somebody signs in is for the community desk and administrators only. Ask the desk.',
} as const;

const administratorOnly = {
  status: 403,
  zh: '这一步只有管理员能办。请找管理员。',
  en: 'Only an administrator does this. Please ask one.',
} as const;

const recovering = {
  'administrator-only': administratorOnly,
  'person-unknown': personUnknown,
  'own-account': {
    status: 409,
    zh: '自己的账号不能自己重置。请在“我的账号”里改，或找另一位管理员。',
    en: 'Nobody resets their own account. Change it under “My account”, or ask another administrator.',
  },
  'no-staff-account': {
    status: 409,
    zh: '这个人没有工作账号，用手机号登录就行。要用密码登录，请先开工作账号。',
    en: 'This person has no staff account and signs in by telephone. To use a password, open a staff account first.',
  },
  'account-elsewhere': accountElsewhere,
} as const;

const mayRecoverSchema = z.union([
  z.literal(true),
  z.enum(['administrator-only', 'own-account', 'no-staff-account', 'account-elsewhere']),
]);

export const readAccountOf = operation({
  name: 'account.readOf',
  method: 'GET',
  path: '/people/:personId/account',
  summary: 'How somebody of the community signs in, for those who are asked when it no longer works',
  input: z.strictObject({ personId: personIdSchema }),
  output: z.strictObject({
    displayName: z.string(),
    /** Masked, as in 138****5678. */
    phone: z.string().nullable(),
    signsIn: z.boolean(),
    username: z.string().nullable(),
    secondFactor: z.enum(['set', 'missing', 'waived']).nullable(),
    /** Since when they can sign in by the provider of identities, too. */
    identityBoundAt: instantText.nullable(),
    /** When the link to a new password that was given out and not yet used ends. */
    linkUntil: instantText.nullable(),
    can: z.strictObject({
      issuePasswordLink: mayRecoverSchema,
      resetSecondFactor: mayRecoverSchema,
      unbindIdentity: mayRecoverSchema,
      openStaffAccount: z.union([z.literal(true), z.enum(['administrator-only', 'staff-account-exists'])]),
    }),
  }),
  refusals: { 'desk-only': deskOnly, 'person-unknown': personUnknown },
});

const issued = z.strictObject({
  /** Shown here and never again; whoever has it chooses the password. */
  link: z.string(),
  validUntil: instantText,
});

export const issuePasswordLink = operation({
  name: 'account.issuePasswordLink',
  method: 'POST',
  path: '/people/:personId/account/password-link',
  summary: 'A link, good once and for 24 hours, by which staff choose a new password; an earlier one is void',
  input: z.strictObject({ personId: personIdSchema }),
  output: issued,
  refusals: recovering,
});

export const resetSecondFactor = operation({
  name: 'account.resetSecondFactor',
  method: 'POST',
  path: '/people/:personId/account/reset-second-factor',
  summary:
    'Takes a lost second factor away and signs its owner out, who is told at the next sign-in and sets a new one',
  input: z.strictObject({ personId: personIdSchema }),
  output: z.strictObject({}),
  refusals: recovering,
});

export const unbindIdentityOf = operation({
  name: 'account.unbindIdentityOf',
  method: 'POST',
  path: '/people/:personId/account/unbind-identity',
  summary: 'Takes away the identity by which somebody signs in, and signs them out; name and password stay',
  input: z.strictObject({ personId: personIdSchema }),
  output: z.strictObject({}),
  refusals: { ...recovering, 'identity-none': identityNone },
});

export const openStaffAccount = operation({
  name: 'account.openStaffAccount',
  method: 'POST',
  path: '/people/:personId/account',
  summary: 'Gives somebody a user name and a link by which they choose their password',
  input: z.strictObject({ personId: personIdSchema, username: z.string().min(1).max(80) }),
  output: issued,
  refusals: {
    'administrator-only': administratorOnly,
    'person-unknown': personUnknown,
    'staff-account-exists': {
      status: 409,
      zh: '这个人已经有工作账号了。忘了密码，请给一个新链接。',
      en: 'This person has a staff account already. If the password is lost, give out a new link.',
    },
    'username-taken': {
      status: 409,
      zh: '这个账号名有人用了，请换一个。',
      en: 'This user name is taken. Please choose another.',
    },
    'username-invalid': {
      status: 422,
      zh: '账号名要用小写字母开头，2到40个字母、数字、点、横线。请改一下。',
      en: 'A user name begins with a letter and has 2 to 40 letters, figures, dots or hyphens. Please change it.',
    },
  },
});

const linkDead = {
  status: 410,
  zh: '这个链接用过了，或者过了24小时。请管理员再给一个。',
  en: 'This link was used, or its 24 hours are over. Ask the administrator for another.',
} as const;

const token = z.string().min(1).max(100);

export const readPasswordLink = operation({
  name: 'account.readPasswordLink',
  method: 'GET',
  path: '/account/password-links/:token',
  summary: 'Whose new password a link is for; reading does not use it up',
  input: z.strictObject({ token }),
  output: z.strictObject({ username: z.string() }),
  refusals: { 'link-dead': linkDead },
});

export const choosePassword = operation({
  name: 'account.choosePassword',
  method: 'POST',
  path: '/account/password-links/:token',
  summary:
    'Uses a link to choose a new password; every session of the account is over, a second factor stays',
  input: z.strictObject({ token, chosen: z.string().min(1).max(200) }),
  output: z.strictObject({}),
  refusals: { 'link-dead': linkDead, ...weakPassword },
});

export const recoveryOperations = {
  readAccountOf,
  issuePasswordLink,
  resetSecondFactor,
  unbindIdentityOf,
  openStaffAccount,
  readPasswordLink,
  choosePassword,
};
