import { z } from 'zod';
import { operation } from '../../kernel/operation.ts';
import type { LocalDate } from '../../kernel/time.ts';
import { buildingIdSchema, dwellingIdSchema, stairwellIdSchema } from '../../places/place/place.contract.ts';
import { comings, householdIdSchema, occupancySchema } from '../household/household.contract.ts';
import { languageSchema, personIdSchema } from '../person/person.contract.ts';
import { communityPostKinds, postIdSchema } from '../post/post.contract.ts';

const isoDay = z.iso.date() as unknown as z.ZodType<LocalDate, LocalDate>;

export const peoplePerPage = 50;

const deskOnly = {
  status: 403,
  zh: '名册只给社区值班和管理员看。要登记或改名册，请找值班台。',
  en: 'The register of people is for the community desk and administrators only. Ask the desk to add or change somebody.',
} as const;

const phoneTaken = {
  status: 409,
  zh: '这个手机号已经登记在另一个人名下。查一下是不是同一个人。',
  en: 'This number is registered for somebody else here. Check whether it is the same person.',
} as const;

const dwellingUnknown = {
  status: 422,
  zh: '没有找到这一户，请重新选地址。',
  en: 'This dwelling was not found. Please choose the address again.',
} as const;

export const accountElsewhere = {
  status: 409,
  zh: '这个工作账号在别的社区也用，一个社区改不了。请找系统维护人员。',
  en: 'This account works in another community too, so one community cannot change it. Ask the operator.',
} as const;

const problems = {
  'phone-invalid': {
    zh: '手机号要11位，1开头；没有手机可以空着',
    en: 'Write a mobile number of 11 digits that begins with 1, or leave it empty',
  },
  'name-blank': { zh: '写一下怎么称呼', en: 'Say how this person is called' },
};

const displayName = z.string().max(40).regex(/\S/, 'name-blank');

const may = z.union([z.literal(true), z.literal('desk-only')]);

const listedPersonSchema = z.strictObject({
  id: personIdSchema,
  displayName: z.string(),
  /** Masked, as in 138****5678. */
  phone: z.string().nullable(),
  language: languageSchema,
  signsIn: z.boolean(),
  posts: z.array(
    z.strictObject({ id: postIdSchema, kind: z.enum(communityPostKinds), covers: z.string().nullable() }),
  ),
  households: z.array(
    z.strictObject({
      id: householdIdSchema,
      dwellingId: dwellingIdSchema,
      occupancy: occupancySchema,
      name: z.string(),
    }),
  ),
});
export type ListedPerson = z.infer<typeof listedPersonSchema>;

export const listPeople = operation({
  name: 'person.list',
  method: 'GET',
  path: '/people',
  summary: 'People of the community with their posts and households, fifty at a time, phone numbers masked',
  input: z.strictObject({ search: z.string().max(40).optional(), after: personIdSchema.optional() }),
  output: z.strictObject({
    people: z.array(listedPersonSchema),
    /** Where the next page goes on, or null on the last one. */
    next: personIdSchema.nullable(),
    can: z.strictObject({ create: may, update: may }),
  }),
  refusals: { 'desk-only': deskOnly },
});

const home = z.strictObject({
  dwellingId: dwellingIdSchema,
  occupancy: occupancySchema,
  livesFrom: isoDay.optional(),
});

const personUnknown = {
  status: 404,
  zh: '没有找到这个人。回名册查一下。',
  en: 'This person was not found. Look again in the register.',
} as const;

const knownPersonSchema = z.strictObject({
  id: personIdSchema,
  displayName: z.string(),
  /** Masked, as in 138****5678. */
  phone: z.string().nullable(),
  language: languageSchema,
  signsIn: z.boolean(),
  posts: z.array(
    z.strictObject({
      id: postIdSchema,
      kind: z.enum(communityPostKinds),
      covers: z.string().nullable(),
      heldFrom: isoDay,
    }),
  ),
  homes: z.array(
    z.strictObject({
      householdId: householdIdSchema,
      dwellingId: dwellingIdSchema,
      name: z.string(),
      occupancy: occupancySchema,
      since: isoDay,
      cameBy: z.enum(comings),
    }),
  ),
  can: z.strictObject({ update: may }),
});
export type KnownPerson = z.infer<typeof knownPersonSchema>;

