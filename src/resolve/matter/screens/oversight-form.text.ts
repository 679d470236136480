import { textWith } from '../../../kernel/text.ts';

/** The words of the forms that urge, supervise and move a matter. */
export const oversightFormText = {
  urgeWords: { zh: '催什么', en: 'What is urgent' },
  urgeHint: {
    zh: '主办、协办都会收到，反映人看不到这句。',
    en: 'Its handlers read it; the reporter does not.',
  },
  urgeMissing: { zh: '写一句催什么，办理人才知道先做哪一步', en: 'Say what is urgent' },
  proposed: textWith(
    (level: string) => `建议：${level}`,
    (level) => `Proposed: ${level}`,
  ),
  level: { zh: '轻重', en: 'How grave' },
  levels: { yellow: { zh: '黄牌', en: 'Yellow' }, red: { zh: '红牌', en: 'Red' } },
  reason: { zh: '为什么督办', en: 'Why' },
  danger: { zh: '关系安全', en: 'somebody may be in danger' },
  reasonMissing: { zh: '选一条督办的理由', en: 'Choose a reason' },
  days: { zh: '几个工作日内要有结果', en: 'A result within how many working days' },
  daysHint: { zh: '1到15。承诺给反映人的日期不变。', en: '1 to 15. The day promised to the reporter stays.' },
  daysMissing: { zh: '写1到15之间的数', en: 'Write a number from 1 to 15' },
  words: { zh: '对办理人说', en: 'To its handlers' },
  wordsMissing: { zh: '写一句要办理人做什么', en: 'Say what you expect of them' },
  liftWords: { zh: '为什么解除', en: 'Why it is lifted' },
  liftHint: { zh: '办结时督办自己结束，不用解除。', en: 'A result ends it by itself.' },
  liftMissing: { zh: '写一句原因，以后才说得清', en: 'Write a sentence: later somebody will ask' },
  moveProposed: textWith(
    (to: string) => `建议转层级：${to}`,
    (to) => `Proposed: ${to}`,
  ),
  toWhom: { zh: '转给谁来办', en: 'Who settles it' },
  to: {
    self: { zh: '邻里自己商量', en: 'the neighbours' },
    joint: { zh: '三方联席会议商量', en: 'the three parties at one table' },
    linked: { zh: '请有关部门来办', en: 'the authorities in charge' },
  },
  toMissing: { zh: '选一层', en: 'Choose who settles it' },
  choose: { zh: '选一条', en: 'Choose' },
  moveReason: { zh: '理由', en: 'Reason' },
  moveReasonMissing: { zh: '选一条理由，反映人会看到', en: 'Choose a reason; the reporter reads it' },
  moveWords: { zh: '怎么跟反映人说', en: 'What the reporter reads' },
  moveHint: {
    zh: '编号不变。往上转，时限从受理那天起改长；原来已经超时的，记作超时，重新承诺。',
    en: 'The number stays. Moving up lengthens the limit from acceptance on; a promise that was missed stays late and another is made.',
  },
  moveWordsMissing: {
    zh: '写一句给反映人，说清谁来办、下一步做什么',
    en: 'Tell the reporter who does what next',
  },
};
