import { textWith } from '../../../kernel/text.ts';

/** How long is left, and when: inside a day by the clock, beyond it by the date. */
export const dueText = {
  left: textWith(
    (hours: number, minutes: number) => (hours > 0 ? `剩${hours}时${minutes}分` : `剩${minutes}分`),
    (hours, minutes) => (hours > 0 ? `${hours} h ${minutes} min left` : `${minutes} min left`),
  ),
  over: textWith(
    (hours: number, minutes: number) =>
      hours >= 24
        ? `超过${Math.floor(hours / 24)}天`
        : hours > 0
          ? `超过${hours}时${minutes}分`
          : `超过${minutes}分`,
    (hours, minutes) =>
      hours >= 24
        ? `${Math.floor(hours / 24)} d over`
        : hours > 0
          ? `${hours} h over`
          : `${minutes} min over`,
  ),
  tomorrow: { zh: '明天到期', en: 'due tomorrow' },
  dueOn: textWith(
    (day: string) => `${day}到期`,
    (day) => `due ${day}`,
  ),
  suspended: textWith(
    (reason: string) => `挂起：${reason}`,
    (reason) => `Suspended: ${reason}`,
  ),
  today: textWith(
    (time: string) => `今天${time}`,
    (time) => `today ${time}`,
  ),
  yesterday: textWith(
    (time: string) => `昨天${time}`,
    (time) => `yesterday ${time}`,
  ),
  dayAndTime: textWith(
    (day: string, time: string) => `${day} ${time}`,
    (day, time) => `${day}, ${time}`,
  ),
  before: textWith(
    (moment: string) => `${moment}前`,
    (moment) => `by ${moment}`,
  ),
};
