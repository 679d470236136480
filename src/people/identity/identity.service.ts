import { createHash } from 'node:crypto';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { formatInstant, type Instant } from '../../kernel/time.ts';
import { type Call, type Handler, implement } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import type { Expectation, ProvenIdentity } from '../../platform/identity-provider.ts';
import { sameSecret, seal, unseal } from '../../platform/secrets.ts';
import { noteEvent } from '../account/account-event.service.ts';
import { signInStaff } from '../account/staff-sign-in.service.ts';
import type { AccountId } from '../person/person.contract.ts';
import { isRecent } from '../session/session.rules.ts';
import { findOwnSession } from '../session/session.service.ts';
import {
  type beginBinding as beginBindingOperation,
  type beginProviderSignIn as beginProviderSignInOperation,
  identityOperations,
  type readIdentity as readIdentityOperation,
  type takeProviderAnswer as takeProviderAnswerOperation,
  type unbindIdentity as unbindIdentityOperation,
} from './identity.contract.ts';
import { mayBind, mayUnbind } from './identity.policy.ts';
import { attemptMs, isAttemptOpen, isSameHolder, type Purpose } from './identity.rules.ts';
import * as store from './identity.store.ts';
import { endBinding, findBinding } from './identity-binding.service.ts';

/** The one address of the installation that the provider sends browsers back to, whatever community they are of. */
export const returnPath = '/sign-in/return';

/** The own session and binding, as the policies ask for them. */
async function weigh(tx: Tx, call: Call) {
  const { asker, now, platform } = call;
  const { provider } = platform;
  const session = await findOwnSession(tx, call);
  const bound =
    asker.kind === 'person' ? await findBinding(tx, asker.accountId, provider?.issuer) : undefined;
  const own = { signedInBy: session?.kind ?? null, isBound: bound !== undefined };
  const isFresh = session !== undefined && isRecent(session, now);
  return {
    ...{ session, bound },
    bind: mayBind(asker, { ...own, hasProvider: provider !== undefined, isRecent: isFresh }),
    unbind: mayUnbind(asker, own),
  };
}

export const readIdentity: Handler<typeof readIdentityOperation> = async (call) => {
  const { provider } = call.platform;
  const { bound, bind, unbind } = await call.read((tx) => weigh(tx, call));
  return ok({
    provider: provider ? { ...provider.label, away: provider.isAway(call.now) } : null,
    boundAt: bound ? formatInstant(bound.boundAt) : null,
    can: { bind, unbind },
  });
};

type Attempt = { purpose: Purpose; begunAt: Instant; expected: Expectation };

/** Sealed for one community: brought to another it cannot be read. */
const sealedFor = ({ community }: Call) => `attempt at the provider of ${community.id}`;

async function begin(
  call: Call,
  purpose: Purpose,
): Promise<Outcome<{ address: string }, 'provider-off' | 'provider-away'>> {
  const { platform, community, now } = call;
  if (!platform.provider) return refuse('provider-off');
  const returnTo = platform.baseUrl + returnPath;
  const begun = await platform.provider.begin(returnTo, community.slug, now);
  if (!begun.ok) return begun;
  const { address, expected } = begun.value;
  const attempt: Attempt = { purpose, begunAt: now, expected };
  call.setAttempt(seal(platform.secret, sealedFor(call), JSON.stringify(attempt)), attemptMs / 1000);
  return ok({ address });
}

export const beginProviderSignIn: Handler<typeof beginProviderSignInOperation> = (call, { next }) =>
  begin(call, { kind: 'sign-in', next });

export const beginBinding: Handler<typeof beginBindingOperation> = async (call) => {
  const { session, bind } = await call.read((tx) => weigh(tx, call));
  if (bind !== true) return refuse(bind);
  if (!session) return refuse('not-signed-in');
  const { accountId, id: sessionId } = session;
  return begin(call, { kind: 'bind', accountId, sessionId });
};

/** What this browser was sent out with, if the answer is to that and it is not too late. */
function readAttempt(call: Call, answer: URLSearchParams): Attempt | undefined {
  const opened = unseal(call.platform.secret, sealedFor(call), call.attempt ?? '');
  if (opened === undefined) return undefined;
  const attempt = JSON.parse(opened) as Attempt;
  const isSameState = sameSecret(answer.get('state') ?? '', attempt.expected.state);
  return isAttemptOpen({ begunAt: attempt.begunAt, isSameState }, call.now) ? attempt : undefined;
}

export const takeProviderAnswer: Handler<typeof takeProviderAnswerOperation> = async (call, input) => {
  const { platform, now } = call;
  const { provider } = platform;
  if (!provider) return refuse('provider-off');
  const answer = new URL(platform.baseUrl + returnPath);
  answer.search = input.answer;
  const attempt = readAttempt(call, answer.searchParams);
  if (!attempt) return refuse('attempt-over');
  call.setAttempt(null, 0);
  // Before the provider is asked: of two that bring the same answer at once, one goes on.
  const { state } = attempt.expected;
  const stateHash = createHash('sha256').update(state).digest();
  if (!(await platform.database.global((sql) => store.insertSpent(sql, stateHash, now))))
    return refuse('attempt-over');
  const proven = await provider.redeem(answer, attempt.expected, now);
  if (!proven.ok) return proven;
  const { purpose } = attempt;
  return purpose.kind === 'bind'
    ? bindTo(call, purpose, proven.value)
    : signInAs(call, proven.value, purpose.next);
};

async function signInAs(call: Call, proven: ProvenIdentity, next: string) {
  const found = await call.platform.database.global((sql) => store.findIdentity(sql, proven));
  if (!found) return refuse('identity-unbound');
  const { secondFactorShown } = proven;
  const opened = await signInStaff(call, found.accountId, { secondFactorShown });
  return opened.ok ? ok({ done: 'signed-in' as const, ...opened.value, next }) : opened;
}

function bindTo(
  call: Call,
  purpose: Extract<Purpose, { kind: 'bind' }>,
  { issuer, subject }: ProvenIdentity,
) {
  type Refused = 'attempt-over' | 'identity-bound' | 'identity-taken';
  return call.write<Outcome<{ done: 'bound' }, Refused>>(async (tx) => {
    const { asker, now } = call;
    const own = await findOwnSession(tx, call);
    if (asker.kind !== 'person' || !isSameHolder(purpose, own)) return refuse('attempt-over');
    const accountId: AccountId = asker.accountId;
    if (await findBinding(tx, accountId, issuer)) return refuse('identity-bound');
    if (!(await store.insertIdentity(tx, { accountId, issuer, subject }, now)))
      return refuse('identity-taken');
    await noteEvent(tx, accountId, 'identity-bound', 'self', now);
    return ok({ done: 'bound' });
  });
}

export const unbindIdentity: Handler<typeof unbindIdentityOperation> = async (call) =>
  call.write(async (tx) => {
    const { unbind } = await weigh(tx, call);
    if (unbind !== true) return refuse(unbind);
    if (call.asker.kind !== 'person') return refuse('not-signed-in');
    await endBinding(tx, call.asker.accountId, 'self', call.now, call.sessionToken);
    return ok({});
  });

export const identityHandlers = implement(identityOperations, {
  readIdentity,
  beginProviderSignIn,
  beginBinding,
  takeProviderAnswer,
  unbindIdentity,
});
