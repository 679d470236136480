import { textWith } from '../../../kernel/text.ts';

export const providerText = {
  signIn: textWith(
    (label: string) => `用${label}登录`,
    (label) => `Sign in with your ${label}`,
  ),
  first: textWith(
    (label: string) => `第一次用？先用账号和密码登录，在“我的账号”里绑定${label}。`,
    (label) => `For the first time? Sign in by password, then bind your ${label} under “My account”.`,
  ),
  away: textWith(
    (label: string) => `现在连不上${label}，请用账号和密码登录。`,
    (label) => `There is no answer from ${label} now. Sign in with your user name and password.`,
  ),
  title: textWith(
    (label: string) => label,
    (label) => `Your ${label}`,
  ),
  bound: textWith(
    (day: string) => `${day}绑定好了，可以用它登录。`,
    (day) => `Bound ${day}; you can sign in with it.`,
  ),
  notBound: {
    zh: '绑定以后，登录就不用再填这里的密码。绑的是你自己在那边登录的账号，不看邮箱和名字。',
    en: 'Once bound, you sign in without the password kept here. What is bound is the account you sign in to there; mail address and name play no part.',
  },
  bind: textWith(
    (label: string) => `绑定${label}`,
    (label) => `Bind your ${label}`,
  ),
  again: { zh: '重新登录，再来绑定', en: 'Sign in once more, then bind' },
  unbind: { zh: '解除绑定', en: 'Unbind' },
  unbindMeans: {
    zh: '解除后只能用账号和密码登录，别的设备都会退出。',
    en: 'You then sign in by password alone, and all other devices are signed out.',
  },
  done: {
    'identity-bound': { zh: '绑定好了，下次可以用它登录', en: 'Bound. You can sign in with it next time' },
    'identity-unbound': { zh: '解除了，别的设备都退出了', en: 'Unbound; other devices are signed out' },
  },
};
