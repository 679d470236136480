import { textWith } from '../../kernel/text.ts';
import type { SolvedAnswer } from '../../resolve/matter/matter.contract.ts';
import { sayDate } from '../../resolve/matter/matter.text.ts';
import type { CallbackOutcome, CallbackWay } from './callback.contract.ts';

type Words<Key extends string | number> = Record<Key, { zh: string; en: string }>;

export const wayText = {
  phone: { zh: '打电话', en: 'By telephone' },
  visit: { zh: '上门', en: 'By a visit' },
  message: { zh: '发消息', en: 'By message' },
} satisfies Words<CallbackWay>;

export const outcomeText = {
  answered: { zh: '问到了', en: 'Answered' },
  'no-answer': { zh: '没接', en: 'No answer' },
  refused: { zh: '不愿说', en: 'Refused' },
} satisfies Words<CallbackOutcome>;

export const solvedText = {
  yes: { zh: '解决了', en: 'Solved' },
  partly: { zh: '解决了一部分', en: 'Partly solved' },
  no: { zh: '没解决，重办', en: 'Not solved, do it again' },
} satisfies Words<SolvedAnswer>;

export const satisfactionText = {
  1: { zh: '很不满意', en: 'Very dissatisfied' },
  2: { zh: '不满意', en: 'Dissatisfied' },
  3: { zh: '基本满意', en: 'Fairly satisfied' },
  4: { zh: '满意', en: 'Satisfied' },
  5: { zh: '很满意', en: 'Very satisfied' },
} satisfies Words<1 | 2 | 3 | 4 | 5>;

export const callbackText = {
  notYet: { zh: '没解决，或还有话说', en: 'Not solved, or more to say' },
  isItSolved: { zh: '办好了吗？', en: 'Is it solved?' },
  areYouSatisfied: { zh: '对结果满意吗？', en: 'Are you satisfied with the result?' },
  howWereYouTreated: { zh: '对办事的人满意吗？', en: 'And with how you were treated?' },
  whatIsMissing: { zh: '哪里没办好？', en: 'What is not solved?' },
  silence: { zh: '不评价，不算满意。', en: 'Silence never counts as satisfied.' },
  notByHandler: { zh: '办事的人不能自己回访。', en: 'Whoever did the work does not make the callback.' },
  tries: textWith(
    (count: number, days: number) => `问了${count}次，分${days}天`,
    (count: number, days: number) =>
      `${count} ${count === 1 ? 'try' : 'tries'} on ${days} ${days === 1 ? 'day' : 'days'}`,
  ),
  unrated: { zh: '未评价', en: 'Unrated' },
  thanks: { zh: '记下了', en: 'Noted, thank you' },
  reopenUntil: textWith(
    (date: string) => `${sayDate('zh', date)}前都能要求重办`,
    (date: string) => `It can be reopened until ${sayDate('en', date)}`,
  ),
};
