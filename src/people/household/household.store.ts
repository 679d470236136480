import { z } from 'zod';
import type { LocalDate } from '../../kernel/time.ts';
import { type DwellingId, dwellingIdSchema } from '../../places/place/place.contract.ts';
import { oneRow, rows, type Tx } from '../../platform/database.ts';
import { type PersonId, personIdSchema } from '../person/person.contract.ts';
import {
  type Coming,
  comings,
  type Dweller,
  type HouseholdId,
  householdIdSchema,
  type Membership,
  type Occupancy,
  occupancySchema,
  type Stay,
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

export async function insertHouseholds(
  tx: Tx,
  households: readonly { id: HouseholdId; dwellingId: DwellingId; occupancy: Occupancy }[],
  livesFrom: LocalDate,
): Promise<void> {
  await tx`
    insert into households (community_id, id, dwelling_id, occupancy, lives_from)
    select ${tx.community}, id, dwelling_id, occupancy, ${livesFrom}
    from unnest(${households.map(({ id }) => id)}::uuid[],
      ${households.map(({ dwellingId }) => dwellingId)}::uuid[],
      ${households.map(({ occupancy }) => occupancy)}::text[]) as fresh (id, dwelling_id, occupancy)`;
}

/** As `insertMember`, for many. */
export async function insertMembers(
  tx: Tx,
  members: readonly { householdId: HouseholdId; personId: PersonId }[],
  memberFrom: LocalDate,
  cameBy: Coming,
): Promise<void> {
  await tx`
    insert into household_members (community_id, household_id, person_id, member_from, came_by)
    select ${tx.community}, household_id, person_id, ${memberFrom}, ${cameBy}
    from unnest(${members.map(({ householdId }) => householdId)}::uuid[],
      ${members.map(({ personId }) => personId)}::uuid[]) as fresh (household_id, person_id)
    on conflict (community_id, household_id, person_id, member_from)
      do update set member_until = null, came_by = excluded.came_by`;
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

/** Joining twice changes nothing; who left and comes back on the same day is simply there again. */
export async function insertMember(
  tx: Tx,
  member: { householdId: HouseholdId; personId: PersonId; memberFrom: LocalDate; cameBy: Coming },
): Promise<void> {
  const { householdId, personId, memberFrom, cameBy } = member;
  await tx`
    insert into household_members (community_id, household_id, person_id, member_from, came_by)
    select ${tx.community}, ${householdId}, ${personId}, ${memberFrom}, ${cameBy}
    where not exists (
      select from household_members where community_id = ${tx.community} and household_id = ${householdId}
        and person_id = ${personId} and member_until is null)
    on conflict (community_id, household_id, person_id, member_from)
      do update set member_until = null, came_by = excluded.came_by`;
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

const day = z.iso.date() as unknown as z.ZodType<LocalDate>;
const dwellerRow = membershipRow.extend({ memberFrom: day, cameBy: z.enum(comings) });

/** Everybody who lives in some dwellings on a day, by dwelling and how long they have lived there. */
export function findDwellers(tx: Tx, dwellings: readonly DwellingId[], on: LocalDate): Promise<Dweller[]> {
  return rows(
    dwellerRow,
    tx`select m.person_id, m.household_id, h.dwelling_id, h.occupancy, m.member_from, m.came_by
      from households h
      join household_members m on m.community_id = ${tx.community} and m.household_id = h.id
      where h.community_id = ${tx.community} and h.dwelling_id = any(${[...dwellings]}::uuid[])
        and m.member_from <= ${on} and (m.member_until is null or ${on} < m.member_until)
      order by h.dwelling_id, m.member_from, m.person_id`,
  );
}

/** The same of one person: each home with since when and how they came there, the one joined last first. */
export function findHomes(tx: Tx, person: PersonId, on: LocalDate): Promise<Dweller[]> {
  return rows(
    dwellerRow,
    tx`select m.person_id, m.household_id, h.dwelling_id, h.occupancy, m.member_from, m.came_by
      from household_members m
      join households h on h.community_id = ${tx.community} and h.id = m.household_id
      where m.community_id = ${tx.community} and m.person_id = ${person}
        and m.member_from <= ${on} and (m.member_until is null or ${on} < m.member_until)
      order by m.member_from desc, m.household_id`,
  );
}

const stayRow = z.object({
  personId: personIdSchema,
  householdId: householdIdSchema,
  memberFrom: day,
  memberUntil: day.nullable(),
});

/** Every stay of some persons, also those that are over, the earliest first. */
export function findStays(tx: Tx, persons: readonly PersonId[]): Promise<Stay[]> {
  return rows(
    stayRow,
    tx`select person_id, household_id, member_from, member_until from household_members
      where community_id = ${tx.community} and person_id = any(${[...persons]}::uuid[])
        and (member_until is null or member_from < member_until)
      order by member_from, household_id`,
  );
}

/** How many people still belong to a household on a day. */
export async function countMembers(tx: Tx, household: HouseholdId, on: LocalDate): Promise<number> {
  const { count } = await oneRow(
    z.object({ count: z.number() }),
    tx`select count(*) as count from household_members
      where community_id = ${tx.community} and household_id = ${household}
        and member_from <= ${on} and (member_until is null or ${on} < member_until)`,
  );
  return count;
}

/** Held while people move into a dwelling, so that two who come at once do not open one household twice. */
export async function lockDwelling(tx: Tx, dwelling: DwellingId): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`home ${tx.community} ${dwelling}`}, 0))`;
}

/** Takes away where somebody lived, all of it; the homes and their households stay. */
export async function deleteMemberships(tx: Tx, personId: PersonId): Promise<void> {
  await tx`delete from household_members where community_id = ${tx.community} and person_id = ${personId}`;
}
