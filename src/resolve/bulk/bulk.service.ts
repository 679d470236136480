import { getReportForDecision } from '../../collect/report/report-decision.service.ts';
import type { Id } from '../../kernel/id.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { addMs, formatInstant, type Instant } from '../../kernel/time.ts';
import { type Call, type HandlersOf, implement } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { findCase } from '../matter/matter-view.service.ts';
import { type Bulk, type BulkAct, type BulkInput, bulkOperations } from './bulk.contract.ts';
import { mayUseBulk } from './bulk.policy.ts';
import { bulkShownMs, bulkStateOf, decideUndo, inOrderOfNumbers, runAtFor } from './bulk.rules.ts';
import * as store from './bulk.store.ts';

type Handlers = HandlersOf<typeof bulkOperations>;
type NewItem = Pick<store.ItemRow, 'kind' | 'subjectId' | 'number'>;
type AskRefusal = 'desk-only' | 'street-reads-only' | 'report-not-found' | 'matter-not-found';

/** Writes down what is wished for; nothing else stands of it before its time has come. */
function askFor<Act extends BulkAct>(
  call: Call,
  act: Act,
  asked: BulkInput[Act],
  find: (tx: Tx) => Promise<Outcome<NewItem[], 'report-not-found' | 'matter-not-found'>>,
  matterId: Id<'matter'> | null = null,
): Promise<Outcome<Bulk, AskRefusal>> {
  return call.write<Outcome<Bulk, AskRefusal>>(async (tx) => {
    const may = mayUseBulk(call.asker);
    if (may !== true) return refuse(may);
    if (call.asker.kind !== 'person') throw new Error('only a person sits at the desk');
    const items = await find(tx);
    if (!items.ok) return items;
    const id = newId<Id<'bulk'>>();
    const { accountId, personId } = call.asker;
    const times = { askedAt: call.now, runAt: runAtFor(call.now) };
    const bulk = { ...{ id, act, asked, accountId, personId, matterId }, locale: call.locale, ...times };
    await store.insertBulk(tx, bulk, inOrderOfNumbers(items.value));
    return ok(await viewOne(tx, id, call.now));
  });
}

function reportsOf(ids: readonly Id<'report'>[]) {
  return async (tx: Tx): Promise<Outcome<NewItem[], 'report-not-found'>> => {
    const items: NewItem[] = [];
    // In one order for everybody, so that two batches never wait crosswise.
    for (const id of [...new Set(ids)].sort()) {
      const report = await getReportForDecision(tx, id);
      if (!report) return refuse('report-not-found');
      items.push({ kind: 'report', subjectId: id, number: report.number });
    }
    return ok(items);
  };
}

function mattersOf(ids: readonly Id<'matter'>[], now: Instant) {
  return async (tx: Tx): Promise<Outcome<NewItem[], 'matter-not-found'>> => {
    const items: NewItem[] = [];
    for (const id of ids) {
      const found = await findCase(tx, id, now);
      if (!found) return refuse('matter-not-found');
      items.push({ kind: 'matter', subjectId: id, number: found.matter.number });
    }
    return ok(items);
  };
}

const acceptSeveral: Handlers['acceptSeveral'] = (call, input) =>
  askFor(call, 'accept', input, reportsOf(Object.keys(input.titles) as Id<'report'>[]));

const redirectSeveral: Handlers['redirectSeveral'] = (call, input) =>
  askFor(call, 'redirect', input, reportsOf(input.reportIds));

const mergeReports: Handlers['mergeReports'] = (call, input) =>
  askFor(call, 'merge', input, reportsOf(input.reportIds));

const joinReports: Handlers['joinReports'] = (call, input) =>
  askFor(
    call,
    'join',
    input,
    async (tx) => {
      const into = await findCase(tx, input.matterId, call.now);
      return into ? reportsOf(input.reportIds)(tx) : refuse('matter-not-found');
    },
    input.matterId,
  );

const dispatchSeveral: Handlers['dispatchSeveral'] = (call, input) =>
  askFor(call, 'dispatch', input, mattersOf(Object.keys(input.versions) as Id<'matter'>[], call.now));

const undoBulk: Handlers['undoBulk'] = (call, { bulkId }) =>
  call.write<Awaited<ReturnType<Handlers['undoBulk']>>>(async (tx) => {
    const may = mayUseBulk(call.asker);
    if (may !== true) return refuse(may);
    const bulk = await store.lockBulk(tx, bulkId);
    if (!bulk) return refuse('bulk-not-found');
    const undone = decideUndo(bulk, call.now);
    if (!undone.ok) return undone;
    await store.updateUndone(tx, bulkId, undone.value.undoneAt);
    return ok(await viewOne(tx, bulkId, call.now));
  });

const getBulk: Handlers['getBulk'] = (call, { bulkId }) =>
  call.read(async (tx) => {
    const may = mayUseBulk(call.asker);
    if (may !== true) return refuse(may);
    const bulk = await store.findBulk(tx, bulkId);
    return bulk ? ok(await viewOne(tx, bulkId, call.now)) : refuse('bulk-not-found');
  });

const listBulks: Handlers['listBulks'] = (call) =>
  call.read(async (tx) => {
    const may = mayUseBulk(call.asker);
    if (may !== true) return refuse(may);
    if (call.asker.kind !== 'person') throw new Error('only a person sits at the desk');
    const bulks = await store.listBulksOf(tx, call.asker.personId, addMs(call.now, -bulkShownMs));
    return ok({ bulks: await view(tx, bulks, call.now) });
  });

async function viewOne(tx: Tx, id: Id<'bulk'>, now: Instant): Promise<Bulk> {
  const bulk = await store.findBulk(tx, id);
  const [shown] = await view(tx, bulk ? [bulk] : [], now);
  if (!shown) throw new Error('a batch vanished in its own transaction');
  return shown;
}

async function view(tx: Tx, bulks: readonly store.BulkRow[], now: Instant): Promise<Bulk[]> {
  const items = await store.listItems(
    tx,
    bulks.map(({ id }) => id),
  );
  return bulks.map((bulk) => {
    const undo = decideUndo(bulk, now);
    return {
      ...{ id: bulk.id, act: bulk.act, state: bulkStateOf(bulk), matterId: bulk.matterId },
      askedAt: formatInstant(bulk.askedAt),
      runAt: formatInstant(bulk.runAt),
      items: items
        .filter(({ bulkId }) => bulkId === bulk.id)
        .map(({ kind, subjectId, number, outcome, refusalCode, refusalFacts }) => ({
          ...{ kind, id: subjectId, number, outcome },
          refusal: refusalCode === null ? null : { code: refusalCode, facts: refusalFacts ?? {} },
        })),
      can: { undo: undo.ok ? true : undo.refusal.code },
    };
  });
}

export const bulkHandlers = implement(bulkOperations, {
  ...{ acceptSeveral, redirectSeveral, mergeReports, joinReports, dispatchSeveral },
  ...{ undoBulk, getBulk, listBulks },
});
