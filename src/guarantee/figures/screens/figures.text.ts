import type { Tier } from '../../../collect/category/category.contract.ts';
import { textWith } from '../../../kernel/text.ts';
import type { Counted, RateName } from '../figures.contract.ts';

type Words<Key extends string> = Record<Key, { zh: string; en: string }>;

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const monthIn = (month: string) => Number(month.slice(5));

/** Lists, by what they count. */
export const countedText = {
  received: { zh: '收到', en: 'Received' },
  open: { zh: '还没办完', en: 'Open' },
  resolved: { zh: '办结', en: 'Resolved' },
  'contact-due': { zh: '该联系的', en: 'Contact due' },
  'contact-in-time': { zh: '24小时内联系的', en: 'Contacted in 24 hours' },
  'in-time': { zh: '按时办结', en: 'Resolved in time' },
  'at-once': { zh: '一次办结', en: 'Resolved the first time' },
  answered: { zh: '首位反映人答过的', en: 'First reporter answered' },
  solved: { zh: '说解决了的', en: 'Said to be solved' },
  'partly-solved': { zh: '说部分解决的', en: 'Said to be partly solved' },
  unsolved: { zh: '说没解决的', en: 'Said not to be solved' },
  satisfied: { zh: '满意或基本满意的', en: 'Satisfied or mostly so' },
  'ever-resolved': { zh: '办结过的', en: 'Ever resolved' },
  reopened: { zh: '重办过的', en: 'Done again' },
  dispatched: { zh: '派过单的', en: 'Handed out' },
  returned: { zh: '退过单的', en: 'Handed back' },
} satisfies Words<Counted>;

export const rateText = {
  response: { zh: '响应率', en: 'Response' },
  resolved: { zh: '办结率', en: 'Resolved' },
  'in-time': { zh: '按时办结率', en: 'Resolved in time' },
  solved: { zh: '解决率', en: 'Solved, as reporters say' },
  satisfied: { zh: '满意率', en: 'Satisfied' },
  'at-once': { zh: '一次办结率', en: 'Resolved the first time' },
  reopened: { zh: '重办率', en: 'Done again' },
  returned: { zh: '退单率', en: 'Handed back' },
  self: { zh: '自治解决占比', en: 'Settled by neighbours' },
} satisfies Words<RateName>;

/** Who settles what, in each tier. */
export const settledBy = {
  self: { zh: '楼道长、议事亭', en: 'Captains and council' },
  joint: { zh: '三方联席、业主表决', en: 'Three parties, owners’ votes' },
  linked: { zh: '共建单位、有关部门', en: 'Partner units, authorities' },
} satisfies Words<Tier>;

