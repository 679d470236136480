import { pauseReasonName } from '../../clocks/deadline/deadline.text.ts';
import type { Tier } from '../../collect/category/category.contract.ts';
import { type Locale, type Say, sayIn, textWith } from '../../kernel/text.ts';
import type { LocalDate } from '../../kernel/time.ts';
import type {
  Closing,
  ContactWay,
  Hat,
  IntakeAction,
  MatterAction,
  MatterState,
  RedirectChannel,
  RejectReason,
  ResultType,
  Stage,
} from './matter.contract.ts';
import { groundText, levelText, markText, moveReasonText, oversightText } from './matter.oversight.text.ts';

type Words<Key extends string> = Record<Key, { zh: string; en: string }>;

export const stateText = {
  accepted: { zh: '已受理', en: 'Accepted' },
  dispatched: { zh: '已派单', en: 'Dispatched' },
  taken: { zh: '已接单', en: 'Taken' },
  in_progress: { zh: '办理中', en: 'In progress' },
  done: { zh: '已办结，待回访', en: 'Done, to be confirmed' },
  callback: { zh: '回访中', en: 'Being confirmed' },
  closed: { zh: '已归档', en: 'Closed' },
  returned: { zh: '退单，待改派', en: 'Returned, to be dispatched again' },
  suspended: { zh: '挂起', en: 'Suspended' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  merged: { zh: '已并单', en: 'Merged' },
} satisfies Words<MatterState>;

export const stageText = {
  collected: { zh: '收集', en: 'Collected' },
  accepted: { zh: '受理', en: 'Accepted' },
  handling: { zh: '办理', en: 'Handling' },
  feedback: { zh: '反馈', en: 'Feedback' },
  rating: { zh: '评价', en: 'Rating' },
} satisfies Words<Stage>;

export const tierText = {
  self: { zh: '自治', en: 'Self-governed' },
  joint: { zh: '协商', en: 'Joint' },
  linked: { zh: '联动', en: 'Linked' },
} satisfies Words<Tier>;

/** The words on buttons, and the verbs of the timeline. */
export const actionText = {
  accept: { zh: '受理', en: 'Accept' },
  'accept-into': { zh: '并单', en: 'Join to a matter' },
  reject: { zh: '不予受理', en: 'Do not accept' },
  redirect: { zh: '转告', en: 'Redirect' },
  ask: { zh: '请补充', en: 'Ask for more' },
  dispatch: { zh: '派单', en: 'Dispatch' },
  reassign: { zh: '改派', en: 'Reassign' },
  take: { zh: '接单', en: 'Take' },
  return: { zh: '退单', en: 'Return' },
  contact: { zh: '记录联系', en: 'Record contact' },
  'ask-extension': { zh: '申请延期', en: 'Ask for more time' },
  extend: { zh: '延期', en: 'Extend' },
  'refuse-extension': { zh: '不延期', en: 'Refuse more time' },
  suspend: { zh: '挂起', en: 'Suspend' },
  resume: { zh: '接着办', en: 'Resume' },
  resolve: { zh: '办结', en: 'Resolve' },
  call: { zh: '回访', en: 'Call back' },
  answer: { zh: '回答', en: 'Answer' },
  confirm: { zh: '回答', en: 'Answer' },
  reopen: { zh: '没解决，重办', en: 'Not solved: do it again' },
  archive: { zh: '归档', en: 'Close' },
  join: { zh: '并入一条反映', en: 'Add a report' },
  merge: { zh: '并单', en: 'Merge' },
  split: { zh: '拆成两件', en: 'Split' },
  leave: { zh: '撤回', en: 'Withdraw' },
  withdraw: { zh: '撤回', en: 'Withdraw' },
  'me-too': { zh: '我也遇到', en: 'Me too' },
  note: { zh: '补充', en: 'Add a note' },
  urge: { zh: '催办', en: 'Urge' },
  supervise: { zh: '督办', en: 'Supervise' },
  lift: { zh: '解除督办', en: 'Lift the supervision' },
  move: { zh: '转层级', en: 'Move to another tier' },
  'hand-over': { zh: '交接', en: 'Hand over' },
  assist: { zh: '换协办', en: 'Change who assists' },
  'take-part': { zh: '接协办', en: 'Take your part' },
  'finish-part': { zh: '协办做完', en: 'Finish your part' },
  'hand-back-part': { zh: '退协办', en: 'Hand your part back' },
} satisfies Words<MatterAction | IntakeAction>;

export const resultText = {
  solved: { zh: '解决', en: 'Solved' },
  'partly-solved': { zh: '部分解决', en: 'Partly solved' },
  explained: { zh: '解释说明', en: 'Explained' },
  'not-possible': { zh: '无法解决', en: 'Not possible' },
} satisfies Words<ResultType>;

export const closingText = {
  confirmed: { zh: '反映人说解决了', en: 'Confirmed by the reporter' },
  partly: { zh: '反映人说部分解决', en: 'Partly solved, says the reporter' },
  unsolved: { zh: '反映人说没解决', en: 'Not solved, says the reporter' },
  unrated: { zh: '未评价', en: 'Unrated' },
} satisfies Words<Closing>;

/** Where a matter stands, in one word for whoever reads it: once closed, what its reporter said of it. */
export function standText(matter: { state: MatterState; closing: Closing | null }): {
  zh: string;
  en: string;
} {
  return matter.closing === null ? stateText[matter.state] : closingText[matter.closing];
}

export const rejectText = {
  'in-litigation': {
    zh: '已在诉讼、仲裁、复议或信访中',
    en: 'already before a court, an arbitrator or an authority',
  },
  'already-decided': {
    zh: '同一件事已办过，没有新情况',
    en: 'the same thing was settled and nothing is new',
  },
  'secret-or-private': { zh: '涉及秘密或他人隐私', en: 'it concerns secrets or somebody’s privacy' },
  'outside-duty': { zh: '不归社区管', en: 'it is outside the community’s duties' },
  unlawful: { zh: '要求不合法', en: 'what it asks for is against the law' },
  'no-content': { zh: '没有写清是什么事', en: 'it does not say what happened' },
} satisfies Words<RejectReason>;

export const channelText = {
  'police-110': { zh: '公安110', en: 'police, 110' },
  'fire-119': { zh: '消防119', en: 'fire brigade, 119' },
  'ambulance-120': { zh: '急救120', en: 'ambulance, 120' },
  'traffic-122': { zh: '交警122', en: 'traffic police, 122' },
  court: { zh: '人民法院', en: 'the people’s court' },
  'petition-office': { zh: '信访部门', en: 'the petition office' },
  discipline: { zh: '纪检监察12388', en: 'discipline inspection, 12388' },
  other: { zh: '别的部门', en: 'another office' },
} satisfies Words<RedirectChannel>;

export const contactText = {
  phone: { zh: '打了电话', en: 'by telephone' },
  visit: { zh: '上门', en: 'by a visit' },
  message: { zh: '发了消息', en: 'by message' },
  'on-site': { zh: '到了现场', en: 'on site' },
  page: { zh: '在这页留了话', en: 'on this page' },
} satisfies Words<ContactWay>;

export const hatText = {
  desk: { zh: '社区', en: 'Community' },
  handler: { zh: '办理人', en: 'Handler' },
  captain: { zh: '楼道长', en: 'Captain' },
  chair: { zh: '亭长', en: 'Chair' },
  reporter: { zh: '反映人', en: 'Reporter' },
  neighbour: { zh: '邻居', en: 'Neighbour' },
  administrator: { zh: '社区管理员', en: 'Administrator' },
  street: { zh: '街道', en: 'Street office' },
  system: { zh: '系统', en: 'System' },
} satisfies Words<Hat>;

/** The hat on a line of a matter's path; whoever stands in for somebody absent is said to, and never by name. */
export function sayHat(t: Say, { by, facts }: { by: Hat; facts: Facts }): string {
  if (facts.deputyOf === undefined) return t(hatText[by]);
  return t.locale === 'zh' ? `${t(hatText[by])}（代班）` : `${t(hatText[by])} (deputy)`;
}

/** 6月1日 · 1 June: a promise is a date, never a length. */
export function sayDate(locale: Locale, date: string): string {
  const [, month, day] = date.split('-').map(Number);
  if (locale === 'zh') return `${month}月${day}日`;
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    Date.parse(`${date}T00:00:00Z`),
  );
}

