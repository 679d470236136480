import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import type { Call } from '../../platform/call.ts';
import type { AccountId, PersonId } from '../person/person.contract.ts';
import { findPersonByAccount } from '../person/person.service.ts';
import { whatAwaits } from '../second-factor/second-factor.rules.ts';
import { findSecondFactor, sealNewSecret } from '../second-factor/second-factor-proof.service.ts';
import type { Awaited } from '../session/session.contract.ts';
import { cookieSeconds, halfOpenMs } from '../session/session.rules.ts';
import { openSession } from '../session/session.service.ts';
import * as store from './account.store.ts';

type Opened = { awaits: Awaited | null; person: { personId: PersonId; displayName: string } | null };

/**
 * What one proof of who somebody is (a password; a provider of identities) opens for staff: a whole session, or a
 * half-open one that is nobody until the second factor has come. Every way for staff to sign in goes through here.
 */
export async function signInStaff(
  call: Call,
  accountId: AccountId,
  { secondFactorShown = false } = {},
): Promise<Outcome<Opened, 'not-of-this-community' | 'demonstration-only'>> {
  const { platform } = call;
  const opened = await call.write<
    Outcome<Opened & { token: string }, 'not-of-this-community' | 'demonstration-only'>
  >(async (tx) => {
    const account = await store.findAccount(tx, accountId);
    const person = await findPersonByAccount(tx, accountId);
    if (!account || !person) return refuse('not-of-this-community');
    if (account.isWaived && !platform.isPrivate) return refuse('demonstration-only');
    const isEnrolled = (await findSecondFactor(tx, accountId)) !== undefined;
    const awaits = whatAwaits({ isEnrolled, isWaived: account.isWaived, isShown: secondFactorShown });
    const pendingSecret = awaits === 'enrolment' ? sealNewSecret(platform.secret, accountId) : null;
    const halfOpen = awaits && { awaits, pendingSecret };
    const token = await openSession(tx, accountId, 'staff', call, halfOpen);
    const { id: personId, displayName } = person;
    return ok({ token, awaits, person: awaits === null ? { personId, displayName } : null });
  });
  if (!opened.ok) return opened;
  const { token, ...answer } = opened.value;
  call.setSession(token, answer.awaits === null ? cookieSeconds.staff : halfOpenMs / 1000);
  return ok(answer);
}
