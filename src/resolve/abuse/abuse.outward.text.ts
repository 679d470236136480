import type { OutwardText } from '../../channels/notice/notice.contract.ts';
import type { abuseNoticeText } from './abuse.notices.text.ts';

type Outward = Pick<OutwardText, 'kind'> & { [L in 'zh' | 'en']: (params: { number: string }) => string };

/** Each notice of a mark as it leaves the house: nothing that anybody wrote. */
export const abuseOutwardText: Record<keyof typeof abuseNoticeText, Outward> = {
  marked: {
    kind: 'progress',
    zh: ({ number }) => `${number}被值班台标了记号，打开看原因。`,
    en: ({ number }) => `The desk marked ${number}. Open it to read why.`,
  },
  lifted: {
    kind: 'progress',
    zh: ({ number }) => `${number}放回来了，照常处理。`,
    en: ({ number }) => `${number} was put back and goes on as usual.`,
  },
};