export const matterText = {
  /** In place of a handler's name: the post has ended and nobody took over. */
  postEnded: { zh: '已离任，等改派', en: 'no longer in post, to be reassigned' },
  households: textWith(
    (n: number) => (n === 1 ? '1户反映' : `${n}户一起反映`),
    (n: number) => (n === 1 ? '1 household' : `${n} households`),
  ),
  /** Of a result: the main handler did not wait for these. */
  partsLeft: textWith(
    (count: number) => `还有${count}份协办没做完`,
    (count) => `${count} assisting ${count === 1 ? 'part' : 'parts'} left open`,
  ),
  someone: { zh: '一位居民', en: 'a resident' },
  wholeEstate: { zh: '全小区', en: 'the whole estate' },
  promisedOn: textWith(
    (date: LocalDate) => `${sayDate('zh', date)}前办好`,
    (date: LocalDate) => `to be solved by ${sayDate('en', date)}`,
  ),
  reopenUntil: textWith(
    (date: LocalDate) => `${sayDate('zh', date)}前都能要求重办。不评价，不算满意。`,
    (date: LocalDate) =>
      `You can ask for it to be done again until ${sayDate('en', date)}. Silence never counts as satisfied.`,
  ),
  noSelfCallback: { zh: '办事的人不能自己回访。', en: 'Whoever did the work does not make the callback.' },
};

