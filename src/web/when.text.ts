import { type Say, textWith } from '../kernel/text.ts';
import { addMs, dateOf, type Instant, type LocalDate, minuteOfDay } from '../kernel/time.ts';

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function partsOf(date: string): { year: number; month: number; day: number } {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return { year, month, day };
}

function clockTime(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

const whenText = {
  today: { zh: '今天', en: 'today' },
  day: textWith(
    (date: string) => `${partsOf(date).month}月${partsOf(date).day}日`,
    (date) => `${partsOf(date).day} ${monthNames[partsOf(date).month - 1]}`,
  ),
  dayOfYear: textWith(
    (date: string) => `${partsOf(date).year}年${partsOf(date).month}月${partsOf(date).day}日`,
    (date) => `${partsOf(date).day} ${monthNames[partsOf(date).month - 1]} ${partsOf(date).year}`,
  ),
  tight: textWith(
    (date: string) => `${partsOf(date).month}/${partsOf(date).day}`,
    (date) => `${partsOf(date).day} ${monthNames[partsOf(date).month - 1]}`,
  ),
  moment: textWith(
    (day: string, time: string) => `${day} ${time}`,
    (day, time) => `${day}, ${time}`,
  ),
};

/** A day as people say it, with its year only where that is another: 今天, 6月1日, 2025年12月31日. */
export function sayDay(say: Say, date: string, now: Instant): string {
  const today = dateOf(now);
  if (date === today) return say(whenText.today);
  return say(date.slice(0, 4) === today.slice(0, 4) ? whenText.day : whenText.dayOfYear, date);
}

/** A day for paper, which is read later: always with its year. */
export function sayPaperDay(say: Say, date: string): string {
  return say(whenText.dayOfYear, date);
}

/** A moment for paper: 2026年5月28日 16:40. */
export function sayPaperMoment(say: Say, at: Instant): string {
  return say(whenText.moment, sayPaperDay(say, dateOf(at)), clockTime(minuteOfDay(at)));
}

/** A day in the little room under a stage: 今天, 5/25. */
export function sayTightDay(say: Say, date: string, now: Instant): string {
  return date === dateOf(now) ? say(whenText.today) : say(whenText.tight, date);
}

/** When something happened: 今天 09:20, 5月28日 16:40. */
export function sayMoment(say: Say, at: Instant, now: Instant): string {
  return say(whenText.moment, sayDay(say, dateOf(at), now), clockTime(minuteOfDay(at)));
}

/** When something is due; midnight is 24:00 of the day that ends. */
export function sayDue(say: Say, at: Instant, now: Instant): string {
  const minutes = minuteOfDay(at);
  if (minutes > 0) return sayMoment(say, at, now);
  const day: LocalDate = dateOf(addMs(at, -1));
  return say(whenText.moment, sayDay(say, day, now), '24:00');
}