export const figuresText = {
  title: { zh: '成效看板', en: 'Figures' },
  asOf: textWith(
    (date: string) => `截至${date}24:00`,
    (date) => `As of the end of ${date}`,
  ),
  asOfMoment: textWith(
    (moment: string) => `截至${moment}`,
    (moment) => `As of ${moment}`,
  ),
  asOfNow: { zh: '截至现在', en: 'As of now' },
  countedBy: {
    zh: '按事情发生的那天算，一件事只算一次。从公开台账数出来，点开就是名单。',
    en: 'Counted on the day things happened, each matter once, from the public ledger. Every number opens its list.',
  },
  chooseDay: { zh: '看哪天的', en: 'As of which day' },
  show: { zh: '看这天', en: 'Show' },
  dayAhead: { zh: '这天还没到，看的是今天。', en: 'That day has not come yet; this is today.' },
  print: { zh: '打印', en: 'Print' },
  download: { zh: '下载表格', en: 'Download table' },
  overview: { zh: '四个数', en: 'Overview' },
  none: {
    zh: '还没有受理过事项。有了第一件，这里就有数。',
    en: 'Nothing has been accepted yet. The first matter will show here.',
  },
  receivedAll: { zh: '收到问题建议', en: 'received' },
  resolvedAll: { zh: '办理解决', en: 'resolved' },
  received: { zh: '收到', en: 'received' },
  resolved: { zh: '办结', en: 'resolved' },
  open: { zh: '没办完', en: 'open' },
  openAll: { zh: '还没办完', en: 'still open' },
  voices: { zh: '另有附议', en: 'more voices' },
  voicesHow: textWith(
    (reports: number, households: number) => `又有人反映${reports}次，${households}户说也遇到，单独计`,
    (reports, households) =>
      `${reports} further reports, ${households} households met the same; counted apart`,
  ),
  byMonth: { zh: '每月收到和办结', en: 'Received and resolved by month' },
  monthOf: textWith(
    (month: string) => `${month.slice(0, 4)}年${monthIn(month)}月`,
    (month) => `${months[monthIn(month) - 1]} ${month.slice(0, 4)}`,
  ),
  shortMonth: textWith(
    (month: string) => `${monthIn(month)}月`,
    (month) => `${months[monthIn(month) - 1]}`,
  ),
  monthTable: { zh: '逐月的数', en: 'Month by month' },
  month: { zh: '月份', en: 'Month' },
  stillOpen: { zh: '其中没办完', en: 'of these open' },
  bySettler: { zh: '谁解决的', en: 'Who settled it' },
  byChannel: { zh: '从哪来的', en: 'Where it came from' },
  matters: textWith(
    (n: number) => `${n}件`,
    (n) => (n === 1 ? '1 matter' : `${n} matters`),
  ),
  byResult: { zh: '办成什么样', en: 'What came of it' },
  perTenThousand: { zh: '万人诉求比', en: 'Per ten thousand inhabitants' },
  overInhabitants: textWith(
    (count: string) => `${count}人`,
    (count) => `${count} inhabitants`,
  ),
  countedOn: textWith(
    (date: string, source: string) => `常住人口截至${date}，${source}。`,
    (date, source) => `Inhabitants as of ${date}, ${source}.`,
  ),
  rates: { zh: '各项率', en: 'Rates' },
  rate: { zh: '率', en: 'Rate' },
  value: { zh: '是多少', en: 'Value' },
  over: { zh: '分子÷分母', en: 'Numerator ÷ denominator' },
  nothing: { zh: '没有可算的', en: 'nothing to count' },
  rules: { zh: '怎么算的，不算哪些', en: 'How these are counted, and what is left out' },
  unrated: {
    zh: '没有回答不算满意，也不算不满意。',
    en: 'No answer counts neither as satisfied nor as dissatisfied.',
  },
  times: { zh: '用了多久', en: 'How long it took' },
  firstContact: { zh: '受理到首次联系', en: 'To the first contact' },
  resolution: { zh: '受理到办结', en: 'To the result' },
  handling: { zh: '平均办理时长', en: 'Handling time, mean' },
  firstContactHow: { zh: '一半的事不超过这么久', en: 'half of them took no longer' },
  handlingHow: { zh: '只算工作时间，挂起不算', en: 'business hours, without suspensions' },
  minutes: { zh: '分钟', en: 'min' },
  hours: { zh: '小时', en: 'h' },
  days: { zh: '天', en: 'days' },
  moreOf: textWith(
    (n: number) => `还有${n}项`,
    (n) => `${n} more`,
  ),
  byCategory: { zh: '按类别', en: 'By category' },
  category: { zh: '类别', en: 'Category' },
  keptTogether: { zh: '按规定不公开的类别（合计）', en: 'Categories kept to themselves, together' },
  byBuilding: { zh: '按楼幢', en: 'By building' },
  building: { zh: '楼幢', en: 'Building' },
  buildingOf: textWith(
    (code: string) => (/^\d+[A-Za-z]?$/.test(code) ? `${code}幢` : code),
    (code) => (/^\d+[A-Za-z]?$/.test(code) ? `Building ${code}` : code),
  ),
  wholeEstate: { zh: '整个小区，或不公开地点', en: 'The whole estate, or kept to itself' },
  gone: textWith(
    (withdrawn: number, merged: number) =>
      `另有反映人撤回${withdrawn}件、并入别的事项${merged}件，都不算收到。`,
    (withdrawn, merged) =>
      `Not counted as received: ${withdrawn} taken back by their reporter, ${merged} merged into another.`,
  ),
  printed: textWith(
    (date: string, entries: number, asOf: string) =>
      `${date}打印，数到公开账本第${entries}条。怎么核：打开“阳光议事”的“成效看板”，选${asOf}，每个数点开就是名单；按类别、按楼幢的数也在那里。账本有没有被改过，看“核验账本”。`,
    (date, entries, asOf) =>
      `Printed on ${date}, counted up to entry ${entries} of the public ledger. To check: open Figures, choose ${asOf}, and press a number for its list; figures by category and building are there, too. “Check the ledger” tells whether anything in it was changed.`,
  ),
  list: { zh: '名单', en: 'List' },
  back: { zh: '回成效看板', en: 'To the figures' },
  kept: { zh: '按规定不公开内容', en: 'Not shown in public' },
  listEmpty: { zh: '没有这样的事项', en: 'No such matters' },
  listEmptyText: { zh: '换一天，或者去掉几个条件再看。', en: 'Try another day, or drop a condition.' },
  acceptedOn: textWith(
    (date: string) => `${date}受理`,
    (date) => `accepted ${date}`,
  ),
  resolvedOn: textWith(
    (date: string) => `${date}办结`,
    (date) => `resolved ${date}`,
  ),
  older: { zh: '看更早的', en: 'Earlier ones' },
  columns: {
    number: { zh: '编号', en: 'Number' },
    title: { zh: '事情', en: 'Title' },
    category: { zh: '类别', en: 'Category' },
    building: { zh: '楼幢', en: 'Building' },
    tier: { zh: '层级', en: 'Tier' },
    channel: { zh: '渠道', en: 'Channel' },
    acceptedOn: { zh: '受理日期', en: 'Accepted' },
    resolvedOn: { zh: '办结日期', en: 'Resolved' },
  },
  home: textWith(
    (month: string) => `${monthIn(month)}月公开账`,
    (month) => `${months[monthIn(month) - 1]} in figures`,
  ),
  how: { zh: '怎么算的', en: 'How it is counted' },
  homeSum: textWith(
    (received: number, resolved: number) => `从开始到现在：收到${received}件，办结${resolved}件。`,
    (received, resolved) => `Since the beginning: ${received} received, ${resolved} resolved.`,
  ),
  homeTime: { zh: '中位用时', en: 'median time' },
};
