import { textWith } from '../../../kernel/text.ts';
import type { AbuseReason } from '../abuse.contract.ts';

/** The words beside a report for those who may mark it as abusive. */
export const abuseCardText = {
  mark: { zh: '标成滥用', en: 'Mark as abusive' },
  explain: {
    zh: '只管骂人、编造、刷屏、广告；话不好听、反映得多，都不算。',
    en: 'For insults, inventions, floods and advertising; not for hard words, nor for reporting often.',
  },
  whatFollows: {
    zh: '标了以后：这条放到一边，没有删；反映人7天里一小时最多2条、一天最多5条，这个号码7天不收进展短信；有危险的照收，验证码照发。随时能撤销。',
    en: 'Then it waits aside and is not deleted; for seven days its reporter sends at most two an hour and five a day, and gets no news by text message. Words of danger and sign-in codes go on as usual. It can be lifted at any time.',
  },
  nobody: {
    zh: '这条没留人也没留号码：只放到一边，谁也不受限。',
    en: 'This report holds neither a person nor a number: it waits aside, and nobody is held back.',
  },
  reason: { zh: '为什么', en: 'Why' },
  reasons: {
    insult: { zh: '骂人、威胁人', en: 'Insults or threats' },
    false: { zh: '编造的', en: 'Invented' },
    flood: { zh: '成批乱发', en: 'A flood' },
    advertising: { zh: '广告', en: 'Advertising' },
    other: { zh: '别的', en: 'Something else' },
  } satisfies Record<AbuseReason, { zh: string; en: string }>,
  words: { zh: '跟反映人说一句', en: 'A sentence to the reporter' },
  confirm: { zh: '标成滥用', en: 'Mark it' },
  title: textWith(
    (reason: string) => `标成滥用：${reason}`,
    (reason) => `Marked as abusive: ${reason}`,
  ),
  until: textWith(
    (when: string) => `${when}前，反映人少发一些。`,
    (when) => `Its reporter sends less until ${when}.`,
  ),
  lift: { zh: '撤销标记', en: 'Lift the mark' },
  done: {
    'abuse-marked': {
      zh: '标好了，放在一边，也告诉反映人了',
      en: 'Marked, set aside, and its reporter is told',
    },
    'abuse-lifted': { zh: '撤销了，放回待受理', en: 'Lifted; it stands in the queue again' },
  },
};
