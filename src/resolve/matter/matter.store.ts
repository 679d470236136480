import { z } from 'zod';
import {
  type ClockKind,
  categoryLimit,
  clockKind,
  pauseReason,
} from '../../clocks/deadline/deadline.contract.ts';
import { tiers } from '../../collect/category/category.contract.ts';
import type { Id } from '../../kernel/id.ts';
import type { Instant, LocalDate } from '../../kernel/time.ts';
import { idOf } from '../../kernel/wire.ts';
import { maybeRow, oneRow, rows, type Tx } from '../../platform/database.ts';
import { closings, type Matter, matterStates, resultTypes } from './matter.contract.ts';
import type { MatterChange } from './matter.decision.ts';
import { supervisionLevels, supervisionReasons, supervisors } from './matter.supervision.contract.ts';
import { urgedOften } from './matter.urging.contract.ts';

const instant = z.number() as unknown as z.ZodType<Instant>;
const localDate = z.iso.date() as unknown as z.ZodType<LocalDate>;
const handler = z.object({
  postId: idOf('post'),
  organisationId: idOf('organisation').nullable(),
  throughDesk: z.boolean(),
});

/** Inside the row's JSON an instant is written in milliseconds since 1970. */
const supervision = z.object({
  level: z.enum(supervisionLevels),
  reason: z.enum(supervisionReasons),
  by: z.enum(supervisors),
  personId: idOf('person').nullable(),
  at: instant,
  dueOn: localDate,
});

/** What only its staff still see, once the desk has hidden it. */
const hiddenParts = ['name', 'reply'] as const;
export type HiddenPart = (typeof hiddenParts)[number];

const matterRow = z.object({
  id: idOf('matter'),
  number: z.string(),
  version: z.number(),
  state: z.enum(matterStates),
  publicTitle: z.string(),
  categoryCode: z.string(),
  tier: z.enum(tiers),
  limit: categoryLimit,
  sensitive: z.boolean(),
  proofExpected: z.boolean(),
  building: z.object({ id: idOf('building'), code: z.string(), name: z.string() }).nullable(),
  area: z.string().nullable(),
  firstReportId: idOf('report'),
  mainHandler: handler.nullable(),
  assisting: z.array(handler),
  acceptedAt: instant,
  dispatchedAt: instant.nullable(),
  contactedAt: instant.nullable(),
  onSiteAt: instant.nullable(),
  resolvedAt: instant.nullable(),
  closedAt: instant.nullable(),
  result: z.enum(resultTypes).nullable(),
  closing: z.enum(closings).nullable(),
  returnedCount: z.number(),
  reopenedCount: z.number(),
  urgedCount: z.number(),
  supervision: supervision.nullable(),
  extensionAsked: z.boolean(),
  extended: z.boolean(),
  suspendedFor: pauseReason.nullable(),
  suspendedUntil: localDate.nullable(),
  forJointMeeting: z.boolean(),
  mergedInto: idOf('matter').nullable(),
  households: z.number(),
  hiddenParts: z.array(z.enum(hiddenParts)),
});
/** A matter with the number of its households, kept beside it so that lists need not count. */
export type MatterRecord = z.output<typeof matterRow>;

/** Every column a matter is read by; `category_limit` because LIMIT is a word of SQL. */
const columns = (tx: Tx) => tx`
  m.id, m.number, m.version, m.state, m.public_title, m.category_code, m.tier, m.category_limit as "limit",
  m.sensitive, m.proof_expected, m.building, m.area, m.first_report_id, m.main_handler, m.assisting, m.accepted_at,
  m.dispatched_at, m.contacted_at, m.on_site_at, m.resolved_at, m.closed_at, m.result, m.closing,
  m.returned_count, m.reopened_count, m.urged_count, m.supervision, m.extension_asked, m.extended, m.suspended_for, m.suspended_until,
  m.for_joint_meeting, m.merged_into, m.households, m.hidden_parts`;

