import { textWith } from '../../../kernel/text.ts';
import type { Anonymity } from '../report.contract.ts';

export const anonymityText = {
  'public-name': {
    name: { zh: '公开称呼', en: 'A name for neighbours' },
    who: {
      zh: '邻居看到你写的称呼，社区和办事的人看到电话',
      en: 'Neighbours see the name you choose; the community and the handler see your number',
    },
  },
  'community-only': {
    name: { zh: '仅社区知道', en: 'Community only' },
    who: {
      zh: '社区和办事的人看到称呼、电话，邻居看不到',
      en: 'The community and the handler see name and number; neighbours see neither',
    },
  },
  'hidden-from-handler': {
    name: { zh: '对办事的人保密', en: 'Hidden from the handler' },
    who: {
      zh: '只有社区值班看到，办事的人也看不到',
      en: 'Only the community desk sees them, not even the handler',
    },
  },
  anonymous: {
    name: { zh: '完全匿名', en: 'Fully anonymous' },
    who: {
      zh: '谁也看不到，下面的称呼和电话要空着',
      en: 'Nobody sees who you are; leave name and number empty',
    },
  },
} satisfies Record<Anonymity, Record<'name' | 'who', { zh: string; en: string }>>;

export const sendText = {
  /** A report's words where nothing was written: the desk types what the recording says beside it. */
  voiceOnly: { zh: '语音留言', en: 'A voice message' },
  title: { zh: '谁能知道，怎么联系你？', en: 'Who may know, and how do we reach you?' },
  yours: { zh: '要提交的', en: 'What you are sending' },
  changeWhat: { zh: '改内容', en: 'Change the words' },
  changeWhere: { zh: '改地点', en: 'Change the place' },
  photos: textWith(
    (n: number) => `${n}张照片`,
    (n) => (n === 1 ? '1 photo' : `${n} photos`),
  ),
  whoKnows: { zh: '谁能知道是你说的？', en: 'Who may know that it was you?' },
  publicName: { zh: '给邻居看的称呼', en: 'The name neighbours see' },
  publicNameHint: {
    zh: '选“公开称呼”才要写，比如王阿姨',
    en: 'Only for “A name for neighbours”: Auntie Wang',
  },
  name: { zh: '怎么称呼你', en: 'Your name' },
  phone: { zh: '手机号', en: 'Telephone' },
  phoneHint: {
    zh: '办事的人要问一句时打给你。不留也能用编号和链接看进展。',
    en: 'For a question about it. Without it you can still follow the report by its number and link.',
  },
  optional: { zh: '可以不填', en: 'optional' },
  privacy: { zh: '你的信息怎么用', en: 'What happens to your data' },
  privacyWhat: { zh: '存什么', en: 'What is kept' },
  privacyWhatText: {
    zh: '你写的事、地点、照片，以及你愿意留的称呼和电话。为防刷屏，另按号码、浏览器和网络地址数次数：只留加密后的数，和你写的事对不上，两天内删掉。',
    en: 'What you wrote, the place, photos, and the name and number you choose to leave. Against floods, sendings are counted by number, browser and network address: as encrypted counts that do not belong to what you wrote and are gone within two days.',
  },
  privacyWhy: { zh: '为什么', en: 'Why' },
  privacyWhyText: {
    zh: '为了办这件事、告诉你结果、问你办好没有。',
    en: 'To settle this matter, tell you the result and ask whether it is solved.',
  },
  privacyWho: { zh: '谁看得到', en: 'Who sees it' },
  privacyWhoText: {
    zh: '社区值班和办这件事的人，按你上面选的。公开的只有事情、哪一幢、办到哪一步。',
    en: 'The community desk and those who handle it, as chosen above. In public: the matter, the building, how far it is.',
  },
  privacyLong: { zh: '存多久', en: 'How long' },
  privacyLongText: {
    zh: '办完后3年，之后去掉称呼和电话。',
    en: 'Three years after it is closed; then name and number are removed.',
  },
  privacyAll: { zh: '每一种信息存多久，都写在这里', en: 'All of it, item by item' },
  privacyRights: { zh: '你可以', en: 'You can' },
  privacyRightsText: textWith(
    (community: string) => `查看、更正、删除、撤回，找${community}的社区值班，15个工作日内答复。`,
    (community) =>
      `See, correct, delete or take it back: ask the desk of ${community}, who answer within 15 working days.`,
  ),
  submit: { zh: '提交', en: 'Send' },
};

export const draftGoneText = {
  'draft-gone': {
    zh: '没找到刚才那份，可能已经提交，或放了30天以上。重新写一条就行',
    en: 'That draft is gone: it was sent, or is older than 30 days. Begin anew',
  },
};

export const sentText = {
  head: { zh: '我要反映', en: 'Report something' },
  title: { zh: '收到了', en: 'Received' },
  sub: { zh: '已经存好，不会丢', en: 'It is stored and will not be lost' },
  number: { zh: '编号', en: 'Number' },
  keepTitle: { zh: '记下这几样', en: 'Keep these' },
  password: { zh: '查看密码', en: 'Its password' },
  passwordText: {
    zh: '跟密码一样：有了它，不登录也能看这件事。在“凭编号查”那页填上就行。',
    en: 'Like a password: with it you see this report without signing in. Type it on the page “Follow a report”.',
  },
  copyPassword: { zh: '复制查看密码', en: 'Copy its password' },
  link: { zh: '链接，里面带着查看密码', en: 'The link, with the password in it' },
  copyLink: { zh: '复制链接', en: 'Copy the link' },
  keepText: {
    zh: '凭密码或链接看进展、补充、说结果。谁拿到都能看，别发到群里。',
    en: 'With the password or the link you follow it, add to it and say whether it is solved. Whoever holds them can; do not post them in a group.',
  },
  keepSignedIn: {
    zh: '已经记在“我的”里，登录就能看到。也可以用密码或链接。',
    en: 'It is also under “Mine” when you sign in. Password and link work as well.',
  },
  open: { zh: '看这件事', en: 'Open it' },
  nextTitle: { zh: '接下来', en: 'What happens next' },
  acceptBy: textWith(
    (due: string) => `${due}前，社区决定受理并告诉你`,
    (due) => `By ${due} the community decides whether to accept it and tells you`,
  ),
  thenHandle: {
    zh: '受理后写明哪天办好，派了人24小时内联系你',
    en: 'Once accepted it gets a date, and within 24 hours of being sent somebody contacts you',
  },
  thenAsk: {
    zh: '办好后问你一声：真的解决了吗？',
    en: 'When it is done you are asked: is it really solved?',
  },
  home: { zh: '回首页', en: 'To the home page' },
  print: { zh: '打印', en: 'Print' },
  anonymousOnlyLink: {
    zh: '你选了完全匿名，只有这个密码和链接能找回它。',
    en: 'You chose to be anonymous: this password, or the link, is the only way back to it.',
  },
};
