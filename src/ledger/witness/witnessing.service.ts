import type { Instant } from '../../kernel/time.ts';
import { instant } from '../../kernel/time.ts';
import type { PostId } from '../../people/post/post.contract.ts';
import type { Tx } from '../../platform/database.ts';
import { sha256 } from '../entry/entry.service.ts';
import {
  checkpointCovering,
  findLog,
  type Log,
  logHashReader,
  newestCheckpoint,
  type SignedCheckpoint,
} from '../log/log.service.ts';
import { serverVerifier } from '../log/log-key.ts';
import { addSignatures, formatNote, type NoteSignature, parseNote } from '../note/note.ts';
import { formatVkey, type VerifierKey } from '../note/note-key.ts';
import { proveConsistency } from '../tree/proof.ts';
import { type Party, parties, type Step } from './witness.contract.ts';
import { sizesToSign } from './witness.rules.ts';
import * as store from './witness.store.ts';

/** A witness as the community knows it. Its key is the one in force; null before one is registered and after it ended. */
export type Witness = {
  party: Party;
  turn: number;
  postId: PostId | null;
  key: store.KeyRow | null;
  last: { size: number; cosignedAt: Instant; agrees: boolean } | null;
};

/** What the three witnesses vouch for. `agreed` is the newest checkpoint that all of them cosigned. */
export type WitnessedLog = { log: Log; newest: SignedCheckpoint; agreed: SignedCheckpoint | null };

/** A witness's key as everybody checks by it. */
export function verifierKeyOfRow({ name, publicKey }: store.KeyRow): VerifierKey {
  return { name, type: 'cosignature', publicKey };
}

/** The three witnesses, the newest state of the log, and the newest that all three vouched for. */
export async function findWitnessing(tx: Tx): Promise<{ state: WitnessedLog | null; witnesses: Witness[] }> {
  const log = await findLog(tx);
  const newest = log && (await newestCheckpoint(tx, log));
  const [namings, keys] = [await store.selectNamings(tx), await store.selectKeys(tx)];
  const witnesses: Witness[] = [];
  for (const party of parties) {
    const naming = namings.find((one) => one.party === party);
    const newestKey = keys.find((one) => one.party === party);
    const key = newestKey && !newestKey.isEnded ? newestKey : null;
    const last = log && key ? await findLast(tx, log, key) : null;
    witnesses.push({ party, turn: naming?.turn ?? 0, postId: naming?.postId ?? null, key, last });
  }
  if (!log || !newest) return { state: null, witnesses };
  return { state: { log, newest, agreed: (await findAgreed(tx, log)) ?? null }, witnesses };
}

/** What a key vouched for last, and whether that is still what the log has: nothing is taken on trust from the table. */
async function findLast(tx: Tx, log: Log, key: store.KeyRow): Promise<Witness['last']> {
  const last = await store.selectLast(tx, log.number, key);
  if (!last) return null;
  const checkpoint = await checkpointAt(tx, log, last.size);
  const text = checkpoint && textOf(checkpoint);
  const agrees = text !== undefined && serverVerifier(verifierKeyOfRow(key)).verify(text, last.signature);
  return { size: last.size, cosignedAt: instant(last.seconds * 1000), agrees };
}

/** The newest checkpoint that the keys in force of all three parties cosigned. */
export async function findAgreed(tx: Tx, log: Log): Promise<SignedCheckpoint | undefined> {
  const size = await store.selectAgreedSize(tx, log.number);
  return size === undefined ? undefined : checkpointAt(tx, log, size);
}

/** The checkpoint over exactly so many leaves. */
export async function checkpointAt(tx: Tx, log: Log, size: number): Promise<SignedCheckpoint | undefined> {
  const found = await checkpointCovering(tx, log, size);
  return found?.size === size ? found : undefined;
}

/** The text of a checkpoint, which is what witnesses sign. */
export function textOf({ note }: SignedCheckpoint): string | undefined {
  const parsed = parseNote(note);
  return parsed.ok ? parsed.value.text : undefined;
}

/** A checkpoint as it is served: the line of the log, then those of the witnesses that cosigned it. */
export async function cosignedNote(tx: Tx, log: Log, { note, size }: SignedCheckpoint): Promise<string> {
  const cosignatures = await store.selectCosignaturesAt(tx, log.number, size);
  const parsed = cosignatures.length > 0 ? parseNote(note) : undefined;
  if (!parsed?.ok) return note;
  const keys = await store.selectKeysAt(tx, log.number, size);
  const lines = cosignatures.flatMap(({ party, turn, signature }): NoteSignature[] => {
    const key = keys.find((one) => one.party === party && one.turn === turn);
    return key ? [{ name: key.name, keyId: key.keyId, signature }] : [];
  });
  return formatNote(addSignatures(parsed.value, lines));
}

/** When each party last cosigned anything, in seconds since 1970. */
export function lastCosigned(tx: Tx): Promise<{ party: Party; seconds: number }[]> {
  return store.selectLastSeconds(tx);
}

/** The keys in force, one line each, as verifiers take them. */
export async function listWitnessKeys(tx: Tx): Promise<string[]> {
  const keys = (await store.selectKeys(tx)).filter(({ isEnded }) => !isEnded);
  return keys.map((key) => formatVkey(verifierKeyOfRow(key)));
}

/**
 * What a witness signs next, each step with the proof that it goes on from the one before: first what others vouched
 * for, so that one and the same state comes to bear all three names, then the newest. Who saw more than there is gets
 * the newest alone, and sees what is wrong.
 */
export async function stepsFrom(tx: Tx, log: Log, from: number): Promise<Step[]> {
  const newest = await newestCheckpoint(tx, log);
  if (!newest) return [];
  const others: number[] = [];
  for (const key of await store.selectKeys(tx)) {
    const last = key.isEnded ? undefined : await store.selectLast(tx, log.number, key);
    if (last) others.push(last.size);
  }
  const steps: Step[] = [];
  let before = from;
  for (const size of sizesToSign(from, newest.size, others)) {
    const checkpoint = size === newest.size ? newest : await checkpointAt(tx, log, size);
    if (!checkpoint) continue;
    const hashes =
      before > size ? [] : await proveConsistency(sha256, before, size, logHashReader(tx, log, size));
    steps.push({
      checkpoint: checkpoint.note,
      hashes: hashes.map((hash) => Buffer.from(hash).toString('base64')),
    });
    before = size;
  }
  return steps;
}
