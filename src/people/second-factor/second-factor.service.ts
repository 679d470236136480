import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { formatInstant } from '../../kernel/time.ts';
import { type Call, type Handler, implement } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { listAccountEvents, noteEvent } from '../account/account-event.service.ts';
import { provePassword } from '../account/password-proof.service.ts';
import { endWaiver, nameOfAccount } from '../account/staff-account.service.ts';
import type { AccountId, PersonId } from '../person/person.contract.ts';
import { findPersonByAccount } from '../person/person.service.ts';
import { mayChangeSignIn } from '../session/session.policy.ts';
import { cookieSeconds } from '../session/session.rules.ts';
import { endSessionsOf, findOwnSession, keepPendingSecret, openSession } from '../session/session.service.ts';
import {
  type beginSecondFactor as beginSecondFactorOperation,
  type confirmSecondFactor as confirmSecondFactorOperation,
  type readEnrolment as readEnrolmentOperation,
  type renewRecoveryCodes as renewRecoveryCodesOperation,
  secondFactorOperations,
  type signInWithSecondFactor as signInWithSecondFactorOperation,
} from './second-factor.contract.ts';
import { formatSecret, readProof } from './second-factor.rules.ts';
import {
  enrol,
  findSecondFactor,
  giveRecoveryCodes,
  openSecret,
  proveSecondFactor,
  sealNewSecret,
} from './second-factor-proof.service.ts';
import { drawQr, setupAddress, stepOf } from './totp.ts';

const issuer = '阳光议事 Sunshine Pavilion';

const ownSession = (call: Call) => call.platform.database.global((sql) => findOwnSession(sql, call));

export const signInWithSecondFactor: Handler<typeof signInWithSecondFactorOperation> = async (
  call,
  { code },
) => {
  const session = await ownSession(call);
  if (session?.awaits !== 'code') return refuse('sign-in-again');
  const { accountId } = session;
  const proved = await proveSecondFactor(call.platform, accountId, code, call.now);
  if (proved === null) return refuse('second-factor-wrong');
  type SignedIn = { token: string; personId: PersonId; displayName: string };
  const signedIn = await call.write<Outcome<SignedIn, 'not-of-this-community'>>(async (tx) => {
    if (proved === 'paper') await noteEvent(tx, accountId, 'recovery-code-used', 'self', call.now);
    const person = await findPersonByAccount(tx, accountId);
    if (!person) return refuse('not-of-this-community');
    const token = await openSession(tx, accountId, 'staff', call);
    return ok({ token, personId: person.id, displayName: person.displayName });
  });
  if (!signedIn.ok) return signedIn;
  const { token, ...answer } = signedIn.value;
  call.setSession(token, cookieSeconds.staff);
  return ok(answer);
};

export const readEnrolment: Handler<typeof readEnrolmentOperation> = async (call) =>
  call.read(async (tx) => {
    const session = await findOwnSession(tx, call);
    if (!session?.pendingSecret) return refuse('sign-in-again');
    const { accountId } = session;
    const secret = openSecret(call.platform.secret, accountId, session.pendingSecret);
    const username = await nameOfAccount(tx, accountId);
    const address = setupAddress(`${issuer} ${call.community.name}`, username, secret);
    return ok({
      ...{ username, address, secret: formatSecret(secret), qr: drawQr(address) },
      required: session.awaits === 'enrolment',
      resetAt: await resetOf(tx, accountId),
    });
  });

/** When somebody else took the second factor away; null once another is set, or if there never was one. */
async function resetOf(tx: Tx, account: AccountId): Promise<string | null> {
  if (await findSecondFactor(tx, account)) return null;
  const reset = (await listAccountEvents(tx, account)).find(({ kind }) => kind === 'second-factor-reset');
  return reset ? formatInstant(reset.at) : null;
}

type Proved = Outcome<
  { account: AccountId; personId: PersonId },
  'not-signed-in' | 'staff-sign-in-first' | 'password-wrong'
>;

/** The own account, for who signed in as staff and says the password once more. */
async function proveAgain(call: Call, password: string): Promise<Proved> {
  const session = await ownSession(call);
  const may = mayChangeSignIn(call.asker, session?.kind ?? null);
  if (may !== true) return refuse(may);
  if (call.asker.kind !== 'person') return refuse('not-signed-in');
  const { accountId, personId } = call.asker;
  const proved = await provePassword(call.platform, { accountId }, password, call.now);
  return proved === null ? refuse('password-wrong') : ok({ account: proved, personId });
}

export const beginSecondFactor: Handler<typeof beginSecondFactorOperation> = async (call, { password }) => {
  const proved = await proveAgain(call, password);
  if (!proved.ok) return proved;
  return call.write(async (tx) => {
    const sealed = sealNewSecret(call.platform.secret, proved.value.account);
    if (call.sessionToken !== null) await keepPendingSecret(tx, call.sessionToken, sealed);
    return ok({});
  });
};

export const confirmSecondFactor: Handler<typeof confirmSecondFactorOperation> = async (call, { code }) => {
  const { secret } = call.platform;
  type Confirmed = Outcome<
    { token: string; personId: PersonId; recoveryCodes: string[] },
    'sign-in-again' | 'second-factor-wrong' | 'not-of-this-community'
  >;
  const confirmed = await call.write<Confirmed>(async (tx) => {
    const session = await findOwnSession(tx, call);
    if (!session?.pendingSecret) return refuse('sign-in-again');
    const { accountId, pendingSecret } = session;
    const person = await findPersonByAccount(tx, accountId);
    if (!person) return refuse('not-of-this-community');
    const proof = readProof(code);
    const opened = openSecret(secret, accountId, pendingSecret);
    const lastStep = proof?.kind === 'telephone' ? stepOf(opened, proof.code, call.now, null) : undefined;
    if (lastStep === undefined) return refuse('second-factor-wrong');
    await enrol(tx, accountId, { sealedSecret: pendingSecret, lastStep }, call.now);
    await endWaiver(tx, accountId);
    const recoveryCodes = await giveRecoveryCodes(tx, secret, accountId);
    await noteEvent(tx, accountId, 'second-factor-set', 'self', call.now);
    await endSessionsOf(tx, accountId);
    const token = await openSession(tx, accountId, 'staff', call);
    return ok({ token, personId: person.id, recoveryCodes });
  });
  if (!confirmed.ok) return confirmed;
  const { token, ...answer } = confirmed.value;
  call.setSession(token, cookieSeconds.staff);
  return ok(answer);
};

export const renewRecoveryCodes: Handler<typeof renewRecoveryCodesOperation> = async (call, { password }) => {
  const proved = await proveAgain(call, password);
  if (!proved.ok) return proved;
  const { account, personId } = proved.value;
  return call.write(async (tx) => {
    if (!(await findSecondFactor(tx, account))) return refuse('second-factor-not-set');
    const recoveryCodes = await giveRecoveryCodes(tx, call.platform.secret, account);
    await noteEvent(tx, account, 'recovery-codes-renewed', 'self', call.now);
    return ok({ personId, recoveryCodes });
  });
};

export const secondFactorHandlers = implement(secondFactorOperations, {
  signInWithSecondFactor,
  readEnrolment,
  beginSecondFactor,
  confirmSecondFactor,
  renewRecoveryCodes,
});
