import { type Outcome, ok, refuseFor } from '../../kernel/outcome.ts';
import { type Quota, waitFor } from '../../kernel/quota.ts';
import { addDays, addMs, atMinute, dateOf, dayMs, hourMs, type Instant } from '../../kernel/time.ts';

/**
 * How many people a slip binds. A household has 2.62 persons on average (seventh national census, 2020); six leaves
 * room for three generations, and ends what a slip that went astray can do.
 */
export const maxUses = 6;

/** Slips are dropped into letter boxes: a month is enough for everybody to come home once. */
const validDays = 30;

/** A slip holds to the end of its last day. */
export function expiryOf(madeAt: Instant): Instant {
  return atMinute(addDays(dateOf(madeAt), validDays + 1), 0);
}

/** The last day on which a slip holds, as it is printed. */
export function lastDayOf(expiresAt: Instant) {
  return dateOf(addMs(expiresAt, -1));
}

/** Figures and capitals without 0 O 1 I L, which people mistake when they copy; one of 31, so eight are 39 bits. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const codeLength = 8;

/** The bytes a code is made from: enough that each of its characters is as likely as every other, nearly always. */
export const codeBytes = 32;

/**
 * A code as it is printed, in two groups of four, from bytes of chance. A byte beyond the last whole multiple of
 * the alphabet would favour its first characters, so it is passed over.
 */
export function formatCode(chance: Uint8Array): string {
  const fair = alphabet.length * Math.floor(256 / alphabet.length);
  const drawn = [...chance].filter((byte) => byte < fair).slice(0, codeLength);
  if (drawn.length < codeLength) throw new Error('too few bytes of chance for a code');
  const text = drawn.map((byte) => alphabet[byte % alphabet.length]).join('');
  return `${text.slice(0, 4)}-${text.slice(4)}`;
}

/** Reads a code as typed: small letters, full width, any gap or dash; null for what can be none. */
export function readCode(typed: string): string | null {
  if (typed.length > 60) return null;
  const text = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\-‐–—_.]/g, '');
  const isCode = text.length === codeLength && [...text].every((character) => alphabet.includes(character));
  return isCode ? `${text.slice(0, 4)}-${text.slice(4)}` : null;
}

/** Wrong codes of one person in an hour and in a day, and of everybody in a day, before trying has to wait. */
export const tryLimits = { personHour: 5, personDay: 10, everybodyDay: 200 } as const;

/** Tries are looked at, and kept, this far back. */
export const triesCountMs = dayMs;

/**
 * Whether another code may be tried after some wrong ones. With 2,000 living slips among 31^8 codes, 200 tries a day
 * find one in more than 5,000 years.
 */
export function checkTries(
  tries: { own: readonly Instant[]; everybody: readonly Instant[] },
  now: Instant,
): Outcome<true, 'too-many-tries'> {
  const wait = Math.max(
    waitAfter(tries.own, ownQuotas, now),
    waitAfter(tries.everybody, everybodysQuota, now),
  );
  return wait > 0 ? refuseFor('too-many-tries', wait) : ok(true);
}

const ownQuotas: readonly Quota[] = [
  { windowMs: hourMs, max: tryLimits.personHour },
  { windowMs: dayMs, max: tryLimits.personDay },
];
const everybodysQuota: readonly Quota[] = [{ windowMs: dayMs, max: tryLimits.everybodyDay }];

const waitAfter = (times: readonly Instant[], quotas: readonly Quota[], now: Instant) =>
  waitFor(
    times.map((at) => ({ at, count: 1 })),
    quotas,
    now,
  );

/** Whether a slip binds one more person now; who it bound already comes in again. */
export function isUsable(
  slip: { expiresAt: Instant; usedBy: readonly string[] },
  person: string,
  now: Instant,
): boolean {
  return now < slip.expiresAt && (slip.usedBy.includes(person) || slip.usedBy.length < maxUses);
}
