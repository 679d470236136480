import { type Instant, instant } from '../kernel/time.ts';

/** The one place that reads the time. Tests and the demonstration bring a clock of their own. */
export type Clock = { now(): Instant };

export const systemClock: Clock = { now: () => instant(Date.now()) };

/** A clock that stands where it is put and moves when told. */
export type SettableClock = Clock & { set(at: Instant): void; advance(ms: number): void };

export function settableClock(start: Instant): SettableClock {
  let at = start;
  return {
    now: () => at,
    set(next) {
      at = next;
    },
    advance(ms) {
      at = instant(at + ms);
    },
  };
}
