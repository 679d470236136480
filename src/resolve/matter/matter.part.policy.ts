import type { Asker } from '../../kernel/asker.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Matter } from './matter.contract.ts';
import type { MatterFacts, Part } from './matter.decision.ts';
import { type PartAction, partActions } from './matter.part.contract.ts';
import { checkPart } from './matter.part.rules.ts';
import { mayDo, ownParts } from './matter.policy.ts';
import type { MatterRefusal } from './matter.refusals.contract.ts';
import { isPossible } from './matter.rules.ts';

type Verdict = true | MatterRefusal;

/** Each step of one part, either true or why not; the matter itself has to stand where parts are worked on. */
export function canOfPart(
  asker: Asker,
  part: Part,
  matter: Matter,
  facts: MatterFacts,
  now: Instant,
): Record<PartAction, Verdict> {
  const isOwn = ownParts(asker, matter, facts).includes(part);
  const verdict = (action: PartAction): Verdict => {
    const may = isOwn ? mayDo(asker, action, matter, facts) : 'assisting-only';
    if (may !== true) return may;
    const step = checkPart(part, action, facts.parts);
    return step === true ? isPossible(matter, action, facts, now) : step;
  };
  return Object.fromEntries(partActions.map((action) => [action, verdict(action)])) as Record<
    PartAction,
    Verdict
  >;
}
