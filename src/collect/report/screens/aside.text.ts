import { textWith } from '../../../kernel/text.ts';

/** What the desk reads of reports that wait aside. */
export const asideText = {
  title: textWith(
    (count: number) => `疑似重复或刷屏 ${count}条`,
    (count) => `Repeated, or a flood: ${count}`,
  ),
  text: {
    zh: '先放在一边，一条没丢，受理时限照走。',
    en: 'They wait aside. None is lost, and their time to be decided runs on.',
  },
  look: { zh: '去看这些', en: 'Look at them' },
  releaseAll: { zh: '重复的都放回待受理', en: 'Put all that is not marked back into the queue' },
  back: { zh: '回待受理', en: 'Back to the queue' },
  why: {
    'same-words': { zh: '话一样', en: 'same words' },
    abusive: { zh: '标成滥用', en: 'marked as abusive' },
    crowd: { zh: '一处来得太多', en: 'many from one place' },
  },
} as const;
