import { loadCalendar } from '../../clocks/calendar/calendar.service.ts';
import { shareLeft } from '../../clocks/deadline/deadline.rules.ts';
import { type KeptDeadline, listDeadlines } from '../../clocks/deadline/deadline.service.ts';
import { type Asker, holdsPost } from '../../kernel/asker.ts';
import type { Id } from '../../kernel/id.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { addDays, atMinute, dateOf, formatInstant, type Instant, type LocalDate } from '../../kernel/time.ts';
import { listActing } from '../../people/absence/absence.service.ts';
import { readAndNote } from '../../people/look/look.service.ts';
import type { Call, HandlersOf } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import type { MatterState, MatterView } from './matter.contract.ts';
import type { MatterFacts } from './matter.decision.ts';
import { roundOf } from './matter.handling.rules.ts';
import { openPartStates } from './matter.part.rules.ts';
import { mayList, mayListAll, ownParts, ownReports, readerOf } from './matter.policy.ts';
import type { readingOperations } from './matter.reading.contract.ts';
import { answerableStates, closedStates, openStates } from './matter.states.ts';
import * as store from './matter.store.ts';
import { proposeSupervision } from './matter.supervision.rules.ts';
import { type LoadedCase, loadCase } from './matter-case.service.ts';
import { listMatterEvents } from './matter-event.service.ts';
import { shownEvents } from './matter-hiding.service.ts';
import { listParts, type PartRow } from './matter-part.service.ts';
import { publicTimelineOf, reporterTimelineOf, timelineOf } from './matter-timeline.service.ts';
import { handlerNamer, viewMatter } from './matter-view.service.ts';

type Handlers = HandlersOf<typeof readingOperations>;

const pageLength = 30;

export const getMatter: Handlers['getMatter'] = (call, input) =>
  readAndNote(call, async (tx): Promise<Outcome<MatterView, 'matter-not-found'>> => {
    const matter = await store.findMatter(tx, input.matterId);
    const view = matter && (await viewMatter(tx, await loadCase(tx, matter, call.now), call));
    return view ? ok(view) : refuse('matter-not-found');
  });

export const getTimeline: Handlers['getTimeline'] = (call, input) =>
  call.read(async (tx) => {
    const matter = await store.findMatter(tx, input.matterId);
    if (!matter) return refuse('matter-not-found');
    const { facts } = await loadCase(tx, matter, call.now);
    const reader = readerOf(call.asker, matter, facts);
    if (reader === 'none') return refuse('matter-not-found');
    const limit = input.limit ?? pageLength;
    const events = await listMatterEvents(tx, matter.id, readEventPlace(input.after), limit + 1);
    const shown = events.slice(0, limit);
    const last = shown.at(-1);
    return ok({
      entries:
        reader === 'public'
          ? publicTimelineOf(shown)
          : reader === 'staff'
            ? timelineOf(shown, 'staff')
            : reporterTimelineOf(await shownEvents(tx, matter, shown), ownReports(call.asker, facts)),
      next: last && events.length > limit ? `${last.at}~${last.id}` : null,
    });
  });

export const listMatters: Handlers['listMatters'] = async (call, input) => {
  const may = mayList(call.asker);
  if (may !== true) return refuse(may);
  const limit = input.limit ?? pageLength;
  return call.read(async (tx) => {
    const filter = await filterFor(call, tx, input);
    const found = await inOrderOf(input)(tx, filter, readListPlace(input.after), limit + 1);
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    return ok({
      rows: await rowsOf(call, tx, shown),
      next: last && found.length > limit ? `${last.sortAt}~${last.id}` : null,
      total: await store.countByDue(tx, filter),
      asOf: formatInstant(call.now),
    });
  });
};

/** What is over has no next day to go by: the latest stands first. */
function inOrderOf({ queue }: Pick<ListInput, 'queue'>): typeof store.listByDue {
  return queue === 'closed' ? store.listByAccepted : store.listByDue;
}

export type ListInput = Parameters<Handlers['listMatters']>[1];

/** What a list holds for this asker: their wishes, within what is theirs to see. */
async function filterFor(
  call: Pick<Call, 'asker' | 'now'>,
  tx: Tx,
  input: ListInput,
): Promise<store.MatterFilter> {
  const today = dateOf(call.now);
  return {
    states: statesAsked(input, mayListAll(call.asker)),
    tier: input.tier,
    categoryCode: input.categoryCode,
    buildingId: input.buildingId,
    handlerPostId: input.handlerPostId,
    acceptedFrom: input.acceptedFrom ? atMinute(input.acceptedFrom as LocalDate, 0) : undefined,
    acceptedBefore: input.acceptedTo ? atMinute(addDays(input.acceptedTo as LocalDate, 1), 0) : undefined,
    text: input.text,
    dueBefore: dueBefore(input.queue, call.now, today),
    handledBy: mayListAll(call.asker) ? null : heldBy(call.asker),
    waitsFor: input.queue === 'waiting-for-me' ? await waitsFor(tx, call.asker, today) : null,
    toSuperviseAt: input.queue === 'to-supervise' ? call.now : undefined,
    publicOnly: false,
  };
}