export const getPerson = operation({
  name: 'person.get',
  method: 'GET',
  path: '/people/:id',
  summary: 'One person with posts and homes, and since when',
  input: z.strictObject({ id: personIdSchema }),
  output: knownPersonSchema,
  refusals: { 'desk-only': deskOnly, 'person-unknown': personUnknown },
});

const inhabitedSchema = z.strictObject({
  id: buildingIdSchema,
  name: z.string(),
  stairwells: z.array(
    z.strictObject({
      id: stairwellIdSchema,
      label: z.string(),
      captains: z.array(z.string()),
      dwellings: z.array(
        z.strictObject({
          id: dwellingIdSchema,
          door: z.string(),
          people: z.array(
            z.strictObject({
              id: personIdSchema,
              name: z.string(),
              occupancy: occupancySchema,
              cameBy: z.enum(comings),
            }),
          ),
        }),
      ),
    }),
  ),
});
export type InhabitedBuilding = z.infer<typeof inhabitedSchema>;

export const getBuilding = operation({
  name: 'person.building',
  method: 'GET',
  path: '/buildings/:buildingId/people',
  summary: 'A building by stairwell and door, with who is registered behind each',
  input: z.strictObject({ buildingId: buildingIdSchema }),
  output: inhabitedSchema,
  refusals: {
    'desk-only': deskOnly,
    'building-unknown': {
      status: 404,
      zh: '没有找到这一幢。回楼幢列表再选。',
      en: 'This building was not found. Choose again from the list of buildings.',
    },
  },
});

export const createPerson = operation({
  name: 'person.create',
  method: 'POST',
  path: '/people',
  summary: 'Registers somebody of the community, with or without a phone and a home',
  input: z.strictObject({
    displayName,
    phone: z.string().max(30).optional(),
    language: languageSchema.optional(),
    home: home.optional(),
  }),
  output: z.strictObject({ personId: personIdSchema }),
  refusals: { 'desk-only': deskOnly, 'phone-taken': phoneTaken, 'dwelling-unknown': dwellingUnknown },
  problems,
  creates: true,
});

export const updatePerson = operation({
  name: 'person.update',
  method: 'POST',
  path: '/people/:id',
  summary:
    'Changes what is given; a null phone takes the number away, a home is added to those there are. The old number no longer signs in; the new one does, as the same person',
  input: z.strictObject({
    id: personIdSchema,
    displayName: displayName.optional(),
    phone: z.string().max(30).nullable().optional(),
    language: languageSchema.optional(),
    home: home.optional(),
  }),
  output: z.strictObject({ personId: personIdSchema }),
  refusals: {
    'desk-only': deskOnly,
    'phone-taken': phoneTaken,
    'dwelling-unknown': dwellingUnknown,
    'person-unknown': personUnknown,
    'phone-of-post': {
      status: 403,
      zh: '这个人担任职务，或用工作账号登录，手机号只能由管理员改。请找管理员。',
      en: 'This person holds a post or signs in with a password, so only an administrator changes the number. Ask one.',
    },
    'account-elsewhere': accountElsewhere,
  },
  problems,
});

export const moveNumber = operation({
  name: 'person.moveNumber',
  method: 'POST',
  path: '/people/:id/number',
  summary:
    'Moves somebody, whose identity was checked at the counter, to a new number: the old one stops at once, the person stays the same',
  input: z.strictObject({ id: personIdSchema, phone: z.string().max(30) }),
  output: z.strictObject({ personId: personIdSchema }),
  refusals: updatePerson.refusals,
  problems,
});

export const directoryOperations = {
  ...{ listPeople, getPerson, getBuilding, createPerson, updatePerson, moveNumber },
};
