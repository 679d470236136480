import { textWith } from '../../kernel/text.ts';

const day = (date: string) => ({ month: Number(date.slice(5, 7)), day: Number(date.slice(8)) });

/** The words on the paper. Chinese is printed large; one line of English stands below, whoever prints it. */
export const slipText = {
  title: { zh: '认户条', en: 'Home slip' },
  scan: { zh: '扫右边的码，用手机号登录，', en: 'Scan, sign in by telephone,' },
  enter: { zh: '再输入这组字，就认好户了：', en: 'and enter this code:' },
  without: textWith(
    (address: string) => `没有手机扫码，打开 ${address}`,
    (address) => `or open ${address}`,
  ),
  until: textWith(
    (date: string) => `${day(date).month}月${day(date).day}日前有效，一户最多6人用`,
    (date) => `Valid until ${date}, for up to six people of this home.`,
  ),
  notYours: {
    zh: '不是你家的，请交给楼道长或社区值班台',
    en: 'Not your home? Please hand it to the captain or the desk.',
  },
  file: textWith(
    (building: string) => `认户条-${building}.pdf`,
    (building) => `home-slips-${building}.pdf`,
  ),
};
