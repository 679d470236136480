import { z } from 'zod';
import { operation } from '../../kernel/operation.ts';
import { dateText } from '../../kernel/wire.ts';
import {
  areaIdSchema,
  buildingIdSchema,
  dwellingIdSchema,
  estateIdSchema,
  stairwellIdSchema,
} from './place.contract.ts';

export const maxStairwells = 20;
export const maxFloors = 60;
export const maxDoorsPerFloor = 40;

/** What can be renamed, closed or removed by name. */
export const placeKinds = ['estate', 'building', 'stairwell', 'dwelling', 'area'] as const;
export type PlaceKind = (typeof placeKinds)[number];

const refusals = {
  keepers: {
    status: 403,
    zh: '房屋名册只给社区值班和管理员看。要查哪一户，请找值班台。',
    en: 'The register of homes is for the community desk and administrators only. Ask the desk about a home.',
  },
  administrator: {
    status: 403,
    zh: '小区和房屋只由管理员改。请找管理员。',
    en: 'Estates and homes are changed by an administrator only. Please ask one.',
  },
  unknown: {
    status: 404,
    zh: '没有找到这个地方，可能已经删掉了。刷新再看。',
    en: 'This place was not found; it may have been removed. Reload the page.',
  },
  taken: {
    status: 409,
    zh: '已经有一个叫这个名字的了。换个名字，或在原来的里面改。',
    en: 'There is one of this name already. Choose another name, or change that one.',
  },
  inUse: {
    status: 409,
    zh: '这里已经住了人、有人反映过或有楼道长，不能删。不用了就停用，以前的事都留着。',
    en: 'Somebody lives here, reported something here or is its captain, so it cannot be removed. Close it: what happened here stays.',
  },
} as const;

const administratorOnly = refusals.administrator;

const labels = {
  'name-blank': { zh: '写一下名字，大家才认得出', en: 'Write its name, so that people know it' },
  'label-unreadable': {
    zh: '这样的编号认不出来。写成3幢、12号楼、A座都可以',
    en: 'This number is not understood. Write 3, 12A or A',
  },
  'stairwell-unreadable': {
    zh: '单元写成1到99的数，或一个字母',
    en: 'Write the stairwell as a number from 1 to 99, or one letter',
  },
  'door-unreadable': { zh: '室号写成501、A12这样', en: 'Write the door as 501 or A12' },
  'too-many-dwellings': {
    zh: '一次最多2000户。看看层数和每层户数有没有写错',
    en: '2,000 homes at most in one go. Check the floors and the homes on each',
  },
};

const named = z.string().trim().max(60).regex(/\S/, 'name-blank');
const written = z.string().trim().min(1).max(20);

const keptSchema = z.strictObject({
  estates: z.array(
    z.strictObject({
      id: estateIdSchema,
      name: z.string(),
      buildings: z.array(
        z.strictObject({
          id: buildingIdSchema,
          label: z.string(),
          closedOn: dateText.nullable(),
          stairwells: z.array(
            z.strictObject({ id: stairwellIdSchema, label: z.string(), dwellings: z.int().min(0) }),
          ),
        }),
      ),
    }),
  ),
  areas: z.array(
    z.strictObject({
      id: areaIdSchema,
      name: z.string(),
      estateId: estateIdSchema.nullable(),
      closedOn: dateText.nullable(),
    }),
  ),
  can: z.strictObject({ change: z.union([z.literal(true), z.literal('administrator-only')]) }),
});
export type KeptPlaces = z.infer<typeof keptSchema>;

export const listKept = operation({
  name: 'place.kept',
  method: 'GET',
  path: '/places/kept',
  summary: 'Every place with how many homes it has, also the closed ones',
  input: z.strictObject({}),
  output: keptSchema,
  refusals: { 'desk-only': refusals.keepers },
});

export const addEstate = operation({
  name: 'place.addEstate',
  method: 'POST',
  path: '/places/estates',
  summary: 'Enters an estate',
  input: z.strictObject({ name: named }),
  output: z.strictObject({ estateId: estateIdSchema }),
  refusals: { 'administrator-only': administratorOnly, 'name-taken': refusals.taken },
  problems: labels,
  creates: true,
});

