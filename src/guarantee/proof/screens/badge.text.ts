import { textWith } from '../../../kernel/text.ts';

export const badgeText = {
  verified: textWith(
    (count: number) => `${count}步都在公开账本里`,
    (count) => `All ${count} steps stand in the public ledger`,
  ),
  verifiedText: textWith(
    (places: string, when: string) => `第${places}条，最近${when}封存。服务器刚核过，你也可以自己核`,
    (places, when) =>
      `Entries ${places}, last sealed ${when}. The server has just checked; check it yourself`,
  ),
  waiting: { zh: '还没封存', en: 'Not sealed yet' },
  waitingText: { zh: '一般几秒钟就好，刷新看看', en: 'A few seconds as a rule; load the page again' },
  broken: { zh: '和公开账本对不上', en: 'It does not fit the public ledger' },
  brokenText: {
    zh: '有一步被改过。点开看是哪一步，请打社区电话说一声',
    en: 'A step was changed. Open it to see which, and please call the community',
  },
};
