import type { HeldPost } from '../../kernel/asker.ts';
import { dayMs, hourMs, type Instant, minuteMs } from '../../kernel/time.ts';
import type { Awaited, SessionKind } from './session.contract.ts';

const staffIdleMs = 30 * minuteMs;
const staffLifeMs = 12 * hourMs;
export const residentIdleMs = 30 * dayMs;

/** The cookie outlives what the server grants a resident, whose thirty days begin anew with every visit. */
export const cookieSeconds: Record<SessionKind, number> = {
  staff: staffLifeMs / 1000,
  resident: (400 * dayMs) / 1000,
};

/** How long after the password the second proof may come. */
export const halfOpenMs = 10 * minuteMs;

/**
 * Staff: thirty minutes idle, twelve hours in all (GB/T 22239-2019, 8.1.4.1). Residents: thirty days idle. Where the
 * clock was set back, staff who were seen further ahead than that sign in again: nobody knows how long they were idle.
 */
export function isSessionAlive(
  session: { kind: SessionKind; awaits: Awaited | null; createdAt: Instant; lastSeenAt: Instant },
  now: Instant,
): boolean {
  if (session.awaits !== null) return Math.abs(now - session.createdAt) < halfOpenMs;
  if (session.kind === 'resident') return now < session.lastSeenAt + residentIdleMs;
  return Math.abs(now - session.lastSeenAt) < staffIdleMs && now < session.createdAt + staffLifeMs;
}

/** How long after a sign-in another way in may be added: long enough for the provider's own questions. */
const recentMs = 10 * minuteMs;

/** Whether whoever holds a session has just shown who they are, second factor included. */
export function isRecent(session: { createdAt: Instant }, now: Instant): boolean {
  return now < session.createdAt + recentMs;
}

/** Writing down every visit would make each read a write; once a minute is exact enough for the limits above. */
export function shouldTouch(session: { lastSeenAt: Instant }, now: Instant): boolean {
  return now >= session.lastSeenAt + minuteMs;
}

const passwordPosts: readonly string[] = ['administrator', 'desk', 'handler', 'street'];

/** A code sent to a phone is enough for what residents, captains and the chair do; other posts need the password. */
export function postsInForce(posts: readonly HeldPost[], kind: SessionKind): HeldPost[] {
  return posts.filter((post) => kind === 'staff' || !passwordPosts.includes(post.kind));
}
