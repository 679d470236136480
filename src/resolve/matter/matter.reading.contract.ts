import { z } from 'zod';
import { categoryCodeSchema, tiers } from '../../collect/category/category.contract.ts';
import { operation } from '../../kernel/operation.ts';
import { dateText, idOf, instantText, pagePlace } from '../../kernel/wire.ts';
import { matterRowSchema, matterStates, matterViewSchema, timelineEntrySchema } from './matter.contract.ts';
import { pickRefusals, readRefusals } from './matter.refusals.contract.ts';

const matter = { matterId: idOf('matter') };
const page = { after: pagePlace.optional(), limit: z.int().min(1).max(100).optional() };

export const getMatter = operation({
  name: 'matter.get',
  method: 'GET',
  path: '/matters/:matterId',
  summary: 'One matter, as much of it as the asker may read',
  input: z.strictObject(matter),
  output: matterViewSchema,
  refusals: readRefusals,
});

export const getTimeline = operation({
  name: 'matter.timeline',
  method: 'GET',
  path: '/matters/:matterId/timeline',
  summary: 'What happened to a matter, newest first, as much of it as the asker may read',
  input: z.strictObject({ ...matter, ...page }),
  output: z.strictObject({ entries: z.array(timelineEntrySchema), next: z.string().nullable() }),
  refusals: readRefusals,
});

export const queues = [
  'open',
  'waiting-for-me',
  'due-today',
  'overdue',
  'to-supervise',
  'to-call-back',
  'closed',
] as const;

export const listMatters = operation({
  name: 'matter.list',
  method: 'GET',
  path: '/matters',
  summary: 'The queue, soonest due first, filtered and paged by key',
  input: z.strictObject({
    queue: z.enum(queues).optional(),
    state: z.enum(matterStates).optional(),
    tier: z.enum(tiers).optional(),
    categoryCode: categoryCodeSchema.optional(),
    buildingId: idOf('building').optional(),
    handlerPostId: idOf('post').optional(),
    acceptedFrom: dateText.optional(),
    acceptedTo: dateText.optional(),
    text: z.string().max(60).optional(),
    ...page,
  }),
  output: z.strictObject({
    rows: z.array(matterRowSchema),
    next: z.string().nullable(),
    /** How many the whole queue holds with the same filter, whichever page is asked for. */
    total: z.int(),
    asOf: instantText,
  }),
  refusals: pickRefusals('staff-only'),
});

export const readingOperations = { getMatter, getTimeline, listMatters };
