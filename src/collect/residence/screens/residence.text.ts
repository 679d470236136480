import { textWith } from '../../../kernel/text.ts';

export const residenceText = {
  title: { zh: '我的家', en: 'My home' },
  back: { zh: '返回', en: 'Back' },
  none: { zh: '还没登记你住哪一户', en: 'No home is registered for you yet' },
  noneText: {
    zh: '登记好，才能点“我也遇到”。一户只算一次，谁住哪里不会公开。',
    en: 'It is needed for “me too”, which counts each home once. Who lives where is never published.',
  },
  since: textWith(
    (day: string) => `${day}起`,
    (day) => `since ${day}`,
  ),
  moved: { zh: '我搬走了', en: 'I have moved out' },
  movedText: textWith(
    (home: string) => `确定后，你不再算住在${home}，家里别的人不变。`,
    (home) => `You will no longer count as living at ${home}. The others there stay registered.`,
  ),
  movedSure: { zh: '确定搬走了', en: 'Yes, I moved out' },
  bySlip: { zh: '我有认户条', en: 'I have a slip' },
  byCaptain: { zh: '没有条，请楼道长确认', en: 'No slip: ask the captain' },
  another: { zh: '登记另一处', en: 'Register another home' },
  requests: { zh: '我的申请', en: 'My requests' },
  state: {
    asked: { zh: '等楼道长确认', en: 'Waits for the captain' },
    confirmed: { zh: '已确认', en: 'Confirmed' },
    refused: { zh: '没有确认', en: 'Not confirmed' },
    withdrawn: { zh: '已撤回', en: 'Taken back' },
  },
  withdraw: { zh: '撤回', en: 'Take back' },
  slipTitle: { zh: '用认户条认户', en: 'Register by slip' },
  slipText: {
    zh: '条上有八个字母和数字，在信箱或楼道长那里拿。',
    en: 'The slip has eight letters and figures. It is in your letter box, or with your captain.',
  },
  code: { zh: '条上的字', en: 'Code on the slip' },
  codeHint: { zh: '大小写、空格都不要紧', en: 'Capitals and gaps do not matter' },
  livesAs: { zh: '这房子是', en: 'This home is' },
  owner: { zh: '自己家的', en: 'our own' },
  tenant: { zh: '租的', en: 'rented' },
  redeem: { zh: '认户', en: 'Register' },
  noSlip: { zh: '没有认户条', en: 'I have no slip' },
  askTitle: { zh: '你住哪一户', en: 'Where do you live?' },
  askText: {
    zh: '楼道长会核对，结果写在消息里。没有楼道长的单元由社区值班核对。',
    en: 'The captain checks it and the answer comes as a message. Without a captain, the desk checks.',
  },
  stairwell: { zh: '几幢几单元', en: 'Building and stairwell' },
  choose: { zh: '选一个', en: 'Choose' },
  stairwellMissing: {
    zh: '选一下几幢几单元，才知道请谁核对',
    en: 'Choose where, so that we know who checks',
  },
  buildingName: textWith(
    (label: string) => `${label}幢`,
    (label) => `Building ${label}`,
  ),
  stairwellName: textWith(
    (building: string, label: string) => `${building}幢${label}单元`,
    (building, label) => `Building ${building}, stairwell ${label}`,
  ),
  door: { zh: '室号', en: 'Door' },
  doorHint: { zh: '比如501', en: 'such as 501' },
  words: { zh: '说一句，好认出你', en: 'A word, so that they know you' },
  wordsHint: { zh: '比如：我是501老王的女儿', en: 'Such as: I am Mr Wang’s daughter' },
  optional: { zh: '可以不填', en: 'optional' },
  ask: { zh: '请楼道长确认', en: 'Ask the captain' },
  who: {
    zh: '只有楼道长和社区值班看得到这条申请。',
    en: 'Only the captain and the community desk see this request.',
  },
  done: {
    bound: { zh: '认好户了', en: 'Your home is registered' },
    asked: {
      zh: '已请楼道长确认，结果会写在消息里',
      en: 'The captain was asked; the answer comes as a message',
    },
    withdrawn: { zh: '已撤回', en: 'Taken back' },
    left: { zh: '已登记搬走', en: 'Written down that you moved out' },
  },
};

export const requestsText = {
  title: { zh: '认户申请', en: 'Home requests' },
  sub: textWith(
    (n: number) => (n === 0 ? '现在没有人等确认' : `${n}人等确认`),
    (n) => (n === 0 ? 'Nobody waits' : n === 1 ? '1 waits for you' : `${n} wait for you`),
  ),
  emptyTitle: { zh: '没有人等确认', en: 'Nobody waits' },
  emptyText: {
    zh: '居民说自己住在你这个单元时，会出现在这里。',
    en: 'When somebody says they live in your stairwell, they appear here.',
  },
  waiting: { zh: '等确认', en: 'Waiting' },
  decided: { zh: '两周内办过的', en: 'Decided in the last two weeks' },
  who: { zh: '谁', en: 'Who' },
  livesAs: { zh: '房子', en: 'Home' },
  says: { zh: '说', en: 'Says' },
  register: { zh: '登记册', en: 'Register' },
  notThere: { zh: '没有这一室', en: 'does not know this door' },
  nobody: { zh: '这一户还没人登记', en: 'nobody is registered there' },
  living: textWith(
    (n: number) => `这一户已登记${n}人`,
    (n) => (n === 1 ? '1 person is registered there' : `${n} people are registered there`),
  ),
  confirm: { zh: '确认住这里', en: 'Confirm' },
  confirmOf: textWith(
    (name: string, home: string) => `确认${name}住在${home}`,
    (name, home) => `Confirm that ${name} lives at ${home}`,
  ),
  reason: { zh: '不确认的话，写一句为什么', en: 'If not, say why' },
  refuse: { zh: '不确认', en: 'Do not confirm' },
  refuseOf: textWith(
    (name: string, home: string) => `不确认${name}住在${home}`,
    (name, home) => `Do not confirm that ${name} lives at ${home}`,
  ),
  cannot: {
    'own-request': { zh: '这是你自己的，请社区值班确认。', en: 'This is your own; the desk confirms it.' },
    'door-not-registered': {
      zh: '登记册里没有这一室，请社区值班确认。',
      en: 'The register does not know this door; the desk confirms it.',
    },
    'decided-already': { zh: '已经有结果了。', en: 'It is decided already.' },
  },
  done: {
    confirmed: { zh: '已确认，也告诉对方了', en: 'Confirmed, and they were told' },
    refused: { zh: '没有确认，原因已告诉对方', en: 'Not confirmed, and they were told why' },
  },
};
