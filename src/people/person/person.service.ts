import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import type { AccountId, Person, PersonId } from './person.contract.ts';
import * as store from './person.store.ts';

export type NewPerson = {
  displayName: string;
  phone?: string | null;
  language?: 'zh' | 'en';
  accountId?: AccountId | null;
};

/** Registers somebody of the community; `phone` is E.164. */
export async function addPerson(
  tx: Tx,
  person: NewPerson,
  now: Instant,
): Promise<Outcome<PersonId, 'phone-taken' | 'account-taken'>> {
  const id = newId<PersonId>();
  const { displayName, phone = null, language = 'zh', accountId = null } = person;
  if (await store.insertPerson(tx, { id, displayName, phone, language, accountId }, now)) return ok(id);
  const holder = phone === null ? undefined : await store.findPersonByPhone(tx, phone);
  return refuse(holder ? 'phone-taken' : 'account-taken');
}

/** Changes what is given of a person and leaves the rest; a null phone takes the number away. */
export async function changePerson(
  tx: Tx,
  id: PersonId,
  change: {
    displayName?: string;
    phone?: string | null;
    language?: 'zh' | 'en';
    accountId?: AccountId | null;
  },
): Promise<Outcome<Person, 'person-unknown' | 'phone-taken'>> {
  const { phone } = change;
  if (phone) {
    await store.lockPhone(tx, phone);
    const holder = await store.findPersonByPhone(tx, phone);
    if (holder && holder.id !== id) return refuse('phone-taken');
  }
  const person = await store.findPerson(tx, id);
  if (!person) return refuse('person-unknown');
  const changed = { ...person, ...change };
  await store.updatePerson(tx, changed);
  return ok(changed);
}

/** Whether an account is somebody in another community as well; which one stays behind the fence. */
export function isUsedElsewhere(tx: Tx, account: AccountId): Promise<boolean> {
  return store.isUsedElsewhere(tx, account);
}

export function findPerson(tx: Tx, id: PersonId): Promise<Person | undefined> {
  return store.findPerson(tx, id);
}

export function findPersonByPhone(tx: Tx, phone: string): Promise<Person | undefined> {
  return store.findPersonByPhone(tx, phone);
}

export function findPersonByAccount(tx: Tx, account: AccountId): Promise<Person | undefined> {
  return store.findPersonByAccount(tx, account);
}

/** Persons by their ids. One statement for any number. */
export async function getPersons(tx: Tx, ids: readonly PersonId[]): Promise<ReadonlyMap<PersonId, Person>> {
  const found = ids.length === 0 ? [] : await store.findPersons(tx, [...new Set(ids)]);
  return new Map(found.map((person) => [person.id, person]));
}

/** The display names of persons, by id. One statement for any number. */
export async function getPersonNames(
  tx: Tx,
  ids: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, string>> {
  if (ids.length === 0) return new Map();
  const found = await store.findPersons(tx, [...new Set(ids)]);
  return new Map(found.map(({ id, displayName }) => [id, displayName]));
}

/** The persons some phone numbers (E.164) belong to. One statement for any number. */
export function findPersonsByPhone(tx: Tx, phones: readonly string[]): Promise<Person[]> {
  return phones.length === 0 ? Promise.resolve([]) : store.findPersonsByPhone(tx, [...new Set(phones)]);
}

/** Registers many at once, whose phones are nobody's here; their ids in the order given. */
export async function addPersons(
  tx: Tx,
  persons: readonly { displayName: string; phone: string | null }[],
  now: Instant,
): Promise<PersonId[]> {
  const fresh = persons.map((person) => ({ ...person, id: newId<PersonId>() }));
  if (fresh.length > 0) await store.insertPersons(tx, fresh, now);
  return fresh.map(({ id }) => id);
}

/** Every name the community knows, for taking names out of words. */
export function listNames(tx: Tx): Promise<string[]> {
  return store.listNames(tx);
}

/**
 * Persons in the order they were registered, `limit` at most, after the one named. The search is for part of a
 * name, or, when it is figures only, for part of a phone number.
 */
export function listPersons(
  tx: Tx,
  wanted: { search?: string | undefined; after?: PersonId | undefined },
  limit: number,
): Promise<Person[]> {
  const search = wanted.search?.trim() ?? '';
  const figures = search.normalize('NFKC').replace(/[\s+-]/g, '');
  if (search === '') return store.listPersons(tx, { after: wanted.after }, limit);
  return /^\d{4,}$/.test(figures)
    ? store.listPersons(tx, { figures, after: wanted.after }, limit)
    : store.listPersons(tx, { name: search, after: wanted.after }, limit);
}
