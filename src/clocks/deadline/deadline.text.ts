import type { Say } from '../../kernel/text.ts';
import { textWith } from '../../kernel/text.ts';
import {
  addMs,
  atMinute,
  dateOf,
  dayMs,
  type Instant,
  type LocalDate,
  minuteMs,
  minuteOfDay,
  weekdayOf,
} from '../../kernel/time.ts';
import type { CategoryLimit, ClockKind, ExplanationLine, Limit, PauseReason } from './deadline.contract.ts';

/** What each clock is called beside its ring. */
export const clockName = {
  accept: { zh: '受理', en: 'Accept' },
  'on-site': { zh: '到场', en: 'Be on site' },
  take: { zh: '接单', en: 'Take' },
  'first-contact': { zh: '首次联系', en: 'First contact' },
  return: { zh: '退单', en: 'Return' },
  resolve: { zh: '办好', en: 'Resolve' },
  callback: { zh: '回访', en: 'Callback' },
  archive: { zh: '归档', en: 'Close' },
  reopen: { zh: '可以重办', en: 'May be reopened' },
  supervision: { zh: '督办', en: 'Supervision' },
} satisfies Record<ClockKind, { zh: string; en: string }>;

const startedBy = {
  accept: { zh: '提交', en: 'submitted' },
  'on-site': { zh: '受理', en: 'accepted' },
  take: { zh: '派单', en: 'dispatched' },
  'first-contact': { zh: '派单', en: 'dispatched' },
  return: { zh: '派单', en: 'dispatched' },
  resolve: { zh: '受理', en: 'accepted' },
  callback: { zh: '办好', en: 'resolved' },
  archive: { zh: '办好', en: 'resolved' },
  reopen: { zh: '归档', en: 'closed' },
  supervision: { zh: '督办', en: 'supervised' },
} satisfies Record<ClockKind, { zh: string; en: string }>;

const reopened = { zh: '重新办理', en: 'reopened' };
const promisedAnew = { zh: '换了层级，重新承诺', en: 'moved to another tier and promised anew' };

export const pauseReasonName = {
  'owners-vote': { zh: '等业主表决', en: 'waiting for the owners to vote' },
  'third-party': { zh: '等外单位合同', en: 'waiting for a contract with another company' },
  weather: { zh: '天气不允许', en: 'weather' },
  'reporter-absent': { zh: '反映人不在', en: 'the reporter is away' },
} satisfies Record<PauseReason, { zh: string; en: string }>;

export const limitName = {
  U2h: { zh: '2小时到场', en: 'on site in 2 hours' },
  W1: { zh: '1个工作日', en: '1 working day' },
  W3: { zh: '3个工作日', en: '3 working days' },
  W5: { zh: '5个工作日', en: '5 working days' },
  W7: { zh: '7个工作日', en: '7 working days' },
  W15: { zh: '15个工作日', en: '15 working days' },
  vote: { zh: '15个工作日，表决期间不计', en: '15 working days, not counting the vote' },
} satisfies Record<CategoryLimit, { zh: string; en: string }>;

const unitName = {
  hours: textWith(
    (n: number) => `${n}小时`,
    (n) => plural(n, 'hour'),
  ),
  'business-hours': textWith(
    (n: number) => `${n}个工作小时`,
    (n) => plural(n, 'business hour'),
  ),
  workdays: textWith(
    (n: number) => `${n}个工作日`,
    (n) => plural(n, 'working day'),
  ),
  'calendar-days': textWith(
    (n: number) => `${n}天`,
    (n) => plural(n, 'day'),
  ),
} satisfies Record<Limit['unit'], unknown>;

/** A length as people say it: 3个工作日, 2 business hours. */
export function sayLimit(say: Say, { unit, count }: Limit): string {
  return say(unitName[unit], count);
}

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const weekdayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

function plural(n: number, noun: string): string {
  return n === 1 ? `1 ${noun}` : `${n} ${noun}s`;
}

const dayText = textWith(
  (date: LocalDate) => `${shortDay(date)} 周${'一二三四五六日'[weekdayOf(date) - 1]}`,
  (date) => `${weekdayNames[weekdayOf(date) - 1]} ${shortEnglishDay(date)}`,
);

function shortDay(date: LocalDate): string {
  return `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`;
}

function shortEnglishDay(date: LocalDate): string {
  return `${Number(date.slice(8))} ${monthNames[Number(date.slice(5, 7)) - 1]}`;
}

