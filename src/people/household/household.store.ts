import { z } from 'zod';
import type { LocalDate } from '../../kernel/time.ts';
import { type DwellingId, dwellingIdSchema } from '../../places/place/place.contract.ts';
import { rows, type Tx } from '../../platform/database.ts';
import { type PersonId, personIdSchema } from '../person/person.contract.ts';
import {
  type HouseholdId,
  householdIdSchema,
  type Membership,
  type Occupancy,
  occupancySchema,
} from './household.contract.ts';

const householdRow = z.object({
  id: householdIdSchema,
  dwellingId: dwellingIdSchema,
  occupancy: occupancySchema,
});
export type HouseholdRow = z.infer<typeof householdRow>;

const membershipRow = z.object({
  personId: personIdSchema,
  householdId: householdIdSchema,
  dwellingId: dwellingIdSchema,
  occupancy: occupancySchema,
});

export async function insertHousehold(
  tx: Tx,
  household: { id: HouseholdId; dwellingId: DwellingId; occupancy: Occupancy; livesFrom: LocalDate },
): Promise<void> {
  await tx`
    insert into households (community_id, id, dwelling_id, occupancy, lives_from)
    values (${tx.community}, ${household.id}, ${household.dwellingId}, ${household.occupancy},
      ${household.livesFrom})`;
}

/** Ends a household and everybody's membership in it; those already ended keep their day. */
export async function endHousehold(tx: Tx, id: HouseholdId, until: LocalDate): Promise<void> {
  await tx`
    update households set lives_until = greatest(${until}, lives_from)
    where community_id = ${tx.community} and id = ${id} and lives_until is null`;
  await tx`
    update household_members set member_until = greatest(${until}, member_from)
    where community_id = ${tx.community} and household_id = ${id} and member_until is null`;
}

export async function insertMember(
  tx: Tx,
  member: { householdId: HouseholdId; personId: PersonId; memberFrom: LocalDate },
): Promise<void> {
  await tx`
    insert into household_members (community_id, household_id, person_id, member_from)
    values (${tx.community}, ${member.householdId}, ${member.personId}, ${member.memberFrom})
    on conflict do nothing`;
}

export async function endMember(
  tx: Tx,
  household: HouseholdId,
  person: PersonId,
  until: LocalDate,
): Promise<void> {
  await tx`
    update household_members set member_until = greatest(${until}, member_from)
    where community_id = ${tx.community} and household_id = ${household} and person_id = ${person}
      and member_until is null`;
}

export function findHouseholds(
  tx: Tx,
  dwellings: readonly DwellingId[],
  on: LocalDate,
): Promise<HouseholdRow[]> {
  return rows(
    householdRow,
    tx`select id, dwelling_id, occupancy from households
      where community_id = ${tx.community} and dwelling_id = any(${[...dwellings]}::uuid[])
        and lives_from <= ${on} and (lives_until is null or ${on} < lives_until)
      order by lives_from, id`,
  );
}

export function findMemberships(tx: Tx, persons: readonly PersonId[], on: LocalDate): Promise<Membership[]> {
  return rows(
    membershipRow,
    tx`select m.person_id, m.household_id, h.dwelling_id, h.occupancy
      from household_members m
      join households h on h.community_id = ${tx.community} and h.id = m.household_id
      where m.community_id = ${tx.community} and m.person_id = any(${[...persons]}::uuid[])
        and m.member_from <= ${on} and (m.member_until is null or ${on} < m.member_until)
      order by m.member_from desc, m.household_id`,
  );
}
