import type postgres from 'postgres';
import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import { formatInstant, type Instant } from '../../kernel/time.ts';
import { idOf } from '../../kernel/wire.ts';
import { placeSchema } from '../../places/place/place.contract.ts';
import { maybeRow, oneRow, rows, type Statement, type Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import {
  type Aside,
  anonymities,
  asides,
  type ReportState,
  reportChannels,
  reportStates,
} from './report.contract.ts';

const at = z.custom<Instant>((value) => typeof value === 'number');

const reportRow = z.strictObject({
  id: idOf('report'),
  number: z.string(),
  state: z.enum(reportStates),
  channel: z.enum(reportChannels),
  text: z.string(),
  place: placeSchema,
  buildingId: idOf('building').nullable(),
  stairwellId: idOf('stairwell').nullable(),
  anonymity: z.enum(anonymities),
  publicName: z.string().nullable(),
  personId: idOf('person').nullable(),
  contactName: z.string().nullable(),
  contactPhone: z.string().nullable(),
  categoryGuess: z.string().nullable(),
  registeredByPostId: idOf('post').nullable(),
  privacyNotice: z.string(),
  locale: z.enum(['zh', 'en']),
  keyVersion: z.int(),
  submittedAt: at,
  occurredAt: at,
  matterId: idOf('matter').nullable(),
  decidedAt: at.nullable(),
  decisionReason: z.string().nullable(),
  decisionMessage: z.string().nullable(),
  askedAt: at.nullable(),
  source: z.string().nullable(),
  sourceId: z.string().nullable(),
  urgent: z.boolean(),
  aside: z.enum(asides).nullable(),
});
export type ReportRow = z.output<typeof reportRow>;

function columns(tx: Tx): postgres.PendingQuery<postgres.Row[]> {
  return tx`r.id, r.number, r.state, r.channel, r.text, r.place, r.building_id, r.stairwell_id, r.anonymity,
    r.public_name, r.person_id, r.contact_name, r.contact_phone, r.category_guess, r.registered_by_post_id,
    r.privacy_notice, r.locale, r.key_version, r.submitted_at, r.occurred_at, r.matter_id, r.decided_at,
    r.decision_reason, r.decision_message, r.asked_at, r.source, r.source_id, r.urgent, r.aside`;
}

/** A report with what tells it apart in a file that gives no ids. */
export type NewReport = ReportRow & { contentHash: Buffer | null };

/** The rows travel as one JSON parameter, so that a statement is the same for one report and for a hundred. */
export function insertReports(tx: Tx, reports: readonly NewReport[]): Statement {
  const values = reports.map((row) => ({
    ...row,
    ...{ submittedAt: formatInstant(row.submittedAt), occurredAt: formatInstant(row.occurredAt) },
    contentHash: row.contentHash?.toString('hex') ?? null,
  }));
  return tx`
    insert into reports (community_id, id, number, state, channel, text, place, building_id, stairwell_id,
      anonymity, public_name, person_id, contact_name, contact_phone, category_guess, registered_by_post_id,
      privacy_notice, locale, key_version, submitted_at, occurred_at, source, source_id, urgent, aside,
      content_hash, dwelling_id, area_id)
    select ${tx.community}, id, number, state, channel, text, place, "buildingId", "stairwellId",
      anonymity, "publicName", "personId", "contactName", "contactPhone", "categoryGuess", "registeredByPostId",
      "privacyNotice", locale, "keyVersion", "submittedAt", "occurredAt", source, "sourceId", urgent, aside,
      decode("contentHash", 'hex'), (place ->> 'dwellingId')::uuid, (place ->> 'areaId')::uuid
    from jsonb_to_recordset(${tx.json(values as unknown as postgres.JSONValue)}::jsonb) as fresh (id uuid,
      number text, state text, channel text, text text, place jsonb, "buildingId" uuid, "stairwellId" uuid,
      anonymity text, "publicName" text, "personId" uuid, "contactName" text, "contactPhone" text,
      "categoryGuess" text, "registeredByPostId" uuid, "privacyNotice" text, locale text, "keyVersion" integer,
      "submittedAt" timestamptz, "occurredAt" timestamptz, source text, "sourceId" text, urgent boolean,
      aside text, "contentHash" text)`;
}

export function findReport(tx: Tx, id: Id<'report'>): Promise<ReportRow | undefined> {
  return maybeRow(
    reportRow,
    tx`select ${columns(tx)} from reports r where r.community_id = ${tx.community} and r.id = ${id}`,
  );
}

/** The report, locked until the transaction ends: one decision on it at a time. */
export function lockReport(tx: Tx, id: Id<'report'>): Promise<ReportRow | undefined> {
  return maybeRow(
    reportRow,
    tx`select ${columns(tx)} from reports r where r.community_id = ${tx.community} and r.id = ${id} for update`,
  );
}

export function findReportByNumber(tx: Tx, number: string): Promise<ReportRow | undefined> {
  return maybeRow(
    reportRow,
    tx`select ${columns(tx)} from reports r where r.community_id = ${tx.community} and r.number = ${number}`,
  );
}

/** Makes every key that was handed out for a report void; the version of the next one. */
export async function raiseKeyVersion(tx: Tx, id: Id<'report'>): Promise<number> {
  const { keyVersion } = await oneRow(
    z.object({ keyVersion: z.int() }),
    tx`update reports set key_version = key_version + 1
      where community_id = ${tx.community} and id = ${id} returning key_version`,
  );
  return keyVersion;
}

/** The reports some matters stand on, each matter's in the order they were submitted. */
export function listByMatters(tx: Tx, matterIds: readonly Id<'matter'>[]): Promise<ReportRow[]> {
  return rows(
    reportRow,
    tx`
      select ${columns(tx)} from reports r
      where r.community_id = ${tx.community} and r.matter_id = any(${matterIds as Id<'matter'>[]}::uuid[])
      order by r.matter_id, r.submitted_at, r.id`,
  );
}

const publicVoiceRow = z.strictObject({
  id: z.custom<Id<'report'>>((value) => typeof value === 'string'),
  publicName: z.string().nullable(),
  submittedAt: z.custom<Instant>((value) => typeof value === 'number'),
});
export type PublicVoice = z.output<typeof publicVoiceRow>;

/** What everybody may know of the reports a matter stands on, in the order they were submitted. */
export function listPublicVoices(tx: Tx, matterId: Id<'matter'>): Promise<PublicVoice[]> {
  return rows(
    publicVoiceRow,
    tx`
      select id, public_name, submitted_at from reports
      where community_id = ${tx.community} and matter_id = ${matterId} and state <> 'withdrawn'
      order by submitted_at, id`,
  );
}

export type Decided = {
  state: ReportState;
  matterId: Id<'matter'> | null;
  reason: string | null;
  message: string | null;
  decidedAt: Instant;
};

export async function updateDecided(tx: Tx, id: Id<'report'>, to: Decided): Promise<void> {
  await tx`
    update reports set state = ${to.state}, matter_id = ${to.matterId}, decision_reason = ${to.reason},
      decision_message = ${to.message}, decided_at = ${to.decidedAt}
    where community_id = ${tx.community} and id = ${id}`;
}

export async function updateAsked(tx: Tx, id: Id<'report'>, askedAt: Instant): Promise<void> {
  await tx`
    update reports set asked_at = ${askedAt} where community_id = ${tx.community} and id = ${id}`;
}

export async function updateAside(tx: Tx, id: Id<'report'>, aside: Aside | null): Promise<void> {
  await tx`update reports set aside = ${aside} where community_id = ${tx.community} and id = ${id}`;
}

/** Puts undecided reports back into the queue, all where none is named, but for marked ones; gives how many. */
export async function updateReleased(tx: Tx, ids: readonly Id<'report'>[] | null): Promise<number> {
  const named = ids === null ? tx`` : tx`and id = any(${ids as Id<'report'>[]}::uuid[])`;
  const released = await tx`
    update reports set aside = null
    where community_id = ${tx.community} and aside in ('same-words', 'crowd') and state = 'submitted' ${named}`;
  return released.count;
}

/** Puts the reports of one matter under another; gives how many. */
export async function updateMatter(tx: Tx, from: Id<'matter'>, to: Id<'matter'>): Promise<number> {
  const moved = await tx`
    update reports set matter_id = ${to} where community_id = ${tx.community} and matter_id = ${from}`;
  return moved.count;
}

const messageRow = z.strictObject({
  id: z.uuid() as unknown as z.ZodType<Id>,
  hiddenAt: at.nullable(),
  reportId: idOf('report'),
  at,
  by: z.enum(['reporter', 'desk']),
  text: z.string(),
  photoIds: z.array(idOf('photo')),
});
export type MessageRow = z.output<typeof messageRow>;

export async function insertMessage(tx: Tx, row: Omit<MessageRow, 'id' | 'hiddenAt'>): Promise<void> {
  await tx`
    insert into report_messages (community_id, id, report_id, at, by, text, photo_ids)
    values (${tx.community}, ${newId()}, ${row.reportId}, ${row.at}, ${row.by}, ${row.text},
      ${row.photoIds as string[]}::uuid[])`;
}

export function listMessages(tx: Tx, reportIds: readonly Id<'report'>[]): Promise<MessageRow[]> {
  return rows(
    messageRow,
    tx`
      select id, hidden_at, report_id, at, by, text, photo_ids from report_messages
      where community_id = ${tx.community} and report_id = any(${reportIds as Id<'report'>[]}::uuid[])
      order by report_id, at, id`,
  );
}

export async function updateHidden(tx: Tx, id: Id, hiddenAt: Instant | null): Promise<void> {
  await tx`update report_messages set hidden_at = ${hiddenAt}
    where community_id = ${tx.community} and id = ${id}`;
}

const importedRow = z.strictObject({ sourceId: z.string(), id: idOf('report') });
const contentRow = z.strictObject({ contentHash: z.string(), id: idOf('report') });

export function findBySource(
  tx: Tx,
  source: string,
  ids: readonly string[],
): Promise<z.output<typeof importedRow>[]> {
  return rows(
    importedRow,
    tx`
      select source_id, id from reports
      where community_id = ${tx.community} and source = ${source} and source_id = any(${ids as string[]}::text[])`,
  );
}

/** Hashes are hexadecimal. */
export function findByContent(tx: Tx, hashes: readonly string[]): Promise<z.output<typeof contentRow>[]> {
  return rows(
    contentRow,
    tx`
      select encode(content_hash, 'hex') as content_hash, id from reports
      where community_id = ${tx.community} and content_hash = any(
        select decode(hash, 'hex') from unnest(${hashes as string[]}::text[]) as asked (hash))`,
  );
}

const listedRow = z.strictObject({
  ...reportRow.shape,
  acceptDueAt: at.nullable(),
});
export type ListedRow = z.output<typeof listedRow>;

export type QueueFilter = {
  state?: ReportState | undefined;
  buildingId?: Id<'building'> | undefined;
  text?: string | undefined;
  /** Only what waits aside, or only what does not; unsaid, both. */
  aside?: boolean | undefined;
};

/** Where a page of the queue ends: danger first, decided ones last, then by due date. */
export type QueuePlace = { rank: 0 | 1 | 2; dueAt: Instant; id: Id<'report'> };

/** A report whose clock is not on record is due at once. */
const alwaysDue = 0 as Instant;

export function placeOf(row: ListedRow): QueuePlace {
  const rank = row.state !== 'submitted' ? 2 : row.urgent ? 0 : 1;
  return { rank, dueAt: row.acceptDueAt ?? alwaysDue, id: row.id };
}

function matching(tx: Tx, filter: QueueFilter): postgres.PendingQuery<postgres.Row[]> {
  const written = filter.text?.trim() ?? '';
  const pattern = `%${written.replaceAll(/[\\%_]/g, '\\$&')}%`;
  return tx`r.community_id = ${tx.community}
    ${filter.aside === undefined ? tx`` : filter.aside ? tx`and r.aside is not null` : tx`and r.aside is null`}
    ${filter.state ? tx`and r.state = ${filter.state}` : tx``}
    ${filter.buildingId ? tx`and r.building_id = ${filter.buildingId}` : tx``}
    ${written === '' ? tx`` : tx`and (r.number ilike ${pattern} or r.text ilike ${pattern})`}`;
}

/** The desk's reports: where somebody may be in danger, then what is undecided, each soonest due, then the rest. */
export function listQueue(
  tx: Tx,
  filter: QueueFilter,
  after: QueuePlace | null,
  limit: number,
): Promise<ListedRow[]> {
  const order = tx`case when r.state <> 'submitted' then 2 when r.urgent then 0 else 1 end, coalesce(d.due_at, to_timestamp(0)), r.id`;
  const beyond =
    after === null
      ? tx``
      : tx`and (${order}) > (${after.rank}::integer, ${after.dueAt}::timestamptz, ${after.id}::uuid)`;
  return rows(
    listedRow,
    tx`
      select ${columns(tx)}, d.due_at as accept_due_at from reports r
      left join deadlines d on d.community_id = r.community_id and d.subject_id = r.id and d.kind = 'accept'
      where ${matching(tx, filter)} ${beyond}
      order by ${order} limit ${limit}`,
  );
}

const countRow = z.strictObject({ count: z.int() });

export async function countQueue(tx: Tx, filter: QueueFilter): Promise<number> {
  const { count } = await oneRow(
    countRow,
    tx`select count(*) as count from reports r where ${matching(tx, filter)}`,
  );
  return count;
}

export type OwnPlace = { submittedAt: Instant; id: Id<'report'> };

/** A person's own reports, newest first. */
export function listOwn(
  tx: Tx,
  personId: Id<'person'>,
  after: OwnPlace | null,
  limit: number,
): Promise<ListedRow[]> {
  const beyond =
    after === null
      ? tx``
      : tx`and (r.submitted_at, r.id) < (${after.submittedAt}::timestamptz, ${after.id}::uuid)`;
  return rows(
    listedRow,
    tx`
      select ${columns(tx)}, d.due_at as accept_due_at from reports r
      left join deadlines d on d.community_id = r.community_id and d.subject_id = r.id and d.kind = 'accept'
      where r.community_id = ${tx.community} and r.person_id = ${personId} ${beyond}
      order by r.submitted_at desc, r.id desc limit ${limit}`,
  );
}

export async function listMattersOf(tx: Tx, personId: Id<'person'>): Promise<Id<'matter'>[]> {
  const found = await rows(
    z.object({ matterId: idOf('matter') }),
    tx`select distinct matter_id from reports
      where community_id = ${tx.community} and person_id = ${personId} and matter_id is not null
      order by matter_id`,
  );
  return found.map(({ matterId }) => matterId);
}
