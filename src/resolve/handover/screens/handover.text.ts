import { textWith } from '../../../kernel/text.ts';

export const handoverText = {
  title: { zh: '岗位交接', en: 'Handing a post over' },
  main: { zh: '主办', en: 'Main handler of' },
  assisting: { zh: '协办', en: 'Assisting in' },
  standsIn: { zh: '替人代班', en: 'Standing in for' },
  matters: textWith(
    (n: number) => `${n}件`,
    (n) => (n === 1 ? '1 matter' : `${n} matters`),
  ),
  people: textWith(
    (n: number) => `${n}人`,
    (n) => (n === 1 ? '1 person' : `${n} persons`),
  ),
  held: {
    zh: '确认后，职务今天结束，下面这些一次交清。做过的事还在记录里。',
    en: 'Once confirmed, the post ends today and all of this goes to whoever receives it, in one step. What was done stays on record.',
  },
  ended: {
    zh: '这个职务已经结束。名下没办完的，一次全部交出去。',
    en: 'This post has ended. What is still open with it is given on in one step.',
  },
  nothing: { zh: '名下没有没办完的事。', en: 'Nothing is open.' },
  howTo: { zh: '交给谁', en: 'To whom' },
  sameWork: { zh: '在任的同事，接着办', en: 'Colleagues, who go on with it' },
  newHolder: { zh: '换人接这个职务，今天起', en: 'A new holder of this post, from today on' },
  otherWork: { zh: '别的单位，重新接单，告诉反映人', en: 'Others, who take it anew; reporters are told' },
  later: { zh: '以后再定', en: 'Later' },
  nobody: { zh: '先不交，由值班台一件件派', en: 'Nobody yet: the desk gives it on one by one' },
  which: { zh: '主办的，没办完', en: 'Open, as main handler' },
  choose: { zh: '选一个', en: 'Choose' },
  reason: { zh: '给接手人的话', en: 'Words to whoever receives it' },
  usualReason: { zh: '岗位交接，请接着办。', en: 'The post changes hands; please carry on.' },
  reasonMissing: {
    zh: '写一句，接手的人才知道怎么回事',
    en: 'Write a sentence, so that whoever receives it knows',
  },
  confirm: textWith(
    (n: number, ends: boolean) =>
      `${ends ? '结束职务' : ''}${ends && n > 0 ? '，' : ''}${n > 0 ? `交出${n}件` : ''}`,
    (n, ends) =>
      [ends ? 'End the post' : '', n > 0 ? `${ends ? 'hand' : 'Hand'} over ${n}` : '']
        .filter(Boolean)
        .join(', '),
  ),
  notYours: {
    zh: '这个职务还有人在任，只有管理员能结束或换人。人只是不在几天，可以登记代班。',
    en: 'This post is held, so only an administrator ends it or gives it to somebody else. For some days away, write down an absence.',
  },
  absences: { zh: '登记不在和代班', en: 'Write down an absence' },
  done: {
    'handed-over': { zh: '已交接，接手的人都收到了', en: 'Handed over; whoever receives it was told' },
  },
};
