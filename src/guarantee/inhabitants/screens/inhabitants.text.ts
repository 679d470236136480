import { textWith } from '../../../kernel/text.ts';

const grouped = (count: number) => count.toLocaleString('en-US');

export const inhabitantsText = {
  title: { zh: '常住人口', en: 'Inhabitants' },
  sub: {
    zh: '小区住着多少人，成效看板上的万人诉求比要用。没填，就不显示这个数。',
    en: 'How many people live here; the figures need it for matters per ten thousand. Left open, that rate is not shown.',
  },
  now: { zh: '填过的', en: 'What was entered' },
  set: { zh: '填一个数', en: 'Enter a number' },
  readOnly: {
    zh: '这个数由管理员填。要改，请找管理员。',
    en: 'Administrators enter this. Ask one to change it.',
  },
  inhabitants: { zh: '常住多少人', en: 'People living here' },
  inhabitantsHint: {
    zh: '住满半年的都算，租房的也算，不看户口在不在。',
    en: 'Everybody who has lived here for half a year, tenants too, wherever they are registered.',
  },
  countedOn: { zh: '截至哪天', en: 'As of which day' },
  source: { zh: '数从哪来', en: 'Where the number comes from' },
  sourceHint: {
    zh: '大家都看得到，如“社区2026年11月入户登记”',
    en: 'Everybody sees it: “the community’s round of November 2026”',
  },
  save: { zh: '保存', en: 'Save' },
  people: textWith(
    (count: number) => `${grouped(count)}人`,
    (count) => `${grouped(count)} people`,
  ),
  asOf: textWith(
    (day: string, source: string) => `截至${day}，${source}`,
    (day, source) => `as of ${day}, ${source}`,
  ),
  none: { zh: '还没填过', en: 'Nothing was entered yet' },
  corrected: { zh: '后来改过', en: 'corrected since' },
  done: { set: { zh: '存好了', en: 'Saved' } },
};
