import { type Asker, holdsPost } from '../../kernel/asker.ts';
import type { Reader } from '../matter/matter.policy.ts';
import type { Flagged, FlagPart, FlagState } from './flag.contract.ts';
import { judgeFlag } from './flag.rules.ts';

/** Whoever reads a part may flag it; what somebody cannot see is not there for them. */
export function mayFlag(
  reader: Reader,
  flagged: Flagged,
  read: readonly Flagged[],
): true | 'matter-not-found' | 'flag-part-missing' {
  if (reader === 'none') return 'matter-not-found';
  const isThere = read.some(({ part, sourceId }) => part === flagged.part && sourceId === flagged.sourceId);
  return isThere || 'flag-part-missing';
}

/** Staff flag what either side said of a report, its reporter what the desk said: what is their own they need not. */
export function mayFlagWords(
  reader: 'reporter' | 'staff',
  said: { by: 'reporter' | 'desk' } | undefined,
): true | 'flag-part-missing' {
  return (said !== undefined && (reader === 'staff' || said.by === 'desk')) || 'flag-part-missing';
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
