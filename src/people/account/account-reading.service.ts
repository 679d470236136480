import type { OutputOf } from '../../kernel/operation.ts';
import { ok, refuse } from '../../kernel/outcome.ts';
import { formatInstant } from '../../kernel/time.ts';
import type { Handler } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { findPerson } from '../person/person.service.ts';
import { findSecondFactor } from '../second-factor/second-factor-proof.service.ts';
import { mayChangeSignIn } from '../session/session.policy.ts';
import { findOwnSession } from '../session/session.service.ts';
import type { readAccount as readAccountOperation } from './account.contract.ts';
import { mayReadAccount } from './account.policy.ts';
import * as store from './account.store.ts';
import { listAccountEvents } from './account-event.service.ts';

export const readAccount: Handler<typeof readAccountOperation> = async (call) => {
  const { asker } = call;
  if (mayReadAccount(asker) !== true || asker.kind !== 'person') return refuse('not-signed-in');
  return call.read(async (tx) => {
    const person = await findPerson(tx, asker.personId);
    const account = await store.findAccount(tx, asker.accountId);
    const own = await findOwnSession(tx, call);
    if (!person || !account) throw new Error('the person who asks is not registered');
    const signedInBy = own?.kind ?? 'resident';
    const may = mayChangeSignIn(asker, signedInBy);
    const events = await listAccountEvents(tx, account.id);
    return ok({
      ...{ displayName: person.displayName, username: account.username, phone: person.phone, signedInBy },
      secondFactor: await describeSecondFactor(tx, account),
      events: events.map(({ kind, by, at }) => ({ kind, by, at: formatInstant(at) })),
      can: { changePassword: may, beginSecondFactor: may, renewRecoveryCodes: may },
    });
  });
};

type SecondFactor = OutputOf<typeof readAccountOperation>['secondFactor'];

async function describeSecondFactor(tx: Tx, account: store.AccountRow): Promise<SecondFactor> {
  if (account.passwordHash === null) return null;
  const factor = await findSecondFactor(tx, account.id);
  if (!factor)
    return { state: account.isWaived ? 'waived' : 'missing', enrolledAt: null, recoveryCodesLeft: 0 };
  const { enrolledAt, recoveryCodesLeft } = factor;
  return { state: 'set', enrolledAt: formatInstant(enrolledAt), recoveryCodesLeft };
}
