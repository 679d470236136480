import { textWith } from '../../../kernel/text.ts';

export const accountPageText = {
  title: { zh: '我的账号', en: 'My account' },
  back: { zh: '返回', en: 'Back' },
  about: { zh: '我是谁', en: 'Who I am' },
  name: { zh: '姓名', en: 'Name' },
  phone: { zh: '手机号', en: 'Mobile number' },
  noPhone: { zh: '没有登记', en: 'none registered' },
  username: { zh: '账号', en: 'User name' },
  numberHow: {
    zh: '换了手机号，带上证件到社区窗口改，你的事都还在。',
    en: 'New number? Come to the community counter with your identity card; everything of yours stays.',
  },
  signIn: { zh: '怎么登录', en: 'How you sign in' },
  byCode: {
    zh: '用手机号和短信验证码登录，没有密码要记。',
    en: 'You sign in with your number and a code sent to it; there is no password to remember.',
  },
  byCodeNow: {
    zh: '你这次是用手机号登录的。要改密码和动态码，先用账号和密码登录。',
    en: 'You signed in by telephone this time. To change password or second factor, sign in with your user name.',
  },
  password: { zh: '密码', en: 'Password' },
  changePassword: { zh: '改密码', en: 'Change the password' },
  factor: { zh: '手机动态码', en: 'Codes from your phone' },
  factorState: {
    set: textWith(
      (day: string, left: number) => `${day}设好，备用码还剩${left}个`,
      (day, left) => `set up ${day}, ${left} recovery codes left`,
    ),
    missing: {
      zh: '还没设，下次用密码登录时要设',
      en: 'not set up; you will be asked to when you next sign in',
    },
    waived: {
      zh: '这是试用账号，只在这台机器上能用，不用动态码',
      en: 'a demonstration account, for this machine only, does without',
    },
  },
  setUp: { zh: '设手机动态码', en: 'Set it up' },
  changeFactor: { zh: '换一部手机', en: 'Set up another phone' },
  renewCodes: { zh: '换备用码', en: 'New recovery codes' },
  events: { zh: '最近的变动', en: 'What happened lately' },
  eventsHow: {
    zh: '不是你做的，马上找社区管理员。',
    en: 'Anything here you did not do? Tell the administrator at once.',
  },
  event: {
    'password-changed': { zh: '密码改了', en: 'Password changed' },
    'password-link-issued': { zh: '给了一个设新密码的链接', en: 'A link for a new password was given out' },
    'password-chosen': { zh: '用链接设了新密码', en: 'A new password was chosen by link' },
    'second-factor-set': { zh: '设好了手机动态码', en: 'Second factor set up' },
    'second-factor-reset': { zh: '手机动态码被重置', en: 'Second factor reset' },
    'recovery-code-used': { zh: '用掉一个备用码', en: 'A recovery code was used' },
    'recovery-codes-renewed': { zh: '换了备用码', en: 'New recovery codes' },
    'data-copied': { zh: '拿了一份自己的信息', en: 'A copy of all data taken' },
    'number-removed': { zh: '换了手机号', en: 'Number changed' },
    'identity-bound': { zh: '绑定了单位账号', en: 'Work account bound' },
    'identity-unbound': { zh: '解除了单位账号', en: 'Work account unbound' },
  },
  by: {
    self: { zh: '自己', en: 'by yourself' },
    administrator: { zh: '社区管理员', en: 'by the administrator' },
    operator: { zh: '系统维护人员', en: 'by the operator' },
  },
  signOut: { zh: '退出登录', en: 'Sign out' },

  passwordTitle: { zh: '改密码', en: 'Change the password' },
  current: { zh: '现在的密码', en: 'Present password' },
  chosen: { zh: '新密码', en: 'New password' },
  chosenHint: {
    zh: '至少10个字。一句只有你知道的话就很好。',
    en: 'At least ten characters. A sentence only you know does well.',
  },
  savePassword: { zh: '改好', en: 'Change it' },
  passwordMeans: { zh: '改好后，别的设备都会退出。', en: 'All other devices are then signed out.' },
  done: {
    'password-changed': {
      zh: '密码改好了，别的设备都退出了',
      en: 'Password changed; other devices are signed out',
    },
  },
};
