import { readUtf8, type Sha256 } from '../../kernel/bytes.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { type Checkpoint, openCheckpoint, parseCheckpoint } from '../note/checkpoint.ts';
import { type LogProof, parseLogProof, verifyLogProof } from '../note/log-proof.ts';
import { parseNote } from '../note/note.ts';
import { type VerifierKey, verifierOf } from '../note/note-key.ts';
import { hashLeaf } from '../tree/hashing.ts';
import { proveConsistency, proveInclusion, verifyConsistency, verifyInclusion } from '../tree/proof.ts';
import { parseBundle, tileHashReader, tilePath, tileWidth, WrongTileError, widthIn } from '../tree/tile.ts';
import { readEnvelope, type SeenEnvelope } from './envelope.ts';
import type { LogSource } from './log-walk.ts';

/** A log as it is known before it is asked anything: its key, and where its files are. */
export type KnownLog = { key: VerifierKey; source: LogSource };

/** Thrown by a source that cannot be asked now: no network, or a server that does not answer. It says nothing of the log. */
export class LogUnreachableError extends Error {
  override name = 'LogUnreachableError';
}

export type ReceiptFailure =
  | 'receipt-unreadable'
  | 'receipt-foreign'
  | 'receipt-signature-wrong'
  | 'receipt-not-included'
  | 'entry-missing'
  | 'entry-malformed'
  | GrowthFailure;

export type GrowthFailure = 'log-unsigned' | 'log-shorter' | 'log-differs' | 'log-torn';

/** A receipt that holds. `newest`: up to which entry the log of now was found to begin with it; null where nobody could ask. */
export type VerifiedReceipt = {
  origin: string;
  index: number;
  size: number;
  entry: SeenEnvelope;
  newest: number | null;
};

/**
 * Checks a receipt: that it is of a known log, that the log signed its checkpoint, that the entry stands in it where the
 * receipt says, and that the log as it is now goes on from it. The last needs the log; the others need nobody.
 */
export async function verifyReceipt(
  sha256: Sha256,
  text: string,
  logs: readonly KnownLog[],
): Promise<Outcome<VerifiedReceipt, ReceiptFailure>> {
  const parsed = parseLogProof(text);
  if (!parsed.ok) return refuse('receipt-unreadable');
  const proof = parsed.value;
  const known = logs.find(({ key }) => key.name === originOf(proof));
  if (!known) return refuse('receipt-foreign');
  const log = verifierOf(known.key);
  const opened = openCheckpoint(proof.checkpoint, log);
  if (!opened.ok) return refuse('receipt-signature-wrong', { origin: known.key.name });
  const entry = await reached(() => entryOf(proof, opened.value, known.source));
  if (!entry) return refuse('entry-missing', { index: proof.index });
  const verified = verifyLogProof(sha256, proof, hashLeaf(sha256, entry), log);
  if (!verified.ok) return refuse('receipt-not-included', { index: proof.index });
  const seen = readEnvelope(entry);
  if (!seen) return refuse('entry-malformed', { index: proof.index });
  const grown = await reached(() => verifyGrowth(sha256, known, opened.value));
  if (grown && !grown.ok) return grown;
  const { origin, size } = opened.value;
  return ok({ origin, index: proof.index, size, entry: seen, newest: grown?.value.size ?? null });
}

/** Which log a receipt says it is of; whether that is true its signature shows. */
function originOf({ checkpoint }: LogProof): string | undefined {
  const note = parseNote(checkpoint);
  const parsed = note.ok ? parseCheckpoint(note.value.text) : undefined;
  return parsed?.ok ? parsed.value.origin : undefined;
}

/** What was asked of a log; undefined where it cannot be asked. */
async function reached<Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof LogUnreachableError) return undefined;
    throw error;
  }
}

/** The entry: the receipt carries it as a rule; else it is read where the log keeps it. */
async function entryOf(
  { extra, index }: LogProof,
  { size }: Checkpoint,
  source: LogSource,
): Promise<Uint8Array | undefined> {
  if (extra) return extra;
  const bundle = Math.floor(index / tileWidth);
  const width = widthIn(size, 'entries', bundle);
  const bytes = width > 0 ? await source(tilePath({ level: 'entries', index: bundle, width })) : undefined;
  return bytes && parseBundle(bytes)?.[index % tileWidth];
}

/** A checkpoint with the signed note it was read from. */
export type NewestCheckpoint = Checkpoint & { signed: string };

/** Whether the log as it is now begins with what was signed earlier; gives its newest checkpoint. */
export async function verifyGrowth(
  sha256: Sha256,
  { key, source }: KnownLog,
  older: Pick<Checkpoint, 'size' | 'root'>,
): Promise<Outcome<NewestCheckpoint, GrowthFailure>> {
  const newest = await newestOf({ key, source });
  if (!newest.ok) return newest;
  const { size, root } = newest.value;
  if (size < older.size) return refuse('log-shorter', { kept: older.size, now: size });
  const hashes = await unlessTorn(proveConsistency(sha256, older.size, size, readerOf(sha256, source, size)));
  if (!hashes) return refuse('log-torn');
  const fits = verifyConsistency(sha256, { oldSize: older.size, oldRoot: older.root, size, root, hashes });
  return fits ? newest : refuse('log-differs', { kept: older.size, now: size });
}

async function newestOf({ key, source }: KnownLog): Promise<Outcome<NewestCheckpoint, 'log-unsigned'>> {
  const bytes = await source('checkpoint');
  const signed = (bytes && readUtf8(bytes)) ?? '';
  const opened = openCheckpoint(signed, verifierOf(key));
  return opened.ok ? ok({ ...opened.value, signed }) : refuse('log-unsigned');
}

function readerOf(sha256: Sha256, source: LogSource, size: number) {
  const known = new Map<string, Promise<Uint8Array | undefined>>();
  return tileHashReader(sha256, size, (tiles) =>
    Promise.all(
      tiles.map(async (tile) => {
        const path = tilePath(tile);
        const read = known.get(path) ?? source(path);
        known.set(path, read);
        return (await read) ?? new Uint8Array(0);
      }),
    ),
  );
}

/** A tile that is missing or not as long as it should be proves nothing. */
async function unlessTorn<Value>(proof: Promise<Value>): Promise<Value | undefined> {
  try {
    return await proof;
  } catch (error) {
    if (error instanceof WrongTileError) return undefined;
    throw error;
  }
}

export type PlacedEntry = { leaf: number; envelope: Uint8Array };

/**
 * Whether entries that somebody shows stand in the log where they are said to, under its newest checkpoint. Gives how
 * far that reaches, and for each whether it holds.
 */
export async function verifyPlaces(
  sha256: Sha256,
  { key, source }: KnownLog,
  entries: readonly PlacedEntry[],
): Promise<Outcome<{ size: number; holds: boolean[] }, GrowthFailure>> {
  const newest = await newestOf({ key, source });
  if (!newest.ok) return newest;
  const { size, root } = newest.value;
  const reader = readerOf(sha256, source, size);
  const holds: boolean[] = [];
  for (const { leaf, envelope } of entries) {
    if (!(leaf >= 0 && leaf < size)) {
      holds.push(false);
      continue;
    }
    const hashes = await unlessTorn(proveInclusion(sha256, leaf, size, reader));
    if (!hashes) return refuse('log-torn');
    const leafHash = hashLeaf(sha256, envelope);
    holds.push(verifyInclusion(sha256, { index: leaf, size, root, leafHash, hashes }));
  }
  return ok({ size, holds });
}
