import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import type { LocalDate } from '../../kernel/time.ts';
import type { DwellingId } from '../../places/place/place.contract.ts';
import { type PersonId, personIdSchema } from '../person/person.contract.ts';

export type HouseholdId = Id<'household'>;
export const householdIdSchema = z.uuid() as unknown as z.ZodType<HouseholdId, HouseholdId>;

/** How a dwelling is used. Tenants belong to the community and have no vote as owners. */
export const occupancies = ['owner', 'tenant', 'vacant', 'business'] as const;
export type Occupancy = (typeof occupancies)[number];
export const occupancySchema = z.enum(occupancies);

/** How somebody came into a household: the desk wrote it, a slip said so, a captain confirmed it, or a roster named them. */
export const comings = ['desk', 'slip', 'request', 'roster'] as const;
export type Coming = (typeof comings)[number];

/** One person's place in a household on some day. */
export type Membership = {
  personId: PersonId;
  householdId: HouseholdId;
  dwellingId: DwellingId;
  occupancy: Occupancy;
};

/** Somebody who lives behind a door today. */
export type Dweller = Membership & { memberFrom: LocalDate; cameBy: Coming };

/** One stay of a person in a household, also one that is over. */
export type Stay = {
  personId: PersonId;
  householdId: HouseholdId;
  memberFrom: LocalDate;
  memberUntil: LocalDate | null;
};

/** The job that follows when somebody has joined a household, for whoever counts by households. */
export const householdJoinedJob = 'household.joined';
export const householdJoinedPayload = z.object({ personId: personIdSchema });
