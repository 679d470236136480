import { addDays, addMs, atMinute, dateOf, type Instant, minuteMs, minuteOfDay } from '../../kernel/time.ts';
import type { NoticeKind } from '../notice/notice.contract.ts';
import type { Choices, MailAddress, MessageChannel, QuietHours } from './preference.contract.ts';

/** Who never chose: the inbox alone, and the night from ten to seven. */
export const usualChoices: Choices = { sms: [], mail: [], quietFrom: 22 * 60, quietUntil: 7 * 60 };

/** Whether news at this minute would disturb. */
export function isQuiet(at: Instant, { quietFrom, quietUntil }: QuietHours): boolean {
  const minute = minuteOfDay(at);
  if (quietFrom === quietUntil) return false;
  return quietFrom < quietUntil
    ? minute >= quietFrom && minute < quietUntil
    : minute >= quietFrom || minute < quietUntil;
}

/** The end of the quiet hours that `at` lies in. */
export function quietEnd(at: Instant, { quietUntil }: QuietHours): Instant {
  const today = dateOf(at);
  const end = atMinute(today, quietUntil);
  return end > at ? end : atMinute(addDays(today, 1), quietUntil);
}

/**
 * One act often brings several pieces of news: accepted, and dispatched in the same breath. Waiting a minute makes
 * one message of them.
 */
export const gatheringMs = minuteMs;

/** When news leaves: at once if it cannot wait, else after a minute, and not at night. */
export function leavesAt(now: Instant, kind: NoticeKind, hours: QuietHours): Instant {
  if (kind === 'urgent') return now;
  const gathered = addMs(now, gatheringMs);
  return isQuiet(gathered, hours) ? quietEnd(gathered, hours) : gathered;
}

/** The ways by which somebody wants to hear of a kind of news. */
export function channelsFor(kind: NoticeKind, choices: Choices): MessageChannel[] {
  return (['sms', 'mail'] as const).filter((channel) => choices[channel].includes(kind));
}

/** Minutes of the day as people write them: 22:00. */
export function writeTimeOfDay(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Reads what the contract has found to be a time of day. */
export function readTimeOfDay(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * 60 + minutes;
}

/** How long the link of a confirmation opens: a week of calendar days. */
export const linkLivesMs = 7 * 24 * 60 * minuteMs;

/** Whether a confirmation's link still says something about the address that is written down now. */
export function mayBeConfirmed(written: MailAddress | undefined, address: string, now: Instant): boolean {
  if (written?.address !== address) return false;
  return written.confirmedAt !== null || now < addMs(written.askedAt, linkLivesMs);
}

/** Letters that ask for confirmation: so many a day, so that nobody fills another's mailbox through us. */
export const maxConfirmationsADay = 5;
