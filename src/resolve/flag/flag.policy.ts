import { type Asker, holdsPost } from '../../kernel/asker.ts';
import type { Reader } from '../matter/matter.policy.ts';
import type { FlagPart, FlagState } from './flag.contract.ts';
import { judgeFlag } from './flag.rules.ts';

/** Whoever reads a part may flag it; what somebody cannot see is not there for them. */
export function mayFlag(
  reader: Reader,
  part: FlagPart,
  shown: { name: boolean; reply: boolean },
): true | 'matter-not-found' | 'flag-part-missing' {
  if (reader === 'none') return 'matter-not-found';
  if (part === 'title') return true;
  if (part === 'name') return shown.name || 'flag-part-missing';
  return (reader !== 'public' && shown.reply) || 'flag-part-missing';
}

/** Desk, administrator and street read what was flagged. */
export function mayListFlags(asker: Asker): true | 'staff-only' {
  return ['desk', 'administrator', 'street'].some((post) => holdsPost(asker, post)) || 'staff-only';
}

/** The desk decides. */
export function mayDecideFlag(asker: Asker): true | 'desk-only' {
  return holdsPost(asker, 'desk') || 'desk-only';
}

/** What the asker may decide of a flag as it stands; a new title is written only then. */
export function canDecide(
  asker: Asker,
  flag: { state: FlagState; part: FlagPart },
  decision: 'hide' | 'keep',
): true | string {
  const may = mayDecideFlag(asker);
  if (may !== true) return may;
  const judged = judgeFlag({ flag, decision, newTitle: '-' });
  return judged.ok || judged.refusal.code;
}
