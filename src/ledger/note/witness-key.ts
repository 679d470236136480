import { scryptAsync } from '@noble/hashes/scrypt.js';
import { readBase64, sameBytes, toBase64, utf8Bytes } from '../../kernel/bytes.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { formatVkey, parseVkey, verifierKeyOf } from './note-key.ts';

/** A witness's key as it is kept: open, or sealed with a passphrase. Whoever reads `secret` open can sign as this witness. */
export type WitnessKey = { vkey: string; secret: Uint8Array; salt: Uint8Array | null };

export type KeyFailure = 'key-malformed' | 'passphrase-wrong';

const format = 'sunshine-witness-key/1';
const secretBytes = 32;
const saltBytes = 32;

/** OWASP's Password Storage Cheat Sheet names this cost of scrypt: 32 MB, and a second or two on a telephone. */
const cost = { N: 2 ** 15, r: 8, p: 3, dkLen: secretBytes };

/** A new key under a name; `secret` is 32 bytes of chance. */
export function newWitnessKey(name: string, secret: Uint8Array): WitnessKey {
  return { vkey: formatVkey(verifierKeyOf(name, 'cosignature', secret)), secret, salt: null };
}

/** Seals a key; `salt` is 32 bytes of chance that were never used before. */
export async function sealKey(key: WitnessKey, passphrase: string, salt: Uint8Array): Promise<WitnessKey> {
  if (key.salt !== null || salt.length !== saltBytes) throw new TypeError('this key cannot be sealed so');
  return { ...key, secret: await mask(key.secret, passphrase, salt), salt };
}

/**
 * The secret of a key. With its own salt the mask is used for these 32 bytes alone, so that nothing of them shows;
 * that the passphrase was right shows in the public key that comes of it.
 */
export async function openKey(key: WitnessKey, passphrase: string): Promise<Outcome<Uint8Array, KeyFailure>> {
  const known = parseVkey(key.vkey);
  if (!known.ok) return refuse('key-malformed');
  const secret = key.salt === null ? key.secret : await mask(key.secret, passphrase, key.salt);
  const { publicKey } = verifierKeyOf(known.value.name, 'cosignature', secret);
  if (sameBytes(publicKey, known.value.publicKey)) return ok(secret);
  return refuse(key.salt === null ? 'key-malformed' : 'passphrase-wrong');
}

async function mask(bytes: Uint8Array, passphrase: string, salt: Uint8Array): Promise<Uint8Array> {
  const pad = await scryptAsync(utf8Bytes(passphrase.normalize('NFKC')), salt, cost);
  return bytes.map((byte, i) => byte ^ (pad[i] ?? 0));
}

/** The file of a key: for a safe place, and the same for browser and command line. */
export function formatKeyFile({ vkey, secret, salt }: WitnessKey): string {
  const kept =
    salt === null ? { secret: toBase64(secret) } : { sealed: toBase64(secret), salt: toBase64(salt) };
  return `${JSON.stringify({ format, vkey, ...kept }, null, 2)}\n`;
}

/** Reads such a file. */
export function parseKeyFile(text: string): Outcome<WitnessKey, 'key-malformed'> {
  const malformed = refuse('key-malformed');
  const file = readObject(text);
  const isSealed = typeof file?.sealed === 'string';
  const secret = readBase64(String(isSealed ? file?.sealed : file?.secret));
  const salt = isSealed ? readBase64(String(file?.salt)) : null;
  if (file?.format !== format || typeof file.vkey !== 'string') return malformed;
  const known = parseVkey(file.vkey);
  if (!known.ok || known.value.type !== 'cosignature' || secret?.length !== secretBytes) return malformed;
  if (salt === undefined || (salt !== null && salt.length !== saltBytes)) return malformed;
  return ok({ vkey: file.vkey, secret, salt });
}

function readObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    // Any other file somebody chose by mistake.
    return undefined;
  }
}
