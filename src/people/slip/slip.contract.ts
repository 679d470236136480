import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import { operation } from '../../kernel/operation.ts';
import { idOf, instantText } from '../../kernel/wire.ts';
import { buildingIdSchema, dwellingIdSchema, stairwellIdSchema } from '../../places/place/place.contract.ts';

export type SheetId = Id<'sheet'>;

const keepersOnly = {
  status: 403,
  zh: '认户条只由社区值班和管理员做。想认户，可以请楼道长确认。',
  en: 'Slips are made by the community desk and administrators only. To register your home, ask your captain.',
} as const;

const placeUnknown = {
  status: 422,
  zh: '没有找到这一幢或这个单元，请重新选。',
  en: 'This building or stairwell was not found. Please choose again.',
} as const;

const sheetSchema = z.strictObject({
  id: idOf('sheet'),
  buildingId: buildingIdSchema,
  stairwellId: stairwellIdSchema.nullable(),
  /** How many dwellings it was made for, and how many of them a later sheet has not replaced. */
  dwellings: z.int(),
  living: z.int(),
  /** Dwellings somebody of which has used the slip. */
  used: z.int(),
  madeAt: instantText,
  expiresAt: instantText,
  expired: z.boolean(),
});
export type ListedSheet = z.output<typeof sheetSchema>;

export const listSheets = operation({
  name: 'slip.list',
  method: 'GET',
  path: '/slips',
  summary: 'The sheets of slips made for a building, newest first',
  input: z.strictObject({ buildingId: buildingIdSchema }),
  output: z.strictObject({
    sheets: z.array(sheetSchema),
    can: z.strictObject({ print: z.union([z.literal(true), z.literal('keepers-only')]) }),
  }),
  refusals: { 'keepers-only': keepersOnly, 'place-unknown': placeUnknown },
});

export const makeSheet = operation({
  name: 'slip.make',
  method: 'POST',
  path: '/slips',
  summary: 'Makes a sheet of slips, one code for each dwelling; the codes of older sheets hold no more there',
  input: z.strictObject({ buildingId: buildingIdSchema, stairwellId: stairwellIdSchema.nullable() }),
  output: z.strictObject({ sheetId: idOf('sheet'), dwellings: z.int(), expiresAt: instantText }),
  refusals: {
    'keepers-only': keepersOnly,
    'place-unknown': placeUnknown,
    'no-dwellings': {
      status: 409,
      zh: '这里还没有登记住房，做不出认户条。先把每一户登记好。',
      en: 'No dwelling is registered here, so there is nothing to print. Register the dwellings first.',
    },
  },
  creates: true,
});

export const getSheet = operation({
  name: 'slip.sheet',
  method: 'GET',
  path: '/slips/:sheetId',
  summary: 'The codes of a sheet that still hold, to be printed; the same sheet is there as a PDF',
  input: z.strictObject({ sheetId: idOf('sheet') }),
  output: z.strictObject({
    sheetId: idOf('sheet'),
    expiresAt: instantText,
    slips: z.array(
      z.strictObject({ dwellingId: dwellingIdSchema, home: z.string(), code: z.string(), url: z.url() }),
    ),
  }),
  refusals: {
    'keepers-only': keepersOnly,
    'sheet-not-found': {
      status: 404,
      zh: '没有找到这一版认户条，或者它已经过期、被新的一版代替了。请重新做一版。',
      en: 'This sheet was not found, has expired, or a newer one replaces it. Please make a new one.',
    },
  },
});

export const slipOperations = { listSheets, makeSheet, getSheet };
