import { z } from 'zod';
import { operation } from '../../kernel/operation.ts';
import { idOf, instantText } from '../../kernel/wire.ts';
import { maxPlaceWords, placeSchema } from '../../places/place/place.contract.ts';
import { photoFiles, photoRefusals } from '../photo/photo.contract.ts';
import { recordingFiles, recordingIdSchema, recordingRefusals } from '../recording/recording.contract.ts';
import { reportProblems } from '../report/report.refusals.contract.ts';

/**
 * What somebody is writing, one step after the other. A draft takes in whatever was sent, also what a report
 * may not hold yet, and says what is still to be changed: nothing written and no photo sent is lost on the way.
 */
export const draftContentSchema = z.strictObject({
  text: z.string(),
  place: placeSchema.nullable(),
  photoIds: z.array(idOf('photo')),
});
export type DraftContent = z.infer<typeof draftContentSchema>;

/** Room beyond what a report holds, so that a text too long comes back to be shortened. */
export const maxDraftText = 60_000;

/** Steps of the form; naming one says that what it asks for and was not sent was left empty. */
export const draftSteps = ['what', 'where'] as const;

/** What is still to be changed; the texts are among the operation's problems and refusals. */
export const draftProblemCodes = [
  'text-missing',
  'text-too-long',
  'too-many-photos',
  'photo-unreadable',
  'photo-too-large',
  'photo-format-unknown',
  'storage-full',
  'storage-unavailable',
  'recording-unreadable',
  'recording-format-unknown',
  'recording-too-long',
] as const;
export type DraftProblem = {
  path: 'text' | 'photos' | 'recording';
  code: (typeof draftProblemCodes)[number];
};

const draftViewSchema = z.strictObject({
  draftId: idOf('draft'),
  ...draftContentSchema.shape,
  /** What was said instead of written; the text may then stay empty. */
  recording: z.strictObject({ recordingId: recordingIdSchema, seconds: z.int().nullable() }).nullable(),
  problems: z.array(
    z.strictObject({ path: z.enum(['text', 'photos', 'recording']), code: z.enum(draftProblemCodes) }),
  ),
  updatedAt: instantText,
  expiresAt: instantText,
});
export type DraftView = z.infer<typeof draftViewSchema>;

/** A form leaves empty fields out; words are the part of a place that may be empty. */
const writtenPlace = placeSchema.extend({ words: z.string().max(maxPlaceWords).optional() });

const draftNotFound = {
  'draft-not-found': {
    status: 404,
    zh: '没有找到这份草稿，可能已经提交，或者放了30天以上。可以重新写一条。',
    en: 'No such draft. It may have been sent already, or is older than 30 days. You can begin anew.',
  },
} as const;

const draftProblems = {
  'text-missing': reportProblems['text-missing'],
  'text-too-long': reportProblems['text-too-long'],
  'too-many-photos': reportProblems['too-many-photos'],
  'photo-unreadable': photoRefusals['photo-unreadable'],
  'photo-too-large': {
    zh: '有一张照片太大了。用手机相机重新拍一张就可以。',
    en: 'One photo is too large. One taken with a phone will do.',
  },
  'photo-format-unknown': photoRefusals['photo-format-unknown'],
  'storage-full': photoRefusals['storage-full'],
  'storage-unavailable': photoRefusals['storage-unavailable'],
  ...recordingRefusals,
};

const draftFiles = { ...photoFiles, also: recordingFiles };

const beginDraft = operation({
  name: 'draft.begin',
  method: 'POST',
  path: '/drafts',
  summary: 'Begin a report step by step: words, photos or both',
  input: z.strictObject({ text: z.string().max(maxDraftText, 'text-too-long').optional() }),
  output: draftViewSchema,
  refusals: {},
  problems: draftProblems,
  creates: true,
  files: draftFiles,
});

const writeDraft = operation({
  name: 'draft.write',
  method: 'POST',
  path: '/drafts/:draftId',
  summary: 'Change a part of a draft; the rest stays',
  input: z.strictObject({
    draftId: idOf('draft'),
    step: z.enum(draftSteps).optional(),
    text: z.string().max(maxDraftText, 'text-too-long').optional(),
    place: writtenPlace.optional(),
    removePhotoIds: z.array(idOf('photo')).optional(),
    removeRecording: z.boolean().optional(),
  }),
  output: draftViewSchema,
  refusals: draftNotFound,
  problems: draftProblems,
  files: draftFiles,
});

const getDraft = operation({
  name: 'draft.get',
  method: 'GET',
  path: '/drafts/:draftId',
  summary: 'A draft, for whoever holds its id',
  input: z.strictObject({ draftId: idOf('draft') }),
  output: draftViewSchema,
  refusals: draftNotFound,
});

const readOwnDraft = operation({
  name: 'draft.mine',
  method: 'GET',
  path: '/drafts/mine',
  summary: 'The draft this browser began and did not send, if there is one',
  input: z.strictObject({}),
  output: z.strictObject({ draft: draftViewSchema.nullable() }),
  refusals: {},
});

const discardDraft = operation({
  name: 'draft.discard',
  method: 'POST',
  path: '/drafts/:draftId/discard',
  summary: 'Throw a draft away, for whoever holds its id',
  input: z.strictObject({ draftId: idOf('draft') }),
  output: z.strictObject({}),
  refusals: draftNotFound,
});

export const draftOperations = { beginDraft, writeDraft, getDraft, readOwnDraft, discardDraft };
