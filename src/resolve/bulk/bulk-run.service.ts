import type { CommunityId, Id } from '../../kernel/id.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { dateOf } from '../../kernel/time.ts';
import { postsActedIn } from '../../people/absence/absence.service.ts';
import { type Community, type Platform, writeOrRefuse } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { dispatchOne } from '../matter/matter-change.service.ts';
import {
  type Deciding,
  joinReport,
  openFromReport,
  redirectInstead,
} from '../matter/matter-intake.service.ts';
import { bulkInputs } from './bulk.contract.ts';
import { mayUseBulk } from './bulk.policy.ts';
import * as store from './bulk.store.ts';

type Carried = Outcome<{ matterId: Id<'matter'> | null }>;
const nothingOpened = ok({ matterId: null });

/**
 * Carries out the batches whose time to be taken back is over; gives how many things were done or refused. Each thing
 * is a transaction of its own, so a refusal keeps nothing from the others, and a process that dies goes on where it was.
 */
export async function carryOutBulks(platform: Platform, community: Pick<Community, 'id'>): Promise<number> {
  const now = platform.clock.now();
  const due = await platform.database.read(community.id, (tx) => store.listDueBulks(tx, now));
  let carried = 0;
  for (const { id } of due) {
    const items = await platform.database.read(community.id, (tx) => store.listItems(tx, [id]));
    for (const item of items) {
      if (item.outcome !== 'waiting') continue;
      await carryOutOne(platform, community, item);
      carried += 1;
    }
    await platform.database.write(community.id, (tx) => store.updateDone(tx, id, now));
  }
  return carried;
}

/** The living communities in which something is to be carried out now. */
export function listCommunitiesWithBulks({ database, clock }: Platform): Promise<CommunityId[]> {
  return store.selectCommunitiesWithDue(database.sql, clock.now());
}

/** A refusal undoes what was begun of the one thing; that it was refused, and why, is written down afterwards. */
async function carryOutOne(
  platform: Platform,
  community: Pick<Community, 'id'>,
  item: store.ItemRow,
): Promise<void> {
  const now = platform.clock.now();
  const done = await writeOrRefuse<Outcome<null>>(platform.database, community.id, async (tx) => {
    const bulk = await store.lockBulk(tx, item.bulkId);
    const [current] = (await store.listItems(tx, [item.bulkId])).filter(isSame(item));
    if (!bulk || bulk.undoneAt !== null || current?.outcome !== 'waiting') return ok(null);
    // Who asked acts under the posts they hold now: a post that has ended meanwhile decides nothing any more.
    const posts = await postsActedIn(tx, bulk.personId, dateOf(now));
    const { accountId, personId } = bulk;
    const asker = { kind: 'person', ...{ accountId, personId, displayName: '', posts } } as const;
    const may = mayUseBulk(asker);
    if (may !== true) return refuse(may);
    const carried = await carryOut({ asker, now }, tx, bulk, item);
    if (!carried.ok) return carried;
    const { matterId } = carried.value;
    if (matterId !== null && bulk.matterId === null) await store.updateMatter(tx, bulk.id, matterId);
    await store.updateItem(tx, item, { outcome: 'done', refusalCode: null, refusalFacts: null });
    return ok(null);
  });
  if (done.ok) return;
  const { code, facts } = done.refusal;
  await platform.database.write(community.id, (tx) =>
    store.updateItem(tx, item, { outcome: 'refused', refusalCode: code, refusalFacts: facts ?? {} }),
  );
}

const isSame = (item: store.ItemRow) => (other: store.ItemRow) => other.position === item.position;

async function carryOut(by: Deciding, tx: Tx, bulk: store.BulkRow, item: store.ItemRow): Promise<Carried> {
  const reportId = item.subjectId as Id<'report'>;
  switch (bulk.act) {
    case 'accept': {
      const { titles, ...input } = bulkInputs.accept.parse(bulk.asked);
      const publicTitle = titles[reportId];
      if (publicTitle === undefined) throw new Error('a batch lost the title of one of its reports');
      const opened = await openFromReport(by, tx, { ...input, reportId, publicTitle });
      return opened.ok ? nothingOpened : opened;
    }
    case 'redirect': {
      const { reportIds: _, ...input } = bulkInputs.redirect.parse(bulk.asked);
      const told = await redirectInstead(by, tx, { ...input, reportId });
      return told.ok ? nothingOpened : told;
    }
    case 'merge': {
      const { reportIds: _, ...input } = bulkInputs.merge.parse(bulk.asked);
      const { messageToReporter } = input;
      // The first that can opens the matter; those after it find its id in the batch and join.
      const opened =
        bulk.matterId === null
          ? await openFromReport(by, tx, { ...input, reportId })
          : await joinReport(by, tx, { reportId, matterId: bulk.matterId, messageToReporter });
      return opened.ok ? ok({ matterId: opened.value }) : opened;
    }
    case 'join': {
      const { reportIds: _, ...input } = bulkInputs.join.parse(bulk.asked);
      const joined = await joinReport(by, tx, { ...input, reportId });
      return joined.ok ? nothingOpened : joined;
    }
    case 'dispatch': {
      const { versions, ...input } = bulkInputs.dispatch.parse(bulk.asked);
      const matterId = item.subjectId as Id<'matter'>;
      const version = versions[matterId];
      if (version === undefined) return refuse('matter-not-found');
      const sent = await dispatchOne(by, tx, { ...input, matterId, version });
      return sent.ok ? nothingOpened : sent;
    }
  }
}
