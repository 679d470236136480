import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

const derived = new WeakMap<Buffer, Map<string, Buffer>>();

/** Derives from the installation's secret a key for one purpose (HKDF-SHA-256, RFC 5869), once for each. */
export function deriveKey(secret: Buffer, purpose: string): Buffer {
  const known = derived.get(secret) ?? new Map<string, Buffer>();
  derived.set(secret, known);
  const key =
    known.get(purpose) ?? Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `sunshine ${purpose}`, 32));
  known.set(purpose, key);
  return key;
}

/** A keyed tag over a text, as lower-case hex. */
export function tagOf(key: Buffer, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex');
}

/** Compares two secrets in constant time, whatever their lengths. */
export function sameSecret(a: string, b: string): boolean {
  const key = Buffer.from('length-hiding comparison');
  const left = createHmac('sha256', key).update(a).digest();
  const right = createHmac('sha256', key).update(b).digest();
  return timingSafeEqual(left, right);
}

const sealAlgorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** Encrypts a short text for one purpose, to stand in an address or a form where nobody should read or change it. */
export function seal(secret: Buffer, purpose: string, text: string): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(sealAlgorithm, deriveKey(secret, `seal ${purpose}`), nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** Opens what `seal` closed for the same purpose; undefined for anything else. */
export function unseal(secret: Buffer, purpose: string, sealed: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < nonceBytes + tagBytes) return undefined;
  const key = deriveKey(secret, `seal ${purpose}`);
  const decipher = createDecipheriv(sealAlgorithm, key, bytes.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
  try {
    return decipher.update(bytes.subarray(nonceBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    // The one error final() throws: the tag does not match, so it was not sealed here.
    return undefined;
  }
}
