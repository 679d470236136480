import { z } from 'zod';
import { pauseReason } from '../../clocks/deadline/deadline.contract.ts';
import { categoryCodeSchema, tiers } from '../../collect/category/category.contract.ts';
import { reportChannels } from '../../collect/report/report.contract.ts';
import type { Id } from '../../kernel/id.ts';
import { operation } from '../../kernel/operation.ts';
import { dateText, idOf, instantText, pagePlace } from '../../kernel/wire.ts';
import { closings, matterStates, publicMatterSchema, resultTypes } from './matter.contract.ts';
import { readRefusals } from './matter.refusals.contract.ts';
import { supervisionLevels } from './matter.supervision.contract.ts';

/** What can be asked of the public list: everything, what is worked on, what is done; the words figures count by. */
export const publicStatuses = ['received', 'open', 'resolved'] as const;
export type PublicStatus = (typeof publicStatuses)[number];

/** As many as a page of the list holds unless asked otherwise. */
export const publicPageLength = 20;

/** A calendar month, YYYY-MM. */
export const monthText = z.string().regex(/^(19|20|21)\d\d-(0[1-9]|1[0-2])$/);

/** The filters of everything that is listed, counted or fed from what is public; their names are part of addresses. */
export const publicFilterFields = {
  status: z.enum(publicStatuses).optional(),
  tier: z.enum(tiers).optional(),
  category: categoryCodeSchema.optional(),
  /** By its id, or by its label as the ledger writes it: 3. */
  building: z.string().min(1).max(40).optional(),
  /** Of its acceptance, in China's calendar. */
  month: monthText.optional(),
  /** The channel of its first report. */
  channel: z.enum(reportChannels).optional(),
  /** Words that all have to occur in what is public of it; or a number. */
  q: z.string().trim().max(60).optional(),
};
export const publicFilterSchema = z.strictObject(publicFilterFields);
export type PublicFilter = z.infer<typeof publicFilterSchema>;

/** A matter in a public list; where it stands among the five stages follows from its state (`stagesOf`). */
export const publicRowSchema = z.strictObject({
  id: idOf('matter'),
  number: z.string(),
  title: z.string(),
  categoryCode: categoryCodeSchema,
  building: z.string().nullable(),
  area: z.string().nullable(),
  tier: z.enum(tiers),
  state: z.enum(matterStates),
  acceptedAt: instantText,
  /** When its public course last went on. */
  changedAt: instantText,
  promisedOn: dateText.nullable(),
  resolvedOn: dateText.nullable(),
  result: z.enum(resultTypes).nullable(),
  closing: z.enum(closings).nullable(),
  reopenedCount: z.int(),
  urgedCount: z.int(),
  supervised: z.enum(supervisionLevels).nullable(),
  suspendedFor: pauseReason.nullable(),
  households: z.int(),
});
export type PublicRow = z.infer<typeof publicRowSchema>;

export const listPublicMatters = operation({
  name: 'matter.list-public',
  method: 'GET',
  path: '/public/matters',
  summary: 'Matters everyone may read, newest first, filtered, searched and paged by key',
  input: z.strictObject({
    ...publicFilterFields,
    after: pagePlace.optional(),
    limit: z.int().min(1).max(100).optional(),
  }),
  output: z.strictObject({
    rows: z.array(publicRowSchema),
    next: z.string().nullable(),
    asOf: instantText,
  }),
  refusals: {},
});

/** A matter's number, year and running number: 2026-0158. */
export const matterNumber = z.string().regex(/^\d{4}-\d{4,8}$/);

export const getPublicMatter = operation({
  name: 'matter.get-public',
  method: 'GET',
  path: '/public/matters/:number',
  summary: 'One matter by its number, as everyone may read it',
  input: z.strictObject({ number: matterNumber }),
  output: publicMatterSchema,
  refusals: readRefusals,
});

export const publicOperations = { listPublicMatters, getPublicMatter };

/** What everybody reads of matters stays readable: replies as they were published, and published photos. */
export type KeptPublic = { words: ReadonlyMap<string, string>; photoIds: readonly Id<'photo'>[] };