function clockTime(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** The day and time at which something begins. */
function momentOf(say: Say, at: Instant): string {
  return `${say(dayText, dateOf(at))} ${clockTime(minuteOfDay(at))}`;
}

/** The day and time at which something ends: midnight is 24:00 of the day before. */
function endOf(say: Say, at: Instant): string {
  const date = dateOf(addMs(at, -1));
  return `${say(dayText, date)} ${clockTime(minuteOfEnd(at))}`;
}

function minuteOfEnd(at: Instant): number {
  return Math.floor((at - atMinute(dateOf(addMs(at, -1)), 0)) / minuteMs);
}

function span(say: Say, from: LocalDate, to: LocalDate): string {
  if (from === to) return say(dayText, from);
  return say({
    zh: `${shortDay(from)}到${shortDay(to)}`,
    en: `${shortEnglishDay(from)} to ${shortEnglishDay(to)}`,
  });
}

const lengthText = textWith(
  (ms: number) => lengthOf(ms, '天', '小时', '分'),
  (ms) => lengthOf(ms, ' d ', ' h ', ' min').trim(),
);

function lengthOf(ms: number, day: string, hour: string, minute: string): string {
  const minutes = Math.floor(ms / minuteMs);
  const [days, hours, rest] = [Math.floor(ms / dayMs), Math.floor((minutes % 1440) / 60), minutes % 60];
  const parts = [days > 0 && `${days}${day}`, hours > 0 && `${hours}${hour}`, rest > 0 && `${rest}${minute}`];
  return parts.filter(Boolean).join('') || `0${minute}`;
}

export const deadlineText = {
  question: textWith(
    (date: LocalDate) => `为什么是${shortDay(date)}到期？`,
    (date) => `Why is it due on ${shortEnglishDay(date)}?`,
  ),
  questionToday: textWith(
    (time: string) => `为什么是${time}到期？`,
    (time) => `Why is it due ${time}?`,
  ),
  suspended: { zh: '已暂停', en: 'Suspended' },
  suspendedUntil: textWith(
    (date: LocalDate) => `已暂停，最晚${shortDay(date)}继续计时`,
    (date) => `Suspended; goes on by ${shortEnglishDay(date)} at the latest`,
  ),
  provisional: { zh: '暂定', en: 'Provisional' },
  overdue: { zh: '已超时', en: 'Overdue' },
};

const lineText = {
  started: textWith(
    (begin: string, deed: string, limit: string) => `${begin} ${deed}，限${limit}`,
    (begin, deed, limit) => `${begin}: ${deed}; the limit is ${limit}`,
  ),
  halved: textWith(
    (from: string, to: string) => `重新办理，时限减半：${from} → ${to}`,
    (from, to) => `Reopened, so the limit is halved: ${from} → ${to}`,
  ),
  missed: textWith(
    (day: string) => `${day}：原来的期限过了，记作超时`,
    (day) => `${day}: the promise before was missed and stays recorded as late`,
  ),
  relimited: textWith(
    (day: string, from: string, to: string) => `${day}换了层级，时限从${from}改为${to}，已过的日子照算`,
    (day, from, to) => `Moved to another tier on ${day}: ${from} became ${to}; days that passed still count`,
  ),
  'first-day-not-counted': textWith(
    (day: string) => `${day}：当天不算，从第二天起算`,
    (day) => `${day}: the first day is not counted`,
  ),
  skipped: textWith(
    (days: string, why: string) => `${days}：${why}，不算`,
    (days, why) => `${days}: ${why}, not counted`,
  ),
  counted: textWith(
    (days: string, day: string) => `${days}：第${day}天`,
    (days, day) => `${days}: ${day.includes('–') ? 'days' : 'day'} ${day}`,
  ),
  'counted-make-up': textWith(
    (day: string, name: string, n: number) => `${day}：${name}调休上班，算第${n}天`,
    (day, name, n) => `${day}: a workday that makes up for ${name}, day ${n}`,
  ),
  'counted-own': textWith(
    (day: string, name: string, n: number) => `${day}：${name}，这天上班，算第${n}天`,
    (day, name, n) => `${day}: ${name}, worked here, day ${n}`,
  ),
  'counted-part': textWith(
    (day: string, part: string, total: string) => `${day}：算${part}，累计${total}`,
    (day, part, total) => `${day}: ${part} counted, ${total} so far`,
  ),
  worked: textWith(
    (day: string, hours: string, total: string) => `${day} ${hours}：上班时间，累计${total}`,
    (day, hours, total) => `${day} ${hours}: business hours, ${total} so far`,
  ),
  suspended: textWith(
    (from: string, to: string, reason: string) => `${from}到${to}：暂停（${reason}），不算`,
    (from, to, reason) => `${from} to ${to}: suspended (${reason}), not counted`,
  ),
  'suspended-now': textWith(
    (from: string, reason: string) => `${from}起暂停（${reason}），恢复后日期会顺延`,
    (from, reason) => `Suspended since ${from} (${reason}); the date will move when it goes on`,
  ),
  extended: textWith(
    (day: string, length: string) => `${day}批准延期，多${length}`,
    (day, length) => `Extended on ${day} by ${length}`,
  ),
  moved: textWith(
    (from: string, why: string, to: string) => `${from}是${why}，顺延到${to}`,
    (from, why, to) => `${from} is ${why}: moved to ${to}`,
  ),
  ends: textWith(
    (end: string) => `${end} 到期`,
    (end) => `Due ${end}`,
  ),
  provisional: textWith(
    (year: number) => `${year}年的放假安排还没公布，日期可能会变`,
    (year) => `The holidays of ${year} are not published yet, so the date may change`,
  ),
};

const weekend = { zh: '周末', en: 'weekend' };
const daySpan = textWith(
  (first: number, last: number) => (first === last ? `${first}` : `${first}–${last}`),
  (first, last) => (first === last ? `${first}` : `${first}–${last}`),
);

/** Says one step of an explanation, as one line of text. */
export function sayLine(say: Say, line: ExplanationLine): string {
  switch (line.step) {
    case 'started': {
      const deed = say(line.anew ? promisedAnew : line.again ? reopened : startedBy[line.kind]);
      return say(
        lineText.started,
        momentOf(say, line.at),
        deed,
        say(unitName[line.limit.unit], line.limit.count),
      );
    }
    case 'missed':
      return say(lineText.missed, say(dayText, line.date));
    case 'relimited':
      return say(
        lineText.relimited,
        say(dayText, dateOf(line.at)),
        say(limitName[line.from]),
        say(limitName[line.to]),
      );
    case 'halved':
      return say(lineText.halved, say(limitName[line.from]), say(limitName[line.to]));
    case 'first-day-not-counted':
      return say(lineText['first-day-not-counted'], say(dayText, line.date));
    case 'skipped':
      return say(
        lineText.skipped,
        span(say, line.from, line.to),
        say(line.why === 'weekend' ? weekend : line.name),
      );
    case 'counted':
      return say(lineText.counted, span(say, line.from, line.to), say(daySpan, line.first, line.last));
    case 'counted-make-up':
      return say(
        lineText[line.own ? 'counted-own' : 'counted-make-up'],
        say(dayText, line.date),
        say(line.name),
        line.day,
      );
    case 'counted-part':
      return say(
        lineText['counted-part'],
        say(dayText, line.date),
        say(lengthText, line.ms),
        say(lengthText, line.totalMs),
      );
    case 'worked': {
      const hours = `${clockTime(minuteOfDay(line.from))}–${clockTime(minuteOfEnd(line.to))}`;
      return say(lineText.worked, say(dayText, dateOf(line.from)), hours, say(lengthText, line.totalMs));
    }
    case 'suspended': {
      const [from, reason] = [momentOf(say, line.from), say(pauseReasonName[line.reason])];
      if (line.to === null) return say(lineText['suspended-now'], from, reason);
      return say(lineText.suspended, from, momentOf(say, line.to), reason);
    }
    case 'extended':
      return say(lineText.extended, say(dayText, dateOf(line.at)), say(unitName[line.unit], line.count));
    case 'moved':
      return say(lineText.moved, say(dayText, line.from), say(line.name ?? weekend), say(dayText, line.to));
    case 'ends':
      return say(lineText.ends, endOf(say, line.at));
    case 'provisional':
      return say(lineText.provisional, line.year);
  }
}

/** The question people ask of a date, above the lines that answer it. */
export function sayQuestion(say: Say, dueAt: Instant, dueOn: LocalDate, unit: Limit['unit']): string {
  if (unit === 'hours' || unit === 'business-hours')
    return say(deadlineText.questionToday, endOf(say, dueAt));
  return say(deadlineText.question, dueOn);
}
