import { readBase64, toBase64 } from '../../kernel/bytes.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { isKeyName, type NoteFailure, type OpenedNote, openNote, type Verifier } from './note.ts';

/** What a log says of itself at one moment (C2SP tlog-checkpoint): which log, how many leaves, the root over them. */
export type Checkpoint = { origin: string; size: number; root: Uint8Array; extensions: readonly string[] };

export type CheckpointFailure = NoteFailure | 'checkpoint-malformed' | 'origin-differs';

/** The text of a checkpoint, to be signed. */
export function formatCheckpoint({ origin, size, root, extensions }: Checkpoint): string {
  const text = [origin, String(size), toBase64(root), ...extensions, ''].join('\n');
  if (!parseCheckpoint(text).ok) throw new TypeError('this cannot be a checkpoint');
  return text;
}

/** Reads the text of a checkpoint. */
export function parseCheckpoint(text: string): Outcome<Checkpoint, 'checkpoint-malformed'> {
  const lines = text.split('\n');
  const [origin = '', count = '', encoded = '', ...rest] = lines;
  const size = readCount(count);
  const root = readBase64(encoded);
  const extensions = rest.slice(0, -1);
  const isWhole = rest.length > 0 && rest.at(-1) === '' && extensions.every((line) => line !== '');
  if (!isWhole || !isOrigin(origin) || size === undefined || root?.length !== 32) {
    return refuse('checkpoint-malformed');
  }
  return ok({ origin, size, root, extensions });
}

/** A key's name is the log's origin, so that one cannot be taken for another's. */
function isOrigin(origin: string): boolean {
  return isKeyName(origin);
}

/** Reads a count as logs write it: decimal, no leading zero, no sign; undefined beyond what a number can hold exactly. */
export function readCount(text: string): number | undefined {
  const count = /^(0|[1-9]\d{0,15})$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(count) ? count : undefined;
}

/** Opens a signed checkpoint of the log that `log` verifies; cosignatures of the witnesses given are checked with it. */
export function openCheckpoint(
  note: string,
  log: Verifier,
  witnesses: readonly Verifier[] = [],
): Outcome<Checkpoint & { note: OpenedNote }, CheckpointFailure> {
  const opened = openNote(note, [log, ...witnesses]);
  if (!opened.ok) return opened;
  const isByLog = opened.value.verified.some(({ name, keyId }) => name === log.name && keyId === log.keyId);
  if (!isByLog) return refuse('signature-missing');
  const checkpoint = parseCheckpoint(opened.value.text);
  if (!checkpoint.ok) return checkpoint;
  if (checkpoint.value.origin !== log.name) return refuse('origin-differs');
  return ok({ ...checkpoint.value, note: opened.value });
}
