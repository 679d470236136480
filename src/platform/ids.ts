import { randomFillSync } from 'node:crypto';
import { idsPerMs, makeId } from '../kernel/id.ts';

const chance = new Uint8Array(8);
let last = { ms: 0, place: 0 };

/**
 * A fresh UUID version 7. Ids of one process sort in the order they were made, also within a millisecond and where the
 * clock is set back: what comes in together stays in its order. What follows the order is chance, so that none can be
 * guessed from its neighbour.
 */
export function newId<Made extends string>(): Made {
  const now = Date.now();
  if (now > last.ms) last = { ms: now, place: 0 };
  else if (last.place + 1 < idsPerMs) last.place += 1;
  else last = { ms: last.ms + 1, place: 0 };
  randomFillSync(chance);
  return makeId(last.ms, last.place, chance) as Made;
}
