import { type Outcome, ok, refuse, refuseFields } from '../../kernel/outcome.ts';
import { dateOf, type Instant, type LocalDate } from '../../kernel/time.ts';
import type { DwellingId } from '../../places/place/place.contract.ts';
import { completePlace, nameDwellings } from '../../places/place/place.service.ts';
import { type Call, type Handler, implement } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { hasPassword, leaveNumber } from '../account/phone-sign-in.service.ts';
import type { Occupancy } from '../household/household.contract.ts';
import { membershipsOf, moveIn } from '../household/household.service.ts';
import { noteLooks, readAndNote } from '../look/look.service.ts';
import type { Person, PersonId } from '../person/person.contract.ts';
import { maskPhone, normalisePhone } from '../person/person.rules.ts';
import { addPerson, changePerson, findPerson, listPersons } from '../person/person.service.ts';
import { getPosts, heldPosts } from '../post/post.service.ts';
import {
  type createPerson as createPersonOperation,
  directoryOperations,
  type ListedPerson,
  type listPeople as listPeopleOperation,
  type moveNumber as moveNumberOperation,
  peoplePerPage,
  type updatePerson as updatePersonOperation,
} from './directory.contract.ts';
import { mayChangePeople, mayChangePhone, mayListPeople } from './directory.policy.ts';
import { getBuilding, getPerson } from './directory-reading.service.ts';

const phoneInvalid = refuseFields([{ path: 'phone', code: 'phone-invalid' }]);

export const listPeople: Handler<typeof listPeopleOperation> = async (call, input) => {
  const may = mayListPeople(call.asker);
  if (may !== true) return refuse(may);
  return readAndNote(call, async (tx) => {
    const found = await listPersons(tx, input, peoplePerPage + 1);
    const page = found.slice(0, peoplePerPage);
    await noteLooks(tx, call, directoryOperations.listPeople.name, [{ kind: 'people', people: page.length }]);
    const next = found.length > page.length ? (page.at(-1)?.id ?? null) : null;
    const mayChange = mayChangePeople(call.asker);
    return ok({
      people: await describe(tx, page, call),
      next,
      can: { create: mayChange, update: mayChange },
    });
  });
};

async function describe(tx: Tx, persons: readonly Person[], call: Call): Promise<ListedPerson[]> {
  const today = dateOf(call.now);
  const ids = persons.map(({ id }) => id);
  const posts = await getPosts(tx, today, call.locale, { persons: ids });
  const memberships = await membershipsOf(tx, ids, today);
  const names = await nameDwellings(
    tx,
    memberships.map(({ dwellingId }) => dwellingId),
    call.locale,
  );
  return persons.map(({ id, displayName, phone, language, accountId }) => ({
    id,
    displayName,
    phone: phone && maskPhone(phone),
    language,
    signsIn: accountId !== null,
    posts: posts
      .filter(({ holder }) => holder.id === id)
      .map((post) => ({ id: post.id, kind: post.kind, covers: post.covers?.name ?? null })),
    households: memberships
      .filter(({ personId }) => personId === id)
      .map(({ householdId, dwellingId, occupancy }) => ({
        id: householdId,
        dwellingId,
        occupancy,
        name: names.get(dwellingId) ?? '',
      })),
  }));
}

export const createPerson: Handler<typeof createPersonOperation> = async (call, input) => {
  const may = mayChangePeople(call.asker);
  if (may !== true) return refuse(may);
  const phone = input.phone === undefined ? null : normalisePhone(input.phone);
  if (input.phone !== undefined && phone === null) return phoneInvalid;
  const { displayName, language = 'zh', home } = input;
  return call.write<Outcome<{ personId: PersonId }, 'phone-taken' | 'dwelling-unknown'>>(async (tx) => {
    const added = await addPerson(tx, { displayName: displayName.trim(), phone, language }, call.now);
    if (!added.ok) return refuse('phone-taken');
    return settle(tx, added.value, home, call.now);
  });
};

export const updatePerson: Handler<typeof updatePersonOperation> = async (call, input) => {
  const may = mayChangePeople(call.asker);
  if (may !== true) return refuse(may);
  const phone = input.phone && normalisePhone(input.phone);
  if (input.phone && phone === null) return phoneInvalid;
  // A form leaves out what was left empty: a name taken away is no change of anything.
  if (Object.keys(input).length === 1) return refuseFields([{ path: 'displayName', code: 'name-blank' }]);
  const { displayName, language, home } = input;
  const change = {
    ...(displayName !== undefined && { displayName: displayName.trim() }),
    ...(language !== undefined && { language }),
    ...(phone !== undefined && { phone: phone === '' ? null : phone }),
  };
  type Refused =
    | 'phone-taken'
    | 'person-unknown'
    | 'dwelling-unknown'
    | 'phone-of-post'
    | 'account-elsewhere';
  return call.write<Outcome<{ personId: PersonId }, Refused>>(async (tx) => {
    const person = await findPerson(tx, input.id);
    if (!person) return refuse('person-unknown');
    const movesPhone = change.phone !== undefined && change.phone !== person.phone;
    if (movesPhone) {
      const mayMove = mayChangePhone(call.asker, { isTrusted: await isTrusted(tx, person, call) });
      if (mayMove !== true) return refuse(mayMove);
    }
    const changed = await changePerson(tx, input.id, change);
    if (!changed.ok) return changed;
    if (movesPhone) {
      const left = await leaveNumber(tx, person, call.now);
      if (!left.ok) return left;
    }
    return settle(tx, changed.value.id, home, call.now);
  });
};

/** Whether more than their own affairs opens to whoever signs in as this person. */
async function isTrusted(tx: Tx, { id, accountId }: Person, call: Call): Promise<boolean> {
  const posts = await heldPosts(tx, id, dateOf(call.now));
  return posts.length > 0 || hasPassword(tx, accountId);
}

type Home = { dwellingId: DwellingId; occupancy: Occupancy; livesFrom?: LocalDate | undefined };

async function settle(
  tx: Tx,
  personId: PersonId,
  home: Home | undefined,
  now: Instant,
): Promise<Outcome<{ personId: PersonId }, 'dwelling-unknown'>> {
  if (home === undefined) return ok({ personId });
  const { dwellingId, occupancy, livesFrom = dateOf(now) } = home;
  const place = await completePlace(tx, { dwellingId, words: '' });
  if (!place.ok) return refuse('dwelling-unknown');
  await moveIn(tx, { dwellingId, occupancy, personId, from: livesFrom, cameBy: 'desk', now });
  return ok({ personId });
}

export const moveNumber: Handler<typeof moveNumberOperation> = async (call, { id, phone }) => {
  const may = mayChangePeople(call.asker);
  if (may !== true) return refuse(may);
  if (normalisePhone(phone) === null) return phoneInvalid;
  return updatePerson(call, { id, phone });
};

export const directoryHandlers = implement(directoryOperations, {
  ...{ listPeople, getPerson, getBuilding, createPerson, updatePerson, moveNumber },
});
