import { readUtf8, type Sha256, sameBytes } from '../../kernel/bytes.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { type Checkpoint, type CheckpointFailure, openCheckpoint } from '../note/checkpoint.ts';
import { type LogProof, parseLogProof } from '../note/log-proof.ts';
import type { OpenedNote, Verifier } from '../note/note.ts';
import { cosignatureSeconds, formatVkey, parseVkey, type VerifierKey, verifierOf } from '../note/note-key.ts';
import { emptyRoot } from '../tree/hashing.ts';
import { verifyInclusion } from '../tree/proof.ts';
import { type Finding, type FindingCode, type LogSource, type Walked, walkLog } from './log-walk.ts';

/** What somebody kept of the log from an earlier time: a checkpoint, a receipt, or a whole copy. */
export type EarlierView = { text: string } | { source: LogSource };

export type LogVerification = {
  sha256: Sha256;
  source: LogSource;
  /** The log's key as it is known from elsewhere; else the one that lies beside the log is taken. */
  vkey: string | null;
  earlier: EarlierView | null;
  /** Keys of witnesses whose cosignatures are looked for; a wrong one by any of them makes the checkpoint worthless. */
  witnesses?: readonly VerifierKey[];
  onProgress?(done: number, size: number): void;
};

/** A log in which everything fits. */
export type VerifiedLog = {
  origin: string;
  vkey: string;
  size: number;
  root: Uint8Array;
  firstRecordedAt: string | null;
  lastRecordedAt: string | null;
  /** How many entries an earlier view vouched for; null without one. */
  sinceSize: number | null;
  /** What each witness that was looked for vouched for last, as far as the log serves it; size null for nothing. */
  witnesses: readonly Cosigned[];
};

/** A witness, by the name of its key, and the state it vouched for. */
export type Cosigned = { vkey: string; size: number | null; seconds: number | null };

export type LogFailure =
  | FindingCode
  | CheckpointFailure
  | 'vkey-malformed'
  | 'vkey-missing'
  | 'checkpoint-missing'
  | 'entries-differ'
  | 'root-differs'
  | 'cosigned-differs'
  | EarlierFailure;

type EarlierFailure =
  | 'earlier-unreadable'
  | 'earlier-foreign'
  | 'earlier-larger'
  | 'earlier-differs'
  | 'earlier-changed'
  | 'receipt-differs';

type Earlier = { checkpoint: Checkpoint; proof: LogProof | null; source: LogSource | null };

/**
 * Checks a whole log by its files alone: the signature, every entry and its hash, every tile, the root, and that it
 * begins with what somebody kept from an earlier time. A refusal names the first entry that is wrong, or the few it
 * may be, where that can be known: `first` and `last`.
 */
export async function verifyLog(given: LogVerification): Promise<Outcome<VerifiedLog, LogFailure>> {
  const { sha256, source, onProgress = () => undefined } = given;
  const key = await readKey(given);
  if (!key.ok) return key;
  const log = verifierOf(key.value);
  const note = await readText(source, 'checkpoint');
  if (note === undefined) return refuse('checkpoint-missing');
  const witnesses = (given.witnesses ?? []).map((one) => ({
    vkey: formatVkey(one),
    verifier: verifierOf(one),
  }));
  const verifiers = witnesses.map(({ verifier }) => verifier);
  const checkpoint = openCheckpoint(note, log, verifiers);
  if (!checkpoint.ok) return checkpoint;
  const { origin, size, root } = checkpoint.value;
  const cosigned = await readCosigned(source, log, verifiers);
  if (!cosigned.ok) return cosigned;
  const vouched = cosigned.value;
  if (vouched && vouched.size > size) return refuse('cosigned-differs', { size: vouched.size });
  const earlier = given.earlier && (await readEarlier(given.earlier, log));
  if (earlier && !earlier.ok) return earlier;
  const kept = earlier?.value ?? null;
  if (kept && kept.checkpoint.size > size)
    return refuse('earlier-larger', { kept: kept.checkpoint.size, now: size });
  const walked = await walkLog({
    ...{ sha256, source, size },
    wanted: {
      sizes: sizesOf(kept?.checkpoint, vouched),
      leaves: kept?.proof ? [kept.proof.index] : [],
    },
    earlier: kept?.source ? { source: kept.source, size: kept.checkpoint.size } : null,
    onProgress: (done) => onProgress(done, size),
  });
  const isSigned = sameBytes(walked.root, root);
  const wrong = firstFault(walked.findings, isSigned);
  if (wrong) return wrong;
  if (!isSigned) return refuse('root-differs', { size });
  const changed = kept && compareEarlier(sha256, kept, walked);
  if (changed) return changed;
  if (vouched && !sameBytes(walked.roots.get(vouched.size) ?? emptyRoot(sha256), vouched.root))
    return refuse('cosigned-differs', { size: vouched.size });
  return ok({
    ...{ origin, vkey: formatVkey(key.value), size, root },
    ...{ firstRecordedAt: walked.firstRecordedAt, lastRecordedAt: walked.lastRecordedAt },
    sinceSize: kept?.checkpoint.size ?? null,
    witnesses: witnesses.map(({ vkey, verifier }) => ({
      vkey,
      ...lastOf(verifier, [checkpoint.value, ...(vouched ? [vouched] : [])]),
    })),
  });
}

