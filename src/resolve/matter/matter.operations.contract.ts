import { z } from 'zod';
import { pauseReason } from '../../clocks/deadline/deadline.contract.ts';
import { categoryCodeSchema, tiers } from '../../collect/category/category.contract.ts';
import { photoFiles, photoRefusals } from '../../collect/photo/photo.contract.ts';
import { reportRefusals } from '../../collect/report/report.refusals.contract.ts';
import { operation } from '../../kernel/operation.ts';
import { dateText, idOf } from '../../kernel/wire.ts';
import { assistingOperations } from './matter.assisting.contract.ts';
import { change, matter, message, seen, words } from './matter.change.contract.ts';
import {
  channels,
  contactWays,
  matterViewSchema,
  publicMatterSchema,
  rejectReasons,
  reporterMatterSchema,
  resultTypes,
  staffMatterSchema,
  timelineEntrySchema,
} from './matter.contract.ts';
import { oversightOperations } from './matter.oversight.contract.ts';
import { publicOperations } from './matter.public.contract.ts';
import { readingOperations } from './matter.reading.contract.ts';
import {
  commonRefusals,
  intakeRefusals,
  type MatterRefusal,
  pickRefusals,
  readRefusals,
} from './matter.refusals.contract.ts';
import { splitOperations } from './matter.split.contract.ts';

const report = { reportId: idOf('report') };
const handlers = {
  mainHandlerPostId: idOf('post'),
  assistingPostIds: z.array(idOf('post')).max(10),
};
const photoIds = z.array(idOf('photo')).max(9);
const decided = z.strictObject({
  reportId: idOf('report'),
  state: z.enum(['submitted', 'rejected', 'redirected']),
});

/** What comes with photos: sent ahead and named by id, or as files of the same form. */
const bringsPhotos = {
  files: photoFiles,
  refusals: { ...photoRefusals, 'photo-unknown': reportRefusals['photo-unknown'] },
};

/** A change that may bring photos. */
function changeWithPhotos<Shape extends z.ZodRawShape, const Code extends MatterRefusal>(
  verb: string,
  summary: string,
  shape: Shape,
  ...codes: Code[]
) {
  const plain = change(verb, summary, shape, ...codes);
  return operation({
    ...plain,
    files: bringsPhotos.files,
    refusals: { ...plain.refusals, ...bringsPhotos.refusals },
  });
}

// --- decisions on a report ---------------------------------------------------------------------------------

export const acceptReport = operation({
  name: 'matter.accept',
  method: 'POST',
  path: '/reports/:reportId/accept',
  summary: 'Accept a report: it opens a matter under its number, dispatched at once if a handler is named',
  input: z.strictObject({
    ...report,
    publicTitle: words(60),
    categoryCode: categoryCodeSchema,
    tier: z.enum(tiers),
    messageToReporter: message.nullable(),
    /** Accepts and dispatches in one step; null leaves the matter to be dispatched later. */
    mainHandlerPostId: idOf('post').nullable(),
    assistingPostIds: handlers.assistingPostIds,
    messageToHandlers: message.nullable(),
  }),
  output: staffMatterSchema,
  refusals: {
    ...intakeRefusals,
    ...pickRefusals('report-marked-abusive', 'category-unknown', 'handler-unknown', 'handler-twice'),
  },
  creates: true,
});

export const acceptReportInto = operation({
  name: 'matter.accept-into',
  method: 'POST',
  path: '/reports/:reportId/accept-into',
  summary: 'Accept a report as one more voice of an open matter',
  input: z.strictObject({ ...report, ...matter, ...seen, messageToReporter: message.nullable() }),
  output: staffMatterSchema,
  refusals: {
    ...intakeRefusals,
    ...commonRefusals,
    ...pickRefusals('report-marked-abusive', 'other-place', 'target-not-open'),
  },
});

