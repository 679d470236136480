import { randomBytes } from 'node:crypto';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import type { Instant, LocalDate } from '../../kernel/time.ts';
import type { Database, Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import type { AccountId, PersonId } from '../person/person.contract.ts';
import { addPerson, changePerson, findPerson, findPersonByAccount } from '../person/person.service.ts';
import { endSessionsOf } from '../session/session.service.ts';
import { checkPassword, normaliseUsername } from './account.rules.ts';
import * as store from './account.store.ts';
import { noteEvent } from './account-event.service.ts';
import { hashPassword } from './password.ts';

type Sql = Parameters<Parameters<Database['global']>[0]>[0];

type BadCredentials = 'username-invalid' | 'password-too-short' | 'password-too-easy';

/**
 * Gives a person of this community an account with name and password; somebody who signs in by phone already
 * keeps that account and gets these beside it. For the command line, `init` and the demonstration, whose accounts
 * do without a second factor, and are of no use where others can reach the installation.
 */
export async function createStaffAccount(
  tx: Tx,
  staff: { personId: PersonId; username: string; password: string; demonstration?: boolean },
  now: Instant,
): Promise<Outcome<AccountId, BadCredentials | 'username-taken' | 'person-unknown' | 'account-exists'>> {
  const username = normaliseUsername(staff.username);
  if (username === null) return refuse('username-invalid');
  const strong = checkPassword(staff.password, username);
  if (!strong.ok) return strong;
  const person = await findPerson(tx, staff.personId);
  if (!person) return refuse('person-unknown');
  const passwordHash = await hashPassword(staff.password);
  if (person.accountId !== null) {
    const given = await store.addPassword(tx, person.accountId, username, passwordHash);
    if (given !== 'done') return refuse(given);
    if (staff.demonstration) await store.updateWaiver(tx, person.accountId, true);
    return ok(person.accountId);
  }
  const id = newId<AccountId>();
  if (!(await store.insertStaffAccount(tx, { id, username, passwordHash }, now)))
    return refuse('username-taken');
  if (staff.demonstration) await store.updateWaiver(tx, id, true);
  await changePerson(tx, person.id, { accountId: id });
  return ok(id);
}

/** Sets a new password, opens a locked account and signs it out everywhere. */
export async function setPassword(
  tx: Tx,
  usernameTyped: string,
  password: string,
): Promise<Outcome<AccountId, BadCredentials | 'username-unknown'>> {
  const username = normaliseUsername(usernameTyped);
  if (username === null) return refuse('username-invalid');
  const strong = checkPassword(password, username);
  if (!strong.ok) return strong;
  const account = await store.findAccountByUsername(tx, username);
  if (!account) return refuse('username-unknown');
  await store.updatePassword(tx, account.id, await hashPassword(password));
  await endSessionsOf(tx, account.id);
  return ok(account.id);
}

/**
 * Gives a person a user name and a password that nobody knows: the link that is issued next is the only way in.
 */
export async function openAccountByLink(
  tx: Tx,
  staff: { personId: PersonId; username: string },
  now: Instant,
): Promise<
  Outcome<AccountId, 'username-invalid' | 'username-taken' | 'person-unknown' | 'staff-account-exists'>
> {
  const password = randomBytes(32).toString('base64url');
  const made = await createStaffAccount(tx, { ...staff, password }, now);
  if (made.ok) return made;
  const { code } = made.refusal;
  if (code === 'account-exists') return refuse('staff-account-exists');
  if (code === 'password-too-short' || code === 'password-too-easy')
    throw new Error('a password of chance was refused');
  return refuse(code);
}

/** The account of a person who signs in by name, if they do. */
export async function findStaffAccount(
  tx: Tx,
  id: AccountId | null,
): Promise<{ id: AccountId; username: string; isWaived: boolean } | undefined> {
  const account = id === null ? undefined : await store.findAccount(tx, id);
  if (!account?.username) return undefined;
  return { id: account.id, username: account.username, isWaived: account.isWaived };
}

/** The password that its owner chose by a link: opens a locked account and signs it out everywhere. */
export async function choosePasswordOf(
  tx: Tx,
  id: AccountId,
  password: string,
  now: Instant,
): Promise<Outcome<null, 'password-too-short' | 'password-too-easy'>> {
  const strong = checkPassword(password, await nameOfAccount(tx, id));
  if (!strong.ok) return strong;
  await store.updatePassword(tx, id, await hashPassword(password));
  await endSessionsOf(tx, id);
  await noteEvent(tx, id, 'password-chosen', 'self', now);
  return ok(null);
}

/** The account behind a user name, however it was typed. */
export async function findAccountNamed(sql: Sql, typed: string): Promise<AccountId | undefined> {
  const username = normaliseUsername(typed);
  return username === null ? undefined : (await store.findAccountByUsername(sql, username))?.id;
}

/** From now on the account is like any other's: who has a second factor uses it. */
export function endWaiver(sql: Sql, account: AccountId): Promise<void> {
  return store.updateWaiver(sql, account, false);
}

/** The user name of an account of staff. */
export async function nameOfAccount(sql: Sql, id: AccountId): Promise<string> {
  const account = await store.findAccount(sql, id);
  if (!account?.username) throw new Error('the account has no user name');
  return account.username;
}

/**
 * Gives an account the street's post in this community, and a person here to act as, under the name given. Call
 * it once in each community the street supervises.
 */
export async function appointStreet(
  tx: Tx,
  post: { accountId: AccountId; displayName: string; heldFrom: LocalDate },
  now: Instant,
): Promise<PersonId> {
  const { accountId, displayName, heldFrom } = post;
  const known = await findPersonByAccount(tx, accountId);
  await store.upsertStreetPost(tx, { id: newId(), accountId, heldFrom }, now);
  if (known) return known.id;
  const added = await addPerson(tx, { displayName, accountId }, now);
  if (!added.ok) throw new Error(`a person for the street could not be registered: ${added.refusal.code}`);
  return added.value;
}

/** When an account holds or held the street's post in this community. */
export function listStreetTerms(tx: Tx, account: AccountId): ReturnType<typeof store.listStreetTerms> {
  return store.listStreetTerms(tx, account);
}

/** Ends the street's post of an account in this community; the person stays, for what they did stays theirs. */
export function endStreet(tx: Tx, account: AccountId, until: LocalDate): Promise<void> {
  return store.endStreetPost(tx, account, until);
}
