import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { type Instant, minuteMs } from '../../kernel/time.ts';
import type { OrganisationKind, PostKind } from '../../people/post/post.contract.ts';
import { clockToleranceMinutes, type Party } from './witness.contract.ts';

/** What a post has to be to speak for a party: staff for the community, one of its own handlers for the others. */
export function speaksFor(party: Party, kind: PostKind, organisation: OrganisationKind | null): boolean {
  if (party !== 'community') return kind === 'handler' && organisation === party;
  return kind === 'administrator' || kind === 'desk' || kind === 'chair';
}

/**
 * A key's name stands in public for good, so that it is made like an address (tlog-witness recommends one without its
 * scheme) and holds no run of figures as long as a telephone number.
 */
export function isKeyNameFit(name: string): boolean {
  return /^[a-z0-9][a-z0-9.:/_-]{2,99}$/.test(name) && !/\d{7}/.test(name);
}

/** Where the keys of a demonstration have their names: a domain that is nobody's (RFC 2606, 2). */
export const demonstrationKeys = 'demonstration.invalid/';

/** Whether a key says of itself that it was made for a demonstration, and so proves nothing. */
export function isDemonstrationKey(vkey: string): boolean {
  return vkey.startsWith(demonstrationKeys);
}

type Given = { size: number; seconds: number };

/**
 * Whether a cosignature may be added to those of its key: a witness goes forward, in size and in time
 * (tlog-witness: never an older tree than the one it saw last). One that is there already is taken again.
 */
export function decideCosignature(
  given: Given,
  { last, now, signedAt }: { last: Given | null; now: Instant; signedAt: Instant },
): Outcome<null, 'cosignature-behind' | 'witness-clock-wrong'> {
  const at = given.seconds * 1000;
  const tolerance = clockToleranceMinutes * minuteMs;
  if (at > now + tolerance || at < signedAt - tolerance)
    return refuse('witness-clock-wrong', { minutes: clockToleranceMinutes });
  const isBehind = last !== null && (given.size < last.size || given.seconds < last.seconds);
  return isBehind ? refuse('cosignature-behind') : ok(null);
}

/** Sizes a witness signs next: what the others vouched for beyond what it saw, and the newest, each once. */
export function sizesToSign(from: number, newest: number, others: readonly number[]): number[] {
  const between = others.filter((size) => size > from && size < newest);
  return [...new Set([...between, newest])].sort((a, b) => a - b);
}

/** The eight groups in which people compare a fingerprint of 32 bytes in hexadecimal. */
export function groupsOf(hex: string): string[] {
  return hex.match(/.{8}/g) ?? [];
}