export const addBuilding = operation({
  name: 'place.addBuilding',
  method: 'POST',
  path: '/places/buildings',
  summary: 'Enters a building with its stairwells, floors and doors, told in four numbers',
  input: z.strictObject({
    estateId: estateIdSchema,
    label: written,
    stairwells: z.int().min(1).max(maxStairwells),
    floors: z.int().min(1).max(maxFloors),
    perFloor: z.int().min(1).max(maxDoorsPerFloor),
    /** On which floor people begin to live: shops and garages may lie below. */
    firstFloor: z.int().min(1).max(10),
  }),
  output: z.strictObject({ buildingId: buildingIdSchema, dwellings: z.int() }),
  refusals: {
    'administrator-only': administratorOnly,
    'place-unknown': refusals.unknown,
    'building-taken': {
      status: 409,
      zh: '这个小区已经有这一幢了。要加单元或房屋，打开那一幢。',
      en: 'This estate has that building already. Open it to add stairwells or homes.',
    },
  },
  problems: labels,
  creates: true,
});

export const addDwelling = operation({
  name: 'place.addDwelling',
  method: 'POST',
  path: '/places/buildings/:buildingId/dwellings',
  summary: 'Enters one home of a building, and its stairwell if that is new',
  input: z.strictObject({ buildingId: buildingIdSchema, stairwell: written, door: written }),
  output: z.strictObject({ dwellingId: dwellingIdSchema }),
  refusals: {
    'administrator-only': administratorOnly,
    'place-unknown': refusals.unknown,
    'name-taken': refusals.taken,
  },
  problems: labels,
  creates: true,
});

export const addArea = operation({
  name: 'place.addArea',
  method: 'POST',
  path: '/places/areas',
  summary: 'Enters a shared area: a gate, a garage, a garden; of one estate or of the whole community',
  input: z.strictObject({ name: named, estateId: estateIdSchema.nullable() }),
  output: z.strictObject({ areaId: areaIdSchema }),
  refusals: {
    'administrator-only': administratorOnly,
    'place-unknown': refusals.unknown,
    'name-taken': refusals.taken,
  },
  problems: labels,
  creates: true,
});

const which = { kind: z.enum(placeKinds), placeId: z.uuid() };
const done = z.strictObject({ placeId: z.uuid() });

export const renamePlace = operation({
  name: 'place.rename',
  method: 'POST',
  path: '/places/:kind/:placeId/rename',
  summary: 'Gives an estate, building or shared area another name; what happened there keeps belonging to it',
  input: z.strictObject({
    kind: z.enum(['estate', 'building', 'area']),
    placeId: z.uuid(),
    name: named,
  }),
  output: done,
  refusals: {
    'administrator-only': administratorOnly,
    'place-unknown': refusals.unknown,
    'name-taken': refusals.taken,
  },
  problems: labels,
});

export const closePlace = operation({
  name: 'place.close',
  method: 'POST',
  path: '/places/:kind/:placeId/close',
  summary: 'Closes a building or shared area: nobody can choose it any more, its history stays',
  input: z.strictObject({ kind: z.enum(['building', 'area']), placeId: z.uuid() }),
  output: done,
  refusals: { 'administrator-only': administratorOnly, 'place-unknown': refusals.unknown },
});

export const reopenPlace = operation({
  name: 'place.reopen',
  method: 'POST',
  path: '/places/:kind/:placeId/reopen',
  summary: 'Opens a closed building or shared area again',
  input: z.strictObject({ kind: z.enum(['building', 'area']), placeId: z.uuid() }),
  output: done,
  refusals: { 'administrator-only': administratorOnly, 'place-unknown': refusals.unknown },
});

export const removePlace = operation({
  name: 'place.remove',
  method: 'POST',
  path: '/places/:kind/:placeId/remove',
  summary: 'Removes what was entered by mistake, with what lies within; refused where anything hangs on it',
  input: z.strictObject(which),
  output: done,
  refusals: {
    'administrator-only': administratorOnly,
    'place-unknown': refusals.unknown,
    'place-in-use': refusals.inUse,
  },
});

export const placeKeepingOperations = {
  ...{ listKept, addEstate, addBuilding, addDwelling, addArea },
  ...{ renamePlace, closePlace, reopenPlace, removePlace },
};
