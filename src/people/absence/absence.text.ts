import { type Locale, type Say, textWith } from '../../kernel/text.ts';
import type { Away } from './absence.contract.ts';

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September'];
months.push('October', 'November', 'December');

const partsOf = (date: string) => ({ month: Number(date.slice(5, 7)), day: Number(date.slice(8)) });

function daysInChinese(from: string, to: string): string {
  const [first, last] = [partsOf(from), partsOf(to)];
  const begins = `${first.month}月${first.day}日`;
  if (from === to) return begins;
  return first.month === last.month ? `${begins}至${last.day}日` : `${begins}至${last.month}月${last.day}日`;
}

function daysInEnglish(from: string, to: string): string {
  const [first, last] = [partsOf(from), partsOf(to)];
  const ends = `${last.day} ${months[last.month - 1]}`;
  if (from === to) return `on ${ends}`;
  return first.month === last.month
    ? `${first.day}–${ends}`
    : `${first.day} ${months[first.month - 1]} – ${ends}`;
}

/** 12月1日至5日 · 1–5 December. */
export function sayDays(locale: Locale, { from, to }: Pick<Away, 'from' | 'to'>): string {
  return locale === 'zh' ? daysInChinese(from, to) : daysInEnglish(from, to);
}

export const absenceText = {
  away: textWith(
    ({ holder, from, to, deputy }: Away) =>
      `${holder}${daysInChinese(from, to)}不在，${deputy === null ? '代班的人已离任，由社区值班安排' : `由${deputy}代`}`,
    ({ holder, from, to, deputy }) =>
      `${holder} is away ${daysInEnglish(from, to)}; ${deputy === null ? 'the deputy has left, so the desk decides' : `${deputy} stands in`}`,
  ),
  awayBehindName: textWith(
    ({ from, to, deputy }: Away) =>
      `${daysInChinese(from, to)}不在，${deputy === null ? '没有人代' : `由${deputy}代`}`,
    ({ from, to, deputy }) =>
      `away ${daysInEnglish(from, to)}, ${deputy === null ? 'nobody stands in' : `${deputy} stands in`}`,
  ),
};

/** 12月1日至5日不在，由李四代: behind a name, where somebody is chosen. */
export function sayAwayBehindName(say: Say, away: Away): string {
  return say(absenceText.awayBehindName, away);
}

/** 张三12月1日至5日不在，由李四代. */
export function sayAway(say: Say, away: Away): string {
  return say(absenceText.away, away);
}
