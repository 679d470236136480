import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { addMs, type Instant, minuteMs } from '../../kernel/time.ts';

/**
 * How long a batch can be taken back: long enough to see a mistake, short enough that nobody who reported waits.
 * Until then nothing is written to the ledger and nobody is told, so that nothing has to be unsaid.
 */
export const bulkGraceMs = 30_000;

/** How long a finished batch stays in sight at the desk. */
export const bulkShownMs = 10 * minuteMs;

export type BulkTimes = { runAt: Instant; undoneAt: Instant | null; doneAt: Instant | null };

/** From when a batch asked for now is carried out. */
export function runAtFor(askedAt: Instant): Instant {
  return addMs(askedAt, bulkGraceMs);
}

/** Where a batch stands; from its time on it counts as begun, whether or not somebody has come to it yet. */
export function bulkStateOf({ undoneAt, doneAt }: BulkTimes): 'waiting' | 'undone' | 'done' {
  if (undoneAt !== null) return 'undone';
  return doneAt === null ? 'waiting' : 'done';
}

/** Whether it may still be taken back: not once its time has come, for then parts of it may stand already. */
export function decideUndo(
  bulk: BulkTimes,
  now: Instant,
): Outcome<{ undoneAt: Instant }, 'bulk-carried-out' | 'bulk-undone'> {
  if (bulk.undoneAt !== null) return refuse('bulk-undone');
  if (bulk.doneAt !== null || now >= bulk.runAt) return refuse('bulk-carried-out');
  return ok({ undoneAt: now });
}

/** Several reports become one matter under the earliest number; the others follow in the order they came. */
export function inOrderOfNumbers<Item extends { number: string }>(items: readonly Item[]): Item[] {
  return [...items].sort((a, b) => (a.number < b.number ? -1 : a.number > b.number ? 1 : 0));
}
