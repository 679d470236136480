import type { WorkCalendar } from '../../clocks/calendar/calendar.contract.ts';
import { loadCalendar } from '../../clocks/calendar/calendar.service.ts';
import { type KeptDeadline, listRunning } from '../../clocks/deadline/deadline.service.ts';
import type { Id } from '../../kernel/id.ts';
import { ok, refuse } from '../../kernel/outcome.ts';
import { formatInstant, type Instant } from '../../kernel/time.ts';
import {
  asDeclared,
  type Community,
  type HandlersOf,
  implement,
  type Platform,
} from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import type { UrgingMark } from '../../resolve/matter/matter.urging.contract.ts';
import type { LoadedCase } from '../../resolve/matter/matter-case.service.ts';
import { urge, urgeByTime } from '../../resolve/matter/matter-urging.service.ts';
import { findCase, reloadCase, viewMatter } from '../../resolve/matter/matter-view.service.ts';
import { urgingOperations as operations, type PlannedUrge } from './urging.contract.ts';
import { mayListPlannedUrges } from './urging.policy.ts';
import { gravestMark, marksOf, reachedMarks, urgingClocks } from './urging.rules.ts';
import * as store from './urging.store.ts';

type Handlers = HandlersOf<typeof operations>;

const urgeMatter: Handlers['urgeMatter'] = (call, input) =>
  call.write(async (tx) => {
    const urged = await urge(call, tx, input.matterId, input.words);
    if (!urged.ok) return asDeclared(operations.urgeMatter, urged);
    const view = await viewMatter(tx, await reloadCase(tx, input.matterId, call.now), call);
    return view ? ok(view) : refuse('matter-not-found');
  });

const listPlannedUrges: Handlers['listPlannedUrges'] = (call, input) =>
  call.read(async (tx) => {
    const loaded = await findCase(tx, input.matterId, call.now);
    if (!loaded) return refuse('matter-not-found');
    const may = mayListPlannedUrges(call.asker, loaded.matter, loaded.facts);
    if (may !== true) return refuse(may);
    const clocks = urging(loaded.deadlines);
    const used = await store.listMarks(tx, idsOf(clocks));
    return ok({ planned: clocks.flatMap((clock) => plannedFor(clock, loaded.calendar, used)) });
  });

function plannedFor(
  clock: KeptDeadline,
  calendar: WorkCalendar,
  used: readonly store.MarkRow[],
): PlannedUrge[] {
  return marksOf(clock, calendar).map(({ mark, at }) => {
    const row = used.find((one) => one.deadlineId === clock.id && one.mark === mark);
    const state = row === undefined ? 'ahead' : row.urged ? 'urged' : 'passed-over';
    return { clock: clock.kind, mark, at: formatInstant(at), state };
  });
}

/** The running clocks among a matter's that urge. */
function urging(deadlines: readonly KeptDeadline[]): KeptDeadline[] {
  const kinds: readonly string[] = urgingClocks;
  return deadlines.filter(({ kind, endedAt }) => endedAt === null && kinds.includes(kind));
}

const idsOf = (clocks: readonly KeptDeadline[]) => clocks.map(({ id }) => id);

/**
 * Urges every matter whose clocks have reached a mark that was not used: each mark once, however many processes
 * look, and one urge for all that were reached while nobody looked. Gives how many matters were urged.
 */
export async function urgeDueMatters(platform: Platform, community: Pick<Community, 'id'>): Promise<number> {
  const { database, log } = platform;
  const now = platform.clock.now();
  const found = await database.read(community.id, (tx) => findReached(tx, now));
  let urged = 0;
  for (const matterId of found) {
    try {
      const done = await database.write(community.id, (tx) =>
        urgeByTime(tx, matterId, now, (loaded) => useMarks(tx, loaded, now)),
      );
      if (done) urged += 1;
    } catch (error) {
      // One broken matter must not hold up the others; it is tried again with the next round.
      log.error({ matter: matterId, failure: error instanceof Error ? error.name : 'unknown' }, 'urge');
    }
  }
  return urged;
}

/** The matters with a clock that has reached an unused mark; a first look, without locks. */
async function findReached(tx: Tx, now: Instant): Promise<Id<'matter'>[]> {
  const clocks = await listRunning(tx, urgingClocks);
  const [calendar, used] = await Promise.all([loadCalendar(tx), store.listMarks(tx, idsOf(clocks))]);
  const reached = clocks.filter((clock) => unused(clock, calendar, used, now).length > 0);
  // These kinds of clock are matters' alone.
  return [...new Set(reached.map(({ subjectId }) => subjectId as Id<'matter'>))];
}

function unused(clock: KeptDeadline, calendar: WorkCalendar, used: readonly store.MarkRow[], now: Instant) {
  const own = used.filter(({ deadlineId }) => deadlineId === clock.id).map(({ mark }) => mark);
  return reachedMarks(clock, calendar, own, now);
}

/** Uses the marks a matter's clocks have reached, under its lock, and gives the one it is urged for. */
async function useMarks(tx: Tx, loaded: LoadedCase, now: Instant): Promise<UrgingMark | null> {
  const clocks = urging(loaded.deadlines);
  const used = await store.listMarks(tx, idsOf(clocks));
  const reached = clocks.flatMap((deadline) =>
    unused(deadline, loaded.calendar, used, now).map((one) => ({ deadlineId: deadline.id, ...one })),
  );
  const mark = gravestMark(reached);
  const matterId = loaded.matter.id;
  for (const { at, ...one } of reached) {
    await store.insertMark(tx, { ...one, matterId, reachedAt: at, at: now, urged: one.mark === mark });
  }
  return mark;
}

export const urgingHandlers = implement(operations, { urgeMatter, listPlannedUrges });
