import { type Outcome, ok, refuse, refuseFields } from '../../kernel/outcome.ts';
import { sayIn } from '../../kernel/text.ts';
import { dateOf } from '../../kernel/time.ts';
import { placeName } from '../../places/place/place.rules.ts';
import { getDwellingPlaces, getPlaceNames } from '../../places/place/place.service.ts';
import { type Call, type Handler, implement } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { enqueue } from '../../platform/outbox.ts';
import { mayListPeople } from '../directory/directory.policy.ts';
import { membershipsOf } from '../household/household.service.ts';
import type { AccountId, Person, PersonId } from '../person/person.contract.ts';
import { normalisePhone } from '../person/person.rules.ts';
import {
  addPerson,
  changePerson,
  findPerson,
  findPersonByAccount,
  findPersonByPhone,
} from '../person/person.service.ts';
import { personText } from '../person/person.text.ts';
import { mayAppoint, mayListPosts } from '../post/post.policy.ts';
import { getPosts } from '../post/post.service.ts';
import { cookieSeconds } from '../session/session.rules.ts';
import { endSession, openSession } from '../session/session.service.ts';
import {
  accountOperations,
  type readMe as readMeOperation,
  type requestCode as requestCodeOperation,
  type signInWithCode as signInWithCodeOperation,
  type signInWithPassword as signInWithPasswordOperation,
  type signOut as signOutOperation,
} from './account.contract.ts';
import { maySignOut } from './account.policy.ts';
import { codeLifeMs, identifyByPhone } from './account.rules.ts';
import * as store from './account.store.ts';
import { accountText } from './account.text.ts';
import { readAccount } from './account-reading.service.ts';
import { issueCode, redeemCode } from './one-time-code.service.ts';
import { changePassword } from './password-change.service.ts';
import { provePassword } from './password-proof.service.ts';
import { hasPassword } from './phone-sign-in.service.ts';
import { signInStaff } from './staff-sign-in.service.ts';

const phoneInvalid = refuseFields([{ path: 'phone', code: 'phone-invalid' }]);

export const requestCode: Handler<typeof requestCodeOperation> = async (call, input) => {
  const phone = normalisePhone(input.phone);
  if (phone === null) return phoneInvalid;
  return call.write(async (tx) => {
    const code = await issueCode(tx, call, { phone, purpose: 'sign-in', subject: '' });
    if (!code.ok) return code;
    const text = sayIn(call.locale)(accountText.code, nameOf(call), code.value);
    await enqueue(tx, { kind: 'sms.send', payload: { phone, text }, runAt: call.now, now: call.now });
    return ok({ validSeconds: codeLifeMs / 1000 });
  });
};

function nameOf(call: Call): string {
  const { name, nameEn } = call.community;
  return call.locale === 'en' && nameEn !== '' ? nameEn : name;
}

type SignedIn = { token: string; personId: PersonId; displayName: string };

export const signInWithCode: Handler<typeof signInWithCodeOperation> = async (call, input) => {
  const phone = normalisePhone(input.phone);
  if (phone === null) return phoneInvalid;
  if (!(await redeemCode(call, { phone, purpose: 'sign-in', subject: '' }, input.code)))
    return refuse('code-wrong');
  const signedIn = await call.write<Outcome<SignedIn, 'code-wrong'>>(async (tx) => {
    const { account, person } = await settleIdentity(tx, phone, call);
    const token = await openSession(tx, account, 'resident', call);
    return ok({ token, personId: person.id, displayName: person.displayName });
  });
  if (!signedIn.ok) return signedIn;
  const { token, ...answer } = signedIn.value;
  call.setSession(token, cookieSeconds.resident);
  return ok(answer);
};

