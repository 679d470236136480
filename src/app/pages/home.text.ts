import { textWith } from '../../kernel/text.ts';

export const homeText = {
  back: { zh: '返回', en: 'Back' },
  older: { zh: '更早的', en: 'Earlier' },
  title: textWith(
    (community: string) => `${community}首页`,
    (community) => `${community}: home`,
  ),
  ask: { zh: '我要反映', en: 'Report something' },
  askHow: { zh: '写几句、拍张照就行，约1分钟', en: 'A few words or a photo: about a minute' },
  askSpoken: { zh: '说一段话，或者写几句', en: 'Say it, or write a few words' },
  mine: { zh: '我的事', en: 'My reports' },
  mineWaiting: textWith(
    (n: number) => `${n}件等你说好不好`,
    (n) => (n === 1 ? '1 waits for your word' : `${n} wait for your word`),
  ),
  mineOpen: textWith(
    (n: number) => (n === 0 ? '没有在办的' : `${n}件在办`),
    (n) => (n === 0 ? 'none under way' : `${n} under way`),
  ),
  all: { zh: '全部', en: 'All' },
  noneOpen: { zh: '现在没有在办的事。', en: 'Nothing of yours is under way.' },
  follow: { zh: '用编号和链接查进展', en: 'Follow with number and link' },
  followShort: { zh: '查进展', en: 'Follow a report' },
  followHow: { zh: '用编号和链接', en: 'with its number and link' },
  signIn: { zh: '登录看我的事', en: 'Sign in to see my reports' },
  signInHow: { zh: '用手机号，不用记密码', en: 'By telephone; no password to remember' },
  inbox: { zh: '消息', en: 'Messages' },
  unread: textWith(
    (n: number) => (n === 0 ? '消息' : `消息，${n}条没看`),
    (n) => (n === 0 ? 'Messages' : `Messages, ${n} unread`),
  ),
  unreadShort: textWith(
    (n: number) => `${n}条没看`,
    (n) => `${n} unread`,
  ),
  verify: { zh: '每一步都记在公开账本里，自己核对', en: 'Every step stands in a public ledger: check it' },
  everyone: { zh: '大家的事', en: 'Everyone’s matters' },
  everyoneHow: { zh: '邻居反映的，办到哪了', en: 'What neighbours reported and how far it is' },
  greeting: textWith(
    (name: string) => (name === '' ? '要办什么？' : `${name}，要办什么？`),
    (name) => (name === '' ? 'What would you like to do?' : `${name}, what would you like to do?`),
  ),
};

export const mineText = {
  preferences: {
    zh: '怎么告诉我：短信、邮件、不打扰的时间',
    en: 'How I hear: text messages, mail, quiet hours',
  },
  title: { zh: '我的', en: 'Mine' },
  reports: { zh: '我反映的', en: 'What I reported' },
  none: { zh: '你还没反映过事', en: 'You have not reported anything yet' },
  noneText: {
    zh: '反映后，这里写办到哪一步、哪天办好。',
    en: 'Once you do, this shows how far it is and when it will be solved.',
  },
  home: { zh: '住在', en: 'Home' },
  phone: { zh: '手机号', en: 'Telephone' },
  noHome: {
    zh: '还没登记住在哪一户。点“我也遇到”要先认户。',
    en: 'No home is registered for you. “Me too” needs one.',
  },
  staff: { zh: '去我的工作页面', en: 'To my work pages' },
  account: { zh: '我的账号和设备', en: 'My account and devices' },
  signOut: { zh: '退出登录', en: 'Sign out' },
  about: { zh: '关于我', en: 'About me' },
};
