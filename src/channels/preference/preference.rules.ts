import { type Outcome, ok, refuseFor } from '../../kernel/outcome.ts';
import { type Quota, waitFor } from '../../kernel/quota.ts';
import {
  addDays,
  addMs,
  atMinute,
  dateOf,
  dayMs,
  type Instant,
  minuteMs,
  minuteOfDay,
} from '../../kernel/time.ts';
import type { TextKind } from '../notice/notice.contract.ts';
import type { QuietHours } from '../reach/reach.contract.ts';
import type { Choices, KeptChoices, MailAddress, MessageChannel } from './preference.contract.ts';

/** Who never chose: the inbox alone, and the community's night. */
export const usualChoices: KeptChoices = { sms: [], mail: [], quietFrom: null, quietUntil: null };

/** What somebody's choices come to in a community with a night of its own. */
export function choicesIn(community: QuietHours, { quietFrom, quietUntil, ...ways }: KeptChoices): Choices {
  const { quietFrom: from, quietUntil: until } = community;
  return quietFrom === null || quietUntil === null
    ? { ...ways, quietFrom: from, quietUntil: until }
    : { ...ways, quietFrom, quietUntil };
}

/** What is kept of a night somebody saved: the community's own is not theirs to keep, and moves with it. */
export function keptNight(community: QuietHours, { quietFrom, quietUntil }: QuietHours) {
  const isTheSame = community.quietFrom === quietFrom && community.quietUntil === quietUntil;
  return isTheSame ? { quietFrom: null, quietUntil: null } : { quietFrom, quietUntil };
}

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
export function leavesAt(now: Instant, urgent: boolean, hours: QuietHours): Instant {
  if (urgent) return now;
  const gathered = addMs(now, gatheringMs);
  return isQuiet(gathered, hours) ? quietEnd(gathered, hours) : gathered;
}

/** News as it leaves the house: what kind it is, and whether it cannot wait. */
export type NewsKind = { kind: TextKind; urgent: boolean };

/**
 * The ways by which somebody wants to hear of a piece of news. What cannot wait goes at once by the ways chosen for
 * that; by those chosen for its kind alone it goes like any other, after the night.
 */
export function waysFor(news: NewsKind, choices: Choices): { channel: MessageChannel; urgent: boolean }[] {
  return (['sms', 'mail'] as const).flatMap((channel) => {
    const urgent = news.urgent && choices[channel].includes('urgent');
    return urgent || choices[channel].includes(news.kind) ? [{ channel, urgent }] : [];
  });
}

/** How long the link of a confirmation opens: a week of calendar days. */
export const linkLivesMs = 7 * 24 * 60 * minuteMs;

/** Whether a confirmation's link still says something about the address that is written down now. */
export function mayBeConfirmed(written: MailAddress | undefined, address: string, now: Instant): boolean {
  if (written?.address !== address) return false;
  return written.confirmedAt !== null || now < addMs(written.askedAt, linkLivesMs);
}

/** Letters that ask for confirmation: so many a day, so that nobody fills another's mailbox through us. */
const confirmations: readonly Quota[] = [{ windowMs: dayMs, max: 5 }];

/** Whether one more letter may go, by when the earlier ones were asked for. */
export function checkAsking(earlier: readonly Instant[], now: Instant): Outcome<true, 'asked-too-often'> {
  const asked = earlier.map((at) => ({ at, count: 1 }));
  const wait = waitFor(asked, confirmations, now);
  return wait > 0 ? refuseFor('asked-too-often', wait) : ok(true);
}
