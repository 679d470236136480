import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { addMs, formatInstant, type Instant } from '../../kernel/time.ts';
import { type Call, type Handler, implement } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import {
  choosePasswordOf,
  findStaffAccount,
  nameOfAccount,
  openAccountByLink,
} from '../account/staff-account.service.ts';
import { endBinding, findBinding } from '../identity/identity-binding.service.ts';
import type { AccountId, Person, PersonId } from '../person/person.contract.ts';
import { maskPhone } from '../person/person.rules.ts';
import { findPerson, isUsedElsewhere } from '../person/person.service.ts';
import { findSecondFactor } from '../second-factor/second-factor-proof.service.ts';
import { findLinked, issueLink, resetFactor, useLink } from './account-rescue.service.ts';
import {
  type choosePassword as choosePasswordOperation,
  type issuePasswordLink as issuePasswordLinkOperation,
  type openStaffAccount as openStaffAccountOperation,
  type readAccountOf as readAccountOfOperation,
  type readPasswordLink as readPasswordLinkOperation,
  recoveryOperations,
  type resetSecondFactor as resetSecondFactorOperation,
  type unbindIdentityOf as unbindIdentityOfOperation,
} from './recovery.contract.ts';
import { mayReadAccountOf, mayRecover, type RecoveryRefusal } from './recovery.policy.ts';
import { isLinkAlive, linkLifeMs } from './recovery.rules.ts';
import * as store from './recovery.store.ts';

/** The staff account of a person, and what the asker may do about it. */
async function weigh(tx: Tx, person: Person, call: Call) {
  const { asker } = call;
  const staff = await findStaffAccount(tx, person.accountId);
  const may = mayRecover(asker, {
    isOwn: asker.kind === 'person' && asker.personId === person.id,
    isStaff: staff !== undefined,
    isElsewhere: person.accountId !== null && (await isUsedElsewhere(tx, person.accountId)),
  });
  return { staff, may };
}

/** The address by which a new password is chosen. */
export function passwordAddress(baseUrl: string, slug: string, token: string): string {
  return `${baseUrl}/c/${slug}/password/${token}`;
}

function answerWith(call: Call, issued: { token: string; validUntil: Instant }) {
  const { platform, community } = call;
  return ok({
    link: passwordAddress(platform.baseUrl, community.slug, issued.token),
    validUntil: formatInstant(issued.validUntil),
  });
}

export const readAccountOf: Handler<typeof readAccountOfOperation> = async (call, { personId }) => {
  const may = mayReadAccountOf(call.asker);
  if (may !== true) return refuse(may);
  return call.read(async (tx) => {
    const person = await findPerson(tx, personId);
    if (!person) return refuse('person-unknown');
    const { staff, may: mayRescue } = await weigh(tx, person, call);
    const factor = staff && (await findSecondFactor(tx, staff.id));
    const link = staff && (await store.findLinkOf(tx, staff.id));
    const binding = staff && (await findBinding(tx, staff.id, call.platform.provider?.issuer));
    const openStaffAccount =
      mayRescue === 'administrator-only' ? mayRescue : staff ? 'staff-account-exists' : true;
    return ok({
      ...{ displayName: person.displayName, phone: person.phone && maskPhone(person.phone) },
      ...{ signsIn: person.accountId !== null, username: staff?.username ?? null },
      secondFactor: staff ? (factor ? 'set' : staff.isWaived ? 'waived' : 'missing') : null,
      identityBoundAt: binding ? formatInstant(binding.boundAt) : null,
      linkUntil: link && isLinkAlive(link, call.now) ? formatInstant(addMs(link.issuedAt, linkLifeMs)) : null,
      can: {
        ...{ issuePasswordLink: mayRescue, resetSecondFactor: mayRescue, unbindIdentity: mayRescue },
        openStaffAccount,
      },
    });
  });
};

/** Does something to the staff account of somebody else, as far as the asker may. */
function rescue<Value>(
  call: Call,
  personId: PersonId,
  work: (tx: Tx, account: AccountId) => Promise<Value>,
): Promise<Outcome<Value, RecoveryRefusal | 'person-unknown'>> {
  return call.write<Outcome<Value, RecoveryRefusal | 'person-unknown'>>(async (tx) => {
    const nobody = mayRecover(call.asker, { isOwn: false, isStaff: true, isElsewhere: false });
    if (nobody !== true) return refuse(nobody);
    const person = await findPerson(tx, personId);
    if (!person) return refuse('person-unknown');
    const { staff, may } = await weigh(tx, person, call);
    if (may !== true) return refuse(may);
    return staff ? ok(await work(tx, staff.id)) : refuse('no-staff-account');
  });
}

export const issuePasswordLink: Handler<typeof issuePasswordLinkOperation> = async (call, { personId }) => {
  const issued = await rescue(call, personId, (tx, account) =>
    issueLink(tx, account, 'administrator', call.now),
  );
  return issued.ok ? answerWith(call, issued.value) : issued;
};

export const resetSecondFactor: Handler<typeof resetSecondFactorOperation> = async (call, { personId }) => {
  const reset = await rescue(call, personId, (tx, account) =>
    resetFactor(tx, account, 'administrator', call.now),
  );
  return reset.ok ? ok({}) : reset;
};

export const unbindIdentityOf: Handler<typeof unbindIdentityOfOperation> = async (call, { personId }) => {
  const unbound = await rescue(call, personId, (tx, account) =>
    endBinding(tx, account, 'administrator', call.now),
  );
  if (!unbound.ok) return unbound;
  return unbound.value ? ok({}) : refuse('identity-none');
};

export const openStaffAccount: Handler<typeof openStaffAccountOperation> = async (call, input) => {
  const { asker, now } = call;
  const may = mayRecover(asker, { isOwn: false, isStaff: true, isElsewhere: false });
  if (may !== true) return refuse('administrator-only');
  type Refused = 'person-unknown' | 'staff-account-exists' | 'username-taken' | 'username-invalid';
  const opened = await call.write<Outcome<{ token: string; validUntil: Instant }, Refused>>(async (tx) => {
    const account = await openAccountByLink(tx, input, now);
    return account.ok ? ok(await issueLink(tx, account.value, 'administrator', now)) : account;
  });
  return opened.ok ? answerWith(call, opened.value) : opened;
};

export const readPasswordLink: Handler<typeof readPasswordLinkOperation> = async (call, { token }) =>
  call.read(async (tx) => {
    const account = await findLinked(tx, token, call.now);
    return account ? ok({ username: await nameOfAccount(tx, account) }) : refuse('link-dead');
  });

export const choosePassword: Handler<typeof choosePasswordOperation> = async (call, { token, chosen }) =>
  call.write(async (tx) => {
    const account = await findLinked(tx, token, call.now);
    if (!account) return refuse('link-dead');
    const set = await choosePasswordOf(tx, account, chosen, call.now);
    if (!set.ok) return set;
    return (await useLink(tx, token)) ? ok({}) : refuse('link-dead');
  });

export const recoveryHandlers = implement(recoveryOperations, {
  readAccountOf,
  issuePasswordLink,
  resetSecondFactor,
  unbindIdentityOf,
  openStaffAccount,
  readPasswordLink,
  choosePassword,
});