export function findMatter(tx: Tx, id: Id<'matter'>): Promise<MatterRecord | undefined> {
  return maybeRow(
    matterRow,
    tx`select ${columns(tx)} from matters m where m.community_id = ${tx.community} and m.id = ${id}`,
  );
}

/** Locked until the transaction ends: of two who act at once, the second waits and then sees what the first did. */
export function lockMatter(tx: Tx, id: Id<'matter'>): Promise<MatterRecord | undefined> {
  return maybeRow(
    matterRow,
    tx`select ${columns(tx)} from matters m
      where m.community_id = ${tx.community} and m.id = ${id} for update`,
  );
}

export function findMatterByNumber(tx: Tx, number: string): Promise<MatterRecord | undefined> {
  return maybeRow(
    matterRow,
    tx`select ${columns(tx)} from matters m where m.community_id = ${tx.community} and m.number = ${number}`,
  );
}

export async function insertMatter(tx: Tx, matter: Matter): Promise<void> {
  await tx`insert into matters ${tx({
    community_id: tx.community,
    id: matter.id,
    number: matter.number,
    version: matter.version,
    accepted_at: matter.acceptedAt,
    ...changedColumns(tx, matter),
  } as never)}`;
}

/** What changes nothing of the matter itself, a voice or a note, raises no version: nobody has to look again. */
export async function updateMatter(tx: Tx, id: Id<'matter'>, change: MatterChange): Promise<void> {
  const changed = changedColumns(tx, change);
  if (Object.keys(changed).length === 0) return;
  await tx`update matters set version = version + 1, ${tx(changed as never)}
    where community_id = ${tx.community} and id = ${id}`;
}

export async function updateHiddenParts(
  tx: Tx,
  id: Id<'matter'>,
  parts: readonly HiddenPart[],
): Promise<void> {
  await tx`update matters set hidden_parts = ${parts as HiddenPart[]}::text[]
    where community_id = ${tx.community} and id = ${id}`;
}

/** The columns a change touches. What the change does not name stays as it is. */
function changedColumns(tx: Tx, change: MatterChange): Record<string, unknown> {
  const json = (value: unknown) => (value === null ? null : tx.json(value as never));
  const all: [keyof MatterChange, string, unknown][] = [
    ['state', 'state', change.state],
    ['publicTitle', 'public_title', change.publicTitle],
    ['categoryCode', 'category_code', change.categoryCode],
    ['tier', 'tier', change.tier],
    ['limit', 'category_limit', change.limit],
    ['sensitive', 'sensitive', change.sensitive],
    ['proofExpected', 'proof_expected', change.proofExpected],
    ['building', 'building', json(change.building)],
    ['building', 'building_id', change.building?.id ?? null],
    ['area', 'area', change.area],
    ['firstReportId', 'first_report_id', change.firstReportId],
    ['mainHandler', 'main_handler', json(change.mainHandler)],
    ['mainHandler', 'main_handler_post_id', change.mainHandler?.postId ?? null],
    ['mainHandler', 'main_organisation_id', change.mainHandler?.organisationId ?? null],
    ['assisting', 'assisting', json(change.assisting)],
    ['dispatchedAt', 'dispatched_at', change.dispatchedAt],
    ['contactedAt', 'contacted_at', change.contactedAt],
    ['onSiteAt', 'on_site_at', change.onSiteAt],
    ['resolvedAt', 'resolved_at', change.resolvedAt],
    ['closedAt', 'closed_at', change.closedAt],
    ['result', 'result', change.result],
    ['closing', 'closing', change.closing],
    ['returnedCount', 'returned_count', change.returnedCount],
    ['reopenedCount', 'reopened_count', change.reopenedCount],
    ['supervision', 'supervision', change.supervision === undefined ? undefined : json(change.supervision)],
    ['extensionAsked', 'extension_asked', change.extensionAsked],
    ['extended', 'extended', change.extended],
    ['suspendedFor', 'suspended_for', change.suspendedFor],
    ['suspendedUntil', 'suspended_until', change.suspendedUntil],
    ['forJointMeeting', 'for_joint_meeting', change.forJointMeeting],
    ['mergedInto', 'merged_into', change.mergedInto],
  ];
  return Object.fromEntries(
    all.filter(([field]) => change[field] !== undefined).map(([, column, value]) => [column, value]),
  );
}

