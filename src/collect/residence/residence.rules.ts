import type { NewNotice } from '../../channels/notice/notice.contract.ts';
import type { Id } from '../../kernel/id.ts';
import { type Outcome, ok, refuse, refuseFor } from '../../kernel/outcome.ts';
import { waitFor } from '../../kernel/quota.ts';
import { dayMs, type Instant } from '../../kernel/time.ts';
import type { RequestId, RequestState } from './residence.contract.ts';

/** What one person may have waiting for an answer, and ask for within a week: enough for a mistyped door. */
export const requestLimits = { open: 2, week: 5 } as const;

/** Whether somebody may ask once more, by when and how their earlier requests went. */
export function checkAskingAgain(
  earlier: readonly { state: RequestState; askedAt: Instant }[],
  now: Instant,
): Outcome<true, 'requests-waiting' | 'requests-used-up'> {
  const open = earlier.filter(({ state }) => state === 'asked').length;
  // Nobody can say when those will be answered.
  if (open >= requestLimits.open) return refuse('requests-waiting', { open });
  const asked = earlier.map(({ askedAt }) => ({ at: askedAt, count: 1 }));
  const wait = waitFor(asked, [{ windowMs: 7 * dayMs, max: requestLimits.week }], now);
  return wait > 0 ? refuseFor('requests-used-up', wait) : ok(true);
}

/** Reads a door as people write it (501室, 5-01, ５０１); null for what no register could hold. */
export function readDoor(typed: string): string | null {
  const door = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\-‐–—]|室|号|户/g, '');
  return /^[A-Z]?[0-9]{1,4}[A-Z]?$/.test(door) ? door : null;
}

/** A home as notices name it, in both languages: which one is read is only known when it is. */
export type HomeNames = { zh: string; en: string };

const home = (names: HomeNames) => ({ home: names.zh, homeEn: names.en });

/** Who is told that somebody asks: the captains of the stairwell, or the desk where there is none. */
export function noticesOfAsking(
  asked: { requestId: RequestId; name: string; names: HomeNames },
  posts: { captains: readonly Id<'post'>[]; desk: readonly Id<'post'>[] },
): NewNotice[] {
  const told = posts.captains.length > 0 ? posts.captains : posts.desk;
  return told.map((postId) => ({
    recipient: { to: 'post', postId },
    template: 'residence.asked',
    params: { ...home(asked.names), name: asked.name },
    subject: { kind: 'residence-request', id: asked.requestId },
  }));
}

/** Who is told of a decision: the person, and the captains if somebody else decided in their stairwell. */
export function noticesOfDecision(
  decided: {
    requestId: RequestId;
    personId: Id<'person'>;
    name: string;
    names: HomeNames;
    reason: string | null;
  },
  captains: readonly { postId: Id<'post'>; personId: Id<'person'> }[],
  by: Id<'person'>,
): NewNotice[] {
  const { requestId, personId, name, names, reason } = decided;
  const subject = { kind: 'residence-request', id: requestId } as const;
  const others = captains.some((captain) => captain.personId === by) ? [] : captains;
  return [
    {
      recipient: { to: 'person', personId },
      template: reason === null ? 'residence.confirmed' : 'residence.refused',
      params: reason === null ? home(names) : { ...home(names), reason },
      subject,
    },
    ...others.map(
      ({ postId }): NewNotice => ({
        recipient: { to: 'post', postId },
        template: reason === null ? 'residence.confirmed-elsewhere' : 'residence.refused-elsewhere',
        params: { ...home(names), name },
        subject,
      }),
    ),
  ];
}

/** Whoever lives there already hears of everybody who joins: a slip that went astray is noticed by them. */
export function noticesOfJoining(
  joined: { householdId: Id<'household'>; personId: Id<'person'>; name: string; names: HomeNames },
  members: readonly Id<'person'>[],
): NewNotice[] {
  return members
    .filter((member) => member !== joined.personId)
    .map((personId) => ({
      recipient: { to: 'person', personId },
      template: 'residence.joined',
      params: { ...home(joined.names), name: joined.name },
      subject: { kind: 'home', id: joined.householdId },
    }));
}

/** Somebody whose residence the desk ended is told, for it may be a mistake. */
export function noticesOfEnding(ended: {
  householdId: Id<'household'>;
  personId: Id<'person'>;
  names: HomeNames;
}): NewNotice[] {
  return [
    {
      recipient: { to: 'person', personId: ended.personId },
      template: 'residence.ended',
      params: home(ended.names),
      subject: { kind: 'home', id: ended.householdId },
    },
  ];
}
