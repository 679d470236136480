import { z } from 'zod';
import { operation } from '../../kernel/operation.ts';
import { idOf, instantText } from '../../kernel/wire.ts';
import { photoFiles, photoRefusals } from '../photo/photo.contract.ts';
import { recordingFiles, recordingRefusals } from '../recording/recording.contract.ts';
import { maxReportPhotos, saidFields, submittedSchema } from '../report/report.contract.ts';
import { reportProblems, reportRefusals } from '../report/report.refusals.contract.ts';

/** Photos of a report and its one recording. */
export const maxPieces = maxReportPhotos + 1;

/** Made by the telephone (RFC 9562, version 4): whoever holds it is told what became of the report. */
const offlineId = idOf('offline-report');
const pieceId = idOf('offline-piece');

/** A keyed mark of the person who was signed in while it was written; a page tells its own visitor theirs. */
export const writerMarkSchema = z.string().regex(/^[0-9a-f]{32}$/);

const offlineRefusals = {
  'piece-missing': {
    status: 422,
    zh: '没有收到照片或录音。请在手机里打开这条反映，再送一次。',
    en: 'No photo and no recording arrived. Open the report on the phone and send it again.',
  },
  'pieces-too-many': {
    status: 422,
    zh: '一条反映最多{max}张照片、一段录音。去掉几张再送。',
    en: 'A report holds {max} photos and one recording. Take some out and send it again.',
  },
  'pieces-lost': {
    status: 409,
    zh: '照片还没收全，手机会再送一遍，不用你做什么。',
    en: 'Not all photos have arrived. The phone sends them once more; you need not do anything.',
  },
  'written-signed-in': {
    status: 401,
    zh: '这条是登录着写的，现在已经退出。用原来的手机号登录，或选“不用账号送出”。',
    en: 'This was written while signed in, and now you are not. Sign in as before, or send it without the account.',
  },
  'written-by-another': {
    status: 403,
    zh: '这条是用另一个账号写的。换回那个账号登录，或选“不用账号送出”。',
    en: 'This was written from another account. Sign in with that one, or send it without the account.',
  },
} as const;

const putPiece = operation({
  name: 'offline-report.put-piece',
  method: 'PUT',
  path: '/offline-reports/:offlineId/pieces/:pieceId',
  summary:
    'Send one photo or the recording of a report written without network; as often as needed, it counts once',
  input: z.strictObject({ offlineId, pieceId }),
  output: z.strictObject({ pieceId }),
  refusals: {
    ...photoRefusals,
    ...recordingRefusals,
    'piece-missing': offlineRefusals['piece-missing'],
    'pieces-too-many': offlineRefusals['pieces-too-many'],
  },
  files: { ...photoFiles, maxFiles: 1, also: recordingFiles },
});

const { photoIds: _sentAsPieces, categoryGuess: _guessedHere, ...said } = saidFields;

const putReport = operation({
  name: 'offline-report.put',
  method: 'PUT',
  path: '/offline-reports/:offlineId',
  summary: 'Send a report written without network, after its pieces; as often as needed, it is received once',
  input: z.strictObject({
    offlineId,
    ...said,
    /** Photos in their order, and the recording. */
    pieceIds: z.array(pieceId).max(maxPieces),
    /** By the clock of the telephone, which may be wrong. */
    writtenAt: instantText,
    /** Null where nobody was signed in, or where it is to be sent without the account. */
    writtenBy: writerMarkSchema.nullable(),
  }),
  output: submittedSchema.omit({ acceptDueAt: true }).extend({
    /** False where other words arrived under this id before: those stand, these were not taken. */
    asWritten: z.boolean(),
  }),
  refusals: {
    'written-signed-in': offlineRefusals['written-signed-in'],
    'written-by-another': offlineRefusals['written-by-another'],
    'pieces-lost': offlineRefusals['pieces-lost'],
    'place-unknown': reportRefusals['place-unknown'],
    'photo-unknown': reportRefusals['photo-unknown'],
    'anonymous-leaves-nothing': reportRefusals['anonymous-leaves-nothing'],
    'public-name-missing': reportRefusals['public-name-missing'],
    'reported-too-often': reportRefusals['reported-too-often'],
  },
  problems: reportProblems,
});

export const offlineReportOperations = { putPiece, putReport };
