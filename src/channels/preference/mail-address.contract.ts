import { z } from 'zod';
import { operation } from '../../kernel/operation.ts';
import { signInFirst } from './preference.contract.ts';

const token = z.string().min(1).max(1_000);

const linkNotValid = {
  status: 410,
  zh: '这个链接不能用了：过了7天，或邮箱后来改过。登录后在“怎么告诉我”里重新填邮箱。',
  en: 'This link no longer works: it is older than 7 days, or the address was changed since. Sign in and enter your address again.',
} as const;

const setMailAddress = operation({
  name: 'mail-address.set',
  method: 'POST',
  path: '/preferences/mail-address',
  summary:
    'Writes my mail address down and sends a letter with a link; until that is followed, nothing else goes there',
  input: z.strictObject({ address: z.string().max(254) }),
  output: z.strictObject({ confirmed: z.boolean() }),
  refusals: {
    'sign-in-first': signInFirst,
    'asked-too-often': {
      status: 429,
      zh: '今天已经发过几封确认信了。看看垃圾邮件，或过{wait}再试。',
      en: 'Several letters were sent already today. Look among your spam, or try again in {wait}.',
    },
  },
  problems: {
    'address-invalid': { zh: '邮箱这样写：name@example.cn', en: 'Write an address like name@example.cn' },
  },
});

const removeMailAddress = operation({
  name: 'mail-address.remove',
  method: 'POST',
  path: '/preferences/mail-address/remove',
  summary: 'Takes my mail address away; nothing is sent by mail any more',
  input: z.strictObject({}),
  output: z.strictObject({ removed: z.literal(true) }),
  refusals: { 'sign-in-first': signInFirst },
});

/** Following a link only shows what it is about; mail scanners follow every link (RFC 9110, 9.2.1). */
const readLink = operation({
  name: 'mail-address.link',
  method: 'GET',
  path: '/mail-links',
  summary: 'What the link in a letter is about; changes nothing',
  input: z.strictObject({ token }),
  output: z.strictObject({
    purpose: z.enum(['confirm', 'stop']),
    maskedAddress: z.string(),
    /** It has been confirmed, or ended, already. */
    done: z.boolean(),
  }),
  refusals: { 'link-not-valid': linkNotValid },
});

const confirmMailAddress = operation({
  name: 'mail-address.confirm',
  method: 'POST',
  path: '/mail-links/confirm',
  summary: 'Confirms the address of a letter; the first time, news goes there from now on',
  input: z.strictObject({ token }),
  output: z.strictObject({ confirmed: z.literal(true) }),
  refusals: { 'link-not-valid': linkNotValid },
});

const stopMail = operation({
  name: 'mail-address.stop',
  method: 'POST',
  path: '/mail-links/stop',
  summary: 'Ends all mail to the address of a letter; the inbox keeps everything',
  input: z.strictObject({ token }),
  output: z.strictObject({ stopped: z.literal(true) }),
  refusals: { 'link-not-valid': linkNotValid },
});

export const mailAddressOperations = {
  setMailAddress,
  removeMailAddress,
  readLink,
  confirmMailAddress,
  stopMail,
};
