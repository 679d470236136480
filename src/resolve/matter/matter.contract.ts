import { z } from 'zod';
import {
  type CategoryLimit,
  categoryLimit,
  clockKind,
  deadlineView,
  type PauseReason,
  pauseReason,
} from '../../clocks/deadline/deadline.contract.ts';
import { categoryCodeSchema, type Tier, tiers } from '../../collect/category/category.contract.ts';
import { anonymities, reportChannels, reportRecordingSchema } from '../../collect/report/report.contract.ts';
import type { Id } from '../../kernel/id.ts';
import type { Instant, LocalDate } from '../../kernel/time.ts';
import { dateText, idOf, instantText } from '../../kernel/wire.ts';
import { awaySchema } from '../../people/absence/absence.contract.ts';
import { proposedMoveSchema } from './matter.move.contract.ts';
import { partSchema, partStates } from './matter.part.contract.ts';
import {
  proposedSupervisionSchema,
  type Supervision,
  supervisionLevels,
  supervisionSchema,
} from './matter.supervision.contract.ts';

/** Where a matter stands, from acceptance on (国办发〔2020〕53号: 受理、派单、办理、答复、督办、办结、回访、评价). */
export const matterStates = [
  'accepted',
  'dispatched',
  'taken',
  'in_progress',
  'done',
  'callback',
  'closed',
  'returned',
  'suspended',
  'withdrawn',
  'merged',
] as const;
export type MatterState = (typeof matterStates)[number];

/** What can be done to an accepted matter; each is one column of the table in `matter.states.ts`. */
export const matterActions = [
  'dispatch',
  'reassign',
  'take',
  'return',
  'contact',
  'ask-extension',
  'extend',
  'refuse-extension',
  'suspend',
  'resume',
  'resolve',
  'call',
  'answer',
  'confirm',
  'reopen',
  'archive',
  'join',
  'merge',
  'split',
  'leave',
  'withdraw',
  'me-too',
  'note',
  'urge',
  'supervise',
  'lift',
  'move',
  'hand-over',
  'assist',
  'take-part',
  'finish-part',
  'hand-back-part',
] as const;
export type MatterAction = (typeof matterActions)[number];

/** What can be done to a report that nobody has decided on yet. */
export const intakeActions = ['accept', 'accept-into', 'reject', 'redirect', 'ask'] as const;
export type IntakeAction = (typeof intakeActions)[number];

/** The five stages everyone sees: 收集 受理 办理 反馈 评价. */
export const stages = ['collected', 'accepted', 'handling', 'feedback', 'rating'] as const;
export type Stage = (typeof stages)[number];

/** 解决 / 部分解决 / 解释说明 / 无法解决: the last two are honest results and are published like the others. */
export const resultTypes = ['solved', 'partly-solved', 'explained', 'not-possible'] as const;
export type ResultType = (typeof resultTypes)[number];

/** What a reporter says of the result. */
export const solvedAnswers = ['yes', 'partly', 'no'] as const;
export type SolvedAnswer = (typeof solvedAnswers)[number];

/** 满意、基本满意、不满意: what the ledger keeps of a satisfaction of 1 to 5. */
export const satisfactions = ['satisfied', 'mostly', 'dissatisfied'] as const;
export type Satisfaction = (typeof satisfactions)[number];

/** How a closed matter ended with its first reporter; silence is `unrated` and never counts as satisfied. */
export const closings = ['confirmed', 'partly', 'unsolved', 'unrated'] as const;
export type Closing = (typeof closings)[number];

/** 不予受理: 北京市接诉即办工作条例 第十一条（一）至（六）. */
export const rejectReasons = [
  'in-litigation',
  'already-decided',
  'secret-or-private',
  'outside-duty',
  'unlawful',
  'no-content',
] as const;
export type RejectReason = (typeof rejectReasons)[number];

/** Who is the right one to go to instead. */
export const channels = [
  'police-110',
  'fire-119',
  'ambulance-120',
  'traffic-122',
  'court',
  'petition-office',
  'discipline',
  'other',
] as const;
export type RedirectChannel = (typeof channels)[number];

export const contactWays = ['phone', 'visit', 'message', 'on-site', 'page'] as const;
export type ContactWay = (typeof contactWays)[number];

/** Under which hat somebody acts; the timeline names the hat, never the person. */
export const hats = [
  'desk',
  'handler',
  'captain',
  'chair',
  'reporter',
  'neighbour',
  'administrator',
  'street',
  'system',
] as const;
export type Hat = (typeof hats)[number];

