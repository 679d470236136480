import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import { operation } from '../../kernel/operation.ts';

export type EstateId = Id<'estate'>;
export type BuildingId = Id<'building'>;
export type StairwellId = Id<'stairwell'>;
export type DwellingId = Id<'dwelling'>;
export type AreaId = Id<'area'>;

/** An id on the wire: a UUID, typed by what it is the id of. */
function idOf<Made extends Id>(): z.ZodType<Made, Made> {
  return z.uuid() as unknown as z.ZodType<Made, Made>;
}

export const estateIdSchema = idOf<EstateId>();
export const buildingIdSchema = idOf<BuildingId>();
export const stairwellIdSchema = idOf<StairwellId>();
export const dwellingIdSchema = idOf<DwellingId>();
export const areaIdSchema = idOf<AreaId>();

/** Whereabouts in a building: at its entrance, on the stairs, inside the home, on roof or outer wall. */
export const spots = ['door', 'stairs', 'home', 'roof'] as const;
export type Spot = (typeof spots)[number];

export const maxPlaceWords = 200;

/**
 * Where something is, as exactly as was said: each id lies within the one before it. `words` is what the person
 * wrote and the register cannot hold; it may name a door, so it is never shown in public.
 */
export const placeSchema = z.strictObject({
  estateId: estateIdSchema.optional(),
  buildingId: buildingIdSchema.optional(),
  stairwellId: stairwellIdSchema.optional(),
  floor: z.int().min(-5).max(200).optional(),
  dwellingId: dwellingIdSchema.optional(),
  areaId: areaIdSchema.optional(),
  spot: z.enum(spots).optional(),
  words: z.string().max(maxPlaceWords),
});
export type Place = z.infer<typeof placeSchema>;

/**
 * A place told by names instead of ids. `estate` is left out where the community has only one, since nobody
 * writes it there.
 */
export type PlaceLabels = {
  estate?: string;
  building?: string;
  stairwell?: string;
  floor?: number;
  door?: string;
  area?: string;
  spot?: Spot;
  words: string;
};

const stairwellSchema = z.strictObject({ id: stairwellIdSchema, label: z.string() });
const buildingSchema = z.strictObject({
  id: buildingIdSchema,
  label: z.string(),
  stairwells: z.array(stairwellSchema),
});
const estateSchema = z.strictObject({
  id: estateIdSchema,
  name: z.string(),
  buildings: z.array(buildingSchema),
});
const areaSchema = z.strictObject({
  id: areaIdSchema,
  name: z.string(),
  estateId: estateIdSchema.nullable(),
});

/** Everything about places that anybody may know: down to the stairwell, and no dwelling. */
export const placeRegisterSchema = z.strictObject({
  estates: z.array(estateSchema),
  areas: z.array(areaSchema),
});
export type PlaceRegister = z.infer<typeof placeRegisterSchema>;

export const listPlaces = operation({
  name: 'place.list',
  method: 'GET',
  path: '/places',
  summary: 'Estates, buildings, stairwells and shared areas, for choosing a place',
  input: z.strictObject({}),
  output: placeRegisterSchema,
  refusals: {},
});

/** What an address was read as: a place, and its name in the asker's language. */
const placeFoundSchema = z.strictObject({ place: placeSchema, name: z.string() });

export const findPlace = operation({
  name: 'place.find',
  method: 'GET',
  path: '/places/find',
  summary: 'Reads an address as people write it: one place, several to choose from, or none',
  input: z.strictObject({ address: z.string().min(1).max(maxPlaceWords) }),
  output: z.strictObject({
    found: z.enum(['one', 'several', 'none']),
    places: z.array(placeFoundSchema),
    can: z.strictObject({ seeDwellings: z.union([z.literal(true), z.literal('staff-only')]) }),
  }),
  refusals: {},
});

export const placeOperations = { listPlaces, findPlace };
