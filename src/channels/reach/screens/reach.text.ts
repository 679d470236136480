import { textWith } from '../../../kernel/text.ts';

export const reachText = {
  title: { zh: '电话、夜间和搜索', en: 'Telephone, night and search' },
  sub: {
    zh: '居民打哪个电话找社区，夜里几点不发消息，搜索引擎能不能查到公开的页面。',
    en: 'By which number residents reach the community, when nothing is sent at night, and whether search engines show the public pages.',
  },
  now: { zh: '现在是这样', en: 'As it is now' },
  change: { zh: '改一改', en: 'Change it' },
  readOnly: {
    zh: '这里由管理员定。要改，请找管理员。',
    en: 'Administrators set this. Ask one to change it.',
  },
  telephone: { zh: '社区电话', en: 'The community’s telephone' },
  telephoneHint: {
    zh: '谁都看得到：写值班电话，不写个人手机。没有就空着，页面上就不出现“打电话”。',
    en: 'Everybody sees it: the desk’s number, never a person’s. Left empty, no page says “call”.',
  },
  noTelephone: { zh: '没有写', en: 'none' },
  days: { zh: '哪些天有人接', en: 'Answered on' },
  daysOf: { workdays: { zh: '工作日', en: 'working days' }, daily: { zh: '每天', en: 'every day' } },
  from: { zh: '几点起有人接', en: 'Answered from' },
  until: { zh: '到几点', en: 'until' },
  hours: textWith(
    (days: 'workdays' | 'daily', from: string, until: string) =>
      isAlways(days, from, until)
        ? '白天黑夜都有人接'
        : `${days === 'daily' ? '每天' : '工作日'}${from}—${until}有人接`,
    (days, from, until) =>
      isAlways(days, from, until)
        ? 'answered day and night'
        : `answered ${days === 'daily' ? 'every day' : 'on working days'}, ${from}–${until}`,
  ),
  night: { zh: '夜里不发消息', en: 'Quiet at night' },
  nightHint: {
    zh: '没有自己定过时间的人照这个来。紧急的事夜里也发。两个时间一样，就是不分白天黑夜。',
    en: 'For everybody who chose no hours of their own. What cannot wait is sent all the same. The same time twice means no night.',
  },
  quietFrom: { zh: '夜里从几点', en: 'The night begins' },
  quietUntil: { zh: '到第二天几点', en: 'and ends' },
  nightOf: textWith(
    (from: string, until: string) => (from === until ? '不分白天黑夜' : `${from}到第二天${until}`),
    (from, until) => (from === until ? 'no night' : `${from} to ${until}`),
  ),
  search: { zh: '搜索引擎', en: 'Search engines' },
  searchHint: {
    zh: '公开的页面上没有门牌和电话，但查到的人会多很多。',
    en: 'Public pages hold no flats and no numbers, yet many more people will find them.',
  },
  searchable: {
    yes: { zh: '能查到公开的页面', en: 'may show the public pages' },
    no: { zh: '请它们不要收', en: 'are asked to leave them out' },
  },
  reasonHint: { zh: '会留下记录，如“换了值班电话”', en: 'Kept with the change: “the desk has a new number”' },
  differs: { zh: '和你写的不一样的地方', en: 'What differs from what you wrote' },
  differsNow: textWith(
    (what: string, value: string) => `${what}：现在是${value}`,
    (what, value) => `${what}: now ${value}`,
  ),
  differsHow: {
    zh: '再保存一次，就照你写的。',
    en: 'Save once more, and what you wrote holds.',
  },
  dropMine: { zh: '用现在的，不改了', en: 'Keep it as it is now' },
  became: textWith(
    (what: string, value: string) => `${what}：${value}`,
    (what, value) => `${what}: ${value}`,
  ),
  history: { zh: '改过什么', en: 'What was changed' },
  noHistory: { zh: '还没有改过', en: 'Nothing was changed yet' },
  done: { set: { zh: '改好了', en: 'Saved' } },
};

function isAlways(days: 'workdays' | 'daily', from: string, until: string): boolean {
  return days === 'daily' && from === '00:00' && until === '24:00';
}

/** Said wherever somebody may as well telephone. */
export const callText = {
  call: { zh: '给社区打电话', en: 'Call the community' },
  callAt: textWith(
    (number: string) => `给社区打电话 ${number}`,
    (number) => `Call the community: ${number}`,
  ),
};
