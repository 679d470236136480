import { categoryOperations } from '../../collect/category/category.contract.ts';
import type { StaffReport } from '../../collect/report/report.contract.ts';
import { reportOperations } from '../../collect/report/report.operations.contract.ts';
import { isId } from '../../kernel/id.ts';
import { type Outcome, ok } from '../../kernel/outcome.ts';
import { type Bulk, bulkOperations, maxBulkItems } from '../../resolve/bulk/bulk.contract.ts';
import { BulkResult } from '../../resolve/bulk/screens/BulkResult.tsx';
import { bulkText } from '../../resolve/bulk/screens/bulk.text.ts';
import { Several } from '../../resolve/bulk/screens/Several.tsx';
import { actsFor, type SeveralData } from '../../resolve/bulk/screens/several-data.ts';
import type { MatterRow, StaffMatter } from '../../resolve/matter/matter.contract.ts';
import { getMatter, listMatters } from '../../resolve/matter/matter.reading.contract.ts';
import { proposePublicTitle } from '../../resolve/matter/public-title.rules.ts';
import { loadCatalogue, type Visit } from './desk-load.ts';
import { backWith, flashOf, orNotFound } from './lead.ts';
import { onward } from './onward.ts';
import { form, page } from './page.ts';

/** What is ticked and can still be acted on; what somebody decided on meanwhile is left out. */
async function loadSeveral(visit: Visit): Promise<Outcome<SeveralData>> {
  const { ask, request } = visit;
  const allowed = await ask(bulkOperations.listBulks, {});
  if (!allowed.ok) return allowed;
  const idsOf = (name: string) => [...new Set(request.lists[name] ?? [])].filter(isId).slice(0, maxBulkItems);
  const [reports, matters, catalogue] = await Promise.all([
    loadReports(visit, idsOf('report')),
    loadMatters(visit, idsOf('matter')),
    loadCatalogue(visit),
  ]);
  const codes = await proposedCodes(visit, reports);
  const [categoryCode] = codes;
  const acts = actsFor(reports.length, matters.length);
  return ok({
    reports: reports.map((report) => ({ report, title: proposePublicTitle(report.text) })),
    matters,
    acts,
    act: acts.find((act) => act === request.query.act) ?? acts[0],
    catalogue,
    categoryCode: new Set(codes).size === 1 ? (categoryCode ?? '') : '',
    candidates: await loadCandidates(visit, reports),
  });
}

async function loadReports({ ask }: Visit, ids: readonly string[]): Promise<StaffReport[]> {
  const found = await Promise.all(
    ids.map((id) => ask(reportOperations.getReport, { reportId: id as never })),
  );
  return found.flatMap((one) =>
    one.ok && one.value.reader === 'staff' && one.value.state === 'submitted' ? [one.value] : [],
  );
}

async function loadMatters({ ask }: Visit, ids: readonly string[]): Promise<StaffMatter[]> {
  const found = await Promise.all(ids.map((id) => ask(getMatter, { matterId: id as never })));
  return found.flatMap((one) =>
    one.ok && one.value.reader === 'staff' && one.value.can.dispatch === true ? [one.value] : [],
  );
}

/** Which category each is proposed for; a report that fits none leaves the choice to people. */
async function proposedCodes({ ask }: Visit, reports: readonly StaffReport[]): Promise<string[]> {
  return Promise.all(
    reports.map(async ({ categoryGuess, text }) => {
      if (categoryGuess !== null) return categoryGuess;
      const suggested = await ask(categoryOperations.suggestCategory, { text: text.slice(0, 500) });
      return (suggested.ok && suggested.value.suggestions[0]?.code) || '';
    }),
  );
}

/** Open matters of the one building all of them are about; any open one where they name none. */
async function loadCandidates({ ask }: Visit, reports: readonly StaffReport[]): Promise<MatterRow[]> {
  const buildings = [...new Set(reports.flatMap(({ buildingId }) => buildingId ?? []))];
  const [buildingId] = buildings;
  if (reports.length === 0 || buildings.length > 1) return [];
  const found = await ask(listMatters, { queue: 'open', ...(buildingId && { buildingId }), limit: 20 });
  return found.ok ? found.value.rows : [];
}

async function loadBulk({ ask, request }: Visit): Promise<Outcome<Bulk>> {
  const { bulkId = '' } = request.params;
  const id = isId(bulkId) ? bulkId : '00000000-0000-0000-0000-000000000000';
  return orNotFound(await ask(bulkOperations.getBulk, { bulkId: id as never }));
}

export const severalPages = [
  page({
    path: '/desk/several',
    load: loadSeveral,
    view: (data, frame) => ({
      title: frame.say(bulkText.title),
      shell: 'desk',
      section: 'desk',
      islands: ['desk-keys'],
      body: <Several frame={frame} data={data} />,
    }),
  }),
  page({
    path: '/desk/several/:bulkId',
    load: loadBulk,
    view: (bulk, frame) => ({
      title: frame.say(bulkText.result),
      shell: 'desk',
      section: 'desk',
      flash: flashOf(frame.say, frame.done, bulkText.flash),
      body: <BulkResult frame={frame} bulk={bulk} />,
    }),
  }),
];

const asked = ({ call, values }: Parameters<Parameters<typeof form>[1]>[0]) =>
  onward(call, values, 'asked', '/desk');

export const severalForms = [
  form(bulkOperations.acceptSeveral, asked),
  form(bulkOperations.mergeReports, asked),
  form(bulkOperations.joinReports, asked),
  form(bulkOperations.redirectSeveral, asked),
  form(bulkOperations.dispatchSeveral, asked),
  form(bulkOperations.undoBulk, ({ values }) => backWith(values, 'undone')),
];
