import { z } from 'zod';
import { categoryCodeSchema, tiers } from '../../collect/category/category.contract.ts';
import { reportChannels } from '../../collect/report/report.contract.ts';
import { operation } from '../../kernel/operation.ts';
import { dateText, idOf } from '../../kernel/wire.ts';
import { resultTypes } from '../../resolve/matter/matter.contract.ts';

/** What a matter can count in; each is a list that can be opened. */
export const countedNames = [
  'received',
  'open',
  'resolved',
  'contact-due',
  'contact-in-time',
  'in-time',
  'at-once',
  'answered',
  'solved',
  'partly-solved',
  'unsolved',
  'satisfied',
  'ever-resolved',
  'reopened',
  'dispatched',
  'returned',
] as const;
export type Counted = (typeof countedNames)[number];

/**
 * The rates, each of one list over another. Names as practice has them: 响应率, 办结率, 按时办结率, 解决率, 满意率,
 * 一次办结率, 重办率, 退单率, 自治解决占比.
 */
export const rateNames = [
  'response',
  'resolved',
  'in-time',
  'solved',
  'satisfied',
  'at-once',
  'reopened',
  'returned',
  'self',
] as const;
export type RateName = (typeof rateNames)[number];

const count = z.int().nonnegative();
const byTier = z.strictObject({ self: count, joint: count, linked: count });
const split = { received: count, resolved: count, open: count };

const rateSchema = z.strictObject({
  numerator: count,
  denominator: count,
  /** Null where there is nothing to count: neither 0 nor 100. */
  percent: z.number().nullable(),
  asOf: dateText,
  /** What is counted, and what is left out, in one sentence. */
  rule: z.strictObject({ zh: z.string(), en: z.string() }),
});
export type Rate = z.output<typeof rateSchema>;

const perTenThousandSchema = z.strictObject({
  received: count,
  inhabitants: count,
  countedOn: dateText,
  source: z.string(),
  value: z.number(),
});
export type PerTenThousand = z.output<typeof perTenThousandSchema>;

export const figuresSchema = z.strictObject({
  asOf: dateText,
  /** Everything is counted on the day it happened (`occurredAt` of its entry), in China's time. */
  countedBy: z.literal('occurredAt'),
  /** How many entries of the ledger had been counted. */
  entries: count,
  received: z.strictObject({
    total: count,
    byChannel: z.partialRecord(z.enum(reportChannels), count),
    byTier,
  }),
  resolved: z.strictObject({ total: count, byTier, byResult: z.record(z.enum(resultTypes), count) }),
  open: z.strictObject({ total: count, byTier }),
  /** Categories that are nobody else's business stand together, without a code. */
  byCategory: z.array(z.strictObject({ category: categoryCodeSchema.nullable(), ...split })),
  /** Null: the whole estate, or kept to itself. */
  byBuilding: z.array(z.strictObject({ building: z.string().nullable(), ...split })),
  /** Received and resolved in the month; open: still open of those received in it. */
  byMonth: z.array(z.strictObject({ month: z.string(), ...split })),
  /** Counted apart: further reports of a matter, and households that met the same. */
  voices: z.strictObject({ reports: count, households: count }),
  /** No longer received: taken back by their reporter, or living on in another. */
  withdrawn: count,
  merged: count,
  rates: z.record(z.enum(rateNames), rateSchema),
  /** 万人诉求比; null where nobody has counted the inhabitants until that day. */
  perTenThousand: perTenThousandSchema.nullable(),
  times: z.strictObject({
    /** From acceptance to the first contact and to the result; medians, in minutes. */
    firstContact: z.strictObject({ medianMinutes: count.nullable(), matters: count }),
    resolution: z.strictObject({ medianMinutes: count.nullable(), matters: count }),
    /** Business time of the work on what is resolved, without what stood still; the mean. */
    handling: z.strictObject({ meanMinutes: count.nullable(), matters: count }),
  }),
});
export type Figures = z.output<typeof figuresSchema>;

const ahead = {
  'day-ahead': {
    status: 422,
    zh: '{asOf}还没到，没有数可看。选今天或以前的一天。',
    en: '{asOf} has not come yet, so there is nothing to count. Choose today or a day before.',
  },
} as const;

export const getFigures = operation({
  name: 'figures.get',
  method: 'GET',
  path: '/figures',
  summary: 'What was received, resolved and open at the end of a day, and the rates; today as it stands',
  input: z.strictObject({ asOf: dateText.optional() }),
  output: figuresSchema,
  refusals: ahead,
});

/** Months as people choose them, YYYY-MM. */
export const monthText = z.string().regex(/^(19|20|21)\d\d-(0[1-9]|1[0-2])$/);

/** Narrows a list to what one figure counts. `month`: of the acceptance, or for what is resolved of the result. */
export const listFilter = z.strictObject({
  asOf: dateText.optional(),
  status: z.enum(countedNames).optional(),
  tier: z.enum(tiers).optional(),
  category: z.union([categoryCodeSchema, z.literal('-')]).optional(),
  building: z.string().min(1).max(14).optional(),
  month: monthText.optional(),
  channel: z.enum(reportChannels).optional(),
});
export type ListFilter = z.output<typeof listFilter>;

/** Where a page begins: the day of acceptance and the number of the last row before it. */
export const listPlace = z.string().regex(/^\d{4}-\d\d-\d\d~[A-Z]{0,4}\d{4}-\d{4,8}$/);

export const figureRowSchema = z.strictObject({
  number: z.string(),
  matterId: idOf('matter').nullable(),
  /** Null where the matter is nobody else's business: then it is counted, and no more is said of it. */
  title: z.string().nullable(),
  category: categoryCodeSchema.nullable(),
  building: z.string().nullable(),
  channel: z.enum(reportChannels),
  tier: z.enum(tiers),
  isResolved: z.boolean(),
  acceptedOn: dateText,
  resolvedOn: dateText.nullable(),
});
export type FigureRow = z.output<typeof figureRowSchema>;

export const listCounted = operation({
  name: 'figures.list',
  method: 'GET',
  path: '/figures/matters',
  summary: 'The matters that a figure counts as of a day, the last accepted first',
  input: listFilter.extend({ after: listPlace.optional(), limit: z.int().min(1).max(100).optional() }),
  output: z.strictObject({
    asOf: dateText,
    rows: z.array(figureRowSchema),
    next: z.string().nullable(),
    total: count,
  }),
  refusals: ahead,
});

/** More than anybody reads, and still one file that opens. */
export const maxTableRows = 50_000;

export const exportCounted = operation({
  name: 'figures.export',
  method: 'GET',
  path: '/figures/table',
  summary: 'The whole of a list behind a figure, for a table; it holds nothing of any reporter',
  input: listFilter,
  output: z.strictObject({ asOf: dateText, rows: z.array(figureRowSchema) }),
  refusals: {
    ...ahead,
    'too-many-rows': {
      status: 422,
      zh: '一共{total}行，一次最多导出{max}行。按月份或类别筛小一点，分几次导。',
      en: 'That is {total} rows; one file holds {max}. Narrow it by month or category and export in parts.',
    },
  },
});

export const figuresOperations = { getFigures, listCounted, exportCounted };
