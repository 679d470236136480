import type { OutwardText } from '../../channels/notice/notice.contract.ts';
import type { reportNoticeText } from './report.notices.text.ts';

type Outward = Pick<OutwardText, 'kind'> & { [L in 'zh' | 'en']: (params: { number: string }) => string };

/** Each notice of a report as it leaves the house: nothing that was written in it. */
export const reportOutwardText: Record<keyof typeof reportNoticeText, Outward> = {
  received: {
    kind: 'progress',
    zh: ({ number }) => `${number}收到了，社区很快会看。`,
    en: ({ number }) => `${number} has arrived. The community will look at it soon.`,
  },
  'to-decide': {
    kind: 'work',
    zh: ({ number }) => `新反映${number}，等你受理。`,
    en: ({ number }) => `New report ${number}, waiting for your decision.`,
  },
  'received-urgent': {
    kind: 'progress',
    zh: ({ number }) => `${number}收到了，社区马上看。有危险先打119或110，别等我们。`,
    en: ({ number }) =>
      `${number} has arrived and the community looks at it at once. In danger, call 119 or 110 first; do not wait for us.`,
  },
  emergency: {
    kind: 'work',
    zh: ({ number }) => `可能有危险：新反映${number}，请马上看。`,
    en: ({ number }) => `There may be danger: new report ${number}, look at it now.`,
  },
  'set-aside': {
    kind: 'work',
    zh: ({ number }) => `从${number}起，有反映看着像重复或刷屏，先放在一边，请到值班台看。`,
    en: ({ number }) => `From ${number} on, some reports look like a flood and wait aside. Look at the desk.`,
  },
  added: {
    kind: 'work',
    zh: ({ number }) => `${number}的反映人补充了内容。`,
    en: ({ number }) => `The reporter added something to ${number}.`,
  },
  answered: {
    kind: 'question',
    zh: ({ number }) => `社区就${number}给你留了话，打开就能看。`,
    en: ({ number }) => `The community wrote to you about ${number}. Open it to read.`,
  },
};
