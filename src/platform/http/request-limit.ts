/** How often somebody asked in the window that runs, and how much of it is left. */
type Counted = { current: number; ttl: number };

/** More addresses than this are not counted at once; the one that began first is forgotten. */
const maxCounted = 5_000;

/**
 * Counts requests in windows of time that passes, not of the wall clock, as the library's own store does: a clock set
 * back would refuse everybody until it has caught up.
 */
export class SteadyRequestStore {
  readonly #windows = new Map<string, { beganAt: number; current: number }>();
  readonly #steady: () => number;

  constructor(steady: unknown) {
    this.#steady = typeof steady === 'function' ? (steady as () => number) : () => performance.now();
  }

  incr(key: string, done: (error: Error | null, counted?: Counted) => void, timeWindow: number): void {
    const now = this.#steady();
    const known = this.#windows.get(key);
    const running = known && now < known.beganAt + timeWindow ? known : { beganAt: now, current: 0 };
    running.current += 1;
    if (running !== known) {
      this.#windows.delete(key);
      this.#windows.set(key, running);
      const [oldest] = this.#windows.keys();
      if (this.#windows.size > maxCounted && oldest !== undefined) this.#windows.delete(oldest);
    }
    done(null, { current: running.current, ttl: running.beganAt + timeWindow - now });
  }

  child(): SteadyRequestStore {
    return new SteadyRequestStore(this.#steady);
  }
}
