import { textWith } from '../../../kernel/text.ts';

export const erasureText = {
  title: { zh: '删掉我的信息', en: 'Erase my data' },
  back: { zh: '我的账号', en: 'My account' },
  goes: { zh: '会删掉', en: 'What goes' },
  goesList: [
    { zh: '你的名字、手机号、邮箱和登录方式', en: 'Your name, number, mail address and ways to sign in' },
    { zh: '你住哪一户、登记过的申请', en: 'Where you live and what you asked to be registered' },
    {
      zh: '你写的话、照片、录音，公开过的也撤下',
      en: 'Your words, photos and recordings, published ones too',
    },
    { zh: '发给你的通知和短信、邮件记录', en: 'What you were told, and the log of messages to you' },
  ],
  goesOfOffice: [
    {
      zh: '工作账号：用户名、密码、动态码、备用码、统一登录的绑定，所有设备都退出',
      en: 'Your staff account: user name, password, code app, recovery codes, sign-in by a provider; every device is signed out',
    },
    {
      zh: '发给你岗位的通知',
      en: 'What your post was told',
    },
  ],
  staysOfOffice: [
    {
      zh: '你在岗位上办过的事：哪个岗位、哪天、做了什么、写给居民的答复。名字换成“（已删除）”，办事要有人负责，长期留着',
      en: 'What you did in office: which post, when, what, and what you wrote to residents. Your name is replaced by a mark that it was deleted. It is kept for good, because those who act answer for it',
    },
    {
      zh: '你在岗位上看过谁的信息，记着岗位和时间，满三年删（网络安全法要求至少六个月）',
      en: 'Whose data you saw in office, by post and time, for three years (the Cybersecurity Law asks for six months at least)',
    },
    {
      zh: '改过密码、换过动态码这类安全记录，只记哪天、哪一种，满三年删',
      en: 'That a password or a code app was changed: the day and the kind only, for three years',
    },
    {
      zh: '别人在办理中写到你名字的话，等那件事满三年一起清',
      en: 'Your name where others wrote it in the course of a matter, until that matter is cleared after three years',
    },
  ],
  staysElsewhere: {
    zh: '登录账号：你在别的社区也用着它。要全删，在那边也提一次',
    en: 'The account you sign in by: you use it in another community too. Ask there as well to have it erased',
  },
  since: textWith(
    (day: string) => `${day}起`,
    (day) => `since ${day}`,
  ),
  first: { zh: '先结束职务', en: 'First, end your post' },
  toPosts: { zh: '去看职务', en: 'Go to the posts' },
  stays: { zh: '会留下，为什么', en: 'What stays, and why' },
  staysList: [
    {
      zh: '事项本身：编号、类别、在哪一幢、哪天办好。这是社区对大家的交代，里面没有你',
      en: 'The matter itself: number, kind, building, when it was done. The community owes everybody that account; you are not in it',
    },
    {
      zh: '社区公开过的答复，公开前已去掉个人信息',
      en: 'Answers the community published, from which personal data was taken out before',
    },
    {
      zh: '公开台账：只加不改，本来就不写个人信息。能对上你的那把“钥匙”会一起销毁',
      en: 'The public ledger: it is only added to and holds no personal data; the keys that could tie it to you are destroyed',
    },
    {
      zh: '谁看过你的信息、以前做的备份，到期才删。用旧备份恢复时，会照着清单再删一遍',
      en: 'Who looked at your data, and earlier backups, until their time is over. If an old backup is put back, the erasure is repeated from a list',
    },
  ],
  count: textWith(
    (reports: number) => `你在这里反映过${reports}件事。`,
    (reports) => `You have reported ${reports === 1 ? 'one thing' : `${reports} things`} here.`,
  ),
  when: textWith(
    (days: number) => `提出后有${days}天可以反悔，过了就删，找不回来。`,
    (days) => `You can change your mind for ${days} days. After that it happens and cannot be undone.`,
  ),
  read: { zh: '上面的我看过了', en: 'I have read the above' },
  final: { zh: '我知道删了找不回来', en: 'I know that it cannot be undone' },
  ask: { zh: '删掉我的信息', en: 'Erase my data' },
  again: { zh: '重新登录', en: 'Sign in again' },
  waits: textWith(
    (day: string) => `${day}起删`,
    (day) => `Will be erased on ${day}`,
  ),
  waitsText: {
    zh: '在那之前一切照旧，你可以随时说不删了。到时候还有没办完的事，就等它办完再删。',
    en: 'Until then all is as before, and you can keep it after all. If something of yours is still under way then, it waits for that.',
  },
  withdraw: { zh: '不删了', en: 'Keep it' },
  done: {
    'erasure-asked': { zh: '已提出', en: 'Asked for' },
    'erasure-withdrawn': { zh: '不删了，都留着', en: 'Everything is kept' },
  },
};