// --- lists -------------------------------------------------------------------------------------------------

export type MatterFilter = {
  states: readonly Matter['state'][] | null;
  tier: Matter['tier'] | undefined;
  categoryCode: string | undefined;
  buildingId: Id<'building'> | undefined;
  handlerPostId: Id<'post'> | undefined;
  acceptedFrom: Instant | undefined;
  acceptedBefore: Instant | undefined;
  text: string | undefined;
  dueBefore: Instant | undefined;
  /** Only what these posts or their organisations handle; null for everything. */
  handledBy: { postIds: readonly Id<'post'>[]; organisationIds: readonly Id[] } | null;
  /** Only what somebody has to do next; null for everything. */
  waitsFor: WaitsFor | null;
  /** Only what there is a ground to supervise, judged at this instant; undefined for everything. */
  toSuperviseAt?: Instant | undefined;
  publicOnly: boolean;
};

/** The posts and organisations that may have to handle, and who may have to decide and call at the desk, if anybody. */
export type WaitsFor = {
  postIds: readonly Id<'post'>[];
  organisationIds: readonly Id[];
  /** For the desk: who asks, and the posts that somebody works in; what another post has is nobody's and comes back. */
  desk: { personId: Id<'person'>; workedPostIds: readonly Id<'post'>[] } | null;
};

const listedRow = matterRow.extend({
  nextKind: clockKind.nullable(),
  nextDueAt: instant.nullable(),
  sortAt: instant,
});
export type ListedMatter = z.output<typeof listedRow>;

/** Where a page of a list begins: behind this row. */
export type ListPlace = { sortAt: Instant; id: Id<'matter'> };

/** Far enough ahead that what has no clock sorts last; a plain instant, so that pages can be keyed by it. */
const noClockAt = Date.parse('9999-01-01T00:00:00Z') as Instant;

/** Matters by the clock that runs out next; a suspended clock does not hurry anybody. */
export function listByDue(
  tx: Tx,
  filter: MatterFilter,
  after: ListPlace | null,
  limit: number,
): Promise<ListedMatter[]> {
  const page =
    after === null ? tx`` : tx`and (sort_at, id) > (${after.sortAt}::timestamptz, ${after.id}::uuid)`;
  return rows(
    listedRow,
    tx`select * from (
        select ${columns(tx)}, d.kind as next_kind, d.due_at as next_due_at,
          coalesce(d.due_at, ${noClockAt}::timestamptz) as sort_at
        from matters m left join lateral (${nextClock(tx)}) d on true
        where m.community_id = ${tx.community} ${filterBy(tx, filter)} ${dueBy(tx, filter)}
      ) listed
      where true ${page}
      order by sort_at, id limit ${limit}`,
  );
}

const totalRow = z.object({ count: z.number() });

/** How many matters a filter leaves, over all pages. */
export async function countByDue(tx: Tx, filter: MatterFilter): Promise<number> {
  const clock = filter.dueBefore === undefined ? tx`` : tx`left join lateral (${nextClock(tx)}) d on true`;
  const { count } = await oneRow(
    totalRow,
    tx`select count(*) as count from matters m ${clock}
      where m.community_id = ${tx.community} ${filterBy(tx, filter)} ${dueBy(tx, filter)}`,
  );
  return count;
}

/** The clock of the matter `m` that runs out next and has to be kept: silence and the time to reopen just pass. */
const nextClock = (tx: Tx) => tx`
  select kind, due_at from deadlines
  where community_id = ${tx.community} and subject_id = m.id and ended_at is null and suspended_at is null
    and kind not in ('archive', 'reopen')
  order by due_at limit 1`;

const dueBy = (tx: Tx, { dueBefore }: MatterFilter) =>
  dueBefore === undefined ? tx`` : tx`and d.due_at < ${dueBefore}`;

