import type { Instant, LocalDate } from '../../kernel/time.ts';
import type { DwellingId } from '../../places/place/place.contract.ts';
import type { Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { enqueue } from '../../platform/outbox.ts';
import type { PersonId } from '../person/person.contract.ts';
import {
  type Coming,
  type Dweller,
  type HouseholdId,
  householdJoinedJob,
  type Membership,
  type Occupancy,
} from './household.contract.ts';
import { emptyHouseholds, householdThen } from './household.rules.ts';
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

/**
 * Somebody comes to live in a dwelling: into the household of the same occupancy if one lives there, else into a
 * new one. Nobody lives in a home that stands empty, so its standing empty ends.
 */
export async function moveIn(
  tx: Tx,
  home: {
    dwellingId: DwellingId;
    occupancy: Occupancy;
    personId: PersonId;
    from: LocalDate;
    cameBy: Coming;
    now: Instant;
  },
): Promise<HouseholdId> {
  const { dwellingId, occupancy, personId, from, cameBy, now } = home;
  await store.lockDwelling(tx, dwellingId);
  const present = await store.findHouseholds(tx, [dwellingId], from);
  for (const { id } of emptyHouseholds(present, occupancy)) await store.endHousehold(tx, id, from);
  const householdId = await ensureHousehold(tx, { dwellingId, occupancy, livesFrom: from });
  await joinHousehold(tx, { householdId, personId, memberFrom: from, cameBy });
  // What they reported before counts for this household from now on: who counts does so after the commit.
  await enqueue(tx, { kind: householdJoinedJob, payload: { personId }, runAt: now, now });
  return householdId;
}

/** Many new households at once, whose ids the caller made. */
export async function openHouseholds(
  tx: Tx,
  households: readonly { id: HouseholdId; dwellingId: DwellingId; occupancy: Occupancy }[],
  livesFrom: LocalDate,
): Promise<void> {
  if (households.length > 0) await store.insertHouseholds(tx, households, livesFrom);
}

/** Many join their households at once. Those in `mayHaveSpoken` may have reported before: who counts is told. */
export async function joinHouseholds(
  tx: Tx,
  members: readonly { householdId: HouseholdId; personId: PersonId }[],
  joining: { from: LocalDate; cameBy: Coming; mayHaveSpoken: readonly PersonId[]; now: Instant },
): Promise<void> {
  const { from, cameBy, now } = joining;
  if (members.length > 0) await store.insertMembers(tx, members, from, cameBy);
  for (const personId of joining.mayHaveSpoken)
    await enqueue(tx, { kind: householdJoinedJob, payload: { personId }, runAt: now, now });
}

/** Somebody moves out of a household; with the last of them the household itself ends. */
export async function moveOut(
  tx: Tx,
  household: HouseholdId,
  person: PersonId,
  until: LocalDate,
): Promise<void> {
  await store.endMember(tx, household, person, until);
  if ((await store.countMembers(tx, household, until)) === 0) await store.endHousehold(tx, household, until);
}

/** A household moves out: `until` is the first day on which it no longer lives there. */
export function endHousehold(tx: Tx, id: HouseholdId, until: LocalDate): Promise<void> {
  return store.endHousehold(tx, id, until);
}

/** Somebody joins a household; joining twice changes nothing. */
export function joinHousehold(
  tx: Tx,
  member: { householdId: HouseholdId; personId: PersonId; memberFrom: LocalDate; cameBy?: Coming },
): Promise<void> {
  return store.insertMember(tx, { cameBy: 'desk', ...member });
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

/** Everybody who lives in some dwellings on a day. For those who keep the register, and the stairwell's captain. */
export function dwellersOf(tx: Tx, dwellings: readonly DwellingId[], on: LocalDate): Promise<Dweller[]> {
  return dwellings.length === 0 ? Promise.resolve([]) : store.findDwellers(tx, dwellings, on);
}

/** Where somebody lives on a day, since when, and how it came to be known; the home joined last first. */
export function homesOf(tx: Tx, person: PersonId, on: LocalDate): Promise<Dweller[]> {
  return store.findHomes(tx, person, on);
}

/**
 * The households for which some persons spoke on some days, in the order given. It stays the same wherever they
 * move later (`householdThen` says how), so that a count of households does not change behind a matter's back.
 */
export async function householdsThen(
  tx: Tx,
  spoken: readonly { personId: PersonId | null; on: LocalDate }[],
): Promise<(HouseholdId | null)[]> {
  const persons = [...new Set(spoken.flatMap(({ personId }) => personId ?? []))];
  const stays = persons.length === 0 ? [] : await store.findStays(tx, persons);
  return spoken.map(({ personId, on }) =>
    householdThen(
      stays.filter((stay) => stay.personId === personId),
      on,
    ),
  );
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

/** Takes away where somebody lived, all of it; the homes and their households stay. */
export function eraseMemberships(tx: Tx, person: PersonId): Promise<void> {
  return store.deleteMemberships(tx, person);
}
