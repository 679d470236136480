import { type Asker, holdsPost } from '../../kernel/asker.ts';
import type { Id } from '../../kernel/id.ts';
import type { Matter } from '../../resolve/matter/matter.contract.ts';
import type { MatterFacts } from '../../resolve/matter/matter.decision.ts';
import { hasWorkedOn, mayCallBack, ownReports, readerOf } from '../../resolve/matter/matter.policy.ts';
import type { MatterRefusal } from '../../resolve/matter/matter.refusals.contract.ts';

/** Whether somebody answers for a report of the matter: those who reported it, unless it is their own work. */
export function mayAnswer(
  asker: Asker,
  matter: Matter,
  facts: MatterFacts,
): true | 'matter-not-found' | 'reporter-only' | 'street-reads-only' | 'worked-on-it' {
  if (ownReports(asker, facts).length > 0) return hasWorkedOn(asker, facts) ? 'worked-on-it' : true;
  if (readerOf(asker, matter, facts) === 'none') return 'matter-not-found';
  return holdsPost(asker, 'street') ? 'street-reads-only' : 'reporter-only';
}

/** Whether an answer came from the page: only its token says so, a link that is merely followed has none. */
export function cameFromPage(tokenHolds: boolean): true | 'page-expired' {
  return tokenHolds ? true : 'page-expired';
}

/** Whether somebody records a try with the reporter of this report; never a person who worked on the matter. */
export function mayRecordAttempt(
  asker: Asker,
  matter: Matter,
  facts: MatterFacts,
  reportId: Id<'report'>,
): true | MatterRefusal {
  const may = mayCallBack(asker, matter, facts);
  if (may !== true) return may;
  return facts.voices.some((voice) => voice.reportId === reportId) ? true : 'report-not-found';
}

/** Whether somebody reads tries and answers: staff of the matter, but not those whose work they judge. */
export function mayListAttempts(
  asker: Asker,
  matter: Matter,
  facts: MatterFacts,
): true | 'matter-not-found' | 'staff-only' {
  const reader = readerOf(asker, matter, facts);
  if (reader === 'none') return 'matter-not-found';
  const desk = ['desk', 'administrator', 'street'].some((kind) => holdsPost(asker, kind));
  return reader === 'staff' && (desk || mayCallBack(asker, matter, facts) === true) ? true : 'staff-only';
}
