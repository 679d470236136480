import { findReportByNumber } from '../../collect/report/report-decision.service.ts';
import { ok, refuse } from '../../kernel/outcome.ts';
import type { Instant } from '../../kernel/time.ts';
import { lastIndex, readEntries } from '../../ledger/entry/entry.service.ts';
import { type Handler, implement } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { findCaseByNumber, mayFindMatter } from '../matter/matter-reading.service.ts';
import {
  type Change,
  changeOperations,
  type listChanges as listChangesOperation,
  maxEntriesBehind,
} from './change.contract.ts';
import { type Changed, changesFor } from './change.policy.ts';
import { concernedBy } from './change.rules.ts';

/** What changed from a place in the ledger on, the same for everybody; `changesFor` says what one asker is told. */
export type ChangesSince = { changed: Changed; last: number; complete: boolean };

const nothing: Changed = { matters: [], reports: [], hands: false };

/**
 * Reads what changed after a place in the ledger. The ledger is what makes this work with several servers and over
 * restarts: an entry is written in the transaction of the change itself, and gets its index only once that has
 * committed, so that nothing can turn up behind a place somebody has passed.
 */
export async function changesSince(tx: Tx, after: number, now: Instant): Promise<ChangesSince> {
  const last = await lastIndex(tx);
  if (after > last || last - after > maxEntriesBehind) return { changed: nothing, last, complete: false };
  if (after === last) return { changed: nothing, last, complete: true };
  const entries = await readEntries(tx, after + 1, last - after);
  const { matters, reports, hands } = concernedBy(entries);
  const changed = {
    matters: await allFound(matters, (number) => findCaseByNumber(tx, number, now)),
    reports: await allFound(reports, (number) => findReportByNumber(tx, number)),
    hands,
  };
  return { changed, last: entries.at(-1)?.index ?? last, complete: true };
}

async function allFound<Thing>(
  numbers: readonly string[],
  find: (number: string) => Promise<Thing | undefined>,
): Promise<Thing[]> {
  const found: Thing[] = [];
  for (const number of numbers) {
    const thing = await find(number);
    if (thing) found.push(thing);
  }
  return found;
}

export const listChanges: Handler<typeof listChangesOperation> = (call, input) =>
  call.read(async (tx) => {
    const { after, matterId } = input;
    if (matterId !== undefined && !(await mayFindMatter(call, tx, matterId)))
      return refuse('matter-not-found');
    if (after === undefined) return ok({ changes: [], last: await lastIndex(tx), complete: true });
    const { changed, ...place } = await changesSince(tx, after, call.now);
    const known = changesFor(call.asker, changed);
    return ok({ changes: known.filter((change) => isOf(change, matterId)), ...place });
  });

function isOf(change: Change, matterId: string | undefined): boolean {
  return matterId === undefined || (change.kind === 'matter' && change.id === matterId);
}

export const changeHandlers = implement(changeOperations, { listChanges });
