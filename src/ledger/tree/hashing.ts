import { joinBytes, type Sha256 } from '../../kernel/bytes.ts';

export const hashBytes = 32;

/** The hash of a leaf: SHA-256(0x00 ‖ data) (RFC 6962, 2.1). */
export function hashLeaf(sha256: Sha256, data: Uint8Array): Uint8Array {
  return sha256(joinBytes(Uint8Array.of(0), data));
}

/** The hash of a node over its two children: SHA-256(0x01 ‖ left ‖ right) (RFC 6962, 2.1). */
export function hashChildren(sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(joinBytes(Uint8Array.of(1), left, right));
}

/** The root of a tree without leaves: SHA-256 of nothing (RFC 6962, 2.1). */
export function emptyRoot(sha256: Sha256): Uint8Array {
  return sha256(new Uint8Array(0));
}
