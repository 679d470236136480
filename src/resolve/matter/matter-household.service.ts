import { listMattersOfReporter } from '../../collect/report/report-decision.service.ts';
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import { householdJoinedJob, householdJoinedPayload } from '../../people/household/household.contract.ts';
import type { Tx } from '../../platform/database.ts';
import type { Workers } from '../../platform/outbox.ts';
import { answerableStates, openStates } from './matter.states.ts';
import { findMatter, lockMatter, updateHouseholds } from './matter.store.ts';
import { loadCase } from './matter-case.service.ts';

/** Counts a matter's households anew and keeps the number beside it, where lists read it. */
export async function countHouseholdsOf(tx: Tx, id: Id<'matter'>, now: Instant): Promise<void> {
  const matter = await findMatter(tx, id);
  if (!matter) throw new Error('a matter vanished in its own transaction');
  const { facts } = await loadCase(tx, matter, now);
  if (facts.households !== matter.households) await updateHouseholds(tx, id, facts.households);
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
