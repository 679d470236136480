import { textWith } from '../../../kernel/text.ts';
import type { ReportState } from '../report.contract.ts';

export const reportStateText = {
  submitted: { zh: '等社区受理', en: 'Waiting to be accepted' },
  accepted: { zh: '已受理', en: 'Accepted' },
  merged: { zh: '和一样的事一起办', en: 'Handled with the same matter' },
  rejected: { zh: '没有受理', en: 'Not accepted' },
  redirected: { zh: '要找别的部门', en: 'Belongs to another office' },
  withdrawn: { zh: '已撤回', en: 'Taken back' },
} satisfies Record<ReportState, { zh: string; en: string }>;

export const ownReportText = {
  back: { zh: '返回', en: 'Back' },
  title: textWith(
    (number: string) => `第${number}号`,
    (number) => `No. ${number}`,
  ),
  print: { zh: '打印', en: 'Print' },
  where: { zh: '地点', en: 'Place' },
  submitted: { zh: '提交', en: 'Sent' },
  waiting: { zh: '等你', en: 'your turn' },
  dueBy: textWith(
    (due: string) => `${due}前告诉你受理没有`,
    (due) => `You hear by ${due} whether it is accepted`,
  ),
  overdue: textWith(
    (due: string) => `本该${due}前答复，社区晚了`,
    (due) => `An answer was due by ${due}; the community is late`,
  ),
  photo: textWith(
    (n: number) => `第${n}张照片`,
    (n) => `Photo ${n}`,
  ),
  yours: { zh: '你说的', en: 'What you said' },
  messages: { zh: '和社区说', en: 'With the community' },
  fromDesk: { zh: '社区', en: 'Community' },
  fromYou: { zh: '你', en: 'You' },
  add: { zh: '补充一句', en: 'Add something' },
  addLabel: { zh: '要补充什么？', en: 'What would you like to add?' },
  writeLabel: { zh: '给反映人留言', en: 'A message to the reporter' },
  writeHint: {
    zh: '留了联系方式的会收到提醒；没留的，打开链接时看到。期限照走。',
    en: 'Who left a way to be reached is told of it; others see it when they open their link. The clock keeps running.',
  },
  addPhotos: { zh: '照片', en: 'Photos' },
  optional: { zh: '可以不填', en: 'optional' },
  send: { zh: '发出去', en: 'Send' },
  withdraw: { zh: '不用办了，撤回', en: 'Take it back' },
  withdrawTitle: { zh: '撤回这条反映？', en: 'Take this report back?' },
  withdrawText: textWith(
    (number: string) => `${number}号撤回后不再受理，你写的还能看到。以后可以重新反映。`,
    (number) => `${number} will not be accepted any more. You can still read it, and report again later.`,
  ),
  keep: { zh: '先不撤回', en: 'Keep it' },
  doWithdraw: { zh: '撤回', en: 'Take it back' },
  again: { zh: '再反映一次', en: 'Report again' },
  decision: { zh: '社区的答复', en: 'The community’s answer' },
  flag: { zh: '举报不当内容', en: 'Flag what should not be shown' },
  done: {
    flagged: { zh: '值班台收到了，会去看', en: 'The desk has it and will look' },
    'flagged-told': {
      zh: '值班台收到了，会去看，结果在“消息”里告诉你',
      en: 'The desk has it and will look; you hear the result in your messages',
    },
    added: { zh: '发出去了', en: 'Sent' },
    withdrawn: { zh: '撤回了', en: 'Taken back' },
  },
};

export const followText = {
  title: { zh: '查进展', en: 'Follow a report' },
  question: { zh: '办到哪一步了？', en: 'How far is it?' },
  link: { zh: '提交时拿到的链接，或编号和后面的密码', en: 'The link you were given, or the number and key' },
  linkHint: {
    zh: '大小写、空格都不要紧。密码在链接的最后一段。',
    en: 'Capitals and spaces do not matter. The key is the last part of the link.',
  },
  unreadable: {
    zh: '认不出这个链接。整段复制过来，或检查少了哪一位',
    en: 'This cannot be read. Copy the whole link, or see whether a character is missing',
  },
  open: { zh: '看进展', en: 'Follow it' },
  signIn: { zh: '留过手机号？登录看自己的事', en: 'You left a number? Sign in to see your reports' },
  lost: {
    zh: '链接找不到了',
    en: 'I have lost the link',
  },
};
