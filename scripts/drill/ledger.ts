import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { community } from '../faults/client.ts';
import { runSunshine } from '../faults/product.ts';

/** A checkpoint as somebody kept it: a file, and how many entries it vouches for. */
export type KeptCheckpoint = { file: string; size: number };

const ledgerAt = (url: string) => `${url}/ledger/${community}`;

/** Keeps what the ledger vouches for now, as any stranger could. */
export async function keepCheckpoint(url: string, folder: string, name: string): Promise<KeptCheckpoint> {
  const answer = await fetch(`${ledgerAt(url)}/checkpoint`);
  if (answer.status !== 200) throw new Error(`the checkpoint was answered ${answer.status}`);
  const text = await answer.text();
  const file = join(folder, `checkpoint-${name}`);
  await writeFile(file, text);
  return { file, size: Number(text.split('\n')[1]) };
}

/** The ledger's key, as it was known from the beginning. */
export async function keepVkey(url: string): Promise<string> {
  return (await (await fetch(`${ledgerAt(url)}/vkey`)).text()).trim();
}

/**
 * Checks the whole served log with the product's own command: every entry, tile and hash, the signature under the key
 * known from before, and that what the kept checkpoint vouched for has not changed. Gives the size; throws what is wrong.
 */
export async function verifyLedger(url: string, vkey: string, against: KeptCheckpoint): Promise<number> {
  const args = ['ledger', 'verify', ledgerAt(url), '--against', against.file, '--vkey', vkey];
  const said = await runSunshine(args, {});
  const size = Number(/: (\d+) entries, and all of it fits/.exec(said)?.[1]);
  if (!(size >= against.size)) throw new Error(`the ledger shrank or said nothing:\n${said}`);
  return size;
}
