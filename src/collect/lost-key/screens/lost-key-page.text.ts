import { textWith } from '../../../kernel/text.ts';

export const lostKeyPageText = {
  title: { zh: '链接找不到了', en: 'Lost link' },
  how: {
    zh: '填编号，和反映时留的手机号。我们发一条验证码，填对了给你新链接，旧的作废。',
    en: 'Give the number and the phone you left with the report. We send a code to it; with that you get a new link, and the old one is dead.',
  },
  number: { zh: '编号', en: 'Number' },
  numberHint: { zh: '像2026-0158这样', en: 'such as 2026-0158' },
  phone: { zh: '反映时留的手机号', en: 'Phone left with the report' },
  send: { zh: '发验证码', en: 'Send the code' },
  none: {
    zh: '没留手机号的，查不回来：没有记下你是谁。编号忘了，问社区值班台。',
    en: 'Where no phone was left, the link cannot be replaced: nothing says who you are. Number lost too? Ask the desk.',
  },
  codeTitle: { zh: '填验证码', en: 'Enter the code' },
  sent: textWith(
    (number: string, phone: string) => `${number}如果是用${phone}反映的，验证码已经发过去了，5分钟内有效。`,
    (number, phone) =>
      `If ${number} was reported with ${phone}, a code has been sent there, valid for five minutes.`,
  ),
  code: { zh: '6位验证码', en: 'Six-digit code' },
  open: { zh: '拿新链接', en: 'Get the new link' },
  again: { zh: '改编号或号码，再发一条', en: 'Another number or phone, or a new code' },
  back: { zh: '返回', en: 'Back' },
  done: {
    renewed: {
      zh: '这是新链接，旧的打不开了。收藏这一页。',
      en: 'This is your new link; the old one is dead. Keep this page.',
    },
  },
};
