import { textWith } from '../../../kernel/text.ts';

export const signInText = {
  title: { zh: '登录', en: 'Sign in' },
  back: { zh: '返回', en: 'Back' },
  why: {
    zh: '登录后能看到自己反映的每一件事。不登录也能反映，用提交时的链接看进展。',
    en: 'Signed in, you see everything you reported. You can also report without signing in and follow it by its link.',
  },
  phone: { zh: '手机号', en: 'Mobile number' },
  phoneHint: {
    zh: '发一条验证码给你，不用记密码',
    en: 'We send you a code; there is no password to remember',
  },
  sendCode: { zh: '发验证码', en: 'Send the code' },
  codeTitle: { zh: '填验证码', en: 'Enter the code' },
  codeSent: textWith(
    (phone: string) => `发给${phone}了，5分钟内有效。`,
    (phone) => `Sent to ${phone}; valid for five minutes.`,
  ),
  code: { zh: '6位验证码', en: 'Six-digit code' },
  enter: { zh: '登录', en: 'Sign in' },
  otherNumber: { zh: '换个号码，或再发一条', en: 'Another number, or a new code' },
  developmentCodes: { zh: '试用环境：去看验证码', en: 'Trial installation: see the code' },
  staffTitle: { zh: '工作人员登录', en: 'Staff sign-in' },
  staffLink: { zh: '工作人员、楼道长、亭长从这里登录', en: 'Staff, captains and the chair sign in here' },
  residentLink: { zh: '居民用手机号登录', en: 'Residents sign in by telephone' },
  username: { zh: '账号', en: 'User name' },
  password: { zh: '密码', en: 'Password' },
  lostPassword: {
    zh: '忘了密码？请社区管理员给你一个链接，自己设新的。',
    en: 'Lost your password? An administrator can give you a link to choose a new one.',
  },
  done: {
    'password-chosen': { zh: '新密码设好了，用它登录', en: 'Your new password is set. Sign in with it' },
  },
};
