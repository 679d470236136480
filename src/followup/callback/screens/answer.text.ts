import { textWith } from '../../../kernel/text.ts';

export const answerText = {
  whyNoPhoto: textWith(
    (why: string) => `没有照片：${why}`,
    (why) => `No photo: ${why}`,
  ),
  reply: { zh: '答复：', en: 'Answer: ' },
  before: textWith(
    (day: string) => `办之前，${day}`,
    (day) => `Before, ${day}`,
  ),
  after: textWith(
    (day: string) => `办好后，${day}`,
    (day) => `After, ${day}`,
  ),
  more: { zh: '还想说满意不满意', en: 'Say how satisfied you are' },
  optional: { zh: '可以不选', en: 'optional' },
  againTitle: { zh: '没解决，重办', en: 'Not solved, do it again' },
  againText: {
    zh: '写一句哪里没办好，办的人从那里接着办。',
    en: 'Say what is not solved; that is where they go on.',
  },
  cancel: { zh: '再想想', en: 'Not yet' },
  doAgain: { zh: '重办', en: 'Do it again' },
};
