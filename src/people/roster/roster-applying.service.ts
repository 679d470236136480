import { dateOf, type Instant, type LocalDate } from '../../kernel/time.ts';
import type { DwellingId } from '../../places/place/place.contract.ts';
import { addHomes, listHomes, setAreas } from '../../places/place/place-homes.service.ts';
import type { Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import type { HouseholdId } from '../household/household.contract.ts';
import {
  dwellersOf,
  endHousehold,
  householdsIn,
  joinHouseholds,
  leaveHousehold,
  openHouseholds,
} from '../household/household.service.ts';
import type { PersonId } from '../person/person.contract.ts';
import { addPersons, changePerson, findPersonsByPhone, getPersons } from '../person/person.service.ts';
import type { RosterReading } from './roster.contract.ts';
import { groupBy } from './roster-group.rules.ts';
import { type KnownRegister, type PlannedHome, planRoster, type RosterPlan } from './roster-plan.rules.ts';

/** The register as it is, as far as a roster speaks of it: some statements, however long the roster is. */
export async function readRegister(tx: Tx, reading: RosterReading, today: LocalDate): Promise<KnownRegister> {
  const { homes, estates, buildings } = await listHomes(tx);
  const ids = homes.map(({ id }) => id);
  const [households, dwellers, byPhone] = await Promise.all([
    householdsIn(tx, ids, today),
    dwellersOf(tx, ids, today),
    findPersonsByPhone(
      tx,
      reading.rows.flatMap(({ phone }) => phone ?? []),
    ),
  ]);
  const persons = await getPersons(
    tx,
    dwellers.map(({ personId }) => personId),
  );
  const describe = (id: PersonId) => {
    const person = persons.get(id);
    return {
      ...{ personId: id, name: person?.displayName ?? '', phone: person?.phone ?? null },
      hasAccount: person?.accountId != null,
    };
  };
  const householdsOf = groupBy(households, ({ dwellingId }) => dwellingId);
  const dwellersIn = groupBy(dwellers, ({ dwellingId }) => dwellingId);
  return {
    ...{ estates, buildings, today },
    homes: homes.map(({ id, ...labels }) => ({
      ...labels,
      dwellingId: id,
      households: householdsOf.get(id) ?? [],
      members: (dwellersIn.get(id) ?? []).map(({ personId, householdId, occupancy, cameBy }) => ({
        ...describe(personId),
        ...{ householdId, occupancy, cameBy },
      })),
    })),
    people: byPhone.map(({ id, displayName, phone, accountId }) => ({
      ...{ personId: id, name: displayName, phone, hasAccount: accountId !== null },
    })),
  };
}

/** What importing a roster would do to the register as it is. */
export async function planNow(tx: Tx, reading: RosterReading, now: Instant) {
  const register = await readRegister(tx, reading, dateOf(now));
  return { plan: planRoster(reading, register), estates: register.estates };
}

/** Writes a plan into the register. */
export async function applyPlan(tx: Tx, plan: RosterPlan, now: Instant): Promise<void> {
  const dwellings = await enterHomes(tx, plan.homes);
  const people = await enterPeople(tx, plan, now);
  await settleHouseholds(tx, plan.homes, dwellings, people, now);
}

/** The dwelling of each home of the plan, in its order. */
async function enterHomes(tx: Tx, homes: readonly PlannedHome[]): Promise<DwellingId[]> {
  const fresh = homes.filter(({ dwellingId }) => dwellingId === null);
  const made = await addHomes(
    tx,
    fresh.map(({ place, areaDm2 }) => ({ ...place, areaDm2 })),
  );
  const areas = homes.flatMap(({ dwellingId, areaDm2 }) =>
    dwellingId === null || areaDm2 === null ? [] : [{ dwellingId, areaDm2 }],
  );
  await setAreas(tx, areas);
  const idOf = new Map(fresh.map((home, index) => [home, made[index]]));
  return homes.map((home) => {
    const id = home.dwellingId ?? idOf.get(home);
    if (id === undefined) throw new Error('a home of the plan was not entered');
    return id;
  });
}

type Entered = { id: PersonId; isNew: boolean };

async function enterPeople(tx: Tx, plan: RosterPlan, now: Instant): Promise<ReadonlyMap<string, Entered>> {
  const fresh = plan.people.filter(({ known }) => known === null);
  const made = await addPersons(
    tx,
    fresh.map(({ name, phone }) => ({ displayName: name, phone })),
    now,
  );
  for (const { personId, name, phone } of plan.corrections) {
    const change = {
      ...(name !== undefined && { displayName: name }),
      ...(phone !== undefined && { phone }),
    };
    const changed = await changePerson(tx, personId, change);
    if (!changed.ok) throw new Error(`a person of the plan could not be changed: ${changed.refusal.code}`);
  }
  const idOf = new Map(fresh.map(({ key }, index) => [key, made[index]]));
  const entered = plan.people.flatMap(({ key, known }) => {
    const id = known ?? idOf.get(key);
    return id === undefined ? [] : [[key, { id, isNew: known === null }] as const];
  });
  return new Map(entered);
}

async function settleHouseholds(
  tx: Tx,
  homes: readonly PlannedHome[],
  dwellings: readonly DwellingId[],
  people: ReadonlyMap<string, Entered>,
  now: Instant,
): Promise<void> {
  const today = dateOf(now);
  for (const { leaves, ends } of homes) {
    for (const { personId, householdId } of leaves) await leaveHousehold(tx, householdId, personId, today);
    for (const id of ends) await endHousehold(tx, id, today);
  }
  const opened: {
    id: HouseholdId;
    dwellingId: DwellingId;
    occupancy: NonNullable<PlannedHome['occupancy']>;
  }[] = [];
  const members: { householdId: HouseholdId; personId: PersonId }[] = [];
  const spoken: PersonId[] = [];
  for (const [index, { occupancy, opens, household, joins }] of homes.entries()) {
    const dwellingId = dwellings[index];
    if (occupancy === null || dwellingId === undefined) continue;
    const id = opens ? newId<HouseholdId>() : household;
    if (opens && id !== null) opened.push({ id, dwellingId, occupancy });
    for (const key of joins) {
      const person = people.get(key);
      if (person === undefined || id === null) throw new Error('somebody of the plan has no household');
      members.push({ householdId: id, personId: person.id });
      if (!person.isNew) spoken.push(person.id);
    }
  }
  await openHouseholds(tx, opened, today);
  await joinHouseholds(tx, members, { from: today, cameBy: 'roster', mayHaveSpoken: spoken, now });
}
