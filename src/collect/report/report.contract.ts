import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import { idOf, instantText } from '../../kernel/wire.ts';
import { placeSchema } from '../../places/place/place.contract.ts';
import { categoryCodeSchema } from '../category/category.contract.ts';
import { recordingIdSchema } from '../recording/recording.contract.ts';

/**
 * What one person said through one channel, never edited. From `accepted` or `merged` on the matter it led to
 * carries the state; here it only says that a decision was made.
 */
export const reportStates = [
  'submitted',
  'accepted',
  'merged',
  'rejected',
  'redirected',
  'withdrawn',
] as const;
export type ReportState = (typeof reportStates)[number];

/** States in which the desk still has to decide. */
export const undecidedStates: ReadonlySet<ReportState> = new Set(['submitted']);

/** Every way in which something was said. The first four of the paper and chat lines count as public channels. */
export const reportChannels = [
  'form',
  'phone',
  'counter',
  'proxy',
  'wechat',
  'qq',
  'box',
  'board',
  'round',
  'session',
  'import',
] as const;
export type ReportChannel = (typeof reportChannels)[number];

/** What a member of staff or a captain may register for somebody else: at a door, at the table of the three parties too. */
export const registeredChannels = [
  'phone',
  'counter',
  'proxy',
  'wechat',
  'qq',
  'box',
  'board',
  'round',
  'session',
] as const;

/** 公开称呼 / 仅社区知道 / 对办理人保密 / 完全匿名: who learns who said it. */
export const anonymities = ['public-name', 'community-only', 'hidden-from-handler', 'anonymous'] as const;
export type Anonymity = (typeof anonymities)[number];

/**
 * Why a report waits aside: others, or its own sender, said the same; too many without a name came from one address; or
 * the desk marked it as abusive.
 */
export const asides = ['same-words', 'crowd', 'abusive'] as const;
export type Aside = (typeof asides)[number];

export const maxReportText = 10_000;
export const maxReportPhotos = 9;
/** With all that reporter and desk add later. */
export const maxPhotosOfReport = 36;
/** What a reporter adds within a day; whoever has more to say telephones. */
export const maxAdditionsADay = 20;

/** The version of the privacy notice shown beside the send button; kept with each report. */
export const privacyNoticeVersion = '2026-11';

const reportText = z.string().trim().min(1, 'text-missing').max(maxReportText, 'text-too-long');

/** A mobile number in mainland China, or a landline with its area code, as people write them. */
export const phonePattern = /^(\+?86[- ]?)?(1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[- ]?\d{7,8})$/;
export const phoneText = z.string().trim().regex(phonePattern, 'phone-unreadable');

const contactSchema = z.strictObject({
  name: z.string().trim().min(1).max(40).nullable(),
  phone: phoneText.nullable(),
});
export type Contact = z.infer<typeof contactSchema>;

/** What is said, where, and who may know who said it: the same for every way in. */
export const saidFields = {
  text: reportText,
  place: placeSchema,
  photoIds: z.array(idOf('photo')).max(maxReportPhotos, 'too-many-photos'),
  anonymity: z.enum(anonymities),
  /** The form of address neighbours see (王阿姨), where the reporter wants to be seen. */
  publicName: z.string().trim().min(1).max(20).nullable(),
  contact: contactSchema,
  categoryGuess: categoryCodeSchema.nullable(),
};

export const submittedSchema = z.strictObject({
  reportId: idOf('report'),
  number: z.string(),
  /** Opens the report's private page to whoever holds it; shown once, and again only to its owner. */
  reportKey: z.string(),
  acceptDueAt: instantText,
});
export type Submitted = z.infer<typeof submittedSchema>;

export const reportMessageSchema = z.strictObject({
  at: instantText,
  by: z.enum(['reporter', 'desk']),
  text: z.string(),
  photoIds: z.array(idOf('photo')),
});

export type ReportMessage = z.infer<typeof reportMessageSchema>;