const movedTo = {
  self: { zh: '由邻里自己商量办', en: 'back to the neighbours' },
  joint: { zh: '由三方一起商量办', en: 'to the joint table' },
  linked: { zh: '由社区请有关部门来办', en: 'to the authorities in charge' },
} satisfies Words<Tier>;

type Facts = Readonly<Record<string, string | number>>;

/** One line of the timeline, without its actor: "已受理，6月2日前办好". Unknown facts are left out. */
export function sayEvent(t: Say, action: MatterAction | IntakeAction | 'collected', facts: Facts): string {
  const details = detailsOf(t, action, facts);
  // The answer says by itself who gave it.
  if (action === 'confirm' && details !== '') return details;
  const base = t(eventText[action]);
  return details === '' ? base : `${base}${t.locale === 'zh' ? '，' : ', '}${details}`;
}

const eventText = {
  collected: { zh: '收到反映', en: 'Report received' },
  accept: { zh: '已受理', en: 'Accepted' },
  'accept-into': { zh: '并入一条相同的反映', en: 'One more report of the same joined' },
  reject: { zh: '没有受理', en: 'Not accepted' },
  redirect: { zh: '转告', en: 'Redirected' },
  ask: { zh: '请反映人补充', en: 'Asked the reporter for more' },
  dispatch: { zh: '派给办理人', en: 'Dispatched to the handler' },
  reassign: { zh: '换了办理人', en: 'Given to another handler' },
  take: { zh: '已接单', en: 'Taken' },
  return: { zh: '退回，等社区改派', en: 'Returned, the community will dispatch it again' },
  contact: { zh: '和反映人联系', en: 'Contacted the reporter' },
  'ask-extension': { zh: '申请延期', en: 'Asked for more time' },
  extend: { zh: '延期', en: 'Extended' },
  'refuse-extension': { zh: '没有同意延期', en: 'More time was refused' },
  suspend: { zh: '先停一停', en: 'Standing still' },
  resume: { zh: '接着办', en: 'Work goes on' },
  resolve: { zh: '办结', en: 'Done' },
  call: { zh: '回访没问到', en: 'Callback without an answer' },
  answer: { zh: '一位反映人说了结果', en: 'One of the reporters answered' },
  confirm: { zh: '反映人说了结果', en: 'The reporter answered' },
  reopen: { zh: '没解决，重办', en: 'Not solved, done again' },
  archive: { zh: '没有等到评价，归档', en: 'Closed without an answer' },
  join: { zh: '并入一条相同的反映', en: 'One more report of the same joined' },
  merge: { zh: '并入另一件', en: 'Joined to another matter' },
  split: { zh: '拆出一件另办', en: 'One part became a matter of its own' },
  leave: { zh: '一位反映人撤回了', en: 'One of the reporters withdrew' },
  withdraw: { zh: '反映人撤回了', en: 'Withdrawn by the reporter' },
  'me-too': { zh: '又有一户也遇到', en: 'One more household met the same' },
  note: { zh: '补充', en: 'Note' },
  urge: { zh: '催办，话带到了', en: 'Urged, and passed on' },
  supervise: { zh: '挂了督办', en: 'Placed under supervision' },
  lift: { zh: '解除督办', en: 'Supervision lifted' },
  move: { zh: '换了层级', en: 'Moved' },
  'hand-over': { zh: '岗位交接，由接手的人接着办', en: 'Handed over with the post, work goes on' },
  assist: { zh: '换了协办', en: 'Others assist' },
  'take-part': { zh: '一家协办接了', en: 'An assisting part was taken' },
  'finish-part': { zh: '一份协办做完了', en: 'A part of it is done' },
  'hand-back-part': { zh: '一份协办退回来了', en: 'An assisting part was handed back' },
} satisfies Words<MatterAction | IntakeAction | 'collected'>;

