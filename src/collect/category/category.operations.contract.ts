import { z } from 'zod';
import { categoryLimit } from '../../clocks/deadline/deadline.contract.ts';
import { operation } from '../../kernel/operation.ts';
import { dateText, idOf, instantText } from '../../kernel/wire.ts';
import {
  categoryChangeKinds,
  categoryCodeSchema,
  categoryGroupSchema,
  categorySchema,
  tiers,
} from './category.contract.ts';

const administratorOnly = {
  status: 403,
  zh: '类别和期限只由管理员改。要改，请找管理员。',
  en: 'Categories and limits are changed by administrators only. Ask one.',
} as const;

const deskOnly = {
  status: 403,
  zh: '这里给社区工作人员看。每一类答应多久，在“我们的承诺”里谁都能看。',
  en: 'This is for the community’s staff. What is promised stands under “What we promise”, for everybody.',
} as const;

const notFound = {
  status: 404,
  zh: '没有这个类别。回到类别列表再选。',
  en: 'There is no such category. Go back to the list and choose again.',
} as const;

const changeRefusals = {
  'change-too-soon': {
    status: 409,
    zh: '最早从明天起。今天受理的，照今天的承诺。',
    en: 'From tomorrow at the earliest: what is accepted today is promised what stands today.',
  },
  'change-too-far': {
    status: 409,
    zh: '最远可以定到{until}。请选近一些的日子。',
    en: 'Changes can be planned up to {until}. Choose an earlier day.',
  },
  'category-as-it-is': {
    status: 409,
    zh: '那天起本来就是这样，没有要改的。',
    en: 'It is like that from this day on already; nothing was changed.',
  },
  'limit-not-allowed': {
    status: 409,
    zh: '这一类不能用这个期限：危险的事必须2小时到场，物业投诉10天内要答复，“等表决”只用于依法由业主决定的事。请换一个。',
    en: 'This limit is not open to the category: dangers stay at two hours, complaints about the property company are answered in ten days, only what owners decide by law waits for a vote. Choose another.',
  },
  'danger-stays-open': {
    status: 409,
    zh: '有危险的类别不能停用，人在急的时候要找得到。',
    en: 'A category of dangers cannot be closed: people in a hurry must find it.',
  },
} as const;

const problems = {
  'name-missing': { zh: '写一个居民看得懂的名字', en: 'Write a name that residents understand' },
  'reason-missing': { zh: '写一下为什么改，以后查得到', en: 'Say why; it is kept with the change' },
} as const;

const yesOrNo = z.enum(['yes', 'no']);
const shortName = z.string().trim().min(1, 'name-missing').max(30);
const longName = z.string().trim().min(1, 'name-missing').max(60);
const reason = z.string().trim().min(1, 'reason-missing').max(200);

/** What may be said anew of a category, from a day on. */
const said = {
  from: dateText,
  nameZh: shortName,
  nameEn: longName,
  tier: z.enum(tiers),
  limit: categoryLimit,
  open: yesOrNo,
};

const may = z.union([z.literal(true), z.literal('administrator-only')]);

const reviewCategories = operation({
  name: 'category.review',
  method: 'GET',
  path: '/categories/review',
  summary: 'Every category as it is today, what is planned for it, and the limits it may have',
  input: z.strictObject({}),
  output: z.strictObject({
    groups: z.array(categoryGroupSchema),
    categories: z.array(
      z.strictObject({
        code: categoryCodeSchema,
        /** As it is today; for one that is only planned, as it will be. */
        row: categorySchema,
        planned: z.array(categorySchema),
        limits: z.array(categoryLimit),
      }),
    ),
    can: z.strictObject({ change: may }),
  }),
  refusals: { 'desk-only': deskOnly },
});

const readHistory = operation({
  name: 'category.history',
  method: 'GET',
  path: '/categories/:code/history',
  summary: 'A category from its first day on, with what is planned, and who changed it when and why',
  input: z.strictObject({ code: categoryCodeSchema }),
  output: z.strictObject({
    rows: z.array(categorySchema),
    limits: z.array(categoryLimit),
    changes: z.array(
      z.strictObject({
        id: idOf('category-change'),
        at: instantText,
        by: z.string(),
        kind: z.enum(categoryChangeKinds),
        effectiveFrom: dateText,
        reason: z.string(),
      }),
    ),
    can: z.strictObject({ change: may }),
  }),
  refusals: { 'desk-only': deskOnly, 'category-not-found': notFound },
});

const previewChange = operation({
  name: 'category.previewChange',
  method: 'GET',
  path: '/categories/:code/preview',
  summary: 'What a change would make of a category, and until when it would hold; nothing is changed',
  input: z.strictObject({ code: categoryCodeSchema, ...said }),
  output: z.strictObject({ before: categorySchema, after: categorySchema }),
  refusals: { 'administrator-only': administratorOnly, 'category-not-found': notFound, ...changeRefusals },
  problems,
});

const changeCategory = operation({
  name: 'category.change',
  method: 'POST',
  path: '/categories/:code/changes',
  summary: 'Changes a category from a day on; what was accepted before keeps what it was promised',
  input: z.strictObject({ code: categoryCodeSchema, ...said, reason }),
  output: z.strictObject({ category: categorySchema }),
  refusals: { 'administrator-only': administratorOnly, 'category-not-found': notFound, ...changeRefusals },
  problems,
  creates: true,
});

const withdrawChange = operation({
  name: 'category.withdrawChange',
  method: 'POST',
  path: '/categories/:code/changes/:from/withdraw',
  summary: 'Withdraws a change that is planned and not in force yet',
  input: z.strictObject({ code: categoryCodeSchema, from: dateText, reason }),
  output: z.strictObject({ code: categoryCodeSchema }),
  refusals: {
    'administrator-only': administratorOnly,
    'change-not-planned': {
      status: 404,
      zh: '没有这个还没生效的改动。刷新页面看看。',
      en: 'No such change is planned. Reload the page.',
    },
  },
  problems,
});

const addCategory = operation({
  name: 'category.add',
  method: 'POST',
  path: '/categories',
  summary: 'Adds a category of the community’s own to a group, from a day on',
  input: z.strictObject({
    group: z.string().regex(/^[A-Z]{3}$/),
    from: dateText,
    nameZh: shortName,
    nameEn: longName,
    tier: z.enum(tiers),
    limit: categoryLimit,
    handlerZh: shortName,
    handlerEn: longName,
    /** Words that speak for it, separated by spaces or commas. */
    keywords: z.string().max(200),
    reason,
  }),
  output: z.strictObject({ category: categorySchema }),
  refusals: {
    'administrator-only': administratorOnly,
    'group-not-found': {
      status: 404,
      zh: '没有这一大类。从列表里选一个。',
      en: 'There is no such group. Choose one from the list.',
    },
    'group-full': {
      status: 409,
      zh: '这一大类已经有99个类别了。用已有的，或放到别的大类。',
      en: 'This group has 99 categories already. Use one of them or another group.',
    },
    'addition-too-soon': {
      status: 409,
      zh: '新类别最早从今天起。请选今天或以后。',
      en: 'A new category begins today at the earliest. Choose today or a later day.',
    },
    'change-too-far': changeRefusals['change-too-far'],
    'limit-not-allowed': changeRefusals['limit-not-allowed'],
  },
  problems,
  creates: true,
});

export const categoryKeepingOperations = {
  ...{ reviewCategories, readHistory, previewChange },
  ...{ changeCategory, withdrawChange, addCategory },
};
