import { z } from 'zod';
import { reportOperations } from '../../collect/report/report.operations.contract.ts';
import type { Id } from '../../kernel/id.ts';
import { operation, type RefusalDeclaration } from '../../kernel/operation.ts';
import { idOf, instantText } from '../../kernel/wire.ts';
import { pickRefusals } from '../matter/matter.refusals.contract.ts';

/**
 * What can be flagged of a matter: its title, the reporter's form of address, its replies as a whole, and, one by one,
 * what somebody reported, what an event says, and a photo. Of a report: what desk and reporter said to each other.
 */
export const wholeParts = ['title', 'name', 'reply'] as const;
export const singleParts = ['report', 'event', 'photo', 'message'] as const;
export const flagParts = [...wholeParts, ...singleParts] as const;
export type FlagPart = (typeof flagParts)[number];

/** A part, and which one of its kind where there are several. */
export type Flagged = { part: FlagPart; sourceId: Id | null };

/** What a flag is of: exactly one of a matter and a report. */
export type Owner = { matterId: Id<'matter'>; reportId: null } | { matterId: null; reportId: Id<'report'> };

export const flagReasons = ['personal-data', 'insult', 'false', 'spam', 'other'] as const;
export type FlagReason = (typeof flagReasons)[number];

export const flagStates = ['open', 'hidden', 'kept'] as const;
export type FlagState = (typeof flagStates)[number];

export const maxFlagWords = 500;
const words = (missing: string) => z.string().trim().min(1, missing).max(maxFlagWords, 'words-too-long');

export const flagRefusals = {
  'flag-part-missing': {
    status: 409,
    zh: '这一处现在看不到了，不用举报。刷新一下页面就知道。',
    en: 'This is no longer shown, so there is nothing to flag. Load the page again and see.',
  },
  'flag-words-missing': {
    status: 422,
    zh: '选了“别的原因”，写一句是什么，值班台才知道看哪里。',
    en: 'You chose “something else”: say in a sentence what it is, so that the desk knows where to look.',
  },
  'flagged-already': {
    status: 409,
    zh: '这一处你举报过了，值班台正在看，结果会告诉你。',
    en: 'You have flagged this already. The desk is looking at it and will tell you.',
  },
  'flagged-too-often': {
    status: 429,
    zh: '举报得太密了，请过{wait}再来。',
    en: 'Too many flags in a short time. Come again in {wait}.',
    telephone: true,
  },
  'flag-not-found': {
    status: 404,
    zh: '没有找到这条举报。回到举报列表看看。',
    en: 'No such flag. Look in the list of flags.',
  },
  'flag-decided-already': {
    status: 409,
    zh: '已经有人这样处理了，不用再做。',
    en: 'Somebody has decided so already; nothing is left to do.',
  },
  'title-missing': {
    status: 422,
    zh: '标题不能空着：写一个不带个人信息的新标题，再隐藏原来的。',
    en: 'A matter needs a title: write a new one without personal data, then the old one is hidden.',
  },
  'title-stays-changed': {
    status: 409,
    zh: '标题已经改写，不能直接改回去。这次的处理照旧。',
    en: 'The title was written anew and does not come back by itself. The decision stands.',
  },
} as const satisfies Record<string, RefusalDeclaration>;

const flagProblems = {
  'part-missing': { zh: '选一下是哪一处', en: 'Choose what it is about' },
  'reason-missing': { zh: '选一下哪里不妥', en: 'Choose what is wrong with it' },
  'words-too-long': { zh: '最多500字', en: 'At most 500 characters' },
};

const oneMatter = { matterId: idOf('matter') };

/** One choice, as in `title`, `photo:<id>`. */
const choiceSchema = z
  .string('part-missing')
  .regex(/^(?:title|name|reply|(?:report|event|photo):[0-9a-f-]{36})$/, 'part-missing');
const messageChoice = z.string('part-missing').regex(/^message:[0-9a-f-]{36}$/, 'part-missing');

const flaggableSchema = z.strictObject({
  /** As a flag names it. */
  part: z.union([choiceSchema, messageChoice]),
  kind: z.enum(flagParts),
  /** What it says, shortened; null for a photo. */
  text: z.string().nullable(),
  photoId: idOf('photo').nullable(),
  at: instantText.nullable(),
});
export type Flaggable = z.infer<typeof flaggableSchema>;

export const listFlaggable = operation({
  name: 'flag.listParts',
  method: 'GET',
  path: '/matters/:matterId/flaggable',
  summary: 'What the asker reads of a matter and may flag, each text, event and photo by itself',
  input: z.strictObject(oneMatter),
  output: z.strictObject({ parts: z.array(flaggableSchema) }),
  refusals: pickRefusals('matter-not-found'),
});