function detailsOf(t: Say, action: string, facts: Facts): string {
  const zh = t.locale === 'zh';
  const parts: string[] = [];
  const pick = <Key extends string>(words: Words<Key>, value: string | number | undefined) => {
    const found = typeof value === 'string' && Object.hasOwn(words, value) ? words[value as Key] : undefined;
    if (found !== undefined) parts.push(t(found));
  };
  if (action === 'suspend' || action === 'reject') pick({ ...pauseReasonName, ...rejectText }, facts.reason);
  if (action === 'move') {
    pick(movedTo, facts.to);
    pick(moveReasonText, facts.reason);
  }
  if (action === 'supervise') {
    pick(levelText, facts.level);
    pick(groundText, facts.reason);
  }
  pick(markText, facts.mark);
  if (action === 'urge' && typeof facts.times === 'number')
    parts.push(t(oversightText.urgedTime, facts.times));
  pick(channelText, facts.channel);
  pick(resultText, facts.result);
  if (typeof facts.partsLeft === 'number') parts.push(t(matterText.partsLeft, facts.partsLeft));
  pick(closingText, facts.closing);
  pick(contactText, facts.way);
  if (facts.into !== undefined) parts.push(zh ? `${facts.into}号` : `no. ${facts.into}`);
  if (facts.from !== undefined) parts.push(zh ? `来自${facts.from}号` : `from no. ${facts.from}`);
  if (typeof facts.until === 'string') {
    parts.push(zh ? `到${sayDate('zh', facts.until)}` : `until ${sayDate('en', facts.until)}`);
  }
  if (action === 'supervise') return parts.join(zh ? '，' : ', ');
  if (typeof facts.dueOn === 'string') parts.push(t(matterText.promisedOn, facts.dueOn as LocalDate));
  return parts.join(zh ? '，' : ', ');
}

/** The text of what a reader of one language needs, for places without a request (outbox, print). */
export function sayEventIn(locale: Locale, action: MatterAction | IntakeAction, facts: Facts): string {
  return sayEvent(sayIn(locale), action, facts);
}
