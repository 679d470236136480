import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { joinBytes, readBase64, toBase64, toHex, utf8Bytes } from '../../kernel/bytes.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import type { Instant } from '../../kernel/time.ts';
import { parseCheckpoint } from './checkpoint.ts';
import { isKeyName, type Signer, type Verifier } from './note.ts';

/** What a key signs with (signed-note, "Signature types"): a log its checkpoints, a witness what it has seen, and when. */
export const signatureTypes = { ed25519: 0x01, cosignature: 0x04 } as const;
export type SignatureType = keyof typeof signatureTypes;

/** A public key by which notes are checked. */
export type VerifierKey = { name: string; type: SignatureType; publicKey: Uint8Array };

/** RFC 8032 to the letter: which of two verifiers takes a signature must never be a matter of taste. */
const strict = { zip215: false };
const timeBytes = 8;
const publicKeyBytes = 32;

/** SHA-256(name ‖ 0x0A ‖ type ‖ public key), its first four bytes, in hexadecimal. */
export function keyIdOf({ name, type, publicKey }: VerifierKey): string {
  const hashed = joinBytes(utf8Bytes(`${name}\n`), Uint8Array.of(signatureTypes[type]), publicKey);
  return toHex(sha256(hashed).subarray(0, 4));
}

/** Writes a key as the one line that people hand on: `name+id+base64(type ‖ public key)`. */
export function formatVkey(key: VerifierKey): string {
  const material = toBase64(joinBytes(Uint8Array.of(signatureTypes[key.type]), key.publicKey));
  return `${key.name}+${keyIdOf(key)}+${material}`;
}

/** Reads such a line; refuses one whose id is not that of the key, or of a kind of key not used here. */
export function parseVkey(vkey: string): Outcome<VerifierKey, 'vkey-malformed'> {
  const [, name = '', id, encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(vkey) ?? [];
  const material = readBase64(encoded);
  const type = (['ed25519', 'cosignature'] as const).find((known) => signatureTypes[known] === material?.[0]);
  if (!isKeyName(name) || type === undefined || material?.length !== 1 + publicKeyBytes) {
    return refuse('vkey-malformed');
  }
  const key = { name, type, publicKey: material.slice(1) };
  return keyIdOf(key) === id ? ok(key) : refuse('vkey-malformed');
}

/** The public key that belongs to a seed of 32 bytes (RFC 8032, 5.1.5). */
export function verifierKeyOf(name: string, type: SignatureType, seed: Uint8Array): VerifierKey {
  if (!isKeyName(name)) throw new TypeError('this cannot be the name of a key');
  return { name, type, publicKey: ed25519.getPublicKey(seed) };
}

/** Whether this key made this signature over this text; Ed25519 as RFC 8032 has it. */
export type SignatureCheck = (publicKey: Uint8Array, text: string, signature: Uint8Array) => boolean;

/** Checks what a key signed, a server by its own and faster Ed25519. A cosignature holds over a checkpoint only. */
export function verifierOf(key: VerifierKey, isSigned: SignatureCheck = isSignedBy): Verifier {
  const { name, type, publicKey } = key;
  return {
    name,
    keyId: keyIdOf(key),
    verify(text, signature) {
      if (type === 'ed25519') return isSigned(publicKey, text, signature);
      const time = cosignatureSeconds(signature);
      if (time === undefined || !parseCheckpoint(text).ok) return false;
      return isSigned(publicKey, cosignedText(time, text), signature.subarray(timeBytes));
    },
  };
}

function isSignedBy(publicKey: Uint8Array, text: string, signature: Uint8Array): boolean {
  if (signature.length !== 64) return false;
  try {
    return ed25519.verify(signature, utf8Bytes(text), publicKey, strict);
  } catch {
    // Bytes that are no point of the curve were never signed with: noble throws instead of saying false.
    return false;
  }
}

/** Signs as a log does: Ed25519 over the text. */
export function logSigner(name: string, seed: Uint8Array): Signer {
  const keyId = keyIdOf(verifierKeyOf(name, 'ed25519', seed));
  return { name, keyId, sign: (text) => ed25519.sign(utf8Bytes(text), seed) };
}

/**
 * Signs as a witness does (tlog-cosignature, version 1): "at this time this is the largest consistent tree that I
 * have seen of this log". Whoever calls it has checked that first.
 */
export function witnessSigner(name: string, seed: Uint8Array, at: Instant): Signer {
  const keyId = keyIdOf(verifierKeyOf(name, 'cosignature', seed));
  const seconds = BigInt(Math.floor(at / 1000));
  return {
    name,
    keyId,
    sign(text) {
      if (!parseCheckpoint(text).ok) throw new TypeError('a witness signs checkpoints only');
      const time = new Uint8Array(timeBytes);
      new DataView(time.buffer).setBigUint64(0, seconds);
      return joinBytes(time, ed25519.sign(utf8Bytes(cosignedText(seconds, text)), seed));
    },
  };
}

/** When a witness says it signed, in seconds since 1970; undefined for what is no cosignature. */
export function cosignatureSeconds(signature: Uint8Array): bigint | undefined {
  if (signature.length !== timeBytes + 64) return undefined;
  const seconds = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0);
  return seconds < 2n ** 63n ? seconds : undefined;
}

function cosignedText(seconds: bigint, text: string): string {
  return `cosignature/v1\ntime ${seconds}\n${text}`;
}
