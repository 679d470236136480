import { readBase64, type Sha256, toBase64 } from '../../kernel/bytes.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { verifyInclusion } from '../tree/proof.ts';
import { type Checkpoint, type CheckpointFailure, openCheckpoint, readCount } from './checkpoint.ts';
import { type OpenedNote, parseNote, type Verifier } from './note.ts';

/**
 * A proof by itself that an entry stands in a log (C2SP tlog-proof), for a file `.tlog-proof`. `checkpoint` is the
 * signed note, word for word. `extra` is under no signature: what it says must be checked by other means.
 */
export type LogProof = {
  extra: Uint8Array | null;
  index: number;
  hashes: readonly Uint8Array[];
  checkpoint: string;
};

const firstLine = 'c2sp.org/tlog-proof@v1';
/** A path through a tree of 2^63 leaves. */
const maxHashes = 63;

/** Writes a proof as the text of its file. */
export function formatLogProof({ extra, index, hashes, checkpoint }: LogProof): string {
  const head = [firstLine, ...(extra === null ? [] : [`extra ${toBase64(extra)}`]), `index ${index}`];
  const text = `${[...head, ...hashes.map(toBase64)].join('\n')}\n\n${checkpoint}`;
  if (!parseLogProof(text).ok) throw new TypeError('this cannot be a proof');
  return text;
}

/** Reads the text of a proof; it shows nothing before it is verified. */
export function parseLogProof(text: string): Outcome<LogProof, 'proof-malformed'> {
  const malformed = refuse('proof-malformed');
  const split = text.indexOf('\n\n');
  const [first, ...lines] = text.slice(0, Math.max(split, 0)).split('\n');
  const extraLine = lines[0]?.startsWith('extra ') ? lines.shift() : undefined;
  const extra = extraLine === undefined ? null : readBase64(extraLine.slice('extra '.length));
  const [, count = ''] = /^index (\d+)$/.exec(lines.shift() ?? '') ?? [];
  const index = readCount(count);
  const hashes = lines.map(readHash);
  const checkpoint = text.slice(split + 2);
  if (first !== firstLine || extra === undefined || index === undefined || hashes.length > maxHashes)
    return malformed;
  if (!hashes.every((hash) => hash !== undefined) || !parseNote(checkpoint).ok) return malformed;
  return ok({ extra, index, hashes, checkpoint });
}

function readHash(line: string): Uint8Array | undefined {
  const hash = readBase64(line);
  return hash?.length === 32 ? hash : undefined;
}

export type LogProofFailure = CheckpointFailure | 'not-included';

/** Checks a proof against the leaf it is said to prove and the key of the log; gives the checkpoint it leads to. */
export function verifyLogProof(
  sha256: Sha256,
  proof: LogProof,
  leafHash: Uint8Array,
  log: Verifier,
  witnesses: readonly Verifier[] = [],
): Outcome<Checkpoint & { note: OpenedNote }, LogProofFailure> {
  const opened = openCheckpoint(proof.checkpoint, log, witnesses);
  if (!opened.ok) return opened;
  const { size, root } = opened.value;
  const { index, hashes } = proof;
  if (!verifyInclusion(sha256, { index, size, root, leafHash, hashes })) return refuse('not-included');
  return opened;
}
