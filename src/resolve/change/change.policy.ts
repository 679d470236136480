import { type ReportFacts, readerOf as reportReaderOf } from '../../collect/report/report.policy.ts';
import type { Asker } from '../../kernel/asker.ts';
import type { Matter } from '../matter/matter.contract.ts';
import type { MatterFacts } from '../matter/matter.decision.ts';
import { mayList, mayRead } from '../matter/matter.policy.ts';
import type { Change } from './change.contract.ts';

/** What changed in a community, with everything it takes to decide who may know. */
export type Changed = {
  matters: readonly { matter: Matter; facts: MatterFacts }[];
  reports: readonly ReportFacts[];
  /** Matters were handed to others. */
  hands: boolean;
};

/** Who may read a matter is told that it changed; to everybody else it does not exist. */
function mayKnowMatter(asker: Asker, matter: Matter, facts: MatterFacts): boolean {
  return mayRead(asker, matter, facts) === true;
}

/** The reporter of a report and those who read it at the desk are told that it changed. */
function mayKnowReport(asker: Asker, report: ReportFacts): boolean {
  return reportReaderOf(asker, report) !== 'report-not-found';
}

/**
 * Who has a list of matters is told that matters changed hands, though not which: somebody who has just lost one
 * must learn that it is gone from their list, and may not read it any more.
 */
export function mayKnowQueue(asker: Asker): true | 'staff-only' {
  return mayList(asker);
}

/** What of all that changed one asker is told. */
export function changesFor(asker: Asker, changed: Changed): Change[] {
  return [
    ...changed.matters
      .filter(({ matter, facts }) => mayKnowMatter(asker, matter, facts))
      .map(({ matter }) => ({ kind: 'matter', id: matter.id, version: matter.version }) as const),
    ...changed.reports
      .filter((report) => mayKnowReport(asker, report))
      .map(({ id }) => ({ kind: 'report', id }) as const),
    ...(changed.hands && mayKnowQueue(asker) === true ? [{ kind: 'queue' } as const] : []),
  ];
}
