import { textWith } from '../../kernel/text.ts';

/** What is wrong with one field, in plain words; operations may say it better in their own. */
export const problemTexts = {
  missing: { zh: '这里还没填', en: 'This is still empty' },
  'wrong-type': { zh: '这里填的不是这一栏要的东西', en: 'This is not the kind of answer expected here' },
  'wrong-format': { zh: '这里的写法认不出来', en: 'This is not written in a form we can read' },
  'not-a-choice': { zh: '请从列出来的里面选一个', en: 'Please choose one of those listed' },
  'unknown-field': { zh: '没有这一栏', en: 'There is no such field' },
  'too-large': textWith(
    (limit: number) => `太长或太大了，最多${limit}`,
    (limit) => `Too long or too large: at most ${limit}`,
  ),
  'too-small': textWith(
    (limit: number) => `太短或太小了，至少${limit}`,
    (limit) => `Too short or too small: at least ${limit}`,
  ),
};

/** How long somebody has to wait, as it stands inside a sentence. */
export const waitText = {
  aWhile: { zh: '一会儿', en: 'a moment' },
  seconds: textWith(
    (count: number) => `${count}秒`,
    (count) => `${count} seconds`,
  ),
  minutes: textWith(
    (count: number) => `${count}分钟`,
    (count) => (count === 1 ? 'a minute' : `${count} minutes`),
  ),
  hours: textWith(
    (count: number) => `${count}小时`,
    (count) => (count === 1 ? 'an hour' : `${count} hours`),
  ),
};
