import { textWith } from '../../../kernel/text.ts';

/** The words of saying that something should not be shown, and of the desk's list. */
export const flagText = {
  title: { zh: '举报', en: 'Flag' },
  question: { zh: '哪里不该这样显示？', en: 'What should not be shown?' },
  how: {
    zh: '不用登录。值班台会看，该隐藏的就隐藏；登录了，结果会告诉你。这里不是反映事情的地方。',
    en: 'No account is needed. The desk looks and hides what should be hidden; signed in, you hear the result. This is not where matters are reported.',
  },
  noWords: { zh: '这里还没有能举报的话。', en: 'There is nothing here yet that could be flagged.' },
  back: { zh: '返回', en: 'Back' },
  partLegend: { zh: '是哪一处', en: 'Which part' },
  part: {
    title: { zh: '标题', en: 'The title' },
    name: { zh: '反映人的称呼', en: 'The reporter’s form of address' },
    reply: { zh: '办理答复和照片', en: 'The reply and its photos' },
    report: { zh: '居民说的话', en: 'What a resident said' },
    event: { zh: '工作人员写的话', en: 'What staff wrote' },
    photo: { zh: '照片', en: 'A photo' },
    message: { zh: '一问一答里的话', en: 'What was asked or answered' },
  },
  reasonLegend: { zh: '哪里不妥', en: 'What is wrong' },
  reason: {
    'personal-data': { zh: '露出了个人信息', en: 'It shows personal data' },
    insult: { zh: '骂人、侮辱人', en: 'It insults somebody' },
    false: { zh: '不是事实', en: 'It is not true' },
    spam: { zh: '广告或无关的话', en: 'Advertising, or beside the point' },
    other: { zh: '别的原因', en: 'Something else' },
  },
  words: { zh: '说一句', en: 'In a sentence' },
  wordsAside: { zh: '选了“别的原因”要写', en: 'needed for “something else”' },
  send: { zh: '交给值班台', en: 'Send to the desk' },
} as const;

export const flagsText = {
  title: { zh: '举报', en: 'Flags' },
  sub: textWith(
    (open: number) => (open === 0 ? '没有要看的' : `${open}条要看`),
    (open) => (open === 0 ? 'None to look at' : `${open} to look at`),
  ),
  emptyTitle: { zh: '没有举报要看', en: 'Nothing was flagged' },
  emptyText: {
    zh: '有人觉得公开的内容不妥，就排在这里。',
    en: 'When somebody finds that something should not be shown, it lines up here.',
  },
  about: textWith(
    (number: string, part: string) => `${number}号的${part}`,
    (number, part) => `No. ${number}: ${part}`,
  ),
  photo: { zh: '举报的照片', en: 'The photo that was flagged' },
  shows: { zh: '照片', en: 'Photo' },
  gone: { zh: '已经没有了', en: 'no longer there' },
  stands: { zh: '现在写着', en: 'It says' },
  because: { zh: '举报原因', en: 'Reason given' },
  says: { zh: '举报的人说', en: 'In their words' },
  when: { zh: '什么时候', en: 'When' },
  by: { zh: '谁举报的', en: 'By whom' },
  known: { zh: '登录的居民，会告诉他结果', en: 'a resident who signed in and will hear the result' },
  unknown: { zh: '没登录的人', en: 'somebody not signed in' },
  badFaithBefore: textWith(
    (count: number) => `这位居民30天里有${count}次被认定乱举报`,
    (count) => `${count} of this resident’s flags within 30 days were in bad faith`,
  ),
  newTitle: { zh: '新标题（隐藏标题时要写）', en: 'New title (needed to hide a title)' },
  words: { zh: '为什么，会告诉举报的人', en: 'Why; whoever flagged it reads this' },
  badFaith: {
    zh: '这是乱举报（多次以后，这位居民一天只能举报两次）',
    en: 'In bad faith (after several, this resident may flag twice a day)',
  },
  hide: { zh: '隐藏', en: 'Hide it' },
  keep: { zh: '保留', en: 'Keep it' },
  showAgain: { zh: '重新显示', en: 'Show it again' },
  hideOf: textWith(
    (about: string) => `隐藏：${about}`,
    (about) => `Hide: ${about}`,
  ),
  keepOf: textWith(
    (about: string) => `保留：${about}`,
    (about) => `Keep: ${about}`,
  ),
  toReport: { zh: '看这条反映', en: 'Open the report' },
  toMatter: { zh: '看这件事', en: 'Open the matter' },
  decided: { zh: '处理过的', en: 'Decided' },
  state: {
    open: { zh: '等着看', en: 'To look at' },
    hidden: { zh: '已隐藏', en: 'Hidden' },
    kept: { zh: '保留', en: 'Kept' },
  },
  decideAgain: { zh: '改这个决定', en: 'Decide otherwise' },
  inBadFaith: { zh: '乱举报', en: 'bad faith' },
  deskOnly: { zh: '由值班台来定。', en: 'The desk decides.' },
  done: { decided: { zh: '定了，也告诉举报的人了。', en: 'Decided, and whoever flagged it was told.' } },
} as const;
