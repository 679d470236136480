import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Tx } from '../../platform/database.ts';
import { findMatter, updateHouseholds } from './matter.store.ts';
import { loadCase } from './matter-case.service.ts';

/** Counts a matter's households anew and keeps the number beside it, where lists read it. */
export async function countHouseholdsOf(tx: Tx, id: Id<'matter'>, now: Instant): Promise<void> {
  const matter = await findMatter(tx, id);
  if (!matter) throw new Error('a matter vanished in its own transaction');
  const { facts } = await loadCase(tx, matter, now);
  if (facts.households !== matter.households) await updateHouseholds(tx, id, facts.households);
}
