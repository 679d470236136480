import { textWith } from '../../../kernel/text.ts';

export const absencePageText = {
  title: { zh: '不在和代班', en: 'Away and standing in' },
  sub: {
    zh: '不在的几天，请一位同事代你的职务。等你办的事和消息都到他那里，回来后自动还给你。',
    en: 'While you are away a colleague stands in for your post. What waits for you reaches them, and comes back by itself.',
  },
  standsIn: textWith(
    (post: string) => `你在代${post}`,
    (post) => `You stand in: ${post}`,
  ),
  standsInText: {
    zh: '要办的事在“等我”里，办的每一步都记成代班。',
    en: 'What there is to do is under “waiting for me”. Each step is recorded as a deputy’s.',
  },
  open: { zh: '登记、查看', en: 'Write down or look' },
  listed: { zh: '谁不在', en: 'Who is away' },
  nobody: { zh: '现在都在。', en: 'Everybody is there.' },
  under: { zh: '现在', en: 'now' },
  end: { zh: '提前回来', en: 'Back early' },
  endOf: textWith(
    (name: string) => `${name}提前回来了`,
    (name) => `${name} is back early`,
  ),
  takeBack: { zh: '取消', en: 'Take back' },
  takeBackOf: textWith(
    (name: string) => `取消${name}的不在`,
    (name) => `Take back the absence of ${name}`,
  ),
  write: { zh: '登记不在', en: 'Write down an absence' },
  own: { zh: '我的职务', en: 'My posts' },
  others: { zh: '替别人登记', en: 'For somebody else' },
  forPost: textWith(
    (post: string) => `${post}不在`,
    (post) => `Away: ${post}`,
  ),
  other: { zh: '换一个职务', en: 'Another post' },
  from: { zh: '从哪天起', en: 'From' },
  to: { zh: '到哪天', en: 'To' },
  toHint: { zh: '不在的最后一天', en: 'the last day away' },
  deputy: { zh: '谁来代', en: 'Who stands in' },
  choose: { zh: '选一个', en: 'Choose' },
  deputyMissing: {
    zh: '选一位代班的人，事情才有人办',
    en: 'Choose who stands in, so that somebody does the work',
  },
  dayMissing: { zh: '选一下日子', en: 'Choose a day' },
  noDeputy: {
    zh: '现在没有人能代这个职务。请管理员先安排一位，或把职务交给别人。',
    en: 'Nobody can stand in for this post now. Ask an administrator to appoint somebody, or to hand the post over.',
  },
  nothingToLeave: {
    zh: '管理员的权限不借给别人。要长时间离开，请另安排一位管理员。',
    en: 'The rights of an administrator are not lent. For a long time away, appoint another one.',
  },
  save: { zh: '登记', en: 'Write it down' },
  done: {
    begun: { zh: '登记好了，到日子自动开始', en: 'Written down; it begins by itself' },
    ended: { zh: '已结束，职务回到本人', en: 'Ended: the post is back with its holder' },
  },
};
