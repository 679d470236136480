import type { OutwardText } from '../../channels/notice/notice.contract.ts';
import type { residenceNoticeText } from './residence.notices.text.ts';

type Outward = Pick<OutwardText, 'kind'> & { [L in 'zh' | 'en']: () => string };

/** Each notice of homes as it leaves the house: that there is news, never who lives where. */
export const residenceOutwardText: Record<keyof typeof residenceNoticeText, Outward> = {
  asked: {
    kind: 'work',
    zh: () => '有一条认户申请，等你确认。',
    en: () => 'Somebody asks to be registered, waiting for you.',
  },
  confirmed: {
    kind: 'progress',
    zh: () => '你的住处确认好了。',
    en: () => 'Your home is confirmed.',
  },
  refused: {
    kind: 'progress',
    zh: () => '你的认户申请有结果了，打开就能看。',
    en: () => 'Your request about your home was answered. Open it to read.',
  },
  'confirmed-elsewhere': {
    kind: 'progress',
    zh: () => '一条认户申请，社区值班已确认。',
    en: () => 'The desk has confirmed a request about a home.',
  },
  'refused-elsewhere': {
    kind: 'progress',
    zh: () => '一条认户申请，社区值班没有确认。',
    en: () => 'The desk did not confirm a request about a home.',
  },
  joined: {
    kind: 'question',
    zh: () => '有人登记住进了你家这一户，打开看看是不是家里人。',
    en: () => 'Somebody was registered in your home. Open it to see whether you know them.',
  },
  ended: {
    kind: 'question',
    zh: () => '社区登记你已搬走，打开看看对不对。',
    en: () => 'The desk has written down that you moved out. Open it to see.',
  },
};
