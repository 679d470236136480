import { textWith } from '../../../kernel/text.ts';

export const preferencesText = {
  title: { zh: '怎么告诉我', en: 'How I hear' },
  back: { zh: '返回', en: 'Back' },
  inbox: {
    zh: '所有消息都在“消息”里。想另外收短信或邮件，在这里选。',
    en: 'Everything is in your messages here. Choose what else comes by text message or mail.',
  },
  sms: { zh: '发短信', en: 'By text message' },
  smsTo: textWith(
    (phone: string) => `发到${phone}。`,
    (phone) => `To ${phone}.`,
  ),
  noPhone: {
    zh: '这里没有你的手机号，先告诉社区，才能收短信。',
    en: 'No mobile number of yours is known here. Tell the community first.',
  },
  mail: { zh: '发邮件', en: 'By mail' },
  mailTo: textWith(
    (address: string) => `发到${address}。`,
    (address) => `To ${address}.`,
  ),
  noMail: { zh: '先在下面填邮箱，确认后再选。', en: 'Enter and confirm an address below first.' },
  night: { zh: '不打扰的时间', en: 'Quiet hours' },
  nightWhy: {
    zh: '这段时间的消息，过后一件事合成一条再发。验证码和紧急的事照发。两个时间一样，就是不设。',
    en: 'News of these hours comes afterwards, one message for each matter. Codes and what cannot wait come at once. The same time twice means none.',
  },
  from: { zh: '从几点', en: 'From' },
  until: { zh: '到几点', en: 'Until' },
  save: { zh: '保存', en: 'Save' },
  address: { zh: '我的邮箱', en: 'My mail address' },
  addressLabel: { zh: '邮箱', en: 'Mail address' },
  addressHint: {
    zh: '会先发一封确认信。点了信里的链接再按“确认”，消息才会发到这里。',
    en: 'First comes a letter. Once you open its link and press “Confirm”, news is sent there.',
  },
  unconfirmed: textWith(
    (address: string) => `${address}还没有确认，打开信里的链接。`,
    (address) => `${address} is not confirmed yet: open the link in the letter.`,
  ),
  ask: { zh: '发确认信', en: 'Send the letter' },
  change: { zh: '换一个邮箱', en: 'Use another address' },
  remove: { zh: '不用邮箱了', en: 'Remove my address' },
  confirmTitle: { zh: '确认邮箱', en: 'Confirm your address' },
  confirmQuestion: textWith(
    (address: string) => `${address}是你的邮箱，以后消息发到这里？`,
    (address) => `Is ${address} yours, and shall news be sent there?`,
  ),
  confirm: { zh: '确认', en: 'Confirm' },
  confirmed: { zh: '邮箱确认好了', en: 'Your address is confirmed' },
  confirmedText: {
    zh: '消息会发到这里，想改随时改。',
    en: 'News is sent there. You can change that at any time.',
  },
  stopTitle: { zh: '不再收邮件', en: 'No more mail' },
  stopQuestion: textWith(
    (address: string) => `不再发邮件到${address}？消息仍在网页上看得到。`,
    (address) => `Send no more mail to ${address}? Everything stays in your messages here.`,
  ),
  stop: { zh: '不再发了', en: 'Send no more' },
  stopped: { zh: '不再发邮件给你了', en: 'No more mail will come' },
  stoppedText: {
    zh: '想再收，登录后在“怎么告诉我”里选。',
    en: 'Sign in and choose again whenever you like.',
  },
  choose: { zh: '去选怎么告诉我', en: 'Choose how I hear' },
  done: {
    set: { zh: '保存好了', en: 'Saved' },
    asked: { zh: '确认信发出了，去邮箱里看看', en: 'The letter is on its way to you' },
    removed: { zh: '邮箱去掉了', en: 'Your address was removed' },
  },
};
