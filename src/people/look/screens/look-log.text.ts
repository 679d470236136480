import { textWith } from '../../../kernel/text.ts';

export const lookLogText = {
  title: { zh: '查阅记录', en: 'Log of looks' },
  sub: { zh: '谁看过谁的个人信息，只记不改', en: 'Who saw whose personal data; only added to' },
  filter: { zh: '筛选', en: 'Filter' },
  staff: { zh: '谁看的', en: 'Who looked' },
  everybody: { zh: '所有人', en: 'Everybody' },
  from: { zh: '从哪天', en: 'From' },
  until: { zh: '到哪天', en: 'Until' },
  show: { zh: '查一下', en: 'Show' },
  download: { zh: '导出Excel', en: 'Download as Excel' },
  about: textWith(
    (name: string) => `只看${name}的`,
    (name) => `Only looks at ${name}’s data`,
  ),
  allPeople: { zh: '不限这个人', en: 'Not only this person' },
  why: {
    zh: '居民的姓名、电话、住处和原文，看一次记一次；十分钟内重看同一处只记一次。记录里没有信息本身，保存三年。你看这一页也会记下来。',
    en: 'Each look at a resident’s name, number, home or original words is written down; seeing the same again within ten minutes counts once. The data itself is not in it. Kept for three years. Reading this page is written down too.',
  },
  caption: { zh: '查阅记录，新的在前', en: 'Looks, newest first' },
  when: { zh: '时间', en: 'When' },
  who: { zh: '谁看的', en: 'Who' },
  what: { zh: '看了什么', en: 'What' },
  whose: { zh: '谁的', en: 'Whose' },
  number: { zh: '事项编号', en: 'Number' },
  people: textWith(
    (count: number) => `${count}人`,
    (count) => (count === 1 ? '1 person' : `${count} people`),
  ),
  count: { zh: '人数', en: 'People' },
  unnamed: { zh: '没留身份的反映人', en: 'a reporter without an account' },
  nothing: { zh: '—', en: '—' },
  emptyTitle: { zh: '这里没有记录', en: 'Nothing here' },
  emptyText: {
    zh: '工作人员看了居民的个人信息，就会出现在这里。',
    en: 'When staff see personal data of residents, it appears here.',
  },
  sheet: { zh: '查阅记录', en: 'Looks' },
  file: { zh: '查阅记录', en: 'looks' },
  post: { zh: '岗位', en: 'Post' },
  operation: { zh: '通过', en: 'Through' },
};

export const ownLooksText = {
  title: { zh: '谁看过我的信息', en: 'Who looked at my data' },
  back: { zh: '我的账号', en: 'My account' },
  why: {
    zh: '工作人员办事时看到你的姓名、电话、住处或原文，都会记在这里。这里只写岗位；觉得不该看的，找管理员或亭长，他们查得到是谁。',
    en: 'When staff see your name, number, home or original words for their work, it is written down here. It names the post; if you think somebody should not have looked, ask the administrator or the chair, who can find out who it was.',
  },
  about: textWith(
    (number: string) => `${number}号`,
    (number) => `No. ${number}`,
  ),
  emptyTitle: { zh: '还没有人看过', en: 'Nobody has looked yet' },
  emptyText: {
    zh: '有工作人员看到你的个人信息时，会记在这里。',
    en: 'When staff see your personal data, it is written down here.',
  },
};