const canSchema = z.strictObject({
  withdraw: z.union([z.literal(true), z.string()]),
  add: z.union([z.literal(true), z.string()]),
});

/** The desk sees beforehand whether the reporter can be asked, and why not. */
const staffCanSchema = canSchema.extend({
  ask: z.union([z.literal(true), z.string()]),
  /** Whether they write down what a recording says. */
  typeRecording: z.union([z.literal(true), z.string()]),
});

/** A recording sent with the report; without its id for those who may not hear who speaks. */
export const reportRecordingSchema = z.strictObject({
  recordingId: recordingIdSchema.nullable(),
  seconds: z.int().nullable(),
  /** What the desk heard in it; null until then. */
  typedText: z.string().nullable(),
});
export type ReportRecording = z.infer<typeof reportRecordingSchema>;

const sharedFields = {
  id: idOf('report'),
  number: z.string(),
  state: z.enum(reportStates),
  channel: z.enum(reportChannels),
  text: z.string(),
  place: z.string(),
  photoIds: z.array(idOf('photo')),
  recording: reportRecordingSchema.nullable(),
  anonymity: z.enum(anonymities),
  publicName: z.string().nullable(),
  submittedAt: instantText,
  occurredAt: instantText,
  acceptDueAt: instantText.nullable(),
  /** Its category or its words speak of danger: it stands first at the desk. */
  urgent: z.boolean(),
  matterId: idOf('matter').nullable(),
  /** What the desk gave as the reason, where it did not accept. */
  decision: z.strictObject({ reason: z.string(), message: z.string() }).nullable(),
  messages: z.array(reportMessageSchema),
  can: canSchema,
};

/** Its reporter's own view. */
export const ownReportSchema = z.strictObject({ reader: z.literal('reporter'), ...sharedFields });
export type OwnReport = z.infer<typeof ownReportSchema>;

/** The desk's view; `reporter` is null where the asker may not know who it was. */
export const staffReportSchema = z.strictObject({
  reader: z.literal('staff'),
  ...sharedFields,
  can: staffCanSchema,
  building: z.string().nullable(),
  buildingId: idOf('building').nullable(),
  categoryGuess: categoryCodeSchema.nullable(),
  reporter: z
    .strictObject({ name: z.string().nullable(), hasPhone: z.boolean(), dwelling: z.string().nullable() })
    .nullable(),
  registeredBy: z.string().nullable(),
  /** Why it waits aside; null where it stands in the queue. */
  aside: z.enum(asides).nullable(),
});
export type StaffReport = z.infer<typeof staffReportSchema>;

export const reportViewSchema = z.discriminatedUnion('reader', [ownReportSchema, staffReportSchema]);
export type ReportView = z.infer<typeof reportViewSchema>;

/** One row of a queue or of "my reports". */
export const reportRowSchema = z.strictObject({
  id: idOf('report'),
  number: z.string(),
  state: z.enum(reportStates),
  channel: z.enum(reportChannels),
  excerpt: z.string(),
  building: z.string().nullable(),
  /** As short as a row has room for: 6幢, 地下车库; no finer than the public may know. */
  place: z.string(),
  buildingId: idOf('building').nullable(),
  categoryGuess: categoryCodeSchema.nullable(),
  submittedAt: instantText,
  acceptDueAt: instantText.nullable(),
  /** Of the time to decide in, 1 to 0; null once it is decided. */
  shareLeft: z.number().min(0).max(1).nullable(),
  overdue: z.boolean(),
  urgent: z.boolean(),
  aside: z.enum(asides).nullable(),
  matterId: idOf('matter').nullable(),
  photos: z.int(),
});
export type ReportRow = z.infer<typeof reportRowSchema>;

/** A report as far as its traces of a person are looked for. */
export type TracedReport = {
  id: Id<'report'>;
  number: string;
  state: ReportState;
  matterId: Id<'matter'> | null;
  personId: Id<'person'> | null;
  contactName: string | null;
  contactPhone: string | null;
  publicName: string | null;
};
