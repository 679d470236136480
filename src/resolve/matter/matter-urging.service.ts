import { system } from '../../kernel/asker.ts';
import type { Id } from '../../kernel/id.ts';
import { type Outcome, ok } from '../../kernel/outcome.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Call } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { actOf } from './matter.policy.ts';
import type { MatterRefusal } from './matter.refusals.contract.ts';
import { isPossible } from './matter.rules.ts';
import { countUrge, lockMatter } from './matter.store.ts';
import type { UrgingMark } from './matter.urging.contract.ts';
import { decideUrge } from './matter.urging.rules.ts';
import { type LoadedCase, loadCase, reckonOn } from './matter-case.service.ts';
import { changeMatter } from './matter-change.service.ts';
import { performDecision } from './matter-decision.service.ts';

/** Urges a matter in the asker's name; it commutes with every other change and needs no version. */
export function urge(
  call: Call,
  tx: Tx,
  matterId: Id<'matter'>,
  words: string | null,
): Promise<Outcome<LoadedCase, MatterRefusal | 'photo-unknown'>> {
  return changeMatter(call, tx, {
    matterId,
    action: 'urge',
    decide: (subject) => decideUrge(subject, { words, mark: null }),
    after: async (inTx) => ok(await countUrge(inTx, matterId)),
  });
}

/**
 * Urges a matter because time has come. The matter is locked and judged anew before `findMark` says which mark it
 * has reached, so that whoever comes second finds the mark used. Gives whether it was urged.
 */
export async function urgeByTime(
  tx: Tx,
  matterId: Id<'matter'>,
  now: Instant,
  findMark: (loaded: LoadedCase) => Promise<UrgingMark | null>,
): Promise<boolean> {
  const matter = await lockMatter(tx, matterId);
  if (!matter) return false;
  const loaded = await loadCase(tx, matter, now);
  const { facts, calendar, deadlines } = loaded;
  if (isPossible(matter, 'urge', facts, now) !== true) return false;
  const mark = await findMark(loaded);
  if (mark === null) return false;
  const act = actOf(system, 'urge', matter, facts, now);
  const decision = decideUrge(
    { matter, facts, act, reckon: reckonOn(calendar, deadlines) },
    { words: null, mark },
  );
  if (!decision.ok) throw new Error(`a matter that may be urged was not: ${decision.refusal.code}`);
  await performDecision(tx, loaded, decision.value, now);
  await countUrge(tx, matterId);
  return true;
}