export const raiseFlag = operation({
  name: 'flag.raise',
  method: 'POST',
  path: '/matters/:matterId/flags',
  summary: 'Say that something shown of a matter should not be; whoever reads it may, without an account',
  input: z.strictObject({
    ...oneMatter,
    part: choiceSchema,
    reason: z.enum(flagReasons, 'reason-missing'),
    words: z.string().trim().max(maxFlagWords, 'words-too-long').nullable(),
  }),
  output: z.strictObject({ flagId: idOf('flag'), willBeTold: z.boolean() }),
  refusals: {
    ...pickRefusals('matter-not-found'),
    'flag-part-missing': flagRefusals['flag-part-missing'],
    'flag-words-missing': flagRefusals['flag-words-missing'],
    'flagged-already': flagRefusals['flagged-already'],
    'flagged-too-often': flagRefusals['flagged-too-often'],
  },
  problems: flagProblems,
  creates: true,
});

const oneReport = { reportId: idOf('report') };
const reportUnknown = reportOperations.getReport.refusals['report-not-found'];

export const listFlaggableWords = operation({
  name: 'flag.listWords',
  method: 'GET',
  path: '/reports/:reportId/flaggable',
  summary:
    'What the desk and its reporter said to each other about a report, as far as the asker may flag it',
  input: z.strictObject(oneReport),
  output: z.strictObject({ parts: z.array(flaggableSchema) }),
  refusals: { 'report-not-found': reportUnknown },
});

export const raiseWordsFlag = operation({
  name: 'flag.raiseWords',
  method: 'POST',
  path: '/reports/:reportId/flags',
  summary: 'Say that something the desk or its reporter said about a report should not stand there',
  input: z
    .strictObject({ ...raiseFlag.input.shape, ...oneReport, part: messageChoice })
    .omit({ matterId: true }),
  output: raiseFlag.output,
  refusals: {
    'report-not-found': reportUnknown,
    'flag-part-missing': flagRefusals['flag-part-missing'],
    'flag-words-missing': flagRefusals['flag-words-missing'],
    'flagged-already': flagRefusals['flagged-already'],
    'flagged-too-often': flagRefusals['flagged-too-often'],
  },
  problems: flagProblems,
  creates: true,
});

const may = z.union([z.literal(true), z.string()]);

export const listedFlagSchema = z.strictObject({
  id: idOf('flag'),
  /** What it is of: a matter, or a report. */
  matterId: idOf('matter').nullable(),
  reportId: idOf('report').nullable(),
  number: z.string(),
  part: z.enum(flagParts),
  /** What stands there, where it is a photo. */
  photoId: idOf('photo').nullable(),
  /** What stands there, as staff see it; null where nothing does any more. */
  content: z.string().nullable(),
  reason: z.enum(flagReasons),
  words: z.string().nullable(),
  at: instantText,
  /** Somebody signed in, who will be told; who it was is nobody's business here. */
  willBeTold: z.boolean(),
  /** How many flags of the same person were judged to be in bad faith within thirty days. */
  badFaithBefore: z.int(),
  state: z.enum(flagStates),
  decision: z.strictObject({ at: instantText, words: z.string(), badFaith: z.boolean() }).nullable(),
  can: z.strictObject({ hide: may, keep: may }),
});
export type ListedFlag = z.infer<typeof listedFlagSchema>;

export const listFlags = operation({
  name: 'flag.list',
  method: 'GET',
  path: '/flags',
  summary: 'What was flagged: open ones first, oldest first; then what was decided, newest first',
  input: z.strictObject({ limit: z.int().min(1).max(100).optional() }),
  output: z.strictObject({ rows: z.array(listedFlagSchema), open: z.int() }),
  refusals: pickRefusals('staff-only'),
});

export const decideFlag = operation({
  name: 'flag.decide',
  method: 'POST',
  path: '/flags/:flagId/decide',
  summary: 'Hide what was flagged, or keep it, with a reason; all open flags on the same part are answered',
  input: z.strictObject({
    flagId: idOf('flag'),
    decision: z.enum(['hide', 'keep'], 'decision-missing'),
    words: words('decision-words-missing'),
    /** The new public title, where the old one is hidden. */
    newTitle: z.string().trim().max(60).nullable(),
    badFaith: z.boolean(),
  }),
  output: listedFlagSchema,
  refusals: {
    'flag-not-found': flagRefusals['flag-not-found'],
    'flag-decided-already': flagRefusals['flag-decided-already'],
    'title-missing': flagRefusals['title-missing'],
    'title-stays-changed': flagRefusals['title-stays-changed'],
    ...pickRefusals('desk-only'),
  },
  problems: {
    'decision-missing': { zh: '选一下隐藏还是保留', en: 'Choose: hide it or keep it' },
    'decision-words-missing': {
      zh: '写一句为什么，会告诉举报的人',
      en: 'Say why; whoever flagged it reads this',
    },
    'words-too-long': { zh: '最多500字', en: 'At most 500 characters' },
  },
});

export const flagOperations = {
  ...{ listFlaggable, raiseFlag, listFlaggableWords, raiseWordsFlag },
  ...{ listFlags, decideFlag },
};
