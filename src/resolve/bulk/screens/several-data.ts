import type { StaffReport } from '../../../collect/report/report.contract.ts';
import type { MatterRow, StaffMatter } from '../../matter/matter.contract.ts';
import type { Catalogue } from '../../matter/screens/desk-data.ts';
import type { BulkAct } from '../bulk.contract.ts';

/** What is ticked, as far as it can still be acted on, with what the catalogue proposes. */
export type SeveralData = {
  reports: readonly { report: StaffReport; title: string }[];
  matters: readonly StaffMatter[];
  /** What can be done with these, and which of it is chosen; nothing where nothing is ticked. */
  acts: readonly BulkAct[];
  act: BulkAct | undefined;
  catalogue: Catalogue;
  /** The one category all of them are proposed for, if they agree. */
  categoryCode: string;
  candidates: readonly MatterRow[];
};

/** What can be done with so many reports and matters, the likeliest first. */
export function actsFor(reports: number, matters: number): BulkAct[] {
  return [
    ...(reports > 1 ? (['merge'] as const) : []),
    ...(reports > 0 ? (['join', 'accept', 'redirect'] as const) : []),
    ...(matters > 0 ? (['dispatch'] as const) : []),
  ];
}