export type WholeRow = store.ListedMatter & { handlerName: string | null };

/** The same list whole, by the same filter and rights, as long as it is not longer than `max`. */
export async function listWhole(
  call: Pick<Call, 'asker' | 'now' | 'locale'>,
  tx: Tx,
  input: ListInput,
  max: number,
): Promise<{ total: number; rows: WholeRow[] }> {
  const filter = await filterFor(call, tx, input);
  const total = await store.countByDue(tx, filter);
  if (total > max) return { total, rows: [] };
  const nameOf = await handlerNamer(tx, call);
  const found = await inOrderOf(input)(tx, filter, null, max);
  const rows = found.map((matter) => ({
    ...matter,
    handlerName: matter.mainHandler && nameOf(matter.mainHandler).name,
  }));
  return { total, rows };
}

async function rowsOf(call: Call, tx: Tx, listed: readonly store.ListedMatter[]) {
  const nameOf = await handlerNamer(tx, call);
  const ids = listed.map(({ id }) => id);
  const clocks = await listDeadlines(tx, ids);
  const parts = await listParts(tx, ids);
  const own = new Map(listed.map((matter) => [matter.id, ownPartOf(call.asker, matter, parts)]));
  const shown = listed.map((matter) => (own.get(matter.id) ? byPromise(matter, clocks) : matter));
  const shares = await sharesLeft(tx, shown, clocks, call.now);
  return shown.map((matter) => ({
    id: matter.id,
    version: matter.version,
    number: matter.number,
    title: matter.publicTitle,
    categoryCode: matter.categoryCode,
    building: matter.building?.name ?? null,
    area: matter.area,
    tier: matter.tier,
    state: matter.state,
    closing: matter.closing,
    households: matter.households,
    mainHandler: matter.mainHandler && nameOf(matter.mainHandler),
    ownPart: own.get(matter.id)?.state ?? null,
    nextClock: matter.nextKind,
    dueAt: matter.nextDueAt === null ? null : formatInstant(matter.nextDueAt),
    shareLeft: shares.get(matter.id) ?? null,
    overdue: matter.nextDueAt !== null && matter.nextDueAt < call.now,
    suspendedFor: matter.suspendedFor,
    urgedCount: matter.urgedCount,
    supervised: matter.supervision?.level ?? null,
    toSupervise: proposeSupervision(matter, dueOf(matter.id, clocks), call.now),
  }));
}

/** Taking and first contact are the main handler's: who assists goes by the day the whole is promised for. */
function byPromise(matter: store.ListedMatter, clocks: readonly KeptDeadline[]): store.ListedMatter {
  const promise = clocks.find(
    ({ subjectId, kind, endedAt }) => subjectId === matter.id && kind === 'resolve' && endedAt === null,
  );
  return { ...matter, nextKind: promise ? 'resolve' : null, nextDueAt: promise?.dueAt ?? null };
}

/** The asker's part of a matter in this round: the one that is open, else the last. */
function ownPartOf(asker: Asker, matter: store.ListedMatter, all: readonly PartRow[]): PartRow | undefined {
  const parts = all.filter((part) => part.matterId === matter.id && part.round === roundOf(matter));
  const own = ownParts(asker, matter, { parts }) as PartRow[];
  return own.find(({ state }) => openPartStates.has(state)) ?? own.at(-1);
}

/** When the latest clock of each kind falls due, for one of many matters. */
function dueOf(id: Id<'matter'>, clocks: readonly KeptDeadline[]): MatterFacts['due'] {
  const own = clocks.filter(({ subjectId }) => subjectId === id);
  return Object.fromEntries(own.map(({ kind, dueAt, dueOn }) => [kind, { dueAt, dueOn }]));
}

/** What is left of each matter's next clock. */
async function sharesLeft(
  tx: Tx,
  shown: readonly store.ListedMatter[],
  deadlines: readonly KeptDeadline[],
  now: Instant,
): Promise<Map<string, number>> {
  const running = shown.filter(({ nextKind }) => nextKind !== null);
  const calendar = await loadCalendar(tx);
  return new Map(
    running.flatMap(({ id, nextKind }) => {
      const next = deadlines.find(
        ({ subjectId, kind, endedAt }) => subjectId === id && kind === nextKind && endedAt === null,
      );
      return next ? [[id, shareLeft(next, calendar, now)]] : [];
    }),
  );
}

