import { randomFillSync } from 'node:crypto';
import { makeId } from '../kernel/id.ts';

const chance = new Uint8Array(10);

/** A fresh UUID version 7; ids of one process sort by the millisecond they were made in. */
export function newId<Made extends string>(): Made {
  randomFillSync(chance);
  return makeId(Date.now(), chance) as Made;
}
