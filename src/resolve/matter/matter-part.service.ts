import type { Id } from '../../kernel/id.ts';
import type { Tx } from '../../platform/database.ts';
import type { PartChange } from './matter.decision.ts';
import type { PartRow } from './matter-part.store.ts';
import * as store from './matter-part.store.ts';

export type { PartRow };

/** The parts of some matters, of every round, in the order they were given. */
export function listParts(tx: Tx, matterIds: readonly Id<'matter'>[]): Promise<PartRow[]> {
  return store.selectParts(tx, matterIds);
}

/** Carries out what a decision says of the parts, in its transaction; the matter is locked. */
export async function changeParts(
  tx: Tx,
  matterId: Id<'matter'>,
  changes: readonly PartChange[],
): Promise<void> {
  for (const change of changes) {
    if (change.do === 'give') await store.insertPart(tx, { ...change, matterId });
    else if (change.do === 'step') await store.updatePart(tx, change);
    else if (change.do === 'hand-over') await store.handOverPart(tx, change.partId, change.handler);
    else await store.settleParts(tx, matterId);
  }
}
