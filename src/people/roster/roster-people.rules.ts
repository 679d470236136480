import type { Coming, HouseholdId, Occupancy } from '../household/household.contract.ts';
import type { PersonId } from '../person/person.contract.ts';
import { maskPhone } from '../person/person.rules.ts';
import type { RosterChange, RosterField, RosterProblemCode, RosterRow } from './roster.contract.ts';

export type KnownPerson = {
  personId: PersonId;
  name: string;
  phone: string | null;
  /** Signs in, by this number. */
  hasAccount: boolean;
};
export type KnownMember = KnownPerson & { householdId: HouseholdId; occupancy: Occupancy; cameBy: Coming };

/** Somebody a roster names: known already, or to be registered. Rows with one phone are one person. */
export type PlannedPerson = {
  key: string;
  known: PersonId | null;
  name: string;
  phone: string | null;
};

/** A known person whose name or number the roster gives otherwise. */
export type Correction = { personId: PersonId; name?: string; phone?: string };

type Refused = { field: RosterField; code: RosterProblemCode; found: string };
type Found = { person: PlannedPerson; changes: RosterChange[] };

/** Everybody the homes so far have named; a home that cannot be taken leaves nobody behind. */
export type Gathering = {
  name(row: RosterRow, home: string, members: readonly KnownMember[]): Found | Refused;
  /** Keeps those of the last home, or lets them go. */
  settle(keep: boolean): void;
  planned(): PlannedPerson[];
  corrections(): Correction[];
};

/** Finds people again by phone, else by name in the same home; whoever is found in neither way is new. */
export function gatherPeople(known: readonly KnownPerson[]): Gathering {
  const byPhone = new Map(known.flatMap((person) => (person.phone ? [[person.phone, person] as const] : [])));
  const planned = new Map<string, PlannedPerson>();
  const corrections = new Map<PersonId, Correction>();
  const ofPhone = new Map<string, string>();
  let fresh: PlannedPerson[] = [];

  function add(person: PlannedPerson, correction: Omit<Correction, 'personId'>): PlannedPerson {
    planned.set(person.key, person);
    if (person.phone !== null) ofPhone.set(person.phone, person.key);
    if (person.known !== null && Object.keys(correction).length > 0)
      corrections.set(person.known, { personId: person.known, ...correction });
    fresh.push(person);
    return person;
  }

  return {
    name(row, home, members) {
      const { name, phone } = row;
      const holder = phone === null ? undefined : byPhone.get(phone);
      const beside = members.find((member) => name !== null && member.name === name);
      const claimed = phone === null ? undefined : ofPhone.get(phone);
      if (
        phone !== null &&
        holder === undefined &&
        claimed === undefined &&
        beside?.phone &&
        beside.hasAccount
      )
        return { field: 'phone', code: 'phone-of-account', found: maskPhone(beside.phone) };
      const person = holder ?? (claimed === undefined ? beside : undefined);
      const key = claimed ?? person?.personId ?? phone ?? `${home}\n${name}`;
      const earlier = planned.get(key);
      const called = name ?? earlier?.name ?? person?.name;
      if (called === undefined) return { field: 'name', code: 'name-missing', found: '' };
      if (earlier !== undefined) {
        if (earlier.name === called) return { person: earlier, changes: [] };
        return { field: 'phone', code: 'phone-of-others', found: earlier.name };
      }
      const changes = person === undefined ? [] : changesOf(person, called, phone);
      const correction = {
        ...(person !== undefined && person.name !== called && { name: called }),
        ...(person !== undefined && phone !== null && person.phone !== phone && { phone }),
      };
      return {
        person: add({ key, known: person?.personId ?? null, name: called, phone }, correction),
        changes,
      };
    },
    settle(keep) {
      if (!keep)
        for (const { key, known: personId, phone } of fresh) {
          planned.delete(key);
          if (phone !== null) ofPhone.delete(phone);
          if (personId !== null) corrections.delete(personId);
        }
      fresh = [];
    },
    planned: () => [...planned.values()],
    corrections: () => [...corrections.values()],
  };
}

function changesOf(person: KnownPerson, called: string, phone: string | null): RosterChange[] {
  const changes: RosterChange[] = [];
  if (person.name !== called) changes.push({ kind: 'name', from: person.name, to: called });
  if (phone !== null && person.phone !== phone)
    changes.push({ kind: 'phone', from: person.phone && maskPhone(person.phone), to: maskPhone(phone) });
  return changes;
}