/** Finds, joins or makes the account and the person that belong to a phone whose holder has proved it. */
async function settleIdentity(
  tx: Tx,
  phone: string,
  call: Call,
): Promise<{ account: AccountId; person: Person }> {
  await store.lockPhone(tx, phone);
  const known = await store.findAccountByPhone(tx, phone);
  const personOfAccount = known && (await findPersonByAccount(tx, known.id));
  const personOfPhone = await findPersonByPhone(tx, phone);
  const settled = identifyByPhone({
    account: known,
    personOfAccount,
    personOfPhone: personOfPhone && {
      ...personOfPhone,
      hasPassword: await hasPassword(tx, personOfPhone.accountId),
    },
  });
  const account =
    settled.account === 'new'
      ? await store.upsertPhoneAccount(tx, newId<AccountId>(), phone, call.now)
      : settled.account;
  const id =
    settled.person === 'new'
      ? await registerResident(tx, account, settled.phoneIsFree ? phone : null, call)
      : settled.person;
  if (settled.joinsPerson) await changePerson(tx, id, { accountId: account });
  const person = await findPerson(tx, id);
  if (!person) throw new Error('a person vanished while signing in');
  return { account, person };
}

async function registerResident(
  tx: Tx,
  accountId: AccountId,
  phone: string | null,
  call: Call,
): Promise<PersonId> {
  const displayName = sayIn(call.locale)(personText.newNeighbour);
  const added = await addPerson(tx, { displayName, phone, accountId, language: call.locale }, call.now);
  if (!added.ok) throw new Error(`a resident could not be registered: ${added.refusal.code}`);
  return added.value;
}

export const signInWithPassword: Handler<typeof signInWithPasswordOperation> = async (call, input) => {
  const account = await provePassword(call.platform, { username: input.username }, input.password, call.now);
  if (account === null) return refuse('sign-in-failed');
  return signInStaff(call, account);
};

export const signOut: Handler<typeof signOutOperation> = async (call) => {
  await call.write(async (tx) => {
    await endSession(tx, call.sessionToken);
    return ok(undefined);
  });
  call.setSession(null, 0);
  return ok({});
};

export const readMe: Handler<typeof readMeOperation> = async (call) => {
  const { asker } = call;
  const can = {
    signOut: maySignOut(asker),
    listPeople: mayListPeople(asker),
    listPosts: mayListPosts(asker),
    appoint: mayAppoint(asker),
  };
  if (asker.kind !== 'person') return ok({ person: null, can });
  const { personId } = asker;
  return call.read(async (tx) => {
    const person = await findPerson(tx, personId);
    if (!person) throw new Error('the person who asks is not registered');
    const { id, displayName, phone, language } = person;
    const posts = await postsInForceOf(tx, asker.posts, personId, call);
    return ok({
      person: { id, displayName, phone, language, posts, homes: await homesOf(tx, personId, call) },
      can,
    });
  });
};

async function postsInForceOf(
  tx: Tx,
  inForce: Extract<Call['asker'], { kind: 'person' }>['posts'],
  person: PersonId,
  call: Call,
) {
  const named = await getPosts(tx, dateOf(call.now), call.locale, { persons: [person] });
  // What somebody stands in for is not theirs.
  const own = inForce.filter(({ lent }) => lent !== true);
  return own.map(({ id, kind }) => ({
    id,
    kind: kind as (typeof named)[number]['kind'] | 'street',
    covers: named.find((post) => post.id === id)?.covers?.name ?? null,
  }));
}

async function homesOf(tx: Tx, person: PersonId, call: Call): Promise<string[]> {
  const memberships = await membershipsOf(tx, [person], dateOf(call.now));
  const places = await getDwellingPlaces(
    tx,
    memberships.map(({ dwellingId }) => dwellingId),
  );
  const labels = await getPlaceNames(tx, [...places.values()]);
  return labels.map((label) => placeName(label, { level: 'full' }, call.locale));
}

export const accountHandlers = implement(accountOperations, {
  requestCode,
  signInWithCode,
  signInWithPassword,
  signOut,
  readMe,
  changePassword,
  readAccount,
});