/** The sizes to be compared at, from the smallest on, each once. */
function sizesOf(...checkpoints: readonly (Checkpoint | null | undefined)[]): number[] {
  const sizes = checkpoints.flatMap((one) => (one ? [one.size] : []));
  return [...new Set(sizes)].sort((a, b) => a - b);
}

type Opened = Checkpoint & { note: OpenedNote };

/** The newest checkpoint that all witnesses cosigned, where a log serves one beside its newest. */
async function readCosigned(
  source: LogSource,
  log: Verifier,
  witnesses: readonly Verifier[],
): Promise<Outcome<Opened | null, CheckpointFailure>> {
  const note = witnesses.length > 0 ? await readText(source, 'cosigned') : undefined;
  return note === undefined ? ok(null) : openCheckpoint(note, log, witnesses);
}

/** The first of these checkpoints that a witness cosigned. */
function lastOf({ name, keyId }: Verifier, checkpoints: readonly Opened[]): Omit<Cosigned, 'vkey'> {
  for (const { size, note } of checkpoints) {
    const line = note.verified.find((one) => one.name === name && one.keyId === keyId);
    if (line) return { size, seconds: Number(cosignatureSeconds(line.signature) ?? 0n) };
  }
  return { size: null, seconds: null };
}

async function readKey({
  source,
  vkey,
}: LogVerification): Promise<Outcome<VerifierKey, 'vkey-malformed' | 'vkey-missing'>> {
  const text = vkey ?? (await readText(source, 'vkey'));
  return text === undefined ? refuse('vkey-missing') : parseVkey(text.trim());
}

async function readText(source: LogSource, path: string): Promise<string | undefined> {
  const bytes = await source(path);
  return bytes && readUtf8(bytes);
}

/** An earlier view holds only if this very log signed it: with another key it is another log, whatever its name. */
async function readEarlier(view: EarlierView, log: Verifier): Promise<Outcome<Earlier, EarlierFailure>> {
  const source = 'source' in view ? view.source : null;
  const text = 'source' in view ? await readText(view.source, 'checkpoint') : view.text;
  if (text === undefined) return refuse('earlier-unreadable');
  const proof = parseLogProof(text);
  const note = proof.ok ? proof.value.checkpoint : text;
  const opened = openCheckpoint(note, log);
  if (opened.ok) return ok({ checkpoint: opened.value, proof: proof.ok ? proof.value : null, source });
  const isOther = opened.refusal.code === 'signature-missing' || opened.refusal.code === 'signature-wrong';
  return refuse(isOther ? 'earlier-foreign' : 'earlier-unreadable');
}

/**
 * The fault that tells most. Where the entries lead to the signed root they are right, and a tile that does not fit
 * them is wrong; where they do not, the first entry that does not fit its tile is. An entry wrong in itself is told
 * before what follows from it, and a single one before many.
 */
function firstFault(
  findings: readonly Finding[],
  isSigned: boolean,
): ReturnType<typeof refuseFor> | undefined {
  const worst = [...findings].sort((a, b) => a.last - a.first - (b.last - b.first) || a.first - b.first);
  const gone = worst.find(({ code }) => code === 'file-missing' || code === 'bundle-malformed');
  if (gone) return refuseFor(gone.code, gone);
  const tile = worst.find(({ code }) => code === 'entry-differs' || code === 'tile-differs');
  const inItself = worst.find(
    (one) => one !== tile && one.code.startsWith('entry-') && one.code !== 'entry-differs',
  );
  if (isSigned && tile) return refuseFor('tile-differs', tile);
  if (tile?.code === 'entry-differs' && tile.first <= (inItself?.first ?? tile.first)) {
    return refuseFor('entry-differs', tile);
  }
  if (inItself) return refuseFor(inItself.code, inItself);
  return tile && refuseFor('entries-differ', tile);
}

function refuseFor(code: LogFailure, { path, first, last }: Finding) {
  return refuse(code, { path, first, last });
}

/** Whether the log begins with what was kept; names the first entry that does not, where a copy or receipt tells. */
function compareEarlier(sha256: Sha256, kept: Earlier, walked: Walked) {
  const { size, root } = kept.checkpoint;
  const now = walked.roots.get(size);
  const { proof } = kept;
  if (proof) {
    const { index, hashes } = proof;
    const leafHash = walked.leaves.get(index) ?? new Uint8Array(0);
    if (!verifyInclusion(sha256, { index, size, root, leafHash, hashes }))
      return refuse('receipt-differs', { first: index, last: index });
  }
  if (now && sameBytes(now, root)) return undefined;
  const { changedSince } = walked;
  if (changedSince !== null) return refuse('earlier-changed', { first: changedSince, last: changedSince });
  return refuse('earlier-differs', { first: 0, last: size - 1 });
}
