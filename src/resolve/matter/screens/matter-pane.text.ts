import { textWith } from '../../../kernel/text.ts';

/** The words of a matter as those who work on it see it. */
export const matterPaneText = {
  title: { zh: '当前这件', en: 'The matter that is open' },
  photo: textWith(
    (index: number) => `第${index}张照片`,
    (index) => `Photo ${index}`,
  ),
  main: { zh: '主办', en: 'Main handler' },
  deputised: textWith(
    (name: string, deputy: string) => `${name}（由${deputy}代）`,
    (name, deputy) => `${name} (${deputy} stands in)`,
  ),
  place: { zh: '地点', en: 'Place' },
  where: textWith(
    (place: string) => `地点：${place}`,
    (place) => `Place: ${place}`,
  ),
  whyNoPhoto: textWith(
    (why: string) => `没有照片：${why}`,
    (why) => `No photo: ${why}`,
  ),
  households: { zh: '同样反映', en: 'Reported by' },
  householdCount: textWith(
    (count: number) => `${count}户`,
    (count) => `${count} ${count === 1 ? 'household' : 'households'}`,
  ),
  limit: { zh: '时限', en: 'Limit' },
  notDispatched: { zh: '还没派', en: 'nobody yet' },
  sensitive: { zh: '不公开', en: 'Not public' },
  reopened: textWith(
    (count: number) => `第${count}次重办`,
    (count) => `Reopened ${count === 1 ? 'once' : `${count} times`}`,
  ),
  forMeeting: { zh: '交联席会议', en: 'For the joint meeting' },
  extensionAsked: { zh: '申请延期，等答复', en: 'More time is asked for' },
  extended: { zh: '延过一次', en: 'Extended once' },
  reports: textWith(
    (count: number) => (count === 1 ? '反映' : `反映 ${count}条`),
    (count) => (count === 1 ? 'The report' : `${count} reports`),
  ),
  reportMeta: textWith(
    (number: string, channel: string, moment: string) => `${number} · ${channel} · ${moment}`,
    (number, channel, moment) => `${number} · ${channel} · ${moment}`,
  ),
  reporterHidden: { zh: '反映人不让办理人知道', en: 'The reporter is not shown' },
  nothingLeft: { zh: '反映人没留称呼和电话', en: 'The reporter left neither name nor number' },
  noName: { zh: '没留称呼', en: 'no name left' },
  clocks: { zh: '时限', en: 'Clocks' },
  round: textWith(
    (round: number) => (round === 1 ? '第一次办' : `第${round - 1}次重办`),
    (round) => (round === 1 ? 'first round' : `reopening ${round - 1}`),
  ),
  clockState: {
    'in-time': { zh: '按时', en: 'in time' },
    late: { zh: '晚了', en: 'late' },
    dropped: { zh: '不用了', en: 'no longer needed' },
  },
  provisional: { zh: '暂定', en: 'provisional' },
  replies: { zh: '答复', en: 'Replies' },
  story: { zh: '经过', en: 'What happened' },
  onTime: { zh: '按时', en: 'on time' },
  late: textWith(
    (days: number) => `晚${days}天`,
    (days) => `${days} ${days === 1 ? 'day' : 'days'} late`,
  ),
  deskView: { zh: '这件事在值班台', en: 'See it at the desk' },
  noMatter: { zh: '没有这件事，或不归你办', en: 'No such matter, or not yours' },
};
