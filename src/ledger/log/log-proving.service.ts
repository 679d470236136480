import { utf8Bytes } from '../../kernel/bytes.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import type { Tx } from '../../platform/database.ts';
import type { Entry } from '../entry/entry.contract.ts';
import { sha256 } from '../entry/entry.service.ts';
import { openCheckpoint } from '../note/checkpoint.ts';
import { formatLogProof, verifyLogProof } from '../note/log-proof.ts';
import { hashLeaf } from '../tree/hashing.ts';
import { proveInclusion, verifyInclusion } from '../tree/proof.ts';
import { WrongTileError } from '../tree/tile.ts';
import { checkpointCovering, type Log, logHashReader, newestCheckpoint } from './log.service.ts';
import { serverVerifier } from './log-key.ts';

/** Where an entry of the community stands: which of its logs, and which leaf of that log. */
export type Leaf = { log: Log; leaf: number };

/** The leaf an entry is: in the last log that begins at or before it. */
export function leafOf(logs: readonly Log[], index: number): Leaf | undefined {
  const log = logs.findLast(({ firstIndex }) => firstIndex <= index);
  return log && { log, leaf: index - log.firstIndex };
}

/**
 * Proves that an entry stands in its log, for a file `.tlog-proof` (C2SP tlog-proof): by the first checkpoint that
 * covers it, so that the same entry has the same receipt for ever. The entry itself, byte for byte what was hashed,
 * is its `extra`: the file can be checked without asking anybody. What would not hold is not handed out.
 */
export async function proveEntry(
  tx: Tx,
  { log, leaf }: Leaf,
  { envelope }: Pick<Entry, 'envelope'>,
): Promise<Outcome<string, 'entry-not-signed' | 'entry-does-not-fit'>> {
  const checkpoint = await checkpointCovering(tx, log, leaf + 1);
  if (!checkpoint) return refuse('entry-not-signed');
  const bytes = utf8Bytes(envelope);
  const hashes = await proveInclusion(
    sha256,
    leaf,
    checkpoint.size,
    logHashReader(tx, log, checkpoint.size),
  ).catch(undefinedWhereTornApart);
  if (!hashes) return refuse('entry-does-not-fit');
  const proof = { extra: bytes, index: leaf, hashes, checkpoint: checkpoint.note };
  const verified = verifyLogProof(sha256, proof, hashLeaf(sha256, bytes), serverVerifier(log.key));
  return verified.ok ? ok(formatLogProof(proof)) : refuse('entry-does-not-fit');
}

/** Tiles that are not as long as they should be: somebody has been at them. */
function undefinedWhereTornApart(error: unknown): undefined {
  if (!(error instanceof WrongTileError) && !(error instanceof RangeError)) throw error;
}

/**
 * Checks leaves of one log against what the log signed last, as anybody else would: its signature, and for each the
 * path from its bytes to the signed root. Gives whether each one holds; undefined for what was not signed yet.
 */
export async function checkLeaves(
  tx: Tx,
  log: Log,
  leaves: readonly { leaf: number; envelope: string }[],
): Promise<(boolean | undefined)[]> {
  const newest = await newestCheckpoint(tx, log);
  if (!newest) return leaves.map(() => undefined);
  const opened = openCheckpoint(newest.note, serverVerifier(log.key));
  if (!opened.ok) return leaves.map(() => false);
  const { size, root } = opened.value;
  const reader = logHashReader(tx, log, size);
  return Promise.all(
    leaves.map(async ({ leaf, envelope }) => {
      if (leaf >= size) return undefined;
      const hashes = await proveInclusion(sha256, leaf, size, reader).catch(undefinedWhereTornApart);
      const leafHash = hashLeaf(sha256, utf8Bytes(envelope));
      return hashes !== undefined && verifyInclusion(sha256, { index: leaf, size, root, leafHash, hashes });
    }),
  );
}
