import { joinBytes, readBase64, toBase64, toHex } from '../../kernel/bytes.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';

/** One signature line. `keyId` is the key's id in hexadecimal; name and id together say which key. */
export type NoteSignature = { name: string; keyId: string; signature: Uint8Array };

/** A text and the lines that sign it (C2SP signed-note). Nothing in the text holds before it is opened. */
export type Note = { text: string; signatures: readonly NoteSignature[] };

/** Makes one signature line. */
export type Signer = { name: string; keyId: string; sign(text: string): Uint8Array };

/** Checks the signatures of one key. */
export type Verifier = {
  name: string;
  keyId: string;
  verify(text: string, signature: Uint8Array): boolean;
};

/** A note that at least one known key signed; the lines of unknown keys are left out. */
export type OpenedNote = { text: string; verified: readonly NoteSignature[] };

export type NoteFailure = 'note-malformed' | 'signature-wrong' | 'signature-missing';

/** Verifiers must take sixteen at least and should limit them (signed-note, "Format"). */
const maxSignatures = 100;
const maxNoteLength = 1_000_000;
const loneSurrogate = /\p{Surrogate}/u;

/** Whether a key may have this name: not empty, without a space of any script and without a plus sign. */
export function isKeyName(name: string): boolean {
  return name !== '' && !/[\s\p{White_Space}\p{Cc}+]/u.test(name) && !loneSurrogate.test(name);
}

/** Writes a note with its signature lines. Throws on a text that cannot be one: a defect of whoever writes it. */
export function formatNote({ text, signatures }: Note): string {
  const lines = signatures.map(({ name, keyId, signature }) => {
    const id = Uint8Array.from(keyId.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
    return `— ${name} ${toBase64(joinBytes(id, signature))}\n`;
  });
  const note = `${text}\n${lines.join('')}`;
  const read = parseNote(note);
  if (!read.ok || read.value.text !== text) throw new TypeError('this text cannot be the text of a note');
  return note;
}

/** Signs a text with one key or several. */
export function signNote(text: string, signers: readonly Signer[]): string {
  const signatures = signers.map(({ name, keyId, sign }) => ({ name, keyId, signature: sign(text) }));
  return formatNote({ text, signatures });
}

/** Adds signatures to a note, behind those it has; one of the same key is replaced. */
export function addSignatures(note: Note, added: readonly NoteSignature[]): Note {
  const isReplaced = (one: NoteSignature) => added.some((other) => isSameKey(one, other));
  return { text: note.text, signatures: [...note.signatures.filter((one) => !isReplaced(one)), ...added] };
}

/** Reads a note without checking any signature: what it says holds only once it is opened. */
export function parseNote(note: string): Outcome<Note, 'note-malformed'> {
  const malformed = refuse('note-malformed');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  if (note.length > maxNoteLength || /[\x00-\x09\x0b-\x1f]/.test(note) || loneSurrogate.test(note))
    return malformed;
  const split = note.lastIndexOf('\n\n');
  if (split < 1 || !note.endsWith('\n')) return malformed;
  const lines = note.slice(split + 2, -1).split('\n');
  if (lines.length > maxSignatures) return malformed;
  const signatures = lines.map(parseSignature);
  if (!signatures.every((signature) => signature !== undefined)) return malformed;
  return ok({ text: note.slice(0, split + 1), signatures });
}

function parseSignature(line: string): NoteSignature | undefined {
  const [, name = '', encoded = ''] = /^— (\S+) (\S+)$/u.exec(line) ?? [];
  const bytes = readBase64(encoded);
  if (!isKeyName(name) || bytes === undefined || bytes.length < 5) return undefined;
  return { name, keyId: toHex(bytes.subarray(0, 4)), signature: bytes.slice(4) };
}

/**
 * Opens a note: its text holds if a known key signed it. Lines of unknown keys are ignored; one of a known key that
 * does not verify makes the whole note worthless, whatever others signed it.
 */
export function openNote(note: string, verifiers: readonly Verifier[]): Outcome<OpenedNote, NoteFailure> {
  const parsed = parseNote(note);
  if (!parsed.ok) return parsed;
  const { text, signatures } = parsed.value;
  const verified: NoteSignature[] = [];
  for (const one of signatures) {
    const verifier = verifiers.find((known) => isSameKey(known, one));
    if (!verifier) continue;
    if (!verifier.verify(text, one.signature)) return refuse('signature-wrong', { name: one.name });
    verified.push(one);
  }
  return verified.length === 0 ? refuse('signature-missing') : ok({ text, verified });
}

function isSameKey(a: { name: string; keyId: string }, b: { name: string; keyId: string }): boolean {
  return a.name === b.name && a.keyId === b.keyId;
}
