import { hash, type Options, verify } from '@node-rs/argon2';

/**
 * Argon2id (RFC 9106), the library's default kind, with 19 MiB, two passes and one lane: the least that the OWASP
 * Password Storage Cheat Sheet recommends, about 50 ms of one core. Parameters stand in each hash, so they can be
 * raised without touching the old ones.
 */
const cost: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A hash to store; the password is brought to NFKC first, since keyboards differ in how they compose. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), cost);
}

let decoy: Promise<string> | undefined;

/** Checks a password; without a hash (no such account) it does the same work and says no. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('no account has this password');
  const matches = await verify(stored ?? (await decoy), password.normalize('NFKC'));
  return stored !== null && matches;
}