export const rejectReport = operation({
  name: 'matter.reject',
  method: 'POST',
  path: '/reports/:reportId/reject',
  summary: 'Do not accept a report, with the reason told to its reporter',
  input: z.strictObject({ ...report, reason: z.enum(rejectReasons), messageToReporter: message }),
  output: decided,
  refusals: intakeRefusals,
});

export const redirectReport = operation({
  name: 'matter.redirect',
  method: 'POST',
  path: '/reports/:reportId/redirect',
  summary: 'Tell the reporter who is the right one to go to',
  input: z.strictObject({ ...report, channel: z.enum(channels), messageToReporter: message }),
  output: decided,
  refusals: intakeRefusals,
});

export const askReporter = operation({
  name: 'matter.ask',
  method: 'POST',
  path: '/reports/:reportId/ask',
  summary: 'Ask the reporter once for what is missing; the clock keeps running',
  input: z.strictObject({ ...report, question: message }),
  output: decided,
  refusals: { ...intakeRefusals, ...pickRefusals('already-asked', 'reporter-unreachable') },
});

// --- handling ----------------------------------------------------------------------------------------------

export const dispatchMatter = change(
  'dispatch',
  'Dispatch to one main handler and any assisting ones',
  { ...handlers, messageToHandlers: message.nullable() },
  'desk-only',
  'handler-unknown',
  'handler-twice',
);

export const reassignMatter = change(
  'reassign',
  'Give a matter in work to other handlers, with a reason',
  { ...handlers, reason: message },
  'desk-only',
  'handler-unknown',
  'handler-twice',
);

export const takeMatter = change('take', 'Take a dispatched matter', {}, 'main-handler-only');

export const returnMatter = changeWithPhotos(
  'return',
  'Return a dispatched matter with reason and evidence',
  { reason: message, evidencePhotoIds: photoIds },
  'main-handler-only',
  'dispatch-is-final',
  'return-too-late',
);

export const contactReporter = change(
  'contact',
  'Record a contact with the reporter or an arrival on site',
  { way: z.enum(contactWays), note: message.nullable(), onSite: z.boolean() },
  'handler-only',
);

export const askExtension = change(
  'ask-extension',
  'Ask the desk for more working days, once and before the deadline',
  { workingDays: z.int().min(1).max(15), reason: message },
  'main-handler-only',
  'extension-already-given',
  'extension-already-asked',
  'extension-too-long',
  'past-due',
);

export const extendMatter = change(
  'extend',
  'Give more working days; the reporter is told the reason',
  { workingDays: z.int().min(1).max(15), reason: message },
  'desk-only',
  'extension-already-given',
  'extension-too-long',
  'past-due',
);

export const refuseExtension = change(
  'refuse-extension',
  'Refuse the extension that was asked for',
  { reason: message },
  'desk-only',
  'extension-not-asked',
);

export const suspendMatter = change(
  'suspend',
  'Let the clock stand still for one of four reasons: 60 days in all, or until a vote has its result',
  { reason: pauseReason, until: dateText.nullable(), explanation: message },
  'desk-only',
  'suspended-too-long',
  'until-not-ahead',
);

export const resumeMatter = change('resume', 'Let the clock run again', {}, 'desk-only');

export const resolveMatter = changeWithPhotos(
  'resolve',
  'Say what was done: result, reply, photos of the proof',
  {
    result: z.enum(resultTypes),
    reply: words(2000),
    proofPhotoIds: photoIds,
    whyNoPhoto: message.nullable(),
    /** Why not to wait for the assisting parts that are open; needed only where some are. */
    whyPartsOpen: message.optional(),
  },
  'main-handler-only',
  'proof-missing',
  'parts-open',
);

// --- afterwards --------------------------------------------------------------------------------------------

