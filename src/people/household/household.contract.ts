import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import type { DwellingId } from '../../places/place/place.contract.ts';
import type { PersonId } from '../person/person.contract.ts';

export type HouseholdId = Id<'household'>;
export const householdIdSchema = z.uuid() as unknown as z.ZodType<HouseholdId, HouseholdId>;

/** How a dwelling is used. Tenants belong to the community and have no vote as owners. */
export const occupancies = ['owner', 'tenant', 'vacant', 'business'] as const;
export type Occupancy = (typeof occupancies)[number];
export const occupancySchema = z.enum(occupancies);

/** One person's place in a household on some day. */
export type Membership = {
  personId: PersonId;
  householdId: HouseholdId;
  dwellingId: DwellingId;
  occupancy: Occupancy;
};