/**
 * A post that handles a matter, with the organisation it belongs to, if any. `throughDesk` marks outside units
 * without accounts of their own: the desk takes, contacts and resolves in their name.
 */
export type Handler = {
  postId: Id<'post'>;
  organisationId: Id<'organisation'> | null;
  throughDesk: boolean;
};

/** A matter has one main handler; others assist. */
export const handlerParts = ['main', 'assisting'] as const;

/** The place as the public may know it: a building, or nothing for the whole estate. */
export type PublicPlace = { id: Id<'building'>; code: string; name: string };

/** A matter as the rules know it. Free text of reporters is not part of it: that stays with the reports. */
export type Matter = {
  id: Id<'matter'>;
  /** As people write it, year and running number: 2026-0158. It is the number of the first report. */
  number: string;
  version: number;
  state: MatterState;
  publicTitle: string;
  categoryCode: string;
  tier: Tier;
  /** The category's limit at acceptance; each reopening halves what is left to work with (`limitNow`). */
  limit: CategoryLimit;
  /** Copied from the category at acceptance, so that a later catalogue does not change an old promise. */
  sensitive: boolean;
  proofExpected: boolean;
  building: PublicPlace | null;
  /** The shared area it is about, by its name; null for a building or the whole estate. */
  area: string | null;
  firstReportId: Id<'report'>;
  mainHandler: Handler | null;
  assisting: readonly Handler[];
  acceptedAt: Instant;
  dispatchedAt: Instant | null;
  contactedAt: Instant | null;
  onSiteAt: Instant | null;
  resolvedAt: Instant | null;
  closedAt: Instant | null;
  result: ResultType | null;
  closing: Closing | null;
  returnedCount: number;
  reopenedCount: number;
  /** How often it was urged, by whomever: 催办×n, a flag and no state. Kept beside the matter like its households. */
  urgedCount: number;
  supervision: Supervision | null;
  extensionAsked: boolean;
  extended: boolean;
  suspendedFor: PauseReason | null;
  /** When work goes on by itself; null while it waits for a vote, however long that takes. */
  suspendedUntil: LocalDate | null;
  /** A third "unsolved" goes to the joint meeting instead of being done again. */
  forJointMeeting: boolean;
  mergedInto: Id<'matter'> | null;
};

const canAnswerSchema = z.union([z.literal(true), z.string()]);

/** Each action, either true or the code of the refusal; screens show its text beside the button. */
export const canSchema = z.record(z.enum(matterActions), canAnswerSchema);

export const handlerSchema = z.strictObject({
  postId: idOf('post'),
  name: z.string(),
  /** Nobody holds the post any more: the desk gives it to others. */
  ended: z.boolean(),
  /** Its holder is away now or soon, and who stands in. */
  away: awaySchema.nullable(),
});
export type NamedHandler = z.infer<typeof handlerSchema>;

/** What happened, as one line of the timeline; `text` comes from the catalogue, `words` from people. */
export const timelineEntrySchema = z.strictObject({
  action: z.enum([...matterActions, ...intakeActions, 'collected']),
  at: instantText,
  by: z.enum(hats),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  words: z.string().nullable(),
  photoIds: z.array(idOf('photo')),
});

const stageSchema = z.strictObject({
  stage: z.enum(stages),
  status: z.enum(['done', 'now', 'later']),
  on: dateText.nullable(),
});

const publicFields = {
  id: idOf('matter'),
  number: z.string(),
  title: z.string(),
  categoryCode: categoryCodeSchema,
  building: z.string().nullable(),
  area: z.string().nullable(),
  tier: z.enum(tiers),
  state: z.enum(matterStates),
  stages: z.array(stageSchema).length(stages.length),
  acceptedAt: instantText,
  promisedOn: dateText.nullable(),
  resolvedOn: dateText.nullable(),
  result: z.enum(resultTypes).nullable(),
  closing: z.enum(closings).nullable(),
  reopenedCount: z.int(),
  urgedCount: z.int(),
  supervised: z.enum(supervisionLevels).nullable(),
  suspendedFor: pauseReason.nullable(),
  mergedIntoNumber: z.string().nullable(),
  /** The matter it lives on in, so that an old address leads on. */
  mergedIntoId: idOf('matter').nullable(),
  households: z.int(),
};

/**
 * What neighbours and strangers read: no words of any reporter, no place below the building. Who reported is
 * named only by the form of address they chose for their neighbours; otherwise it is "a resident" (null).
 */
