import { textWith } from '../../../kernel/text.ts';
import type { FindKind, PublicationPart, PublicationState, WithdrawReason } from '../publication.contract.ts';

type Words = { zh: string; en: string };

/** The desk's pages of what waits to be published. */
export const publicationText = {
  title: { zh: '公开审核', en: 'To publish' },
  sub: textWith(
    (matters: number) => (matters === 0 ? '没有要看的' : `${matters}件事有文字或照片要看`),
    (matters) => (matters === 0 ? 'Nothing to look at' : `Words or photos of ${matters} matters to look at`),
  ),
  how: {
    zh: '居民说的话和照片，没人看过就不公开。系统先遮住号码、门牌、车牌和名字，你再看一遍，改好了再公开。',
    en: 'Nothing residents wrote or photographed is public before somebody looked. Numbers, doors, plates and names are taken out first; read it, mend it, publish it.',
  },
  emptyTitle: { zh: '都看过了', en: 'Everything was looked at' },
  emptyText: {
    zh: '受理的反映和办结的答复，有新的就排在这里。',
    en: 'New reports that were accepted and replies line up here.',
  },
  waits: textWith(
    (texts: number, photos: number) =>
      [texts > 0 ? `${texts}段文字` : '', photos > 0 ? `${photos}张照片` : ''].filter(Boolean).join('，'),
    (texts, photos) =>
      [texts > 0 ? `${texts} texts` : '', photos > 0 ? `${photos} photos` : ''].filter(Boolean).join(', '),
  ),
  since: textWith(
    (moment: string) => `${moment}起`,
    (moment) => `since ${moment}`,
  ),
  about: textWith(
    (number: string, title: string) => `${number}号 ${title}`,
    (number, title) => `No. ${number}: ${title}`,
  ),
  back: { zh: '回到公开审核', en: 'Back to the list' },
  toMatter: { zh: '看这件事', en: 'Open the matter' },
  original: { zh: '原话', en: 'As it came' },
  originalHow: { zh: '标出来的，公开时遮住', en: 'What is marked is taken out' },
  edited: { zh: '公开的文字', en: 'What everybody will read' },
  none: { zh: '这件事没有可以公开的文字和照片', en: 'This matter has nothing to publish' },
  checked: {
    zh: '我看过了，剩下的称呼或电话可以公开',
    en: 'I have looked: the form of address or number that is left may be public',
  },
  photoHow: {
    zh: '点开看清楚：有人脸、车牌、门牌、证件，就不公开。',
    en: 'Open it and look: with a face, a plate, a door number or a paper in it, keep it closed.',
  },
  photo: textWith(
    (n: number) => `第${n}张照片`,
    (n) => `Photo ${n}`,
  ),
  publish: { zh: '公开', en: 'Publish' },
  publishAgain: { zh: '改好再公开', en: 'Publish as changed' },
  keep: { zh: '不公开', en: 'Keep closed' },
  withdraw: { zh: '撤回公开', en: 'Take back' },
  withdrawWhy: { zh: '为什么撤回', en: 'Why' },
  of: textWith(
    (act: string, what: string) => `${act}：${what}`,
    (act, what) => `${act}: ${what}`,
  ),
  deskOnly: { zh: '由值班台来定。', en: 'The desk decides.' },
  part: {
    report: { zh: '居民的话', en: 'A resident’s words' },
    photo: { zh: '居民的照片', en: 'A resident’s photo' },
    reply: { zh: '办理答复', en: 'The reply' },
    proof: { zh: '办好的照片', en: 'Photo of the result' },
  } satisfies Record<PublicationPart, Words>,
  state: {
    waiting: { zh: '等着看', en: 'To look at' },
    published: { zh: '已公开', en: 'Published' },
    kept: { zh: '不公开', en: 'Kept closed' },
    withdrawn: { zh: '撤回了', en: 'Taken back' },
  } satisfies Record<PublicationState, Words>,
  reason: {
    'personal-data': { zh: '露出了个人信息', en: 'It shows personal data' },
    'asked-for': { zh: '本人要求', en: 'Asked for by who said it' },
    mistake: { zh: '弄错了', en: 'A mistake' },
  } satisfies Record<WithdrawReason, Words>,
  find: {
    'identity-number': { zh: '身份证号', en: 'identity number' },
    'bank-number': { zh: '卡号', en: 'card number' },
    phone: { zh: '手机号', en: 'telephone' },
    landline: { zh: '电话', en: 'telephone' },
    mail: { zh: '邮箱', en: 'mail address' },
    account: { zh: '账号', en: 'account' },
    plate: { zh: '车牌', en: 'plate' },
    room: { zh: '门牌', en: 'door' },
    name: { zh: '名字', en: 'name' },
  } satisfies Record<FindKind, Words>,
  done: {
    decided: { zh: '定了', en: 'Decided' },
    published: { zh: '公开了', en: 'Published' },
    kept: { zh: '不公开，记下了', en: 'Kept closed' },
    withdrawn: { zh: '撤回了，现在谁也看不到', en: 'Taken back; nobody sees it any more' },
  },
};

/** What everybody reads on a matter's page. */
export const publishedText = {
  said: { zh: '居民怎么说', en: 'What residents said' },
  answered: { zh: '办理答复', en: 'The reply' },
  photos: { zh: '照片', en: 'Photos' },
  before: textWith(
    (day: string) => `${day} 反映时`,
    (day) => `${day}, reported`,
  ),
  after: textWith(
    (day: string) => `${day} 办好后`,
    (day) => `${day}, resolved`,
  ),
  scrubbed: {
    zh: '〔〕里的个人信息已经遮住，社区看过后公开。',
    en: 'Personal data was taken out and the community looked at it before it was published.',
  },
};
