import { z } from 'zod';
import { categoryLimit } from '../../clocks/deadline/deadline.contract.ts';
import { operation } from '../../kernel/operation.ts';

/** By whom a matter can be settled: by the neighbours, by three parties at one table, with outside authorities. */
export const tiers = ['self', 'joint', 'linked'] as const;
export type Tier = (typeof tiers)[number];

export const categoryCodeSchema = z.string().regex(/^[A-Z]{3}\d{2}$/);

const namedSchema = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

/**
 * One row of the catalogue, in force from `effectiveFrom` up to but not including `effectiveTo`. A category is
 * changed by ending its row and adding another, so that an old matter keeps what it was promised.
 */
export const categorySchema = z.strictObject({
  code: categoryCodeSchema,
  group: z.string().regex(/^[A-Z]{3}$/),
  name: namedSchema,
  tier: z.enum(tiers),
  handler: namedSchema,
  limit: categoryLimit,
  flags: z.array(z.string()),
  keywords: z.array(z.string().min(1)),
  /** Offered for new things; a closed one keeps its name and its promises. */
  open: z.boolean().default(true),
  effectiveFrom: z.iso.date(),
  effectiveTo: z.iso.date().nullable(),
});
export type Category = z.infer<typeof categorySchema>;

export const categoryGroupSchema = z.strictObject({
  code: z.string().regex(/^[A-Z]{3}$/),
  name: namedSchema,
});
export type CategoryGroup = z.infer<typeof categoryGroupSchema>;

/** What can happen to a category: it is changed or added from a day on, or a change that was planned is withdrawn. */
export const categoryChangeKinds = ['changed', 'added', 'withdrawn'] as const;

export const categorySeedSchema = z.strictObject({
  groups: z.array(categoryGroupSchema),
  categories: z.array(categorySchema),
});

/** What a category asks of the product beyond its limit. Unknown flags are kept and have no effect. */
export const categoryFlag = {
  /** The person in danger is told to call 110, 119 or 120 first. */
  emergency: 'emergency',
  /** Health, hardship or minors: such matters never appear in public lists. */
  sensitive: 'sensitive',
  /** Answers within ten days (杭州市物业管理条例 第五十条: complaints about the property company). */
  replyInTenDays: 'reply10d',
  /** What was done can be seen: resolving shows a photo, or says why there is none. */
  proofPhoto: 'proof_photo',
} as const;

export const listCategories = operation({
  name: 'category.list',
  method: 'GET',
  path: '/categories',
  summary: 'The categories in force today, with their groups',
  input: z.strictObject({}),
  output: categorySeedSchema,
  refusals: {},
});

export const suggestCategory = operation({
  name: 'category.suggest',
  method: 'GET',
  path: '/categories/suggest',
  summary: 'Up to three categories a sentence may belong to, and the words that speak for each',
  input: z.strictObject({ text: z.string().min(1).max(500) }),
  output: z.strictObject({
    suggestions: z.array(
      z.strictObject({ code: categoryCodeSchema, score: z.int(), because: z.array(z.string()) }),
    ),
  }),
  refusals: {},
});

export const categoryOperations = { listCategories, suggestCategory };
