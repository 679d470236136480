import { textWith } from '../../../kernel/text.ts';

export const publicListText = {
  title: { zh: '公开的事', en: 'In the open' },
  search: { zh: '搜索', en: 'Search' },
  searchHow: { zh: '搜地点或事情，例如“路灯”', en: 'A place or a thing, such as “lamp”' },
  filters: { zh: '筛选', en: 'Filters' },
  more: { zh: '更多筛选', en: 'More filters' },
  status: {
    received: { zh: '全部', en: 'All' },
    open: { zh: '还没办完', en: 'Not finished' },
    resolved: { zh: '已办好', en: 'Resolved' },
  },
  without: textWith(
    (name: string) => `不限${name}`,
    (name) => `without ${name}`,
  ),
  building: textWith(
    (label: string) => `${label}幢`,
    (label) => `Building ${label}`,
  ),
  oneBuilding: { zh: '这一幢', en: 'This building' },
  month: textWith(
    (year: string, month: string) => `${year}年${Number(month)}月`,
    (year, month) => `${year}-${month}`,
  ),
  verify: {
    zh: '每一步都记在公开账本里，谁都能核',
    en: 'Every step stands in a public ledger that anybody can check',
  },
  merged: { zh: '相同的事已合并，写事不写人', en: 'Equal matters are joined; things, never persons' },
  neighbours: textWith(
    (n: number) => `${n}户邻居`,
    (n) => (n === 1 ? '1 household' : `${n} households`),
  ),
  promised: textWith(
    (day: string) => `承诺${day}前`,
    (day) => `promised by ${day}`,
  ),
  done: { zh: '已办好', en: 'Resolved' },
  found: textWith(
    (words: string) => `搜“${words}”`,
    (words) => `Search: “${words}”`,
  ),
  noneFound: { zh: '没有这样的事', en: 'Nothing like that' },
  noneFoundHow: {
    zh: '换个词，或少选一个条件试试。',
    en: 'Try another word, or one filter fewer.',
  },
  all: { zh: '看全部', en: 'See all' },
  older: { zh: '更早的', en: 'Earlier' },
  feed: { zh: '订阅（Atom）', en: 'Follow by feed (Atom)' },
  choose: { zh: '筛选公开的事', en: 'Filter what is in the open' },
  back: { zh: '返回', en: 'Back' },
  any: { zh: '不限', en: 'any' },
  field: {
    status: { zh: '办到哪了', en: 'How far' },
    tier: { zh: '怎么办', en: 'Settled by' },
    category: { zh: '类别', en: 'Category' },
    building: { zh: '哪一幢', en: 'Building' },
    month: { zh: '受理的月份', en: 'Month of acceptance' },
    channel: { zh: '怎么反映的', en: 'Reported by' },
  },
  show: { zh: '看结果', en: 'Show' },
};
