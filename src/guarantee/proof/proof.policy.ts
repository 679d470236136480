import { isOwnReport, type ReportFacts } from '../../collect/report/report.policy.ts';
import type { Asker } from '../../kernel/asker.ts';

/**
 * Receipts of a report are for whoever reported it, by account or private link; to everybody else, staff included,
 * there are none. What stands in the ledger anybody may read, since its files are everybody's.
 */
export function mayHaveReceipts(asker: Asker, report: ReportFacts): true | 'report-not-found' {
  return isOwnReport(asker, report) || 'report-not-found';
}
