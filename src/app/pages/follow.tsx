import { lostKeyPageText } from '../../collect/lost-key/screens/lost-key-page.text.ts';
import { keepForLater } from '../../collect/photo/photo.service.ts';
import type { OwnReport, ReportView } from '../../collect/report/report.contract.ts';
import { reportOperations } from '../../collect/report/report.operations.contract.ts';
import { readReportKey } from '../../collect/report/report-key.rules.ts';
import { FollowEntry, FollowHead } from '../../collect/report/screens/FollowEntry.tsx';
import { OwnReportHead, OwnReportPage } from '../../collect/report/screens/OwnReportPage.tsx';
import { followText, ownReportText } from '../../collect/report/screens/own-report.text.ts';
import { proofOperations, type Receipts } from '../../guarantee/proof/proof.contract.ts';
import { ReceiptsPart } from '../../guarantee/proof/screens/ReceiptsPart.tsx';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import type { Call } from '../../platform/call.ts';
import { listChanges } from '../../resolve/change/change.contract.ts';
import type { Frame, Shown } from '../../web/frame.ts';
import type { WhyThisDate } from '../../web/parts/Why.tsx';
import { backWith, flashOf, orNotFound, reportIdOf } from './lead.ts';
import { loadMatter, type MatterData, showMatter } from './matter.tsx';
import { type Ask, form, page, type Redirect } from './page.ts';
import { whyThisDate } from './why-this-date.ts';

type ReportData = {
  after: number;
  report: ReportView;
  why: WhyThisDate | undefined;
  receipts: Receipts | undefined;
};

async function loadReport(
  { call, ask }: { call: Call; ask: Ask },
  reportId: OwnReport['id'],
): Promise<Outcome<ReportData>> {
  const place = await ask(listChanges, {});
  const found = orNotFound(await ask(reportOperations.getReport, { reportId }));
  if (!place.ok) return place;
  if (!found.ok) return found;
  const report = found.value;
  const waits = report.state === 'submitted';
  const receipts = await ask(proofOperations.listReceipts, { reportId });
  return ok({
    after: place.value.last,
    report,
    why: waits ? await whyThisDate(call, report.id, 'accept') : undefined,
    receipts: receipts.ok ? receipts.value : undefined,
  });
}

function showReport({ after, report, why, receipts }: ReportData, frame: Frame): Shown {
  return {
    title: frame.say(ownReportText.title, report.number),
    shell: 'phone',
    section: 'mine',
    islands: ['page-print', 'dialogs', 'photo-picker'],
    head: <OwnReportHead frame={frame} />,
    live: { of: { report: report.id }, after },
    flash: flashOf(frame.say, frame.done, { ...ownReportText.done, ...lostKeyPageText.done }),
    body: (
      <OwnReportPage
        frame={frame}
        report={report}
        why={why}
        receipts={receipts && <ReceiptsPart frame={frame} reportId={report.id} receipts={receipts} />}
      />
    ),
  };
}

/** What was typed as a key, or as the whole link whose last part it is. */
function keyIn(typed: string): string | undefined {
  const last =
    typed
      .trim()
      .replace(/[?#].*$/, '')
      .split('/')
      .at(-1) ?? '';
  return readReportKey(last)?.key ?? readReportKey(last.replaceAll(/[\s　]+/g, '-'))?.key;
}

export const followPages = [
  page({
    path: '/follow',
    load: async ({ call, request }) => {
      const typed = request.query.key;
      const key = typed === undefined ? undefined : keyIn(typed);
      if (key !== undefined) return ok<Redirect>({ redirect: `/c/${call.community.slug}/follow/${key}` });
      return ok<{ typed: string | undefined }>({ typed });
    },
    view: ({ typed }, frame) => ({
      title: frame.say(followText.title),
      shell: 'phone',
      section: 'home',
      head: <FollowHead frame={frame} />,
      body: <FollowEntry frame={frame} typed={typed} />,
    }),
  }),
  page({
    path: '/follow/:reportKey',
    load: async ({ call, ask }): Promise<Outcome<ReportData | MatterData | Redirect>> => {
      const reportId = reportIdOf(call.asker);
      if (reportId === undefined) return refuse('not-found');
      const own = await loadReport({ call, ask }, reportId);
      if (!own.ok || own.value.report.matterId === null) return own;
      const matter = await loadMatter({ call, ask }, own.value.report.matterId);
      return matter.ok ? matter : own;
    },
    view: (data, frame) =>
      // Its address is somebody's private link, whatever it shows.
      'matter' in data
        ? { ...showMatter(data, frame, frame.to('')), isPublic: false, feed: undefined }
        : showReport(data, frame),
  }),
  page({
    path: '/mine/:reportId',
    load: async ({ call, ask, request }) => {
      const own = await loadReport({ call, ask }, (request.params.reportId ?? '') as OwnReport['id']);
      if (!own.ok || own.value.report.matterId === null) return own;
      return ok({ redirect: `/c/${call.community.slug}/matters/${own.value.report.matterId}` });
    },
    view: showReport,
  }),
];

export const followForms = [
  form(reportOperations.addToReport, ({ values }) => backWith(values, 'added'), {
    field: 'photoIds',
    keep: keepForLater,
  }),
  form(reportOperations.withdrawReport, ({ values }) => backWith(values, 'withdrawn')),
];