/** Matters everyone may read, the latest accepted first. */
export function listByAccepted(
  tx: Tx,
  filter: MatterFilter,
  after: ListPlace | null,
  limit: number,
): Promise<ListedMatter[]> {
  const page =
    after === null ? tx`` : tx`and (m.accepted_at, m.id) < (${after.sortAt}::timestamptz, ${after.id}::uuid)`;
  return rows(
    listedRow,
    tx`select ${columns(tx)}, null as next_kind, null::timestamptz as next_due_at, m.accepted_at as sort_at
      from matters m
      where m.community_id = ${tx.community} ${filterBy(tx, filter)} ${page}
      order by m.accepted_at desc, m.id desc limit ${limit}`,
  );
}

function filterBy(tx: Tx, filter: MatterFilter) {
  const { handledBy } = filter;
  const like = filter.text === undefined ? undefined : `%${filter.text.replaceAll(/[\\%_]/g, '\\$&')}%`;
  return tx`
    ${filter.states === null ? tx`` : tx`and m.state in ${tx([...filter.states])}`}
    ${filter.tier === undefined ? tx`` : tx`and m.tier = ${filter.tier}`}
    ${filter.categoryCode === undefined ? tx`` : tx`and m.category_code = ${filter.categoryCode}`}
    ${filter.buildingId === undefined ? tx`` : tx`and m.building_id = ${filter.buildingId}`}
    ${filter.handlerPostId === undefined ? tx`` : tx`and m.main_handler_post_id = ${filter.handlerPostId}`}
    ${filter.acceptedFrom === undefined ? tx`` : tx`and m.accepted_at >= ${filter.acceptedFrom}`}
    ${filter.acceptedBefore === undefined ? tx`` : tx`and m.accepted_at < ${filter.acceptedBefore}`}
    ${like === undefined ? tx`` : tx`and (m.number ilike ${like} or m.public_title ilike ${like})`}
    ${filter.publicOnly ? tx`and not m.sensitive` : tx``}
    ${handledBy === null ? tx`` : tx`and (${filter.dueBefore === undefined ? isHandledBy(tx, handledBy) : isBusyWith(tx, handledBy)})`}
    ${filter.waitsFor === null ? tx`` : tx`and (${waitsFor(tx, filter.waitsFor)})`}
    ${filter.toSuperviseAt === undefined ? tx`` : tx`and (${isToSupervise(tx, filter.toSuperviseAt)})`}`;
}

type Handlers = NonNullable<MatterFilter['handledBy']>;

const isMainlyHandledBy = (tx: Tx, { postIds, organisationIds }: Handlers) => tx`
  m.main_handler_post_id = any(${[...postIds]}::uuid[])
  or m.main_organisation_id = any(${[...organisationIds]}::uuid[])`;

const isHandledBy = (tx: Tx, { postIds, organisationIds }: Handlers) => tx`
  ${isMainlyHandledBy(tx, { postIds, organisationIds })}
  or exists (select from jsonb_array_elements(m.assisting) a
    where (a ->> 'postId')::uuid = any(${[...postIds]}::uuid[])
      or (a ->> 'organisationId')::uuid = any(${[...organisationIds]}::uuid[]))`;

/** Where parts are worked on; the matter's own table says the same. */
const isPartOpen = (tx: Tx) => tx`m.state in ('dispatched', 'taken', 'in_progress', 'suspended')`;

const partOf = (tx: Tx) =>
  tx`from matter_parts p where p.community_id = ${tx.community} and p.matter_id = m.id`;

const isPartOfThem = (tx: Tx, { postIds, organisationIds }: Handlers) => tx`
  p.post_id = any(${[...postIds]}::uuid[]) or p.organisation_id = any(${[...organisationIds]}::uuid[])`;

/** The main handler is late with the whole, who assists only while their own part is open. */
const isBusyWith = (tx: Tx, handlers: Handlers) => tx`
  ${isMainlyHandledBy(tx, handlers)}
  or exists (select ${partOf(tx)} and p.ended_at is null and (${isPartOfThem(tx, handlers)}))`;

