import { createPrivateKey, createPublicKey, type KeyObject, randomBytes, sign, verify } from 'node:crypto';
import { utf8Bytes } from '../../kernel/bytes.ts';
import type { Signer, Verifier } from '../note/note.ts';
import { keyIdOf, type VerifierKey, verifierOf } from '../note/note-key.ts';

/** What stands before the 32 bytes of an Ed25519 key in its DER forms (RFC 8410, 7 and 4). */
const privatePrefix = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex');

/** A new secret key: 32 bytes of chance (RFC 8032, 5.1.5). */
export function makeSeed(): Buffer {
  return randomBytes(32);
}

/** The public key of a seed, by the server's own cryptography, which is faster than the one browsers carry. */
export function publicKeyOf(seed: Uint8Array): Uint8Array {
  const encoded = createPublicKey(privateKeyOf(seed)).export({ format: 'der', type: 'spki' });
  return new Uint8Array(encoded.subarray(publicPrefix.length));
}

/** Signs a log's checkpoints. */
export function serverSigner(key: VerifierKey, seed: Uint8Array): Signer {
  const privateKey = privateKeyOf(seed);
  return { name: key.name, keyId: keyIdOf(key), sign: (text) => sign(null, utf8Bytes(text), privateKey) };
}

/** Checks a log's checkpoints, and what witnesses cosigned. */
export function serverVerifier(key: VerifierKey): Verifier {
  const encoded = Buffer.concat([publicPrefix, key.publicKey]);
  const publicKey = createPublicKey({ key: encoded, format: 'der', type: 'spki' });
  return verifierOf(
    key,
    (_bytes, text, signature) =>
      signature.length === 64 && verify(null, utf8Bytes(text), publicKey, signature),
  );
}

function privateKeyOf(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([privatePrefix, seed]), format: 'der', type: 'pkcs8' });
}
