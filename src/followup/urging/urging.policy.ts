import type { Asker } from '../../kernel/asker.ts';
import type { Matter } from '../../resolve/matter/matter.contract.ts';
import type { MatterFacts } from '../../resolve/matter/matter.decision.ts';
import { readerOf } from '../../resolve/matter/matter.policy.ts';

/** Whether somebody reads when a matter urges by itself: its staff. Who urges is for the matter to say. */
export function mayListPlannedUrges(
  asker: Asker,
  matter: Matter,
  facts: MatterFacts,
): true | 'matter-not-found' | 'staff-only' {
  const reader = readerOf(asker, matter, facts);
  if (reader === 'none') return 'matter-not-found';
  return reader === 'staff' ? true : 'staff-only';
}
