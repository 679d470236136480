import { textWith } from '../../../kernel/text.ts';

export const categoriesText = {
  title: { zh: '类别与期限', en: 'Categories and limits' },
  sub: {
    zh: '每一类事谁先办、多久办好。改动从某一天起算，之前受理的照原来答应的办。',
    en: 'Who settles what, and by when. Changes count from a day on; what was accepted before keeps its promise.',
  },
  code: { zh: '编号', en: 'Code' },
  name: { zh: '类别', en: 'Category' },
  tier: { zh: '谁来办', en: 'Settled by' },
  contact: { zh: '先联系', en: 'First contact' },
  contactOnSite: { zh: '2小时到场', en: 'on site in 2 hours' },
  limit: { zh: '办好', en: 'Solved within' },
  state: { zh: '情况', en: 'State' },
  open: { zh: '在用', en: 'In use' },
  closed: { zh: '停用', en: 'Closed' },
  planned: textWith(
    (day: string) => `${day}有改动`,
    (day) => `changes on ${day}`,
  ),
  fixed: {
    zh: '首次联系24小时、危险的事2小时到场，对每一类都一样，不能改长。',
    en: 'First contact within 24 hours, and 2 hours on site for dangers, hold for every category and cannot be longer.',
  },
  readOnly: { zh: '类别由管理员改。要改，请找管理员。', en: 'Administrators change categories. Ask one.' },
  // One category
  back: { zh: '全部类别', en: 'All categories' },
  change: { zh: '改这一类', en: 'Change it' },
  changeHint: {
    zh: '从哪天起这样。先看改了什么，再保存。',
    en: 'Say from which day on. See what changes first, then save.',
  },
  from: { zh: '哪天起', en: 'From' },
  nameZh: { zh: '中文名字', en: 'Name in Chinese' },
  nameEn: { zh: '英文名字', en: 'Name in English' },
  limitHint: { zh: '只列出这一类可以用的期限', en: 'Only limits open to this category are listed' },
  offered: { zh: '新的事能不能选它', en: 'For new matters' },
  look: { zh: '看看改了什么', en: 'See what changes' },
  foreseen: { zh: '保存后会这样', en: 'Once saved' },
  fromOn: textWith(
    (day: string) => `${day}起：`,
    (day) => `From ${day}:`,
  ),
  untilThen: textWith(
    (day: string) => `到${day}又按已定好的改动。`,
    (day) => `Until ${day}, when the change planned for it begins.`,
  ),
  was: textWith(
    (what: string, before: string, after: string) => `${what}：${before} → ${after}`,
    (what, before, after) => `${what}: ${before} → ${after}`,
  ),
  keeps: {
    zh: '这天之前受理的，答应的日期不变。',
    en: 'What is accepted before that day keeps the day it was promised.',
  },
  reasonHint: {
    zh: '会留下记录，如“居民代表会议定的”',
    en: 'Kept with the change: “decided by the residents’ meeting”',
  },
  course: { zh: '从什么时候起怎么办', en: 'From when on what' },
  since: textWith(
    (from: string, to: string | null) => (to === null ? `${from}起` : `${from}—${to}`),
    (from, to) => (to === null ? `since ${from}` : `${from} to ${to}`),
  ),
  withdraw: { zh: '撤回', en: 'Withdraw' },
  withdrawing: textWith(
    (day: string) => `撤回${day}的改动`,
    (day) => `Withdraw the change of ${day}`,
  ),
  history: { zh: '谁改过什么', en: 'Who changed what' },
  noHistory: { zh: '还没有改过', en: 'Nothing was changed yet' },
  kinds: {
    changed: textWith(
      (day: string) => `改了，${day}起`,
      (day) => `Changed from ${day} on`,
    ),
    added: textWith(
      (day: string) => `新增，${day}起`,
      (day) => `Added from ${day} on`,
    ),
    withdrawn: textWith(
      (day: string) => `撤回了${day}的改动`,
      (day) => `Change of ${day} withdrawn`,
    ),
  },
  // Adding one
  add: { zh: '加一类', en: 'Add a category' },
  addHint: {
    zh: '先看看已有的够不够用：类别越少，大家越好选。',
    en: 'Fewer are easier to choose from: see whether one will do.',
  },
  group: { zh: '放在哪一大类', en: 'Group' },
  choose: { zh: '选一下', en: 'Choose' },
  handlerZh: { zh: '一般谁办', en: 'Usually handled by' },
  handlerEn: { zh: '一般谁办（英文）', en: 'The same in English' },
  keywords: { zh: '常见的说法', en: 'Words that speak for it' },
  keywordsHint: {
    zh: '用空格隔开，如“快递柜 格口”，登记时会自动提示',
    en: 'In Chinese, separated by spaces',
  },
  addIt: { zh: '加上', en: 'Add' },
  done: {
    changed: { zh: '改好了，到那天起生效', en: 'Changed; it counts from that day on' },
    withdrawn: { zh: '撤回了', en: 'Withdrawn' },
    added: { zh: '加上了', en: 'Added' },
  },
  // For everybody
  promises: { zh: '我们的承诺', en: 'What we promise' },
  promisesLead: {
    zh: '你反映的事，每一步最多等多久。按工作日算的，当天不算。',
    en: 'How long each step may take. Where working days count, the first day does not.',
  },
  everyMatter: { zh: '每件事都有的', en: 'For every matter' },
  byCategory: { zh: '各类多久办好', en: 'By category' },
  steps: {
    accept: { zh: '收到后，告诉你受不受理', en: 'You hear whether it is taken up' },
    'first-contact': { zh: '派人后，有人联系你', en: 'Its handler contacts you' },
    'on-site': { zh: '危险的事，有人到现场', en: 'Somebody is on site, where there is danger' },
    callback: { zh: '办好后，另一个人问你满不满意', en: 'Somebody else asks whether it is solved' },
    reopen: { zh: '归档后没解决，还能要求重办', en: 'After closing, you can have it done again' },
  },
};
