import { z } from 'zod';
import { categoryCodeSchema } from '../../collect/category/category.contract.ts';
import { operation } from '../../kernel/operation.ts';
import { idOf } from '../../kernel/wire.ts';
import { pickRefusals } from '../matter/matter.refusals.contract.ts';

/** What a phrase (常用话) is written for while a report is decided on, and once there is a matter. */
export const reportUses = ['ask', 'write', 'accept', 'redirect', 'reject'] as const;
export const matterUses = ['reply', 'suspend', 'resolve'] as const;
export const phraseUses = [...reportUses, ...matterUses] as const;
export type PhraseUse = (typeof phraseUses)[number];

/** What the server fills in: facts of the matter, nothing of a person (个人信息保护法 6). */
export const placeholders = ['number', 'title', 'handler', 'date', 'category'] as const;
export type Placeholder = (typeof placeholders)[number];

const words = (max: number) => z.string().max(max).regex(/\S/);

/** What a keeper writes. English may be missing; then everybody is written to in Chinese. */
const written = {
  use: z.enum(phraseUses),
  /** Offered only for matters of this category; null for all. */
  categoryCode: categoryCodeSchema.nullable(),
  nameZh: words(20),
  nameEn: words(40).nullable(),
  textZh: words(500),
  textEn: words(500).nullable(),
};
export type WrittenPhrase = z.infer<z.ZodObject<typeof written>>;

const canAnswer = z.union([z.literal(true), z.literal('phrase-keepers-only')]);

export const phraseSchema = z.strictObject({
  id: idOf('phrase'),
  version: z.int(),
  ...written,
  can: z.strictObject({ change: canAnswer, retire: canAnswer }),
});
export type Phrase = z.infer<typeof phraseSchema>;

/** A phrase filled for one report or matter, in its reporter's language; somebody edits it before it is sent. */
export const suggestionSchema = z.strictObject({
  id: idOf('phrase'),
  use: z.enum(phraseUses),
  name: z.string(),
  text: z.string(),
});
export type Suggestion = z.infer<typeof suggestionSchema>;

export const phraseRefusals = {
  'phrase-keepers-only': {
    status: 403,
    zh: '常用话由值班台和管理员来管。要添要改，请跟他们说。',
    en: 'The desk and the administrator keep the phrases. Ask them to add or change one.',
  },
  'phrase-not-found': {
    status: 404,
    zh: '没有找到这句常用话，可能已经停用。回列表看看。',
    en: 'There is no such phrase; it may have been retired. Look at the list.',
  },
  'phrase-changed': {
    status: 409,
    zh: '刚才有人改过这句，你的还没保存。打开新的这句，再改一次。',
    en: 'Somebody has just changed this phrase, and yours was not saved. Open it anew and change it again.',
  },
  'placeholder-unknown': {
    status: 422,
    zh: '“{name}”不能自动填。改成能填的，或者直接写字。',
    en: '“{name}” cannot be filled in here. Use one of those listed, or write plain words.',
  },
  'placeholder-broken': {
    status: 422,
    zh: '花括号没有成对。自动填的写成一对括号，别的地方不要用花括号。',
    en: 'The braces do not pair. Write what is filled in between a pair of them, and use braces for nothing else.',
  },
} as const;

const keeping = { 'phrase-keepers-only': phraseRefusals['phrase-keepers-only'] };
const checking = {
  'placeholder-unknown': phraseRefusals['placeholder-unknown'],
  'placeholder-broken': phraseRefusals['placeholder-broken'],
};
const finding = {
  'phrase-not-found': phraseRefusals['phrase-not-found'],
  'phrase-changed': phraseRefusals['phrase-changed'],
};
const one = { phraseId: idOf('phrase'), version: z.int().min(0) };
const list = z.strictObject({ phrases: z.array(phraseSchema), can: z.strictObject({ add: canAnswer }) });

export const listPhrases = operation({
  name: 'phrase.list',
  method: 'GET',
  path: '/phrases',
  summary: 'The phrases in use, by what they are for',
  input: z.strictObject({}),
  output: list,
  refusals: keeping,
});

export const addPhrase = operation({
  name: 'phrase.add',
  method: 'POST',
  path: '/phrases',
  summary: 'Add a phrase; what its use cannot fill in is refused',
  input: z.strictObject(written),
  output: phraseSchema,
  refusals: { ...keeping, ...checking, ...pickRefusals('category-unknown') },
  creates: true,
});

export const changePhrase = operation({
  name: 'phrase.change',
  method: 'POST',
  path: '/phrases/:phraseId',
  summary: 'Change a phrase; what was sent with it before stays as it was sent',
  input: z.strictObject({ ...one, ...written }),
  output: phraseSchema,
  refusals: { ...keeping, ...finding, ...checking, ...pickRefusals('category-unknown') },
});

export const retirePhrase = operation({
  name: 'phrase.retire',
  method: 'POST',
  path: '/phrases/:phraseId/retire',
  summary: 'Offer a phrase no more',
  input: z.strictObject(one),
  output: list,
  refusals: { ...keeping, ...finding },
});

export const addStarterPhrases = operation({
  name: 'phrase.add-starters',
  method: 'POST',
  path: '/phrases/starters',
  summary: 'Add those of the starter set that the community never had',
  input: z.strictObject({}),
  output: list,
  refusals: keeping,
});

const suggested = z.strictObject({ suggestions: z.array(suggestionSchema) });

export const suggestForReport = operation({
  name: 'phrase.for-report',
  method: 'GET',
  path: '/reports/:reportId/phrases',
  summary: 'Phrases to answer a report with, filled',
  input: z.strictObject({ reportId: idOf('report') }),
  output: suggested,
  refusals: pickRefusals('report-not-found', 'desk-only', 'street-reads-only'),
});

export const suggestForMatter = operation({
  name: 'phrase.for-matter',
  method: 'GET',
  path: '/matters/:matterId/phrases',
  summary: 'Phrases to write of a matter with, filled, for those who work on it',
  input: z.strictObject({ matterId: idOf('matter') }),
  output: suggested,
  refusals: pickRefusals('matter-not-found', 'staff-only'),
});

export const phraseOperations = {
  listPhrases,
  addPhrase,
  changePhrase,
  retirePhrase,
  addStarterPhrases,
  suggestForReport,
  suggestForMatter,
};
