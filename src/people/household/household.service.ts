import type { LocalDate } from '../../kernel/time.ts';
import type { DwellingId } from '../../places/place/place.contract.ts';
import type { Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import type { PersonId } from '../person/person.contract.ts';
import type { HouseholdId, Membership, Occupancy } from './household.contract.ts';
import * as store from './household.store.ts';

/** A new household moves in. Two may share a dwelling (let by the room), so none is ended by it. */
export async function openHousehold(
  tx: Tx,
  household: { dwellingId: DwellingId; occupancy: Occupancy; livesFrom: LocalDate },
): Promise<HouseholdId> {
  const id = newId<HouseholdId>();
  await store.insertHousehold(tx, { id, ...household });
  return id;
}

/** The household of this occupancy in a dwelling on a day; opened if there is none. */
export async function ensureHousehold(
  tx: Tx,
  household: { dwellingId: DwellingId; occupancy: Occupancy; livesFrom: LocalDate },
): Promise<HouseholdId> {
  const present = await store.findHouseholds(tx, [household.dwellingId], household.livesFrom);
  const same = present.find(({ occupancy }) => occupancy === household.occupancy);
  return same?.id ?? openHousehold(tx, household);
}

/** A household moves out: `until` is the first day on which it no longer lives there. */
export function endHousehold(tx: Tx, id: HouseholdId, until: LocalDate): Promise<void> {
  return store.endHousehold(tx, id, until);
}

/** Somebody joins a household; joining twice changes nothing. */
export function joinHousehold(
  tx: Tx,
  member: { householdId: HouseholdId; personId: PersonId; memberFrom: LocalDate },
): Promise<void> {
  return store.insertMember(tx, member);
}

/** Somebody leaves a household: `until` is the first day on which they no longer belong to it. */
export function leaveHousehold(
  tx: Tx,
  household: HouseholdId,
  person: PersonId,
  until: LocalDate,
): Promise<void> {
  return store.endMember(tx, household, person, until);
}

/** The households that live in some dwellings on a day. */
export function householdsIn(
  tx: Tx,
  dwellings: readonly DwellingId[],
  on: LocalDate,
): Promise<store.HouseholdRow[]> {
  return dwellings.length === 0 ? Promise.resolve([]) : store.findHouseholds(tx, dwellings, on);
}

/** The households some persons belong to on a day, the one joined last first. */
export function membershipsOf(tx: Tx, persons: readonly PersonId[], on: LocalDate): Promise<Membership[]> {
  return persons.length === 0 ? Promise.resolve([]) : store.findMemberships(tx, persons, on);
}

/** The household a person counts for on a day (the one joined last), as "me too" counts households, not clicks. */
export async function householdOf(tx: Tx, person: PersonId, on: LocalDate): Promise<Membership | undefined> {
  const [first] = await store.findMemberships(tx, [person], on);
  return first;
}
