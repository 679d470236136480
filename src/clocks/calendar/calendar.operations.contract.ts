import { z } from 'zod';
import { operation } from '../../kernel/operation.ts';
import { dateText, idOf, instantText } from '../../kernel/wire.ts';
import { categoryLimits, deadlineView } from '../deadline/deadline.contract.ts';
import { businessHours, calendarSaid } from './calendar.contract.ts';

/** So many days at once: the longest holiday has nine, a closed season fits too. */
export const maxDaysAtOnce = 31;

const minuteText = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'time-unreadable');

const administratorOnly = {
  status: 403,
  zh: '工作日历只由管理员改。要加停工日，请找管理员。',
  en: 'The working calendar is changed by administrators only. Ask one to add a day.',
} as const;

const deskOnly = {
  status: 403,
  zh: '这里给社区工作人员看。日历本身谁都能看。',
  en: 'This is for the community’s staff. The calendar itself is open to everybody.',
} as const;

const dayRefusals = {
  'day-passed': {
    status: 409,
    zh: '过去的日子不能改：当时答应的日期已经按它算过了。请选今天或以后。',
    en: 'Days that have passed stay as they were: promises were counted by them. Choose today or a later day.',
  },
  'day-too-soon': {
    status: 409,
    zh: '改成上班的日子最早从明天起：不能让谁的期限一下子就过了。',
    en: 'A day can become a working day from tomorrow on: nobody’s deadline may have passed by surprise.',
  },
  'day-too-far': {
    status: 409,
    zh: '最远只能改到{until}。请选近一些的日子。',
    en: 'Days up to {until} can be changed. Choose an earlier one.',
  },
  'too-many-days': {
    status: 409,
    zh: '一次最多改{max}天。请分几次改。',
    en: 'At most {max} days can be changed at once. Change them in several steps.',
  },
  'days-as-they-are': {
    status: 409,
    zh: '这些日子本来就是这样，不用改。看看日期有没有选错。',
    en: 'These days are like that already. Check whether you chose the right ones.',
  },
} as const;

const timeProblems = {
  'time-unreadable': { zh: '时间这样写：08:30', en: 'Write the time like this: 08:30' },
} as const;

const dayProblems = {
  'until-before-from': { zh: '最后一天要在第一天之后', en: 'The last day comes after the first' },
  'name-missing': {
    zh: '写一下叫什么，比如“台风停工”：大家查日期时会看到',
    en: 'Give it a name such as “typhoon”: people see it where a date is explained',
  },
  'reason-missing': { zh: '写一下为什么改，以后查得到', en: 'Say why; it is kept with the change' },
} as const;

const reason = z.string().trim().min(1, 'reason-missing').max(200);

/** Days to be set: from one to another, both counted. */
const daysSaid = {
  from: dateText,
  until: dateText.nullable().default(null),
  works: z.enum(['yes', 'no']),
  name: z.string().trim().min(1, 'name-missing').max(20),
};

const ofName = z.strictObject({ zh: z.string(), en: z.string() });

const daySchema = z.strictObject({
  date: dateText,
  works: z.boolean(),
  why: z.enum(['weekday', 'weekend', 'holiday', 'make-up']),
  name: ofName.nullable(),
  own: z.boolean(),
  provisional: z.boolean(),
});

const may = z.union([z.literal(true), z.literal('administrator-only')]);

const seeCalendar = operation({
  name: 'calendar.see',
  method: 'GET',
  path: '/calendar',
  summary:
    'Every day of a year: whether it is worked here and why, the working hours, and how settled that is',
  input: z.strictObject({ year: z.int().min(2004).max(2099).optional() }),
  output: z.strictObject({
    year: z.int(),
    days: z.array(daySchema),
    hours: z.array(z.strictObject({ from: dateText.nullable(), hours: businessHours })),
    /** Of each year that is known and the one asked for: who says how its holidays lie, and whether that is settled. */
    years: z.array(z.strictObject({ year: z.int(), source: z.string().nullable(), confirmed: z.boolean() })),
    can: z.strictObject({ change: may }),
  }),
  refusals: {},
});

/** What can be asked about: the clocks of a category, and those every matter has. */
export const explainable = [
  ...categoryLimits,
  ...(['accept', 'take', 'first-contact', 'on-site', 'return', 'callback', 'archive', 'reopen'] as const),
] as const;
export type Explainable = (typeof explainable)[number];

const explainDate = operation({
  name: 'calendar.explain',
  method: 'GET',
  path: '/calendar/explain',
  summary: 'When something is due that begins at a time and has a limit, and why, day by day',
  input: z.strictObject({ date: dateText, time: minuteText, limit: z.enum(explainable) }),
  output: z.strictObject({ deadline: deadlineView }),
  refusals: {},
  problems: timeProblems,
});