export const reopenMatter = operation({
  name: 'matter.reopen',
  method: 'POST',
  path: '/matters/:matterId/reopen',
  summary: 'Ask for it to be done again: within 15 days of closing, twice at most',
  input: z.strictObject({ ...matter, ...seen, reason: message }),
  output: matterViewSchema,
  refusals: {
    ...commonRefusals,
    ...pickRefusals('reporter-only', 'reopen-too-late', 'reopened-twice', 'reason-missing'),
  },
});

export const archiveMatter = change(
  'archive',
  'Close a resolved matter that nobody answered for; it counts as unrated',
  {},
  'desk-only',
  'not-silent-yet',
);

export const mergeMatter = change(
  'merge',
  'Let the later of two open matters live on as voices of the earlier',
  { intoMatterId: idOf('matter') },
  'desk-only',
  'merge-later-into-earlier',
  'other-place',
  'other-category',
  'target-not-open',
);

export const withdrawReport = operation({
  name: 'matter.withdraw',
  method: 'POST',
  path: '/matters/:matterId/withdraw',
  summary: 'Take back one’s own report; the matter ends if nobody else reported it',
  input: z.strictObject({ ...matter, ...seen, reason: message.nullable() }),
  output: reporterMatterSchema,
  refusals: { ...commonRefusals, ...pickRefusals('reporter-only') },
});

// --- what everyone may add; these commute with every other change, so they neither take nor raise a version --

export const meToo = operation({
  name: 'matter.me-too',
  method: 'POST',
  path: '/matters/:matterId/me-too',
  summary: 'One more household met the same; households are counted, not clicks',
  input: z.strictObject(matter),
  output: publicMatterSchema,
  refusals: {
    ...readRefusals,
    ...pickRefusals('step-not-possible', 'resident-only', 'household-already-counted', 'street-reads-only'),
  },
});

export const addNote = operation({
  name: 'matter.note',
  method: 'POST',
  path: '/matters/:matterId/notes',
  summary: 'Add a question, an answer or more photos, between reporter, desk and handler',
  input: z.strictObject({
    ...matter,
    text: words(2000),
    photoIds,
    for: z.enum(['reporter-and-staff', 'staff']),
  }),
  output: timelineEntrySchema,
  refusals: {
    ...readRefusals,
    ...pickRefusals('step-not-possible', 'reporter-only', 'street-reads-only'),
    ...bringsPhotos.refusals,
  },
  files: bringsPhotos.files,
  creates: true,
});

export const seeReporterContact = operation({
  name: 'matter.see-contact',
  method: 'POST',
  path: '/matters/:matterId/reports/:reportId/contact',
  summary: 'See the name and number of a reporter; the look-up leaves a trace',
  input: z.strictObject({ ...matter, ...report }),
  output: z.strictObject({ name: z.string().nullable(), phone: z.string().nullable() }),
  refusals: {
    ...readRefusals,
    ...pickRefusals('report-not-found'),
    'contact-hidden': reportRefusals['contact-hidden'],
    'contact-none': reportRefusals['contact-none'],
  },
});

/** What the desk decides on a report. */
export const intakeOperations = {
  acceptReport,
  acceptReportInto,
  rejectReport,
  redirectReport,
  askReporter,
};

/** What changes an accepted matter. */
export const changeOperations = {
  dispatchMatter,
  reassignMatter,
  takeMatter,
  returnMatter,
  contactReporter,
  askExtension,
  extendMatter,
  refuseExtension,
  suspendMatter,
  resumeMatter,
  resolveMatter,
  reopenMatter,
  archiveMatter,
  mergeMatter,
  withdrawReport,
};

/** What those concerned add to it, and what of their reporter its handlers may see. */
export const voiceOperations = { meToo, addNote, seeReporterContact };

/** Every operation of the feature, for composition, for OpenAPI and for the permission table. */
export const matterOperations = {
  ...intakeOperations,
  ...changeOperations,
  ...voiceOperations,
  ...splitOperations,
  ...assistingOperations,
  ...oversightOperations,
  ...readingOperations,
  ...publicOperations,
};
