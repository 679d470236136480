import { textWith } from '../../../kernel/text.ts';

export const plannedText = {
  title: { zh: '到时自动催办', en: 'Urged by time' },
  ahead: textWith(
    (moment: string) => `${moment}催`,
    (moment) => `at ${moment}`,
  ),
  urged: { zh: '催过了', en: 'urged' },
  'passed-over': { zh: '和别的一起催过了', en: 'urged with another' },
};