const previewDays = operation({
  name: 'calendar.previewDays',
  method: 'GET',
  path: '/calendar/preview',
  summary: 'What setting days would change: which days, and how many running deadlines; nothing is changed',
  input: z.strictObject(daysSaid),
  output: z.strictObject({
    days: z.array(daySchema),
    later: z.int(),
    earlier: z.int(),
  }),
  refusals: { 'administrator-only': administratorOnly, ...dayRefusals },
  problems: dayProblems,
});

const setDays = operation({
  name: 'calendar.setDays',
  method: 'POST',
  path: '/calendar/days',
  summary:
    'Says that days are worked here or not; deadlines that run are counted anew, and whose date moves is told',
  input: z.strictObject({ ...daysSaid, reason }),
  output: z.strictObject({ days: z.array(dateText), moved: z.int() }),
  refusals: { 'administrator-only': administratorOnly, ...dayRefusals },
  problems: dayProblems,
  creates: true,
});

const clearDay = operation({
  name: 'calendar.clearDay',
  method: 'POST',
  path: '/calendar/days/:date/clear',
  summary: 'Takes back what the community said of a day, which then is what the country’s calendar says',
  input: z.strictObject({ date: dateText, reason }),
  output: z.strictObject({ moved: z.int() }),
  refusals: {
    'administrator-only': administratorOnly,
    'day-not-own': {
      status: 404,
      zh: '这一天不是社区自己定的，没有可撤回的。刷新页面看看。',
      en: 'The community has not set this day, so there is nothing to take back. Reload the page.',
    },
    'day-passed': dayRefusals['day-passed'],
    'day-too-soon': dayRefusals['day-too-soon'],
  },
  problems: dayProblems,
});

const setHours = operation({
  name: 'calendar.setHours',
  method: 'POST',
  path: '/calendar/hours',
  summary: 'Sets the two shifts of working hours from a day on, tomorrow at the earliest',
  input: z.strictObject({
    from: dateText,
    morningFrom: minuteText,
    morningTo: minuteText,
    afternoonFrom: minuteText,
    afternoonTo: minuteText,
    reason,
  }),
  output: z.strictObject({ moved: z.int() }),
  refusals: {
    'administrator-only': administratorOnly,
    'hours-too-soon': {
      status: 409,
      zh: '新的上班时间最早从明天起。今天的照原来的算。',
      en: 'New hours begin tomorrow at the earliest; today keeps those it has.',
    },
    'day-too-far': dayRefusals['day-too-far'],
    'hours-as-they-are': {
      status: 409,
      zh: '那天起本来就是这个上班时间，不用改。',
      en: 'These are the hours of that day already; nothing was changed.',
    },
  },
  problems: {
    ...dayProblems,
    ...timeProblems,
    'hours-in-disorder': {
      zh: '四个时间要一个比一个晚：上午开始、上午结束、下午开始、下午结束',
      en: 'Each of the four times comes after the one before: morning begins, ends, afternoon begins, ends',
    },
  },
  creates: true,
});

const confirmYear = operation({
  name: 'calendar.confirmYear',
  method: 'POST',
  path: '/calendar/years/:year/confirm',
  summary:
    'Says that a year’s holidays and make-up days are all entered, so that its dates are not provisional',
  input: z.strictObject({ year: z.int().min(2004).max(2099), reason }),
  output: z.strictObject({ moved: z.int() }),
  refusals: {
    'administrator-only': administratorOnly,
    'year-confirmed': {
      status: 409,
      zh: '这一年的放假安排已经是定的了，不用再确认。',
      en: 'The holidays of this year are settled already; nothing was changed.',
    },
    'year-without-holidays': {
      status: 409,
      zh: '还没有录{year}年10月1日放假：先把这一年的放假和调休录全，再确认。',
      en: '1 October {year} is not entered as a holiday yet. Enter all holidays and make-up days first.',
    },
  },
  problems: dayProblems,
});

const listChanges = operation({
  name: 'calendar.listChanges',
  method: 'GET',
  path: '/calendar/changes',
  summary: 'Who changed what of the calendar, when and why, and how many deadlines moved; newest first',
  input: z.strictObject({}),
  output: z.strictObject({
    changes: z.array(
      z.strictObject({
        id: idOf('calendar-change'),
        at: instantText,
        by: z.string(),
        said: calendarSaid,
        reason: z.string(),
        moved: z.int(),
      }),
    ),
  }),
  refusals: { 'desk-only': deskOnly },
});

export const calendarOperations = {
  ...{ seeCalendar, explainDate, previewDays, setDays },
  ...{ clearDay, setHours, confirmYear, listChanges },
};
