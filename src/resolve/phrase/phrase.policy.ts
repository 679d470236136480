import { type Asker, holdsPost } from '../../kernel/asker.ts';
import type { Matter } from '../matter/matter.contract.ts';
import type { MatterFacts } from '../matter/matter.decision.ts';
import { isHandler, mayDecideOnReport, readerOf } from '../matter/matter.policy.ts';

/** Whether somebody keeps the phrases: the desk, which writes with them, and the administrator. */
export function mayKeepPhrases(asker: Asker): true | 'phrase-keepers-only' {
  return ['desk', 'administrator'].some((kind) => holdsPost(asker, kind)) ? true : 'phrase-keepers-only';
}

/** Whether somebody writes to the reporter of a report: who decides on it. */
export function mayAnswerReport(asker: Asker): ReturnType<typeof mayDecideOnReport> {
  return mayDecideOnReport(asker);
}

/** Whether somebody writes of a matter: the desk and those who handle it; who only reads has no form to fill. */
export function mayWriteOf(
  asker: Asker,
  matter: Matter,
  facts: MatterFacts,
): true | 'matter-not-found' | 'staff-only' {
  if (readerOf(asker, matter, facts) === 'none') return 'matter-not-found';
  return holdsPost(asker, 'desk') || isHandler(asker, matter) ? true : 'staff-only';
}
