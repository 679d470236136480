import { textWith } from '../../../kernel/text.ts';

export const keptText = {
  legend: {
    zh: '这些照片已经传上来，不用再选',
    en: 'These photos have arrived; no need to choose them again',
  },
  hint: { zh: '不要哪张，就去掉它的勾。', en: 'Untick those you do not want.' },
  photo: textWith(
    (n: number) => `第${n}张照片`,
    (n) => `Photo ${n}`,
  ),
};
