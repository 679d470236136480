import type { ClockKind, DeadlineView, PauseReason } from '../../../clocks/deadline/deadline.contract.ts';
import { clockName, pauseReasonName } from '../../../clocks/deadline/deadline.text.ts';
import type { Say } from '../../../kernel/text.ts';
import {
  addDays,
  addMs,
  dateOf,
  dayMs,
  daysBetween,
  type Instant,
  minuteMs,
  minuteOfDay,
  parseInstant,
  weekdayOf,
} from '../../../kernel/time.ts';
import { sayDate } from '../matter.text.ts';
import { dueText } from './due.text.ts';

/** What a SlaClock shows. */
export type DueShown = {
  state: 'running' | 'soon' | 'over' | 'suspended';
  left: number;
  text: string;
  what: string;
  dueAt?: Instant;
};

/** Under this share the ring turns amber. */
const soonShare = 0.2;

/** The clock of a row: what is due and when; nothing where none runs. */
export function dueOfRow(
  say: Say,
  now: Instant,
  row: {
    clock: ClockKind | null;
    dueAt: string | null;
    shareLeft: number | null;
    suspendedFor?: PauseReason | null | undefined;
  },
): DueShown | undefined {
  if (row.suspendedFor) return suspended(say, row.suspendedFor);
  if (row.clock === null || row.dueAt === null) return undefined;
  return running(say, now, row.clock, parseInstant(row.dueAt), row.shareLeft ?? 0);
}

/** A clock of a matter, of which the share left is known exactly. */
export function dueOfClock(say: Say, now: Instant, clock: DeadlineView, pause: PauseReason | null): DueShown {
  if (clock.state === 'suspended' && pause !== null) return suspended(say, pause);
  return running(say, now, clock.kind, parseInstant(clock.dueAt), clock.shareLeft);
}

function suspended(say: Say, reason: PauseReason): DueShown {
  return {
    state: 'suspended',
    left: 0,
    what: '',
    text: say(dueText.suspended, say(pauseReasonName[reason])),
  };
}

function running(say: Say, now: Instant, kind: ClockKind, dueAt: Instant, share: number): DueShown {
  const what = say(clockName[kind]);
  const ms = dueAt - now;
  const minutes = Math.floor(Math.abs(ms) / minuteMs);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (ms < 0) return { state: 'over', left: 0, what, text: say(dueText.over, hours, rest) };
  const left = Math.min(1, Math.max(0, share));
  const state = left < soonShare ? 'soon' : 'running';
  if (ms < dayMs) return { state, left, what, text: say(dueText.left, hours, rest), dueAt };
  // A clock that ends at 24:00 ends on the day before its own midnight.
  const lastDay = dateOf(addMs(dueAt, -1));
  const isTomorrow = daysBetween(dateOf(now), lastDay) === 1;
  const text = isTomorrow ? say(dueText.tomorrow) : say(dueText.dueOn, sayDate(say.locale, lastDay));
  return { state, left, what, text };
}

function clockTime(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** 今天09:06, 昨天21:40, 6月1日 09:06 */
export function sayMoment(say: Say, now: Instant, at: Instant): string {
  return dayWords(say, now, dateOf(at), clockTime(minuteOfDay(at)));
}

/** The moment something ends: midnight is 24:00 of the day before. 今天11:06前, 6月2日 24:00前 */
export function sayEnd(say: Say, now: Instant, at: Instant): string {
  const midnight = minuteOfDay(at) === 0;
  const day = dateOf(midnight ? addMs(at, -1) : at);
  return say(dueText.before, dayWords(say, now, day, midnight ? '24:00' : clockTime(minuteOfDay(at))));
}

function dayWords(say: Say, now: Instant, day: ReturnType<typeof dateOf>, time: string): string {
  const today = dateOf(now);
  if (day === today) return say(dueText.today, time);
  if (day === addDays(today, -1)) return say(dueText.yesterday, time);
  return say(dueText.dayAndTime, sayDate(say.locale, day), time);
}

const weekdays = {
  zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
};

/** 6月1日 周一 10:20 */
export function sayNow(say: Say, now: Instant): string {
  const day = dateOf(now);
  const weekday = weekdays[say.locale][weekdayOf(day) - 1] ?? '';
  return `${sayDate(say.locale, day)} ${weekday} ${clockTime(minuteOfDay(now))}`;
}