type Queue = NonNullable<Parameters<Handlers['listMatters']>[1]['queue']>;

/** Who searches without naming a queue looks for a matter wherever it stands. */
function statesAsked(
  { state, queue, text }: Parameters<Handlers['listMatters']>[1],
  isAll: boolean,
): MatterState[] | null {
  if (state) return [state];
  return queue === undefined && text ? null : statesOf(queue ?? 'open', isAll);
}

/** For handlers a matter is over when they have resolved it; the desk still calls back, in a queue of its own. */
function statesOf(queue: Queue, isAll: boolean): MatterState[] {
  if (queue === 'closed') return isAll ? [...closedStates] : [...answerableStates, ...closedStates];
  if (queue === 'to-call-back') return [...answerableStates];
  if (queue === 'open' || queue === 'to-supervise') return [...openStates];
  return [...openStates, ...answerableStates];
}

/** Due today ends with the day; overdue is what is due already. */
function dueBefore(queue: Queue | undefined, now: Instant, today: LocalDate): Instant | undefined {
  if (queue === 'overdue') return now;
  // A clock that ends at 24:00 of today falls due at the first instant of tomorrow.
  return queue === 'due-today' ? ((atMinute(addDays(today, 1), 0) + 1) as Instant) : undefined;
}

/** The street and the administrator have nothing to do here; what a person has, their posts say. */
async function waitsFor(tx: Tx, asker: Asker, today: LocalDate): Promise<store.WaitsFor> {
  const isDesk = asker.kind === 'person' && holdsPost(asker, 'desk');
  if (!isDesk) return { ...heldBy(asker), desk: null };
  // What a post has whose holder left, or is away with a deputy who left, is nobody's and comes back to the desk.
  const worked = (await listActing(tx, today)).filter(({ personId }) => personId !== null);
  const workedPostIds = worked.map(({ post }) => post.id);
  return { ...heldBy(asker), desk: { personId: asker.personId, workedPostIds } };
}

function heldBy(asker: Asker): NonNullable<store.MatterFilter['handledBy']> {
  if (asker.kind !== 'person') return { postIds: [], organisationIds: [] };
  return {
    postIds: asker.posts.map((post) => post.id),
    organisationIds: asker.posts.flatMap((post) =>
      post.kind === 'handler' && post.covers !== null ? [post.covers] : [],
    ),
  };
}

/** The matter with a number and what surrounds it, for whoever then asks the policy who may know of it. */
export async function findCaseByNumber(
  tx: Tx,
  number: string,
  now: Instant,
): Promise<LoadedCase | undefined> {
  const matter = await store.findMatterByNumber(tx, number);
  return matter && loadCase(tx, matter, now);
}

/** Whether the matter exists for the asker. */
export async function mayFindMatter(call: Call, tx: Tx, id: Id<'matter'>): Promise<boolean> {
  const matter = await store.findMatter(tx, id);
  if (!matter) return false;
  const { facts } = await loadCase(tx, matter, call.now);
  return readerOf(call.asker, matter, facts) !== 'none';
}

/** Whether the asker sees a matter's photo: who reads it beyond its public side, but for those that were hidden. */
export async function maySeePhoto(
  call: Call,
  tx: Tx,
  id: Id<'matter'>,
  photoId: Id<'photo'>,
): Promise<boolean> {
  const matter = await store.findMatter(tx, id);
  if (!matter) return false;
  const { facts } = await loadCase(tx, matter, call.now);
  const reader = readerOf(call.asker, matter, facts);
  if (reader !== 'reporter') return reader === 'staff';
  // What its reporters sent themselves, before or later, stays theirs.
  const events = await listMatterEvents(tx, matter.id);
  const isAmong = (those: typeof events) => those.some(({ photoIds }) => photoIds.includes(photoId));
  return isAmong(await shownEvents(tx, matter, events)) || !isAmong(events);
}

/** Whether the asker reads a matter as its staff: they also see the photos its reports brought. */
export async function mayWorkOnMatter(call: Call, tx: Tx, id: Id<'matter'>): Promise<boolean> {
  const matter = await store.findMatter(tx, id);
  if (!matter) return false;
  const { facts } = await loadCase(tx, matter, call.now);
  return readerOf(call.asker, matter, facts) === 'staff';
}

function readListPlace(after: string | undefined): store.ListPlace | null {
  const match = /^(\d{1,15})~([0-9a-f-]{36})$/.exec(after ?? '');
  return match ? { sortAt: Number(match[1]) as Instant, id: match[2] as Id<'matter'> } : null;
}

function readEventPlace(after: string | undefined) {
  const match = /^(\d{1,15})~([0-9a-f-]{36})$/.exec(after ?? '');
  return match ? { at: Number(match[1]) as Instant, id: match[2] as Id<'event'> } : null;
}
