import { textWith } from '../../../kernel/text.ts';

export const messageLogText = {
  title: { zh: '发送记录', en: 'Message log' },
  sub: {
    zh: '短信和邮件发没发到。号码和邮箱只显示一部分，不显示内容，留90天。',
    en: 'Whether text messages and mail went out. Numbers and addresses in part, never what was said; kept for 90 days.',
  },
  views: { zh: '看什么', en: 'What to see' },
  all: { zh: '全部', en: 'All' },
  unsent: textWith(
    (n: number) => (n === 0 ? '没发到的' : `没发到的 ${n}`),
    (n) => (n === 0 ? 'Not arrived' : `Not arrived ${n}`),
  ),
  caption: { zh: '发给了谁，到了没有', en: 'What went to whom' },
  when: { zh: '时间', en: 'When' },
  who: { zh: '发给谁', en: 'To whom' },
  what: { zh: '什么', en: 'What' },
  how: { zh: '怎么发', en: 'By' },
  state: { zh: '到了没有', en: 'State' },
  again: { zh: '再发', en: 'Again' },
  resend: { zh: '再发一次', en: 'Send again' },
  tries: textWith(
    (n: number) => `试了${n}次`,
    (n) => (n === 1 ? 'tried once' : `tried ${n} times`),
  ),
  nobody: { zh: '—', en: '—' },
  channel: { sms: { zh: '短信', en: 'Text message' }, mail: { zh: '邮件', en: 'Mail' } },
  purpose: {
    notice: { zh: '消息', en: 'News' },
    'confirm-address': { zh: '确认邮箱的信', en: 'Letter to confirm an address' },
    'one-time-code': { zh: '验证码', en: 'Code' },
  },
  states: {
    waiting: { zh: '等着发', en: 'Waiting' },
    sent: { zh: '已发出', en: 'Sent' },
    failed: { zh: '对方不收', en: 'Refused' },
    'given-up': { zh: '一直没发出去', en: 'Given up' },
    dropped: { zh: '不用发了', en: 'Not needed' },
  },
  /** Reasons of our own; a server's code is shown as it is. */
  reasons: {
    timeout: { zh: '对方没有回应', en: 'no answer' },
    'no-connection': { zh: '连不上', en: 'no connection' },
    'no-tls': { zh: '对方不能加密', en: 'no encryption' },
    'smtp-login': {
      zh: '邮件服务器不认账号，请运维看设置',
      en: 'the mail server refuses our sign-in; the operator must look',
    },
    'mail-off': { zh: '邮件没有设置', en: 'mail is not set up' },
    'sms-off': { zh: '短信没有设置', en: 'text messages are not set up' },
    expired: { zh: '过了时候', en: 'too late to matter' },
    'read-here': { zh: '已经在网页上看过', en: 'read here already' },
    'not-wanted': { zh: '本人不要了', en: 'no longer wanted' },
    'held-back': {
      zh: '这个号码这几天不收进展短信',
      en: 'this number gets no news by text message for some days',
    },
    'no-address': { zh: '没有号码或邮箱了', en: 'no number or address any more' },
    unfinished: { zh: '发的时候中断了', en: 'interrupted' },
  },
  answered: textWith(
    (code: string) => `对方答：${code}`,
    (code) => `answered ${code}`,
  ),
  emptyTitle: { zh: '还没有发过', en: 'Nothing was sent yet' },
  emptyText: {
    zh: '有人选了收短信或邮件，发送的情况会写在这里。',
    en: 'Once somebody chooses text messages or mail, what was sent appears here.',
  },
  help: { zh: '没发到怎么办', en: 'If one did not arrive' },
  helpRefused: {
    zh: '“对方不收”：多半是号码或邮箱不对，问问本人，改好再发。',
    en: '“Refused”: most often the number or address is wrong. Ask the person, correct it, send again.',
  },
  helpGivenUp: {
    zh: '“一直没发出去”：短信或邮件的线路有问题，修好了再发。消息本人登录后都看得到。',
    en: '“Given up”: the gateway or mail server was away. Send again once it is back. Signed in, people find everything.',
  },
  noneUnsent: { zh: '没有发不到的', en: 'Everything arrived' },
  done: { resent: { zh: '正在再发一次', en: 'It is being sent again' } },
};
