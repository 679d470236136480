import { textWith } from '../../kernel/text.ts';

/** What messages say beside the news itself. */
export const messageText = {
  /** In front of a text message, as carriers want it. */
  signature: textWith(
    (community: string) => `【${community}】`,
    (community) => `[${community}] `,
  ),
  more: textWith(
    (n: number) => `还有${n}条。`,
    (n) => ` ${n} more.`,
  ),
  unknown: { zh: '有新进展。', en: 'There is news.' },
  open: { zh: '打开看看', en: 'Open it' },
  whyNotice: textWith(
    (community: string) =>
      `你在${community}的阳光议事选了用邮件告诉你，所以有这封信。信里不写详情，登录后能看全。`,
    (community) =>
      `You chose to hear by mail from the Sunshine Pavilion of ${community}. Details are not in this letter; sign in to read them.`,
  ),
  choose: { zh: '改成别的方式', en: 'Choose another way' },
  stop: { zh: '不再发邮件给我', en: 'Send me no more mail' },
  fromName: textWith(
    (community: string) => `${community} · 阳光议事`,
    (community) => `${community} · Sunshine Pavilion`,
  ),
  confirmSubject: { zh: '确认你的邮箱', en: 'Confirm your mail address' },
  confirmWhy: textWith(
    (community: string) =>
      `有人在${community}的阳光议事把这个邮箱填成了自己的。是你的话，打开下面的链接，再点“确认”。`,
    (community) =>
      `Somebody entered this address as their own at the Sunshine Pavilion of ${community}. If it was you, open the link below and press “Confirm”.`,
  ),
  confirm: { zh: '去确认', en: 'Go and confirm' },
  confirmElse: {
    zh: '不是你填的，不用理会：不确认，就不会再有信来。链接7天内有效。',
    en: 'If it was not you, do nothing: unconfirmed, no other letter will come. The link works for 7 days.',
  },
};
