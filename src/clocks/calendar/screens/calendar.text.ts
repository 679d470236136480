import { textWith } from '../../../kernel/text.ts';

const monthNames = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

export const calendarText = {
  title: { zh: '工作日历', en: 'Working calendar' },
  sub: {
    zh: '期限按这里的工作日和上班时间算。国家的放假和调休已经载入，社区可以加自己的。',
    en: 'Deadlines are counted by these working days and hours. The country’s holidays are loaded; the community adds its own.',
  },
  years: { zh: '看哪一年', en: 'Which year' },
  year: textWith(
    (year: number) => `${year}年`,
    (year) => String(year),
  ),
  month: textWith(
    (month: number) => `${month}月`,
    (month) => monthNames[month - 1] ?? '',
  ),
  weekdays: [
    { zh: '一', en: 'Mon' },
    { zh: '二', en: 'Tue' },
    { zh: '三', en: 'Wed' },
    { zh: '四', en: 'Thu' },
    { zh: '五', en: 'Fri' },
    { zh: '六', en: 'Sat' },
    { zh: '日', en: 'Sun' },
  ],
  mark: { holiday: { zh: '休', en: 'off' }, 'make-up': { zh: '班', en: 'on' } },
  legend: {
    zh: '休：不上班。班：周末调休上班。加框的是社区自己定的。其余周一到周五上班。',
    en: '“off”: not worked. “work”: a weekend day that is worked. Framed days are the community’s own. Else Monday to Friday is worked.',
  },
  special: { zh: '和平常不一样的日子', en: 'Days unlike others' },
  works: { zh: '上班', en: 'worked' },
  rests: { zh: '不上班', en: 'not worked' },
  own: { zh: '社区定的', en: 'the community’s own' },
  none: { zh: '这一年还没有', en: 'None in this year' },
  takeBack: { zh: '撤回', en: 'Take back' },
  takeBackOf: textWith(
    (day: string) => `撤回${day}`,
    (day) => `Take back ${day}`,
  ),
  settled: textWith(
    (year: number, source: string) =>
      `${year}年的放假和调休已经载入（${source}，按国务院办公厅每年的通知整理）。`,
    (year, source) =>
      `The holidays and make-up days of ${year} are loaded (${source}, after the State Council’s yearly notice).`,
  ),
  settledByHand: textWith(
    (year: number) => `${year}年的放假和调休由社区录入并确认。`,
    (year) => `The holidays of ${year} were entered and confirmed by the community.`,
  ),
  provisional: textWith(
    (year: number) => `${year}年的放假安排还没有载入：现在只按周一到周五算，日期都是暂定的。`,
    (year) => `The holidays of ${year} are not loaded: only weekends are known, and dates are provisional.`,
  ),
  provisionalAct: {
    zh: '通知公布后，在“改日子”里把放假和调休录全，再点确认。',
    en: 'Once the notice is out, enter all its days under “Change days”, then confirm the year.',
  },
  confirm: textWith(
    (year: number) => `${year}年已录全`,
    (year) => `${year} is complete`,
  ),
  hours: { zh: '上班时间', en: 'Working hours' },
  hoursFirst: { zh: '每个工作日', en: 'On working days' },
  home: { zh: '首页', en: 'Home' },
  hoursFrom: textWith(
    (day: string) => `${day}起`,
    (day) => `From ${day}`,
  ),
  shifts: textWith(
    (shifts: string[]) => shifts.join('，'),
    (shifts) => shifts.join(', '),
  ),
  // Explaining a date
  explain: { zh: '为什么是这天到期', en: 'Why is it due on that day' },
  explainHint: {
    zh: '填什么时候开始、限多久，看看怎么一天天数出来。',
    en: 'Say when it begins and how long it may take, and see how the days are counted.',
  },
  begins: { zh: '哪天开始', en: 'Begins on' },
  beginsAt: { zh: '几点', en: 'At' },
  limit: { zh: '期限', en: 'Limit' },
  groupCategory: { zh: '办好的期限', en: 'To be solved in' },
  groupFixed: { zh: '每件事都有的期限', en: 'Limits of every matter' },
  count: { zh: '数一数', en: 'Count' },
  // Changing days
  change: { zh: '改日子', en: 'Change days' },
  changeHint: {
    zh: '停工、台风、补班，或提前录入明年的放假。先看影响，再保存。',
    en: 'A closure, a typhoon, a day worked instead, or next year’s holidays. See what changes first, then save.',
  },
  from: { zh: '哪天起', en: 'From' },
  until: { zh: '到哪天', en: 'Until' },
  optional: { zh: '一天就不填', en: 'leave empty for one day' },
  what: { zh: '这些天', en: 'These days are' },
  name: { zh: '叫什么', en: 'Called' },
  nameHint: {
    zh: '查日期的人都会看到，如“台风停工”',
    en: 'Everybody sees it where a date is explained: “Typhoon”',
  },
  look: { zh: '看看影响', en: 'See what changes' },
  foreseen: { zh: '保存后会这样', en: 'Once saved' },
  foreseenDays: textWith(
    (days: string[], works: boolean) => `${days.join('、')}${works ? '改成上班' : '改成不上班'}。`,
    (days, works) => `${days.join(', ')}: ${works ? 'worked' : 'not worked'}.`,
  ),
  foreseenMoves: textWith(
    (later: number, earlier: number) =>
      later + earlier === 0
        ? '正在计时的期限都不动。'
        : `正在计时的期限${later > 0 ? `有${later}个往后推` : ''}${later > 0 && earlier > 0 ? '，' : ''}${earlier > 0 ? `有${earlier}个提前` : ''}。办好日期变了的，反映人和办理人都会收到通知。已经超时的不变。`,
    (later, earlier) =>
      later + earlier === 0
        ? 'No running deadline moves.'
        : `Of the running deadlines, ${later} move later and ${earlier} earlier. Where a promised day moves, reporters and handlers are told. What is overdue stays so.`,
  ),
  reasonHint: {
    zh: '会留下记录，写依据，如防汛办的通知',
    en: 'Kept with the change: say what it rests on, such as a notice',
  },
  clearing: textWith(
    (day: string) => `撤回${day}`,
    (day) => `Take back ${day}`,
  ),
  clearingHint: {
    zh: '这天就照国家的日历算，正在计时的期限会重算，日期变了的会通知。',
    en: 'The day then follows the country’s calendar; running deadlines are counted anew and people are told.',
  },
  // Changing hours
  changeHours: { zh: '改上班时间', en: 'Change the hours' },
  hoursHint: {
    zh: '受理2小时、接单4小时按上班时间算。最早从明天起。',
    en: 'Accepting (2 hours) and taking (4 hours) count working hours. From tomorrow at the earliest.',
  },
  morningFrom: { zh: '上午开始', en: 'Morning begins' },
  morningTo: { zh: '上午结束', en: 'Morning ends' },
  afternoonFrom: { zh: '下午开始', en: 'Afternoon begins' },
  afternoonTo: { zh: '下午结束', en: 'Afternoon ends' },
  // History
  history: { zh: '改过什么', en: 'What was changed' },
  noHistory: { zh: '还没有改过', en: 'Nothing was changed yet' },
  said: {
    'days-set': textWith(
      (days: string[], works: boolean, name: string) =>
        `${days.join('、')}${works ? '上班' : '不上班'}（${name}）`,
      (days, works, name) => `${days.join(', ')} ${works ? 'worked' : 'not worked'} (${name})`,
    ),
    'day-cleared': textWith(
      (day: string, name: string) => `撤回${day}（${name}）`,
      (day, name) => `${day} taken back (${name})`,
    ),
    'hours-set': textWith(
      (from: string, shifts: string[]) => `${from}起上班时间${shifts.join('，')}`,
      (from, shifts) => `Hours from ${from}: ${shifts.join(', ')}`,
    ),
    'year-confirmed': textWith(
      (year: number) => `确认${year}年已录全`,
      (year) => `${year} confirmed as complete`,
    ),
  },
  moved: textWith(
    (moved: number) => (moved === 0 ? '没有期限变动' : `${moved}个期限变了`),
    (moved) =>
      moved === 0 ? 'no deadline moved' : moved === 1 ? '1 deadline moved' : `${moved} deadlines moved`,
  ),
  readOnly: {
    zh: '日历由管理员改。要加停工日，请找管理员。',
    en: 'Administrators change the calendar. Ask one to add a day.',
  },
  done: {
    'days-set': { zh: '改好了，正在计时的期限重算过了', en: 'Changed; running deadlines were counted anew' },
    'day-cleared': {
      zh: '撤回了，正在计时的期限重算过了',
      en: 'Taken back; running deadlines were counted anew',
    },
    'hours-set': { zh: '上班时间改好了', en: 'The hours were changed' },
    'year-confirmed': { zh: '这一年的日期是定的了', en: 'Dates of this year are settled' },
  },
};
