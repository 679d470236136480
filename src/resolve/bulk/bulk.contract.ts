import { z } from 'zod';
import { categoryCodeSchema, tiers } from '../../collect/category/category.contract.ts';
import { operation } from '../../kernel/operation.ts';
import { idOf, instantText } from '../../kernel/wire.ts';
import { channels } from '../matter/matter.contract.ts';
import { pickRefusals } from '../matter/matter.refusals.contract.ts';

/** What can be asked for on several things at once. */
export const bulkActs = ['accept', 'redirect', 'merge', 'join', 'dispatch'] as const;
export type BulkAct = (typeof bulkActs)[number];

/** More than anybody looks through before they press the button. */
export const maxBulkItems = 50;

const words = (max: number) => z.string().max(max).regex(/\S/);
const message = words(500);
const handlers = {
  mainHandlerPostId: idOf('post').nullable(),
  assistingPostIds: z.array(idOf('post')).max(10),
  messageToHandlers: message.nullable(),
};
const isSeveral = (map: object) => {
  const count = Object.keys(map).length;
  return count >= 1 && count <= maxBulkItems;
};
const reportIds = (min: number) =>
  z
    .array(idOf('report'))
    .min(min, min > 1 ? 'two-needed' : 'none-chosen')
    .max(maxBulkItems);

/** Each of the five acts as it is asked; the same shapes are kept until they are carried out. */
export const bulkInputs = {
  accept: z.strictObject({
    /** The public title of each report that is to open a matter. */
    titles: z.record(idOf('report'), words(60)).refine(isSeveral, 'none-chosen'),
    categoryCode: categoryCodeSchema,
    tier: z.enum(tiers),
    messageToReporter: message.nullable(),
    ...handlers,
  }),
  redirect: z.strictObject({
    reportIds: reportIds(1),
    channel: z.enum(channels),
    messageToReporter: message,
  }),
  merge: z.strictObject({
    reportIds: reportIds(2),
    publicTitle: words(60),
    categoryCode: categoryCodeSchema,
    tier: z.enum(tiers),
    messageToReporter: message.nullable(),
    ...handlers,
  }),
  join: z.strictObject({
    reportIds: reportIds(1),
    matterId: idOf('matter'),
    messageToReporter: message.nullable(),
  }),
  dispatch: z.strictObject({
    /** Each matter with the version the asker saw. */
    versions: z.record(idOf('matter'), z.int().min(0)).refine(isSeveral, 'none-chosen'),
    mainHandlerPostId: idOf('post'),
    assistingPostIds: handlers.assistingPostIds,
    messageToHandlers: message.nullable(),
  }),
} as const;
export type BulkInput = { [Act in BulkAct]: z.output<(typeof bulkInputs)[Act]> };

export const bulkRefusals = {
  'bulk-not-found': {
    status: 404,
    zh: '没有找到这一批。回到待办列表看看。',
    en: 'No such batch. Go back to the queue and look there.',
  },
  'bulk-carried-out': {
    status: 409,
    zh: '已经开始办了，撤不回来。要改，一件一件改。',
    en: 'It is being carried out and cannot be taken back. Change the matters one by one.',
  },
  'bulk-undone': {
    status: 409,
    zh: '这一批已经撤回了，什么都没有动。',
    en: 'This batch was already taken back. Nothing was changed; choose anew if you still want it.',
  },
} as const;

export const bulkProblems = {
  'none-chosen': { zh: '先在列表里勾上要办的，一次最多50件', en: 'Tick what it is for first, at most 50' },
  'two-needed': { zh: '至少勾两条，才能并成一件', en: 'Tick at least two to make one of them' },
};

const itemSchema = z.strictObject({
  kind: z.enum(['report', 'matter']),
  id: z.uuid(),
  number: z.string(),
  outcome: z.enum(['waiting', 'done', 'refused']),
  /** Why not, where it was refused: a code of the act's own refusals, with its facts. */
  refusal: z
    .strictObject({ code: z.string(), facts: z.record(z.string(), z.union([z.string(), z.number()])) })
    .nullable(),
});

export const bulkSchema = z.strictObject({
  id: idOf('bulk'),
  act: z.enum(bulkActs),
  state: z.enum(['waiting', 'undone', 'done']),
  askedAt: instantText,
  /** From then on it is carried out and cannot be taken back. */
  runAt: instantText,
  items: z.array(itemSchema),
  /** The matter that several reports became or joined. */
  matterId: idOf('matter').nullable(),
  can: z.strictObject({ undo: z.union([z.literal(true), z.string()]) }),
});
export type Bulk = z.infer<typeof bulkSchema>;

const asking = pickRefusals('desk-only', 'street-reads-only', 'report-not-found', 'matter-not-found');

/** Asks for one act on several things; the answer says until when it can be taken back. */
function ask<Input extends z.ZodType>(act: BulkAct, input: Input, summary: string) {
  return operation({
    name: `bulk.${act}`,
    method: 'POST',
    path: `/bulks/${act}`,
    summary,
    input,
    output: bulkSchema,
    refusals: asking,
    problems: bulkProblems,
    creates: true,
  });
}

const one = { bulkId: idOf('bulk') };
const reading = { ...pickRefusals('desk-only', 'street-reads-only'), ...bulkRefusals };

export const bulkOperations = {
  acceptSeveral: ask(
    'accept',
    bulkInputs.accept,
    'Accept several reports, each as a matter of its own, after a time to take it back',
  ),
  redirectSeveral: ask(
    'redirect',
    bulkInputs.redirect,
    'Tell several reporters who is the right one to go to, after the same time',
  ),
  mergeReports: ask('merge', bulkInputs.merge, 'Make one new matter of several reports, after the same time'),
  joinReports: ask('join', bulkInputs.join, 'Let several reports join an open matter, after the same time'),
  dispatchSeveral: ask(
    'dispatch',
    bulkInputs.dispatch,
    'Dispatch several matters to the same handlers, after the same time',
  ),
  undoBulk: operation({
    name: 'bulk.undo',
    method: 'POST',
    path: '/bulks/:bulkId/undo',
    summary: 'Take back what was asked for on several things, before any of it is carried out',
    input: z.strictObject(one),
    output: bulkSchema,
    refusals: reading,
  }),
  getBulk: operation({
    name: 'bulk.get',
    method: 'GET',
    path: '/bulks/:bulkId',
    summary: 'What became of each thing in a batch',
    input: z.strictObject(one),
    output: bulkSchema,
    refusals: {
      ...pickRefusals('desk-only', 'street-reads-only'),
      'bulk-not-found': bulkRefusals['bulk-not-found'],
    },
  }),
  listBulks: operation({
    name: 'bulk.list',
    method: 'GET',
    path: '/bulks',
    summary: 'One’s own batches of the last ten minutes, newest first',
    input: z.strictObject({}),
    output: z.strictObject({ bulks: z.array(bulkSchema) }),
    refusals: pickRefusals('desk-only', 'street-reads-only'),
  }),
};
