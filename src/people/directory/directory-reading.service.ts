import { ok, refuse } from '../../kernel/outcome.ts';
import { dateOf } from '../../kernel/time.ts';
import type { DwellingId } from '../../places/place/place.contract.ts';
import { placeName } from '../../places/place/place.rules.ts';
import {
  getPlaceNames,
  getPlaceRegister,
  listDwellings,
  nameDwellings,
} from '../../places/place/place.service.ts';
import type { Handler } from '../../platform/call.ts';
import type { Dweller } from '../household/household.contract.ts';
import { dwellersOf, homesOf } from '../household/household.service.ts';
import { noteLooks, readAndNote } from '../look/look.service.ts';
import { maskPhone } from '../person/person.rules.ts';
import { findPerson, getPersonNames } from '../person/person.service.ts';
import { getPosts } from '../post/post.service.ts';
import {
  directoryOperations,
  type getBuilding as getBuildingOperation,
  type getPerson as getPersonOperation,
} from './directory.contract.ts';
import { mayChangePeople, mayListPeople } from './directory.policy.ts';

export const getPerson: Handler<typeof getPersonOperation> = async (call, input) => {
  const may = mayListPeople(call.asker);
  if (may !== true) return refuse(may);
  const today = dateOf(call.now);
  return readAndNote(call, async (tx) => {
    const person = await findPerson(tx, input.id);
    if (!person) return refuse('person-unknown');
    const { id, displayName, phone, language, accountId } = person;
    await noteLooks(tx, call, directoryOperations.getPerson.name, [{ kind: 'person', subjectId: id }]);
    const posts = await getPosts(tx, today, call.locale, { persons: [id] });
    const homes = await homesOf(tx, id, today);
    const names = await nameDwellings(
      tx,
      homes.map(({ dwellingId }) => dwellingId),
      call.locale,
    );
    return ok({
      ...{ id, displayName, language, phone: phone && maskPhone(phone), signsIn: accountId !== null },
      posts: posts.map((post) => ({
        ...{ id: post.id, kind: post.kind, heldFrom: post.heldFrom },
        covers: post.covers?.name ?? null,
      })),
      homes: homes.map(({ householdId, dwellingId, occupancy, memberFrom, cameBy }) => ({
        ...{ householdId, dwellingId, occupancy, cameBy, since: memberFrom },
        name: names.get(dwellingId) ?? '',
      })),
      can: { update: mayChangePeople(call.asker) },
    });
  });
};

export const getBuilding: Handler<typeof getBuildingOperation> = async (call, { buildingId }) => {
  const may = mayListPeople(call.asker);
  if (may !== true) return refuse(may);
  const today = dateOf(call.now);
  return readAndNote(call, async (tx) => {
    const register = await getPlaceRegister(tx);
    const building = register.estates
      .flatMap(({ buildings }) => buildings)
      .find(({ id }) => id === buildingId);
    if (!building) return refuse('building-unknown');
    const estate = register.estates.find(({ buildings }) => buildings.includes(building));
    const [labels] = await getPlaceNames(tx, [
      { buildingId, words: '', ...(estate && { estateId: estate.id }) },
    ]);
    const captains = await getPosts(tx, today, call.locale, { kind: 'captain' });
    const doors = await Promise.all(building.stairwells.map(({ id }) => listDwellings(tx, id)));
    const dwellers = await dwellersOf(
      tx,
      doors.flat().map(({ id }) => id),
      today,
    );
    const people = new Set(dwellers.map(({ personId }) => personId)).size;
    await noteLooks(tx, call, directoryOperations.getBuilding.name, [{ kind: 'people', people }]);
    const names = await getPersonNames(
      tx,
      dwellers.map(({ personId }) => personId),
    );
    return ok({
      id: building.id,
      name: placeName(labels ?? { words: '' }, { level: 'building' }, call.locale),
      stairwells: building.stairwells.map(({ id, label }, index) => ({
        ...{ id, label },
        captains: captains.filter(({ covers }) => covers?.id === id).map(({ holder }) => holder.name),
        dwellings: (doors[index] ?? []).map((dwelling) => ({
          ...{ id: dwelling.id, door: dwelling.door },
          people: peopleIn(dwelling.id, dwellers, names),
        })),
      })),
    });
  });
};

function peopleIn(
  dwelling: DwellingId,
  dwellers: readonly Dweller[],
  names: ReadonlyMap<Dweller['personId'], string>,
) {
  return dwellers
    .filter(({ dwellingId }) => dwellingId === dwelling)
    .map(({ personId, occupancy, cameBy }) => ({
      ...{ id: personId, occupancy, cameBy },
      name: names.get(personId) ?? '',
    }));
}
