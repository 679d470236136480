import { textWith } from '../../../kernel/text.ts';

export const attemptText = {
  whom: { zh: '问谁', en: 'Whom' },
  reportOption: textWith(
    (number: string, name: string) => `${number} · ${name}`,
    (number, name) => `${number} · ${name}`,
  ),
  noName: { zh: '没留称呼', en: 'no name left' },
  way: { zh: '怎么问的', en: 'How' },
  wayMissing: { zh: '选一种问法', en: 'Choose how you asked' },
  outcome: { zh: '问到了吗', en: 'What came of it' },
  outcomeMissing: { zh: '选一个结果，没问到也要记', en: 'Choose one, also when nobody answered' },
  answers: { zh: '问到了，他怎么说', en: 'If they answered: what they said' },
  skip: { zh: '没说', en: 'not said' },
  words: { zh: '原话', en: 'In their words' },
  wordsHint: { zh: '没解决的，写清哪里没办好', en: 'If it is not solved, say what is missing' },
  record: { zh: '记下回访', en: 'Record it' },
};
