import { textWith } from '../../../kernel/text.ts';

export const matterPageText = {
  back: { zh: '返回', en: 'Back' },
  print: { zh: '打印', en: 'Print' },
  printed: textWith(
    (day: string, now: string, number: string) =>
      `打印于${day.slice(0, 4)}年${now}，纸上的“今天”就是这一天。最新进展：打开“阳光议事”，看第${number}号，或用提交时拿到的链接。`,
    (day, now, number) =>
      `Printed in ${day.slice(0, 4)} on ${now}; “today” on this page is that day. For how it goes now, look up no. ${number} or use the link you were given.`,
  ),
  number: textWith(
    (number: string) => `第${number}号`,
    (number) => `No. ${number}`,
  ),
  progress: { zh: '办到哪一步了', en: 'How far it is' },
  yourTurn: { zh: '等你', en: 'your turn' },
  onTime: { zh: '按时', en: 'on time' },
  late: textWith(
    (days: number) => `晚${days}天`,
    (days) => (days === 1 ? '1 day late' : `${days} days late`),
  ),
  over: textWith(
    (days: number) => `超了${days}天`,
    (days) => (days === 1 ? '1 day over' : `${days} days over`),
  ),
  left: textWith(
    (days: number) => `还有${days}天`,
    (days) => (days === 1 ? '1 day left' : `${days} days left`),
  ),
  dueToday: { zh: '今天到期', en: 'due today' },
  noDateYet: { zh: '还没定', en: 'not set yet' },
  waitsYou: { zh: '等你评价', en: 'Your word' },
  rate: { zh: '去评价', en: 'Answer' },
  promised: textWith(
    (day: string) => `承诺${day}办好`,
    (day) => `promised for ${day}`,
  ),
  resolved: textWith(
    (day: string) => `${day}办好`,
    (day) => `resolved ${day}`,
  ),
  history: { zh: '办理经过', en: 'What happened' },
  newestFirst: { zh: '最新在上', en: 'newest first' },
  more: { zh: '更早的', en: 'Earlier' },
  photo: textWith(
    (n: number) => `第${n}张照片`,
    (n) => `Photo ${n}`,
  ),
  toMerged: textWith(
    (number: string) => `看第${number}号办到哪了`,
    (number) => `See how no. ${number} goes`,
  ),
  merged: textWith(
    (number: string) => `并入了${number}号，一起办`,
    (number) => `Joined to no. ${number} and handled with it`,
  ),
  result: { zh: '办理结果', en: 'The result' },
  reply: { zh: '答复：', en: 'Answer: ' },
  reopenedCount: textWith(
    (n: number) => `第${n}次重办`,
    (n) => (n === 1 ? 'done again once' : `done again ${n} times`),
  ),
  meTooTitle: { zh: '你家也遇到吗？', en: 'Your household too?' },
  meToo: { zh: '我也遇到', en: 'Me too' },
  meTooWhy: {
    zh: '按户算，一户一次。办好了同样通知你。',
    en: 'Counted by household, once each. You hear of the result like the others.',
  },
  moreVoices: textWith(
    (n: number) => `又有${n}户也遇到`,
    (n) => `${n} more households met the same`,
  ),
  counted: { zh: '你家已经算在里面', en: 'Your household is counted' },
  countedText: {
    zh: '一户算一次。办好了同样通知你。',
    en: 'Once for each household. You hear of the result like the others.',
  },
  reportedBy: textWith(
    (who: string, households: number) => (households < 2 ? `${who}反映` : `${who}等${households}户反映`),
    (who, households) =>
      households < 2 ? `reported by ${who}` : `reported by ${who} and others, ${households} households`,
  ),
  meTooSignIn: { zh: '登录后点“我也遇到”', en: 'Sign in to say “me too”' },
  meTooStranger: {
    zh: '“我也遇到”按户算，要先登录。不想登录，可以自己反映一次。',
    en: '“Me too” counts households, so sign in first. Or report it yourself without signing in.',
  },
  reportToo: { zh: '自己反映', en: 'Report it myself' },
  yours: { zh: '你说的', en: 'What you said' },
  where: textWith(
    (place: string) => `在哪里：${place}`,
    (place) => `Where: ${place}`,
  ),
  whyNoPhoto: textWith(
    (why: string) => `没有照片：${why}`,
    (why) => `No photo: ${why}`,
  ),
  notes: { zh: '补充或问一句', en: 'Add or ask something' },
  noteLabel: { zh: '要说什么？', en: 'What would you like to say?' },
  photos: { zh: '照片', en: 'Photos' },
  noteWho: {
    zh: '社区和办事的人看得到，不公开。',
    en: 'The community and the handler read it; it is not public.',
  },
  send: { zh: '发出去', en: 'Send' },
  withdraw: { zh: '不用办了，撤回', en: 'Take it back' },
  withdrawTitle: { zh: '撤回你的反映？', en: 'Take your report back?' },
  withdrawText: {
    zh: '只有你反映时，这件事就不再办；还有别人反映，就接着办，只是不再通知你。',
    en: 'If you were the only one, nothing more is done. If others reported it too, it goes on without telling you.',
  },
  withdrawWhy: { zh: '为什么撤回', en: 'Why' },
  optional: { zh: '可以不填', en: 'optional' },
  keep: { zh: '先不撤回', en: 'Keep it' },
  doWithdraw: { zh: '撤回', en: 'Take it back' },
  urgeTitle: { zh: '等得着急？', en: 'Waiting too long?' },
  urgeText: {
    zh: '催一次，话马上带给办理人和社区。每天一次。',
    en: 'Urge it: handler and community hear it at once. Once a day.',
  },
  urge: { zh: '催一催', en: 'Urge it' },
  urged: { zh: '今天催过了', en: 'Urged today' },
  urgedText: {
    zh: '话已经带给办理人和社区。明天还没动静，可以再催。',
    en: 'It was passed on to handler and community. If nothing happens, urge again tomorrow.',
  },
  reopenTitle: { zh: '又出现了？', en: 'Is it back?' },
  reopenLabel: { zh: '哪里没办好', en: 'What is not solved' },
  reopen: { zh: '要求重办', en: 'Ask for it to be done again' },
  everyone: { zh: '大家的事', en: 'Everyone’s matters' },
  everyoneEmpty: { zh: '还没有公开的事', en: 'Nothing public yet' },
  everyoneEmptyText: {
    zh: '有人反映并受理后，这里写办到哪一步。',
    en: 'Once something is accepted, this shows how far it is.',
  },
  all: { zh: '全部', en: 'All' },
  flag: { zh: '举报不当内容', en: 'Flag what should not be shown' },
  done: {
    flagged: { zh: '值班台收到了，会去看', en: 'The desk has it and will look' },
    'flagged-told': {
      zh: '值班台收到了，会去看，结果在“消息”里告诉你',
      en: 'The desk has it and will look; you hear the result in your messages',
    },
    'me-too': { zh: '算上你家了', en: 'Your household is counted' },
    answered: { zh: '记下了，谢谢你说一声', en: 'Noted, thank you' },
    noted: { zh: '发出去了', en: 'Sent' },
    urged: { zh: '催了，话带到了', en: 'Urged, and passed on' },
    reopened: { zh: '记下了，接着办', en: 'Noted; it will be done again' },
    withdrawn: { zh: '撤回了', en: 'Taken back' },
  },
};

export const sameText = {
  title: { zh: '邻居好像反映过，是同一件事吗？', en: 'A neighbour may have reported it. Is it the same?' },
  titleFirst: { zh: '邻居好像反映过，', en: 'A neighbour may have reported it.' },
  titleSecond: { zh: '是同一件事吗？', en: 'Is it the same?' },
  households: textWith(
    (n: number) => `已有${n}户邻居反映`,
    (n) => (n === 1 ? '1 household reported it' : `${n} households reported it`),
  ),
  accepted: textWith(
    (day: string) => `${day}受理`,
    (day) => `accepted ${day}`,
  ),
  notSame: { zh: '不是，我单独反映', en: 'No, mine is another' },
  signIn: { zh: '登录，算上我家', en: 'Sign in and count me in' },
  strangerWhy: {
    zh: '“我也遇到”按户算，要登录；写好的会留着。不登录，点下面单独反映，社区会并到一起办。',
    en: 'Households are counted, so sign in; what you wrote is kept. Otherwise go on below: the community will join the two.',
  },
  see: { zh: '看这件事', en: 'See it' },
};
