/** What of an entry says which matters and reports it concerns. */
export type EntryTrace = { type: string; number: string | null; facts: { readonly [name: string]: unknown } };

/** What some entries concern, by number: matters, reports, and whether matters changed hands. */
export type Concerned = { matters: string[]; reports: string[]; hands: boolean };

const changesHands: ReadonlySet<string> = new Set([
  'matter.dispatched',
  'matter.reassigned',
  'matter.handed-over',
  'matter.returned',
  'matter.merged',
  'matter.assisting-changed',
  'matter.part-handed-back',
]);

/**
 * Reads off entries what they concern, each once. A matter has its first report's number, so an acceptance changes
 * both; a report that joins is named among the facts.
 */
export function concernedBy(entries: readonly EntryTrace[]): Concerned {
  const matters = new Set<string>();
  const reports = new Set<string>();
  let hands = false;
  for (const { type, number, facts } of entries) {
    if (number === null) continue;
    if (type.startsWith('report.') || type === 'matter.accepted') reports.add(number);
    if (type.startsWith('matter.')) matters.add(number);
    if (type === 'matter.joined' && typeof facts.report === 'string') reports.add(facts.report);
    if (type === 'matter.merged' && typeof facts.into === 'string') matters.add(facts.into);
    if (changesHands.has(type)) hands = true;
  }
  return { matters: [...matters], reports: [...reports], hands };
}
