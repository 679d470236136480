import { z } from 'zod';
import { operation, type RefusalDeclaration } from '../../kernel/operation.ts';
import { idOf, instantText } from '../../kernel/wire.ts';
import { matterNumber } from '../matter/matter.public.contract.ts';
import { pickRefusals } from '../matter/matter.refusals.contract.ts';

/** What the scrub finds in words; a name and a landline may be meant for everybody, the rest never is. */
export const findKinds = [
  'identity-number',
  'bank-number',
  'phone',
  'landline',
  'mail',
  'account',
  'plate',
  'room',
  'name',
] as const;
export type FindKind = (typeof findKinds)[number];

/** What can be published of a matter: the words of a report, its photos, the words a resolution came with, its proof. */
export const publicationParts = ['report', 'photo', 'reply', 'proof'] as const;
export type PublicationPart = (typeof publicationParts)[number];

/** Waiting for somebody to read it; for everybody; kept closed; for everybody once, and not any more. */
export const publicationStates = ['waiting', 'published', 'kept', 'withdrawn'] as const;
export type PublicationState = (typeof publicationStates)[number];

export const publicationDecisions = ['publish', 'keep', 'withdraw'] as const;
export type PublicationDecision = (typeof publicationDecisions)[number];

/** Why something is taken back; the ledger says so in public. */
export const withdrawReasons = ['personal-data', 'asked-for', 'mistake'] as const;
export type WithdrawReason = (typeof withdrawReasons)[number];

export const maxPublishedText = 10_000;

export const publicationRefusals = {
  'publication-not-found': {
    status: 404,
    zh: '没有找到这一条。回到公开审核的列表看看。',
    en: 'No such item. Look in the list of what waits to be published.',
  },
  'publication-changed': {
    status: 409,
    zh: '刚才有人处理过这一条，你的改动没有保存。看看现在怎么样了，再决定。',
    en: 'Somebody has just decided on this, and nothing of yours was saved. See how it stands, then decide.',
  },
  'publication-not-possible': {
    status: 409,
    zh: '现在不能这样处理这一条。刷新一下，看看它现在的样子。',
    en: 'This cannot be decided so any more. Load the page again and see how it stands.',
  },
  'publication-text-missing': {
    status: 422,
    zh: '公开的文字不能空着。不想公开，就点“不公开”。',
    en: 'There is no text to publish. To keep it closed, press “keep closed”.',
  },
  'publication-still-personal': {
    status: 422,
    zh: '文字里还有个人信息。手机号、证件号、车牌、门牌、账号都不能公开，删掉再发；只剩称呼或办公电话，看过后勾上“我看过了”。',
    en: 'The text still leads to a person. Numbers, plates, doors and accounts are never public: take them out. Where only a form of address or an office’s number is left, tick that you have looked.',
  },
} as const satisfies Record<string, RefusalDeclaration>;

const may = z.union([z.literal(true), z.string()]);

const findSchema = z.strictObject({
  kind: z.enum(findKinds),
  from: z.int().min(0),
  to: z.int().min(1),
});

/** One thing to decide on, with what it says as it came and as the scrub proposes it. */
export const publicationItemSchema = z.strictObject({
  id: idOf('publication'),
  part: z.enum(publicationParts),
  version: z.int(),
  at: instantText,
  state: z.enum(publicationStates),
  /** The words as they came; null for photos. */
  original: z.string().nullable(),
  /** Where the scrub found something, in the original. */
  finds: z.array(findSchema),
  /** What the scrub proposes. */
  proposal: z.string().nullable(),
  /** What everybody reads now. */
  published: z.string().nullable(),
  photoId: idOf('photo').nullable(),
  can: z.record(z.enum(publicationDecisions), may),
});
export type PublicationItem = z.infer<typeof publicationItemSchema>;

export const listPublications = operation({
  name: 'publication.list',
  method: 'GET',
  path: '/publications',
  summary: 'Matters with words or photos that wait to be published, longest waiting first',
  input: z.strictObject({ limit: z.int().min(1).max(100).optional() }),
  output: z.strictObject({
    rows: z.array(
      z.strictObject({
        matterId: idOf('matter'),
        number: z.string(),
        title: z.string(),
        texts: z.int(),
        photos: z.int(),
        since: instantText,
      }),
    ),
    /** Of all matters, however many are shown. */
    matters: z.int(),
  }),
  refusals: pickRefusals('staff-only'),
});

export const getPublications = operation({
  name: 'publication.get',
  method: 'GET',
  path: '/matters/:matterId/publications',
  summary: 'Everything of a matter that can be published, as it came and as the scrub proposes it',
  input: z.strictObject({ matterId: idOf('matter') }),
  output: z.strictObject({
    matterId: idOf('matter'),
    number: z.string(),
    title: z.string(),
    items: z.array(publicationItemSchema),
  }),
  refusals: pickRefusals('staff-only', 'matter-not-found'),
});

export const decidePublication = operation({
  name: 'publication.decide',
  method: 'POST',
  path: '/publications/:publicationId/decide',
  summary: 'Publish words or a photo, keep them closed, or take a publication back',
  input: z.strictObject({
    publicationId: idOf('publication'),
    version: z.int().min(0),
    decision: z.enum(publicationDecisions, 'decision-missing'),
    /** The words as everybody will read them; for photos null. */
    text: z.string().trim().max(maxPublishedText, 'publication-text-too-long').nullable(),
    /** Somebody looked: a form of address or an office's number may stand. */
    checked: z.boolean(),
    /** Where a publication is taken back. */
    reason: z.enum(withdrawReasons).nullable(),
  }),
  output: publicationItemSchema,
  refusals: { ...pickRefusals('desk-only'), ...publicationRefusals },
  problems: {
    'decision-missing': { zh: '选一下公开还是不公开', en: 'Choose: publish it or keep it closed' },
    'publication-text-too-long': { zh: '最多1万字', en: 'At most 10,000 characters' },
    'withdraw-reason-missing': { zh: '选一下为什么撤回', en: 'Choose why it is taken back' },
  },
});

/** What everybody reads of a matter besides its public course. */
export const publishedSchema = z.strictObject({
  texts: z.array(
    z.strictObject({
      id: idOf('publication'),
      part: z.enum(['report', 'reply']),
      at: instantText,
      text: z.string(),
    }),
  ),
  photos: z.array(
    z.strictObject({
      id: idOf('publication'),
      part: z.enum(['photo', 'proof']),
      at: instantText,
      photoId: idOf('photo'),
    }),
  ),
});
export type Published = z.infer<typeof publishedSchema>;

export const readPublished = operation({
  name: 'publication.read',
  method: 'GET',
  path: '/public/matters/:number/published',
  summary: 'The words and photos of a matter that were published to everybody',
  input: z.strictObject({ number: matterNumber }),
  output: publishedSchema,
  refusals: pickRefusals('matter-not-found'),
});

export const publicationOperations = { listPublications, getPublications, decidePublication, readPublished };
