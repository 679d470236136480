import { textWith } from '../../kernel/text.ts';
import type { MoveReason } from './matter.move.contract.ts';
import type { SupervisionLevel, SupervisionReason } from './matter.supervision.contract.ts';
import type { UrgingMark } from './matter.urging.contract.ts';

type Words<Key extends string> = Record<Key, { zh: string; en: string }>;

export const levelText = {
  yellow: { zh: '黄牌督办', en: 'Supervised, yellow' },
  red: { zh: '红牌督办', en: 'Supervised, red' },
} satisfies Words<SupervisionLevel>;

export const groundText = {
  safety: { zh: '关系安全，还没人到场', en: 'somebody may be in danger' },
  overdue: { zh: '超过承诺日期', en: 'past the day promised' },
  reopened: { zh: '没解决，又重办', en: 'done again' },
  'urged-twice': { zh: '催过两次以上', en: 'urged twice or more' },
} satisfies Words<SupervisionReason>;

export const moveReasonText = {
  'limit-passed': { zh: '到期没有办成', en: 'there was no result in time' },
  'several-stairwells': { zh: '不只一个单元的事', en: 'it concerns more than one stairwell' },
  'common-funds': { zh: '要动用大家的钱', en: 'it needs the owners’ common funds' },
  'beyond-estate': {
    zh: '小区自己办不了，要有关部门来办',
    en: 'it is beyond the estate and needs an authority',
  },
  'settles-nearer': { zh: '邻里自己能商量好', en: 'it can be settled nearer by' },
  'moved-by-mistake': { zh: '上次转错了', en: 'it was moved by mistake' },
} satisfies Words<MoveReason>;

export const markText = {
  half: { zh: '时间过半', en: 'half of the time is gone' },
  'four-fifths': { zh: '时间只剩两成', en: 'a fifth of the time is left' },
  'not-taken': { zh: '到点还没接单', en: 'not taken in time' },
} satisfies Words<UrgingMark>;

export const oversightText = {
  urgedTimes: textWith(
    (times: number) => `催过${times}次`,
    (times) => (times === 1 ? 'urged once' : `urged ${times} times`),
  ),
  urgedTime: textWith(
    (times: number) => `第${times}次`,
    (times) => `no. ${times}`,
  ),
};
