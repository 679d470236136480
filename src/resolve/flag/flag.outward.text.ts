import type { OutwardText } from '../../channels/notice/notice.contract.ts';
import type { flagNoticeText } from './flag.notices.text.ts';

type Outward = Pick<OutwardText, 'kind'> & { [L in 'zh' | 'en']: (params: { number: string }) => string };

/** Each notice of a flag as it leaves the house: nothing that anybody wrote. */
export const flagOutwardText: Record<keyof typeof flagNoticeText, Outward> = {
  raised: {
    kind: 'work',
    zh: ({ number }) => `有人举报了${number}号里的内容，请看。`,
    en: ({ number }) => `Something shown of no. ${number} was flagged. Please look.`,
  },
  hidden: {
    kind: 'progress',
    zh: ({ number }) => `你在${number}号里举报的内容已经隐藏，打开看原因。`,
    en: ({ number }) => `What you flagged in no. ${number} is hidden. Open it to read why.`,
  },
  kept: {
    kind: 'progress',
    zh: ({ number }) => `你在${number}号里举报的内容看过了，保留，打开看原因。`,
    en: ({ number }) => `What you flagged in no. ${number} stays. Open it to read why.`,
  },
};
