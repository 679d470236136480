import { type Outcome, ok, refuse, refuseFor } from '../../kernel/outcome.ts';
import type { Period } from '../../kernel/period.ts';
import { type Slot, waitFor } from '../../kernel/quota.ts';
import { addMs, dayMs, hourMs, type Instant, minuteMs } from '../../kernel/time.ts';
import type { AccountId, PersonId } from '../person/person.contract.ts';

/** Five wrong passwords in a row lock an account (GB/T 22239-2019, 8.1.4.1 asks for handling of failed sign-ins). */
export const maxFailures = 5;
export const lockMs = 15 * minuteMs;

export type AttemptState = { failedAttempts: number; lockedUntil: Instant | null };

/**
 * Counts an attempt before its password is looked at, so that a hundred sent at once are still five; a right one
 * sets the count back. `admitted` is whether this attempt may succeed at all.
 */
export function chargeAttempt(state: AttemptState, now: Instant): AttemptState & { admitted: boolean } {
  const left = (state.lockedUntil ?? now) - now;
  // Longer than any lock lasts: it was written while the clock was ahead.
  if (left > 0 && left <= lockMs) return { ...state, admitted: false };
  const failedAttempts = state.lockedUntil === null ? state.failedAttempts + 1 : 1;
  const lockedUntil = failedAttempts >= maxFailures ? addMs(now, lockMs) : null;
  return { failedAttempts, lockedUntil, admitted: true };
}

export const codeLifeMs = 5 * minuteMs;
/** How long it is remembered that a code went to a number: as long as its limits look back. */
export const codesKeptMs = dayMs;
/** Records of security are kept three years, as looks are; networks' own at least six months (网络安全法 21(3)). */
export const eventsKept: Period = { unit: 'years', count: 3 };
export const maxCodeTries = 5;
const codeGapMs = minuteMs;
const maxCodesAnHour = 5;

/** Codes asked for from one browser, and from the programs of one address together, whichever numbers they go to. */
const codesAnHour = { device: 10, unmarked: 30 } as const;
/** What a community pays for in a day, in hours of its limit. */
const paidHoursADay = 5;

/** What a request for a code is counted under. */
export function codeCountsOf(
  purpose: string,
  sender: { device: string | null; address: string },
): { what: string; who: string }[] {
  const { device, address } = sender;
  const from =
    device === null ? { what: 'codes-unmarked', who: address } : { what: 'codes-device', who: device };
  return [{ what: 'codes', who: purpose }, from];
}

/** Every code costs a text message, and anybody may ask for one: whether from here, and whether the community pays more. */
export function mayRequestFromHere(
  before: ReadonlyMap<string, readonly Slot[]>,
  limits: { times: number; codesPerHour: number },
  now: Instant,
): Outcome<true, 'codes-from-here' | 'codes-used-up'> {
  const { times, codesPerHour } = limits;
  const here = (what: string, max: number) =>
    waitFor(before.get(what) ?? [], [{ windowMs: hourMs, max: max * times }], now);
  const wait = Math.max(
    here('codes-device', codesAnHour.device),
    here('codes-unmarked', codesAnHour.unmarked),
  );
  if (wait > 0) return refuseFor('codes-from-here', wait);
  const budget = [
    { windowMs: hourMs, max: codesPerHour },
    { windowMs: dayMs, max: paidHoursADay * codesPerHour },
  ];
  const paid = waitFor(before.get('codes') ?? [], budget, now);
  return paid > 0 ? refuseFor('codes-used-up', paid) : ok(true);
}

/** Whether another code may go to a phone that was sent codes at these times: one a minute, five an hour. */
export function mayRequestAnother(
  sentAt: readonly Instant[],
  now: Instant,
): Outcome<true, 'code-too-soon' | 'code-limit-reached'> {
  // Codes from ahead were sent while the clock was wrong: they hold nobody up.
  const recent = sentAt.filter((at) => at > now - hourMs && at < now + codeLifeMs).sort((a, b) => a - b);
  const [oldest] = recent.slice(-maxCodesAnHour);
  if (recent.length >= maxCodesAnHour && oldest !== undefined) {
    return refuseFor('code-limit-reached', oldest + hourMs - now);
  }
  const last = recent.at(-1);
  if (last !== undefined && now < last + codeGapMs) {
    return refuseFor('code-too-soon', last + codeGapMs - now);
  }
  return ok(true);
}

/** Whether a code may still be tried: unused, younger than five minutes, tried fewer than five times. */
export function isCodeUsable(
  code: { createdAt: Instant; usedAt: Instant | null; tries: number },
  now: Instant,
): boolean {
  // Both ways: where the clock was set back, a code from ahead would hold for as long as it was ahead.
  const isFresh = Math.abs(now - code.createdAt) < codeLifeMs;
  return code.usedAt === null && isFresh && code.tries < maxCodeTries;
}

/** Brings a user name as typed into the form it is stored in; null if it can be no user name. */
export function normaliseUsername(text: string): string | null {
  const name = text.normalize('NFKC').trim().toLowerCase();
  return /^[a-z][a-z0-9._-]{1,39}$/.test(name) ? name : null;
}

export const minPasswordLength = 10;

/** Length is what protects (NIST SP 800-63B, 5.1.1.2): ten characters, not the name itself, not one repeated. */
export function checkPassword(
  password: string,
  username: string,
): Outcome<true, 'password-too-short' | 'password-too-easy'> {
  if ([...password].length < minPasswordLength) return refuse('password-too-short');
  const easy = password.toLowerCase().includes(username) || new Set(password).size < 5;
  return easy ? refuse('password-too-easy') : ok(true);
}

type KnownAccount = { id: AccountId; phone: string | null };
type KnownPerson = { id: PersonId; accountId: AccountId | null };

/** Who signs in when somebody has shown that a phone is theirs: whom to take, what to make and what to join. */
export type PhoneIdentity = {
  account: AccountId | 'new';
  person: PersonId | 'new';
  /** The account is to be written onto the person, whom the desk had registered by phone alone. */
  joinsPerson: boolean;
  /** A new person may carry the phone: nobody else of the community has it. */
  phoneIsFree: boolean;
};

/**
 * The account of the phone goes before everything; then a person registered here with that phone, who is joined
 * to it. A person with that phone and another account lends that account only if the phone has none of its own and
 * the account has a password: such accounts are made for a person whose number is known, while an account that
 * lives by its phone alone must not open to a number somebody else wrote down.
 */
export function identifyByPhone(known: {
  account: KnownAccount | undefined;
  personOfAccount: KnownPerson | undefined;
  personOfPhone: (KnownPerson & { hasPassword: boolean }) | undefined;
}): PhoneIdentity {
  const { account, personOfAccount, personOfPhone } = known;
  const phoneIsFree = personOfPhone === undefined;
  if (account && personOfAccount) {
    return { account: account.id, person: personOfAccount.id, joinsPerson: false, phoneIsFree };
  }
  if (personOfPhone && personOfPhone.accountId === null) {
    return { account: account?.id ?? 'new', person: personOfPhone.id, joinsPerson: true, phoneIsFree };
  }
  if (personOfPhone?.accountId && personOfPhone.hasPassword && !account) {
    return { account: personOfPhone.accountId, person: personOfPhone.id, joinsPerson: false, phoneIsFree };
  }
  return { account: account?.id ?? 'new', person: 'new', joinsPerson: false, phoneIsFree };
}
