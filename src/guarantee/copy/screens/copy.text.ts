import { textWith } from '../../../kernel/text.ts';

export const copyText = {
  title: { zh: '拿一份我的信息', en: 'A copy of my data' },
  back: { zh: '我的账号', en: 'My account' },
  holds: { zh: '里面有什么', en: 'What is in it' },
  holdsList: [
    {
      zh: '你的姓名、手机号、住处，登录过的设备',
      en: 'Your name, number and homes, and where you are signed in',
    },
    {
      zh: '你反映过的每件事：原话、来往的话、照片和录音',
      en: 'Everything you reported: your words, what was written since, photos and recordings',
    },
    {
      zh: '我们给你发过的消息、短信和邮件的记录',
      en: 'What you were told, and which text messages and letters were sent',
    },
    { zh: '哪些岗位看过你的信息', en: 'Which posts looked at your data' },
  ],
  how: {
    zh: '是一个压缩包。打开里面的 index.html 就能看；data.json 给别的程序用。',
    en: 'It is a ZIP file. Open index.html in it to read; data.json is for other programs.',
  },
  careful: {
    zh: '什么都在里面，别传给别人，别存在公用的电脑上。',
    en: 'It holds everything: pass it on to nobody, and do not leave it on a shared computer.',
  },
  count: textWith(
    (reports: number) => (reports === 0 ? '你还没有反映过事情。' : `有你反映的${reports}件事。`),
    (reports) =>
      reports === 0
        ? 'You have reported nothing yet.'
        : `It holds your ${reports === 1 ? 'report' : `${reports} reports`}.`,
  ),
  madeAt: textWith(
    (when: string) => `上次拿是${when}。不是你拿的，赶紧改密码、退出别的设备。`,
    (when) =>
      `Last taken ${when}. If that was not you, change your password and sign out your other devices.`,
  ),
  often: textWith(
    (when: string) => `一天里已经拿过几次了，${when}以后再来。`,
    (when) => `You have taken it several times within a day. Come again after ${when}.`,
  ),
  take: { zh: '下载', en: 'Download' },
  again: { zh: '退出，重新登录', en: 'Sign in again' },
  file: { zh: '我的信息', en: 'my-data' },
};

/** Words of the document in the copy. */
export const copiedText = {
  made: textWith(
    (when: string, community: string) => `${community}，${when}`,
    (when, community) => `${community}, ${when}`,
  ),
  you: { zh: '你', en: 'You' },
  name: { zh: '姓名', en: 'Name' },
  phone: { zh: '手机号', en: 'Telephone' },
  homes: { zh: '住处', en: 'Homes' },
  devices: { zh: '登录过的设备', en: 'Signed in on' },
  reports: { zh: '你反映的事', en: 'What you reported' },
  place: { zh: '地方', en: 'Place' },
  when: { zh: '什么时候', en: 'When' },
  said: { zh: '你说的', en: 'Your words' },
  photo: textWith(
    (index: number) => `照片${index}`,
    (index) => `Photo ${index}`,
  ),
  recording: { zh: '录音', en: 'Recording' },
  reporter: { zh: '你', en: 'You' },
  desk: { zh: '社区', en: 'Community' },
  told: { zh: '我们告诉你的', en: 'What you were told' },
  sent: { zh: '发出去的短信和邮件', en: 'Text messages and letters sent' },
  looks: { zh: '谁看过你的信息', en: 'Who looked at your data' },
  none: { zh: '没有', en: 'Nothing' },
  missing: {
    zh: '这个文件这次没取到，请再拿一份。',
    en: 'This file could not be read just now; take another copy.',
  },
};
