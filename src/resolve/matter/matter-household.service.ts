import { listMattersOfReporter } from '../../collect/report/report-decision.service.ts';
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import { householdJoinedJob, householdJoinedPayload } from '../../people/household/household.contract.ts';
import type { Tx } from '../../platform/database.ts';
import type { Workers } from '../../platform/outbox.ts';
import { answerableStates, openStates } from './matter.states.ts';
import { findMatter, lockMatter, updateHouseholds } from './matter.store.ts';
import { type LoadedCase, loadCase } from './matter-case.service.ts';

/** Counts a matter's households anew and keeps the number beside it, where lists read it; gives the matter as it then is. */
export async function countHouseholdsOf(tx: Tx, id: Id<'matter'>, now: Instant): Promise<LoadedCase> {
  const matter = await findMatter(tx, id);
  if (!matter) throw new Error('a matter vanished in its own transaction');
  const loaded = await loadCase(tx, matter, now);
  const { households } = loaded.facts;
  if (households === matter.households) return loaded;
  await updateHouseholds(tx, id, households);
  return { ...loaded, matter: { ...matter, households } };
}

/**
 * Somebody who had reported as nobody's household is bound to one now: where that household had a voice already,
 * the two count as one. What is closed stays as it was counted.
 */
export const householdWorkers: Workers = {
  [householdJoinedJob]: {
    async within({ tx, payload, now }) {
      const { personId } = householdJoinedPayload.parse(payload);
      for (const id of await listMattersOfReporter(tx, personId)) {
        const matter = await lockMatter(tx, id);
        if (matter && (openStates.has(matter.state) || answerableStates.has(matter.state))) {
          await countHouseholdsOf(tx, id, now);
        }
      }
    },
  },
};
