import type { ReportRow } from '../../collect/report/report.contract.ts';
import { undecidedStates } from '../../collect/report/report.contract.ts';
import { reportOperations } from '../../collect/report/report.operations.contract.ts';
import type { MatterView } from '../../resolve/matter/matter.contract.ts';
import { getMatter } from '../../resolve/matter/matter.reading.contract.ts';
import { answerableStates, closedStates } from '../../resolve/matter/matter.states.ts';
import type { Ask } from './page.ts';

/** Something I reported and the matter it led to, if it was accepted. */
export type OwnThing = { report: ReportRow; matter: MatterView | undefined; waitsForMe: boolean };

/** What I reported: what waits for my word first, then what is open, then the rest, each newest first. */
export async function ownThings(
  ask: Ask,
  page: { after?: string | undefined; limit: number },
): Promise<{ things: OwnThing[]; next: string | null }> {
  const { after, limit } = page;
  const mine = await ask(reportOperations.listOwnReports, { limit, ...(after !== undefined && { after }) });
  if (!mine.ok) return { things: [], next: null };
  // One after the other: each is a transaction of its own, and one person's page must not take all the connections.
  const things: OwnThing[] = [];
  for (const report of mine.value.rows) things.push(await withMatter(ask, report));
  return { things: things.sort((a, b) => urgency(a) - urgency(b)), next: mine.value.next };
}

async function withMatter(ask: Ask, report: ReportRow): Promise<OwnThing> {
  if (report.matterId === null) return { report, matter: undefined, waitsForMe: false };
  const found = await ask(getMatter, { matterId: report.matterId });
  if (!found.ok) return { report, matter: undefined, waitsForMe: false };
  const matter = found.value;
  const mayAnswer =
    matter.reader === 'reporter' && (matter.can.confirm === true || matter.can.answer === true);
  return { report, matter, waitsForMe: mayAnswer && answerableStates.has(matter.state) };
}

function urgency({ report, matter, waitsForMe }: OwnThing): number {
  if (waitsForMe) return 0;
  const isOpen = matter ? !closedStates.has(matter.state) : undecidedStates.has(report.state);
  return isOpen ? 1 : 2;
}

/** The things still under way, waiting ones first. */
export function openThings(things: readonly OwnThing[]): OwnThing[] {
  return things.filter((thing) => urgency(thing) < 2);
}
