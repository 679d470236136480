import { addMs, type Instant, minuteMs } from './time.ts';

/** At most `max` within `windowMs`. */
export type Quota = { windowMs: number; max: number };

/** How often something happened from `at` on, for the length of a slot: counts are kept, never single times. */
export type Slot = { at: Instant; count: number };

const slotMs = 10 * minuteMs;

/** The slot that an instant is counted in. */
export function slotOf(now: Instant): Instant {
  return addMs(now, -(now % slotMs));
}

/** How often it happened within a window that ends now; a slot is in it as long as its beginning is. */
export function countWithin(slots: readonly Slot[], windowMs: number, now: Instant): number {
  return within(slots, windowMs, now).reduce((sum, { count }) => sum + count, 0);
}

/** How many milliseconds until once more is within every quota; 0 where it is now. */
export function waitFor(slots: readonly Slot[], quotas: readonly Quota[], now: Instant): number {
  return Math.max(0, ...quotas.map((quota) => waitForOne(slots, quota, now)));
}

function waitForOne(slots: readonly Slot[], { windowMs, max }: Quota, now: Instant): number {
  const counted = within(slots, windowMs, now).sort((a, b) => a.at - b.at);
  let left = counted.reduce((sum, { count }) => sum + count, 0);
  let wait = 0;
  for (const { at, count } of counted) {
    if (left < max) break;
    left -= count;
    wait = at + windowMs - now;
  }
  return wait;
}

function within(slots: readonly Slot[], windowMs: number, now: Instant): Slot[] {
  return slots.filter(({ at }) => at > now - windowMs);
}
