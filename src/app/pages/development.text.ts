export const developmentText = {
  title: { zh: '试用环境的短信和邮件', en: 'Messages of this trial installation' },
  what: {
    zh: '这台机器没有接短信通道，本该发出的验证码写在这里。对外使用的系统没有这一页。',
    en: 'No SMS gateway is connected on this machine, so codes appear here. A public installation has no such page.',
  },
  empty: { zh: '还没有短信', en: 'No messages yet' },
  emptyText: { zh: '要一个验证码，就会出现在这里。', en: 'Ask for a code and it appears here.' },
  mails: { zh: '邮件', en: 'Mail' },
  back: { zh: '返回', en: 'Back' },
};
