import { z } from 'zod';
import { operation } from '../../kernel/operation.ts';
import { idOf, instantText } from '../../kernel/wire.ts';
import { photoFiles, photoRefusals } from '../photo/photo.contract.ts';
import {
  maxReportPhotos,
  maxReportText,
  registeredChannels,
  reportMessageSchema,
  reportRowSchema,
  reportStates,
  reportViewSchema,
  saidFields,
  submittedSchema,
} from './report.contract.ts';
import { reportProblems, reportRefusals } from './report.refusals.contract.ts';

const oneReport = { reportId: idOf('report') };
const page = { after: z.string().max(200).optional(), limit: z.int().min(1).max(100).optional() };

const submitReport = operation({
  name: 'report.submit',
  method: 'POST',
  path: '/reports',
  summary: 'Report something; no account is needed',
  input: z.strictObject({ ...saidFields, draftId: idOf('draft').nullable() }),
  output: submittedSchema,
  refusals: {
    'place-unknown': reportRefusals['place-unknown'],
    'photo-unknown': reportRefusals['photo-unknown'],
    'draft-sent-already': reportRefusals['draft-sent-already'],
    'anonymous-leaves-nothing': reportRefusals['anonymous-leaves-nothing'],
    'public-name-missing': reportRefusals['public-name-missing'],
    'reported-too-often': reportRefusals['reported-too-often'],
  },
  problems: reportProblems,
  creates: true,
});

const registerReport = operation({
  name: 'report.register',
  method: 'POST',
  path: '/reports/on-behalf',
  summary: 'Register what somebody said by telephone, at the counter, on paper or to a captain',
  input: z.strictObject({
    ...saidFields,
    channel: z.enum(registeredChannels),
    /** When it was said, if not just now; it cannot lie ahead. */
    occurredAt: instantText.nullable(),
    /** The notice was read to them: 代报 needs their knowledge. */
    toldOfPrivacy: z.literal(true, 'privacy-not-told'),
  }),
  output: submittedSchema,
  refusals: {
    'register-not-yours': reportRefusals['register-not-yours'],
    'place-unknown': reportRefusals['place-unknown'],
    'photo-unknown': reportRefusals['photo-unknown'],
    'anonymous-leaves-nothing': reportRefusals['anonymous-leaves-nothing'],
    'public-name-missing': reportRefusals['public-name-missing'],
    'occurred-ahead': reportRefusals['occurred-ahead'],
    ...photoRefusals,
  },
  problems: reportProblems,
  creates: true,
  files: photoFiles,
});

const getReport = operation({
  name: 'report.get',
  method: 'GET',
  path: '/reports/:reportId',
  summary: 'One report, as much of it as the asker may read',
  input: z.strictObject(oneReport),
  output: reportViewSchema,
  refusals: { 'report-not-found': reportRefusals['report-not-found'] },
});

const listReports = operation({
  name: 'report.list',
  method: 'GET',
  path: '/reports',
  summary: 'The desk’s reports, soonest due first',
  input: z.strictObject({
    state: z.enum(reportStates).optional(),
    /** Only what waits aside, or only what does not; unsaid, both. */
    aside: z.boolean().optional(),
    buildingId: idOf('building').optional(),
    text: z.string().max(60).optional(),
    ...page,
  }),
  output: z.strictObject({
    rows: z.array(reportRowSchema),
    next: z.string().nullable(),
    total: z.int(),
    asOf: instantText,
  }),
  refusals: { 'staff-only': reportRefusals['staff-only'] },
});

const releaseReports = operation({
  name: 'report.release',
  method: 'POST',
  path: '/reports/release',
  summary: 'Put reports that wait aside back into the queue; all of them where none is named',
  input: z.strictObject({ reportIds: z.array(idOf('report')).min(1).max(500).nullable() }),
  output: z.strictObject({ released: z.int() }),
  refusals: { 'desk-only': reportRefusals['desk-only'] },
});

const listOwnReports = operation({
  name: 'report.mine',
  method: 'GET',
  path: '/reports/mine',
  summary: 'What I reported, newest first',
  input: z.strictObject(page),
  output: z.strictObject({ rows: z.array(reportRowSchema), next: z.string().nullable() }),
  refusals: { 'sign-in-first': reportRefusals['sign-in-first'] },
});

const addToReport = operation({
  name: 'report.add',
  method: 'POST',
  path: '/reports/:reportId/messages',
  summary: 'Add something to a report: its reporter, or the desk answering',
  input: z.strictObject({
    ...oneReport,
    text: z.string().trim().min(1, 'text-missing').max(maxReportText, 'text-too-long'),
    photoIds: z.array(idOf('photo')).max(maxReportPhotos, 'too-many-photos'),
  }),
  output: reportMessageSchema,
  refusals: {
    'report-not-found': reportRefusals['report-not-found'],
    'reporter-only': reportRefusals['reporter-only'],
    'report-already-decided': reportRefusals['report-already-decided'],
    'report-photos-full': reportRefusals['report-photos-full'],
    'added-too-often': reportRefusals['added-too-often'],
    'photo-unknown': reportRefusals['photo-unknown'],
    ...photoRefusals,
  },
  files: photoFiles,
  problems: reportProblems,
  creates: true,
});

const typeRecording = operation({
  name: 'report.type-recording',
  method: 'POST',
  path: '/reports/:reportId/recording-text',
  summary: 'Write down what the recording of a report says; it stays beside the recording',
  input: z.strictObject({
    ...oneReport,
    text: z.string().trim().min(1, 'text-missing').max(maxReportText, 'text-too-long'),
  }),
  output: reportViewSchema,
  refusals: {
    'report-not-found': reportRefusals['report-not-found'],
    'recording-not-yours': reportRefusals['recording-not-yours'],
    'recording-none': reportRefusals['recording-none'],
  },
  problems: reportProblems,
});

const withdrawReport = operation({
  name: 'report.withdraw',
  method: 'POST',
  path: '/reports/:reportId/withdraw',
  summary: 'Take back one’s own report before the desk has decided on it',
  input: z.strictObject(oneReport),
  output: reportViewSchema,
  refusals: {
    'report-not-found': reportRefusals['report-not-found'],
    'reporter-only': reportRefusals['reporter-only'],
    'report-already-decided': reportRefusals['report-already-decided'],
  },
});

const seeContact = operation({
  name: 'report.see-contact',
  method: 'POST',
  path: '/reports/:reportId/contact',
  summary: 'See the reporter’s name and telephone number; the look-up leaves a trace',
  input: z.strictObject(oneReport),
  output: z.strictObject({ name: z.string().nullable(), phone: z.string().nullable() }),
  refusals: {
    'report-not-found': reportRefusals['report-not-found'],
    'contact-hidden': reportRefusals['contact-hidden'],
    'contact-none': reportRefusals['contact-none'],
  },
});

export const reportOperations = {
  submitReport,
  registerReport,
  getReport,
  listReports,
  releaseReports,
  listOwnReports,
  addToReport,
  typeRecording,
  withdrawReport,
  seeContact,
};
