import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A part of the tests that depends on the machine, and so could be left out without anybody noticing. */
export type Part = 'browser' | 'embedded' | 'server';

const folder = process.env.SUNSHINE_TEST_RAN;

/** Leaves word that a part really ran in this process; `npm test` fails if one of them never did. */
export function noteRan(part: Part): void {
  if (folder === undefined) return;
  writeFileSync(join(folder, `${part}.${process.pid}`), '');
}

/** In how many processes each part ran, read from the notes they left. */
export function countRan(notes: string): Record<Part, number> {
  const counts = { browser: 0, embedded: 0, server: 0 };
  for (const name of readdirSync(notes)) counts[name.split('.')[0] as Part]++;
  return counts;
}