export const publicMatterSchema = z.strictObject({
  reader: z.literal('public'),
  ...publicFields,
  reportedBy: z.string().nullable(),
  can: canSchema,
});
export type PublicMatter = z.infer<typeof publicMatterSchema>;

const replySchema = z.strictObject({
  at: instantText,
  text: z.string(),
  photoIds: z.array(idOf('photo')),
  /** Why no photo shows the result, where one could have. */
  whyNoPhoto: z.string().nullable(),
});

export const reporterMatterSchema = z.strictObject({
  reader: z.literal('reporter'),
  ...publicFields,
  reportedBy: z.string().nullable(),
  version: z.int(),
  ownReports: z.array(
    z.strictObject({
      ...{ id: idOf('report'), number: z.string(), text: z.string(), submittedAt: instantText },
      /** As exactly as it was said. */
      place: z.string(),
      photoIds: z.array(idOf('photo')),
      recording: reportRecordingSchema.nullable(),
    }),
  ),
  replies: z.array(replySchema),
  reopenUntil: dateText.nullable(),
  timeline: z.array(timelineEntrySchema),
  can: canSchema,
});
export type ReporterMatter = z.infer<typeof reporterMatterSchema>;

/** A report as staff see it; `reporter` is null where the asker may not know who it was. */
export const heardReportSchema = z.strictObject({
  id: idOf('report'),
  number: z.string(),
  text: z.string(),
  submittedAt: instantText,
  channel: z.enum(reportChannels),
  anonymity: z.enum(anonymities),
  /** As exactly as the asker may know it: a door can tell who it was. */
  place: z.string(),
  reporter: z
    .strictObject({
      name: z.string().nullable(),
      phone: z.string().nullable(),
      dwelling: z.string().nullable(),
    })
    .nullable(),
  photoIds: z.array(idOf('photo')),
  /** Without its id for those who may not know who speaks; `text` holds what was heard in it. */
  recording: reportRecordingSchema.nullable(),
});

export const staffMatterSchema = z.strictObject({
  reader: z.literal('staff'),
  ...publicFields,
  reportedBy: z.string().nullable(),
  version: z.int(),
  limit: categoryLimit,
  sensitive: z.boolean(),
  mainHandler: handlerSchema.nullable(),
  assisting: z.array(handlerSchema),
  /** What each assisting handler has of it, in this round of work. */
  parts: z.array(partSchema),
  returnedCount: z.int(),
  extensionAsked: z.boolean(),
  extended: z.boolean(),
  forJointMeeting: z.boolean(),
  supervision: supervisionSchema.nullable(),
  /** What the rules propose; nothing of it happens by itself. */
  toSupervise: proposedSupervisionSchema.nullable(),
  toMove: proposedMoveSchema.nullable(),
  reports: z.array(heardReportSchema),
  replies: z.array(replySchema),
  /** Each clock with the reasons for its date, line by line. */
  /** Each with the round of work it belongs to: 2 after the first reopening. */
  clocks: z.array(deadlineView.extend({ round: z.int().min(1) })),
  timeline: z.array(timelineEntrySchema),
  can: canSchema,
});
export type StaffMatter = z.infer<typeof staffMatterSchema>;

export const matterViewSchema = z.discriminatedUnion('reader', [
  publicMatterSchema,
  reporterMatterSchema,
  staffMatterSchema,
]);
export type MatterView = z.infer<typeof matterViewSchema>;

/** One row of the desk's queue. */
export const matterRowSchema = z.strictObject({
  id: idOf('matter'),
  version: z.int(),
  number: z.string(),
  title: z.string(),
  categoryCode: categoryCodeSchema,
  building: z.string().nullable(),
  area: z.string().nullable(),
  tier: z.enum(tiers),
  state: z.enum(matterStates),
  closing: z.enum(closings).nullable(),
  households: z.int(),
  mainHandler: handlerSchema.nullable(),
  /** How the asker's own part stands, where they assist. */
  ownPart: z.enum(partStates).nullable(),
  nextClock: clockKind.nullable(),
  dueAt: instantText.nullable(),
  /** Of the next clock's own time, 1 to 0; null where none runs. */
  shareLeft: z.number().min(0).max(1).nullable(),
  overdue: z.boolean(),
  suspendedFor: pauseReason.nullable(),
  urgedCount: z.int(),
  supervised: z.enum(supervisionLevels).nullable(),
  toSupervise: proposedSupervisionSchema.nullable(),
});
export type MatterRow = z.infer<typeof matterRowSchema>;
