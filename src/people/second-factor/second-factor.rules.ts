import { minuteMs } from '../../kernel/time.ts';
import type { Awaited } from '../session/session.contract.ts';

/** How long a code stands on the telephone (RFC 6238, 5.2 recommends 30 seconds). */
export const stepMs = minuteMs / 2;

/**
 * What staff still owe after the first proof: a code if a second factor is set, else to set one; nothing where a
 * provider has seen a second factor already. A waiver holds only until one is set, and only where nobody else can
 * reach the installation (GB/T 22239-2019, 8.1.4.1 d).
 */
export function whatAwaits(account: {
  isEnrolled: boolean;
  isWaived: boolean;
  isShown?: boolean;
}): Awaited | null {
  if (account.isShown) return null;
  if (account.isEnrolled) return 'code';
  return account.isWaived ? null : 'enrolment';
}

/** What was typed as a second proof: six figures from the telephone, or one of the codes on paper. */
export type TypedProof = { kind: 'telephone' | 'paper'; code: string };

/** Crockford's Base32: no letter that is mistaken for a figure, since the codes are copied by hand. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

const paperLength = 10;
export const recoveryCodeCount = 10;

/** Reads a second proof however it was typed (gaps, dashes, full width, O for 0, I or L for 1); null if it is none. */
export function readProof(typed: string): TypedProof | null {
  const plain = typed
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\-‐–—]/g, '');
  if (/^\d{6}$/.test(plain)) return { kind: 'telephone', code: plain };
  const code = plain.replaceAll('o', '0').replaceAll(/[il]/g, '1');
  const isPaper = code.length === paperLength && [...code].every((letter) => alphabet.includes(letter));
  return isPaper ? { kind: 'paper', code } : null;
}

/** A recovery code of 50 bits out of ten random bytes; each letter takes five bits of one. */
export function makeRecoveryCode(bytes: Uint8Array): string {
  return [...bytes.subarray(0, paperLength)].map((byte) => alphabet.charAt(byte & 31)).join('');
}

/** A recovery code as it is written down: two groups of five. */
export function formatRecoveryCode(code: string): string {
  return `${code.slice(0, 5)}-${code.slice(5)}`;
}

/** A secret as it is typed by hand: groups of four. */
export function formatSecret(secret: string): string {
  return secret.replaceAll(/(.{4})(?=.)/g, '$1 ');
}
