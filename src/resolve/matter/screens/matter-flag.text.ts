import { textWith } from '../../../kernel/text.ts';

export const matterFlagText = {
  supervised: textWith(
    (level: string, by: string, day: string) => `${by}${level}，${day}前要有结果`,
    (level, by, day) => `${level}, by the ${by.toLowerCase()}: a result by ${day}`,
  ),
  toSupervise: { zh: '要督办', en: 'To supervise' },
  moveTo: textWith(
    (to: string) => `可以转层级：${to}`,
    (to) => `It could move to ${to}`,
  ),
  move: { zh: '转层级', en: 'Move it' },
};
