import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import { operation } from '../../kernel/operation.ts';
import type { Instant, LocalDate } from '../../kernel/time.ts';
import { dateText } from '../../kernel/wire.ts';

/** How many people lived here on a day, and who counted. */
export type Inhabitants = { inhabitants: number; countedOn: LocalDate; source: string };

/** A count as it was written down; of two for one day the later version holds. */
export type InhabitantCount = Inhabitants & { version: number };

/** The same with when and by whom. */
export type KeptCount = InhabitantCount & { at: Instant; personId: Id<'person'> };

const countSchema = z.strictObject({
  version: z.int(),
  inhabitants: z.int(),
  countedOn: dateText,
  source: z.string(),
});
export type ShownCount = z.output<typeof countSchema>;

const administratorOnly = {
  status: 403,
  zh: '常住人口数由管理员填。要改，请找管理员。',
  en: 'The number of inhabitants is entered by administrators only. Ask one.',
} as const;

const listCounts = operation({
  name: 'inhabitants.list',
  method: 'GET',
  path: '/inhabitants',
  summary: 'How many people live here, as counted on which day and by whom; the latest written down first',
  input: z.strictObject({}),
  output: z.strictObject({
    counts: z.array(countSchema),
    can: z.strictObject({ set: z.union([z.literal(true), z.literal('administrator-only')]) }),
  }),
  refusals: {},
});

const setCount = operation({
  name: 'inhabitants.set',
  method: 'POST',
  path: '/inhabitants',
  summary: 'Writes down how many people lived here on a day; `version` is the newest that was read before',
  input: z.strictObject({
    version: z.int().nonnegative(),
    inhabitants: z.int('count-unreadable').min(1, 'count-unreadable').max(10_000_000, 'count-unreadable'),
    countedOn: dateText,
    source: z.string().trim().min(1, 'source-missing').max(60),
  }),
  output: countSchema,
  refusals: {
    'administrator-only': administratorOnly,
    'inhabitants-changed': {
      status: 409,
      zh: '你打开以后，别的管理员填过了。看看现在是多少，再决定要不要改。',
      en: 'Another administrator entered a number while you had this open. Look at it, then decide.',
    },
    'inhabitants-as-it-is': {
      status: 409,
      zh: '那天的数本来就是这样，没有要改的。',
      en: 'That is what stands for this day already; nothing was changed.',
    },
    'counted-ahead': {
      status: 422,
      zh: '统计日期还没到。填数出来的那一天，今天或以前。',
      en: 'That day has not come yet. Enter the day of the count: today or before.',
    },
  },
  problems: {
    'count-unreadable': { zh: '写一个整数，比如1240', en: 'Write a whole number, such as 1240' },
    'source-missing': {
      zh: '写一下数从哪来，看的人才信得过',
      en: 'Say where the number comes from, so that people can rely on it',
    },
  },
  creates: true,
});

export const inhabitantsOperations = { listCounts, setCount };