/**
 * What waits for somebody: to be taken or worked on by the posts; at the desk to be dispatched, answered (an
 * extension was asked for), handled in the name of an outside unit, or called back by who did not work on it.
 */
function waitsFor(tx: Tx, { desk, ...posts }: WaitsFor) {
  const working = tx`m.state in ('dispatched', 'taken', 'in_progress')`;
  // The main handler has the whole, those who assist their own parts, whoever was first to take.
  const handling = tx`((m.state = 'dispatched' and (${isMainlyHandledBy(tx, posts)}))
    or (m.state in ('taken', 'in_progress') and (${isMainlyHandledBy(tx, posts)}))
    or (${isPartOpen(tx)} and exists (select ${partOf(tx)} and p.ended_at is null and (${isPartOfThem(tx, posts)}))))`;
  if (desk === null) return handling;
  return tx`${handling}
    or m.state in ('accepted', 'returned')
    or (${working} and not m.main_handler_post_id = any(${[...desk.workedPostIds]}::uuid[]))
    or (${working} and (m.extension_asked or (m.main_handler ->> 'throughDesk')::boolean))
    or (${isPartOpen(tx)} and exists (select ${partOf(tx)} and ((p.state = 'handed-back' and not p.settled)
      or (p.ended_at is null and (p.handler ->> 'throughDesk')::boolean))))
    or (m.state in ('done', 'callback') and not exists (
      select from matter_events e
      where e.community_id = ${tx.community} and e.matter_id = m.id and e.person_id = ${desk.personId}
        and e.action in ('take', 'contact', 'resolve', 'take-part', 'finish-part')))`;
}

/** What `proposeSupervision` finds a ground in; a test holds the two together. */
function isToSupervise(tx: Tx, now: Instant) {
  const past = (kind: ClockKind) => tx`exists (select from deadlines d
    where d.community_id = ${tx.community} and d.subject_id = m.id and d.kind = ${kind}
      and d.ended_at is null and d.suspended_at is null and d.due_at < ${now})`;
  return tx`(m.urged_count >= ${urgedOften} or m.reopened_count > 0 or ${past('resolve')}
      or (m.on_site_at is null and ${past('on-site')}))
    and (m.supervision is null or (m.supervision ->> 'level' = 'yellow' and ${past('supervision')}))`;
}

/** Resolved matters whose seven days of silence are over by an instant. */
export function listSilentSince(tx: Tx, resolvedBefore: Instant, limit: number): Promise<MatterRecord[]> {
  return rows(
    matterRow,
    tx`select ${columns(tx)} from matters m
      where m.community_id = ${tx.community} and m.state in ('done', 'callback')
        and m.resolved_at < ${resolvedBefore}
      order by m.resolved_at limit ${limit}`,
  );
}

/** Suspended matters whose last day of standing still is over, or whose clock has used up its suspension by an instant. */
export function listSuspendedUntil(
  tx: Tx,
  by: { until: LocalDate; now: Instant },
  limit: number,
): Promise<MatterRecord[]> {
  return rows(
    matterRow,
    tx`select ${columns(tx)} from matters m
      where m.community_id = ${tx.community} and m.state = 'suspended'
        and (m.suspended_until <= ${by.until} or exists (
          select from deadlines d where d.community_id = ${tx.community} and d.subject_id = m.id
            and d.suspended_at is not null and d.suspended_until <= ${by.now}))
      order by m.suspended_until limit ${limit}`,
  );
}

/** Counts an urge. It raises no version: whoever is just writing need not look again. */
export async function countUrge(tx: Tx, id: Id<'matter'>): Promise<void> {
  await tx`update matters set urged_count = urged_count + 1
    where community_id = ${tx.community} and id = ${id}`;
}

/** Keeps the number of households beside the matter. */
export async function updateHouseholds(tx: Tx, id: Id<'matter'>, households: number): Promise<void> {
  await tx`update matters set households = ${households}
    where community_id = ${tx.community} and id = ${id}`;
}
