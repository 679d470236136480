import { textWith } from '../../../kernel/text.ts';
import type { PartState } from '../matter.part.contract.ts';

/** The words of what assisting handlers have of a matter. */
export const partText = {
  title: { zh: '协办', en: 'Assisting' },
  state: {
    given: { zh: '还没接', en: 'not taken yet' },
    taken: { zh: '在做', en: 'at work' },
    finished: { zh: '做完了', en: 'finished' },
    'handed-back': { zh: '退回了', en: 'handed back' },
    released: { zh: '不用做了', en: 'no longer needed' },
  } satisfies Record<PartState, { zh: string; en: string }>,
  mine: { zh: '你的', en: 'yours' },
  own: textWith(
    (state: string) => `协办 · ${state}`,
    (state) => `assisting · ${state}`,
  ),
  assistHint: {
    zh: '主办照常办。去掉的，没做完的就不用做了；新加的，会收到通知。',
    en: 'The main handler goes on. Who is taken off need not finish; who is added is told.',
  },
  tellAssisting: { zh: '交代协办', en: 'Tell those who assist' },
  takeHint: {
    zh: '只管你这一份，不用等主办接单。整件事由主办办结。',
    en: 'Only your own part, whether or not the main handler has begun. They resolve the whole.',
  },
  done: { zh: '你做了什么', en: 'What you did' },
  doneHint: {
    zh: '主办和社区看得到；反映人只知道做好了一部分。',
    en: 'Main handler and desk read it; the reporter hears only that a part is done.',
  },
  wordsMissing: { zh: '写一句做了什么，主办才好办结', en: 'Say what was done: the main handler needs it' },
  handBackHint: {
    zh: '只能退一次。写清该谁做、凭什么。',
    en: 'Once only. Say whose it is, and why.',
  },
  openTitle: textWith(
    (count: number) => `还有${count}份协办没做完`,
    (count) => `${count} assisting ${count === 1 ? 'part is' : 'parts are'} still open`,
  ),
  openText: {
    zh: '等做完再办结；不等的话，在下面写明为什么。',
    en: 'Resolve when they are done; or say below why you do not wait.',
  },
  whyOpen: { zh: '为什么不等协办', en: 'Why not wait' },
  backTitle: { zh: '有协办退回来了', en: 'A part was handed back' },
  backText: { zh: '再派一家，或者不用协办了。', en: 'Name somebody else, or do without.' },
};
