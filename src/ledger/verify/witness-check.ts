import { readBase64, type Sha256, sameBytes } from '../../kernel/bytes.ts';
import type { Instant } from '../../kernel/time.ts';
import { type Checkpoint, openCheckpoint } from '../note/checkpoint.ts';
import { signNote } from '../note/note.ts';
import { parseVkey, verifierOf, witnessSigner } from '../note/note-key.ts';
import { verifyConsistency } from '../tree/proof.ts';

/** What a witness keeps of a log: its key, and the checkpoint it signed last, word for word. */
export type Seen = { vkey: string; checkpoint: string };

/** What a server shows: its log's key, and the checkpoints to sign, each with a proof that it goes on from the one before. */
export type Shown = { vkey: string; steps: readonly { checkpoint: string; hashes: readonly string[] }[] };

/** `log-other`: a log of another name. The others are told of the log that was seen, and convict it. */
export type WitnessFault =
  | 'log-other'
  | 'log-key-changed'
  | 'log-unsigned'
  | 'log-shortened'
  | 'log-forked'
  | 'nothing-shown';

/** What was shown, judged. `evidence` is a text that shows others what is wrong, where a log signed it itself. */
export type Judged =
  | { ok: true; checkpoints: readonly (Checkpoint & { text: string; note: string })[] }
  | { ok: false; fault: WitnessFault; evidence: string | null };

/**
 * Judges what a server shows against what a witness saw last (tlog-witness): the log's signature, and that every
 * checkpoint goes on from the one before. Only what this lets through may be signed. Who sees a log for the first time
 * takes it as it is, and holds it to that from then on.
 */
export function judgeShown(sha256: Sha256, seen: Seen | null, shown: Shown): Judged {
  const key = parseVkey(shown.vkey);
  if (!key.ok) return faulty('log-unsigned', null);
  const [last] = shown.steps.slice(-1);
  const found = last?.checkpoint ?? '';
  if (seen && seen.vkey !== shown.vkey) {
    const known = parseVkey(seen.vkey);
    const isOther = !known.ok || known.value.name !== key.value.name;
    return faulty(isOther ? 'log-other' : 'log-key-changed', evidenceOf(seen, shown, found, []));
  }
  if (!last) return faulty('nothing-shown', null);
  const log = verifierOf(key.value);
  const before = seen && openCheckpoint(seen.checkpoint, log);
  if (before && !before.ok) return faulty('log-unsigned', evidenceOf(seen, shown, found, []));
  let previous: Checkpoint | null = before?.value ?? null;
  let kept = seen?.checkpoint ?? '';
  const checkpoints: (Checkpoint & { text: string; note: string })[] = [];
  for (const { checkpoint: note, hashes } of shown.steps) {
    const opened = openCheckpoint(note, log);
    const evidence = evidenceOf({ vkey: shown.vkey, checkpoint: kept }, shown, note, hashes);
    if (!opened.ok) return faulty('log-unsigned', evidence);
    const next = opened.value;
    if (previous && next.size < previous.size) return faulty('log-shortened', evidence);
    if (previous && !goesOn(sha256, previous, next, hashes)) return faulty('log-forked', evidence);
    checkpoints.push({ ...next, text: next.note.text, note });
    [previous, kept] = [next, note];
  }
  return { ok: true, checkpoints };
}

function faulty(fault: WitnessFault, evidence: string | null): Judged {
  return { ok: false, fault, evidence };
}

function goesOn(sha256: Sha256, old: Checkpoint, next: Checkpoint, lines: readonly string[]): boolean {
  if (old.size === next.size) return sameBytes(old.root, next.root);
  const hashes = lines.map(readBase64);
  return (
    hashes.every((hash) => hash !== undefined) &&
    verifyConsistency(sha256, {
      ...{ oldSize: old.size, oldRoot: old.root },
      ...{ size: next.size, root: next.root, hashes },
    })
  );
}

/** Two notes and the proof that does not lead from one to the other, each as it was signed or said. */
function evidenceOf(seen: Seen, shown: Shown, note: string, hashes: readonly string[]): string {
  return [
    `kept: ${seen.vkey}\n\n${seen.checkpoint}`,
    `shown: ${shown.vkey}\n\n${note}`,
    `proof from the one to the other:\n${hashes.map((hash) => `${hash}\n`).join('')}`,
  ].join('\n----\n');
}

/** Cosigns a checkpoint that was judged: a note with its text and the line of the witness alone, to be handed in. */
export function cosignCheckpoint(text: string, name: string, secret: Uint8Array, at: Instant): string {
  return signNote(text, [witnessSigner(name, secret, at)]);
}
