import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import type { Instant, LocalDate } from '../../kernel/time.ts';
import type { Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import type { AccountId, PersonId } from '../person/person.contract.ts';
import { addPerson, changePerson, findPerson, findPersonByAccount } from '../person/person.service.ts';
import { checkPassword, normaliseUsername } from './account.rules.ts';
import * as store from './account.store.ts';
import { hashPassword } from './password.ts';

type BadCredentials = 'username-invalid' | 'password-too-short' | 'password-too-easy';

/**
 * Gives a person of this community an account with name and password; somebody who signs in by phone already
 * keeps that account and gets these beside it. For the command line, `init` and the demonstration.
 */
export async function createStaffAccount(
  tx: Tx,
  staff: { personId: PersonId; username: string; password: string },
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
    return given === 'done' ? ok(person.accountId) : refuse(given);
  }
  const id = newId<AccountId>();
  if (!(await store.insertStaffAccount(tx, { id, username, passwordHash }, now)))
    return refuse('username-taken');
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
  await store.deleteSessionsOf(tx, account.id);
  return ok(account.id);
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

/** Ends the street's post of an account in this community; the person stays, for what they did stays theirs. */
export function endStreet(tx: Tx, account: AccountId, until: LocalDate): Promise<void> {
  return store.endStreetPost(tx, account, until);
}
