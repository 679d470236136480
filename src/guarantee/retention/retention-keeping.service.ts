import { sweepMessages } from '../../channels/message/message.service.ts';
import { sweepNotices } from '../../channels/notice/notice.service.ts';
import { sweepDrafts } from '../../collect/draft/draft.service.ts';
import { sweepOfflineReports } from '../../collect/offline-report/offline-report.service.ts';
import {
  listReportsUnder,
  lockDecidedBefore,
  markReportsCleared,
} from '../../collect/report/report-erasing.service.ts';
import { sweepRequests } from '../../collect/residence/residence.service.ts';
import { forgetRestraints } from '../../collect/restraint/restraint.service.ts';
import type { Id } from '../../kernel/id.ts';
import { periodBefore } from '../../kernel/period.ts';
import { dateOf, type Instant } from '../../kernel/time.ts';
import { sweepLooks } from '../../people/look/look.service.ts';
import { getPersonNames } from '../../people/person/person.service.ts';
import { sweepRosters } from '../../people/roster/roster.service.ts';
import { forgetTries } from '../../people/slip/slip.service.ts';
import { type Community, forgetKeys, type Platform } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { forgetTallies } from '../../platform/tally.ts';
import { stripFlagsOn } from '../../resolve/flag/flag.service.ts';
import {
  listClosedBefore,
  lockClosedBefore,
  untieMatters,
} from '../../resolve/matter/matter-erasing.service.ts';
import { needlesOf } from '../erasure/erasure.rules.ts';
import { sweepErasures } from '../erasure/erasure.service.ts';
import { type Files, removeErased, stripTraces } from '../erasure/erasure-carrying.service.ts';
import { type ClockedKind, clearedWords, mattersAtOnce, retained, rowsAtOnce } from './retention.rules.ts';
import * as store from './retention.store.ts';

type Sweep = (tx: Tx, before: Instant, now: Instant) => Promise<number>;
type SweptKind = Exclude<ClockedKind, 'matters' | 'reports'>;

/** Who takes away each kind whose rows go whole; a kind of the table without one does not compile. */
const sweeps: Record<SweptKind, Sweep> = {
  drafts: sweepDrafts,
  'offline-starts': sweepOfflineReports,
  'submission-keys': forgetKeys,
  'residence-requests': (tx, before) => sweepRequests(tx, before, rowsAtOnce),
  rosters: sweepRosters,
  notices: (tx, before) => sweepNotices(tx, before, rowsAtOnce),
  messages: (tx, before) => sweepMessages(tx, before, rowsAtOnce),
  counts: forgetTallies,
  'slip-tries': forgetTries,
  // Each carries its own end.
  restraints: (tx, _before, now) => forgetRestraints(tx, now),
  erasures: sweepErasures,
  // Last: by its own clock the database refuses to let young ones go, however far ahead ours is.
  looks: (tx, before) => sweepLooks(tx, before, rowsAtOnce),
};

async function noteGone(tx: Tx, kind: ClockedKind, count: number, now: Instant): Promise<void> {
  if (count > 0) await store.addGone(tx, { day: dateOf(now), kind, count, at: now });
}

type Where = Pick<Community, 'id'>;

/** Takes away whatever rows are over, each kind in a transaction of its own together with its line in the log; a chore. */
export async function sweepRetained(
  { database, clock }: Pick<Platform, 'database' | 'clock'>,
  { id }: Where,
): Promise<void> {
  const now = clock.now();
  for (const kind of Object.keys(sweeps) as SweptKind[]) {
    const before = periodBefore(now, retained[kind].keeps);
    await database.write(id, async (tx) => noteGone(tx, kind, await sweeps[kind](tx, before, now), now));
  }
}

/** What a matter's title may hold of those who reported it: their names as the register has them, and as they gave them. */
async function needlesIn(tx: Tx, reports: Awaited<ReturnType<typeof listReportsUnder>>): Promise<string[]> {
  const names = await getPersonNames(
    tx,
    reports.flatMap(({ personId }) => personId ?? []),
  );
  const known = [...names.values()].map((name) => ({
    contactName: name,
    contactPhone: null,
    publicName: null,
  }));
  return needlesOf(undefined, [...reports, ...known]);
}

async function clearMatter(
  tx: Tx,
  id: Id<'matter'>,
  before: Instant,
  now: Instant,
): Promise<Files | undefined> {
  const own = await lockClosedBefore(tx, id, before);
  if (own.length === 0) return undefined;
  const reports = await listReportsUnder(tx, own);
  const of = { personId: null, needles: await needlesIn(tx, reports), instead: clearedWords, now };
  const files = await stripTraces(tx, { reports, own, shared: [] }, of);
  const ids = reports.map((report) => report.id);
  await stripFlagsOn(tx, { matterIds: own, reportIds: ids }, clearedWords);
  await untieMatters(tx, own, now);
  await markReportsCleared(tx, ids, now);
  await noteGone(tx, 'matters', own.length, now);
  return files;
}

/** Clears matters whose time is over, each in a transaction of its own; so many a round. */
async function clearMatters(platform: Platform, community: Where, now: Instant): Promise<number> {
  const before = periodBefore(now, retained.matters.keeps);
  const ids = await platform.database.read(community.id, (tx) => listClosedBefore(tx, before, mattersAtOnce));
  for (const id of ids) {
    const files = await platform.database.write(community.id, (tx) => clearMatter(tx, id, before, now));
    if (files) await removeErased(platform, community.id, files);
  }
  return ids.length;
}

/** Clears reports that came to nothing long ago: taken back, refused, or passed on to somebody else. */
async function clearReports(platform: Platform, community: Where, now: Instant): Promise<number> {
  const before = periodBefore(now, retained.reports.keeps);
  const cleared = await platform.database.write(community.id, async (tx) => {
    const reports = await lockDecidedBefore(tx, before, mattersAtOnce);
    if (reports.length === 0) return { files: { photos: [], recordings: [] }, count: 0 };
    const of = { personId: null, needles: [], instead: clearedWords, now };
    const files = await stripTraces(tx, { reports, own: [], shared: [] }, of);
    const ids = reports.map(({ id }) => id);
    await stripFlagsOn(tx, { matterIds: [], reportIds: ids }, clearedWords);
    await markReportsCleared(tx, ids, now);
    await noteGone(tx, 'reports', reports.length, now);
    return { files, count: reports.length };
  });
  await removeErased(platform, community.id, cleared.files);
  return cleared.count;
}

/**
 * Takes what tells of people out of matters and reports whose time is over; a chore. What a kill interrupts is found
 * again, files that lost their row are cleared away with the unnamed ones, and nothing open is ever looked at.
 */
export async function clearRetained(platform: Platform, community: Where): Promise<number> {
  const now = platform.clock.now();
  return (await clearMatters(platform, community, now)) + (await clearReports(platform, community, now));
}
