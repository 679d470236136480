import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Derives from the installation's secret a key for one purpose (HKDF-SHA-256, RFC 5869). */
export function deriveKey(secret: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `sunshine ${purpose}`, 32));
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
