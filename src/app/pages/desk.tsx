import { reportOperations } from '../../collect/report/report.operations.contract.ts';
import { recordAttempt } from '../../followup/callback/callback.contract.ts';
import { RecordAttempt } from '../../followup/callback/screens/RecordAttempt.tsx';
import { PlannedUrges } from '../../followup/urging/screens/PlannedUrges.tsx';
import { type PlannedUrge, urgingOperations } from '../../followup/urging/urging.contract.ts';
import { type Outcome, ok } from '../../kernel/outcome.ts';
import type { Say } from '../../kernel/text.ts';
import { type Abuse, getAbuse, liftAbuse, markAbusive } from '../../resolve/abuse/abuse.contract.ts';
import { AbuseCard } from '../../resolve/abuse/screens/AbuseCard.tsx';
import { abuseCardText } from '../../resolve/abuse/screens/abuse-card.text.ts';
import { type Bulk, bulkOperations } from '../../resolve/bulk/bulk.contract.ts';
import { BulkBar, pickForm } from '../../resolve/bulk/screens/BulkBar.tsx';
import { bulkText } from '../../resolve/bulk/screens/bulk.text.ts';
import { changeAssisting } from '../../resolve/matter/matter.assisting.contract.ts';
import type { StaffMatter } from '../../resolve/matter/matter.contract.ts';
import {
  acceptReport,
  acceptReportInto,
  archiveMatter,
  askReporter,
  dispatchMatter,
  extendMatter,
  mergeMatter,
  reassignMatter,
  redirectReport,
  refuseExtension,
  rejectReport,
  resumeMatter,
  seeReporterContact,
  suspendMatter,
} from '../../resolve/matter/matter.operations.contract.ts';
import {
  liftSupervision,
  moveMatter,
  superviseMatter,
} from '../../resolve/matter/matter.oversight.contract.ts';
import { splitMatter } from '../../resolve/matter/matter.split.contract.ts';
import { Desk, type DeskData } from '../../resolve/matter/screens/Desk.tsx';
import { deskText } from '../../resolve/matter/screens/desk.text.ts';
import { addressOf, type ItemRef, itemAfter, itemsOf } from '../../resolve/matter/screens/desk-data.ts';
import type { Frame } from '../../web/frame.ts';
import {
  loadCatalogue,
  loadMatter,
  loadMergeable,
  loadPhrases,
  loadReport,
  loadWaiting,
  placeInLedger,
  placeOf,
  sealContact,
  seenContact,
  type Visit,
} from './desk-load.ts';
import { backWith, flashOf } from './lead.ts';
import { onward, withQuery } from './onward.ts';
import { form, page } from './page.ts';

/** The desk with what was lately asked for on several things at once; null for those who only read. */
type DeskPageData = DeskData & {
  bulks: readonly Bulk[] | null;
  planned: readonly PlannedUrge[];
  /** Null for who does not mark reports, and where none is open. */
  abuse: Abuse | null;
};

async function loadDesk(visit: Visit): Promise<Outcome<DeskPageData>> {
  const [desk, bulks] = await Promise.all([loadPanes(visit), visit.ask(bulkOperations.listBulks, {})]);
  if (!desk.ok) return desk;
  const { open } = desk.value;
  const planned = open?.kind === 'matter' ? await plannedFor(visit, open.matter.id) : [];
  const marked = open?.kind === 'report' ? await visit.ask(getAbuse, { reportId: open.report.id }) : null;
  const abuse = marked?.ok ? marked.value : null;
  return ok({ ...desk.value, planned, abuse, bulks: bulks.ok ? bulks.value.bulks : null });
}

async function loadPanes(visit: Visit): Promise<Outcome<DeskData>> {
  const { query } = visit.request;
  const place = placeOf('/desk', visit.request);
  const after = await placeInLedger(visit);
  const [waiting, catalogue] = await Promise.all([loadWaiting(visit, place, true), loadCatalogue(visit)]);
  if (!waiting.ok) return waiting;
  const named = query.report ?? query.matter;
  const first = itemsOf(waiting.value)[0];
  const item = query.report
    ? ({ kind: 'report', id: query.report } as const)
    : query.matter
      ? ({ kind: 'matter', id: query.matter } as const)
      : first;
  const data = {
    ...{ after, place, waiting: waiting.value, catalogue, named: named !== undefined },
    opened: { act: query.act, into: query.into },
  };
  if (!item) return ok({ ...data, open: null });
  if (item.kind === 'report') {
    const open = await loadReport(visit, item.id, catalogue);
    return open.ok ? ok({ ...data, open: open.value }) : open;
  }
  const matter = await loadMatter(visit, item.id);
  if (!matter.ok) return matter;
  const mergeable = query.act === 'merge' ? await loadMergeable(visit, matter.value) : [];
  const contact = seenContact(visit);
  const phrases = await loadPhrases(visit, matter.value.id);
  return ok({ ...data, open: { kind: 'matter', matter: matter.value, mergeable, contact, phrases } });
}

/** What was just done, in words; undefined for a code that stands for nothing. */
export function sayDone(say: Say, done: string | undefined): string | undefined {
  if (done === undefined || !Object.hasOwn(deskText.done, done)) return undefined;
  return say(deskText.done[done as keyof typeof deskText.done]);
}

function itemOpen({ open }: DeskData): ItemRef | undefined {
  if (open === null) return undefined;
  return { kind: open.kind, id: open.kind === 'report' ? open.report.id : open.matter.id };
}

/** The callback's form, which stands in another area than the desk. */
function callbackFor(data: DeskData, frame: Frame) {
  if (data.open?.kind !== 'matter') return null;
  const { matter } = data.open;
  const next = addressOf(frame, data.place, itemAfter(data.waiting, { kind: 'matter', id: matter.id }));
  return <RecordAttempt frame={frame} matter={matter} next={next} />;
}

/** When the open matter urges by itself, for those who work on it. */
export async function plannedFor(
  { ask }: Visit,
  matterId: StaffMatter['id'],
): Promise<readonly PlannedUrge[]> {
  const listed = await ask(urgingOperations.listPlannedUrges, { matterId });
  return listed.ok ? listed.value.planned : [];
}

export const deskPages = [
  page({
    path: '/desk',
    load: loadDesk,
    view: (data, frame) => ({
      title: frame.say(deskText.title),
      shell: 'desk',
      section: 'desk',
      islands: [
        'danger-hint',
        'desk-keys',
        'dialogs',
        'limit-promise',
        'live-clock',
        'photo-picker',
        'start-from',
      ],
      live: { of: 'queues', after: data.after, page: addressOf(frame, data.place, itemOpen(data)) },
      flash:
        sayDone(frame.say, frame.done) ??
        flashOf(frame.say, frame.done, { ...bulkText.flash, ...abuseCardText.done }),
      body: (
        <Desk
          frame={frame}
          data={data}
          callback={callbackFor(data, frame)}
          urge={urgingOperations.urgeMatter}
          urging={<PlannedUrges frame={frame} planned={data.planned} />}
          abuse={data.abuse && <AbuseCard frame={frame} abuse={data.abuse} />}
          several={
            data.bulks === null
              ? undefined
              : { form: pickForm, bar: <BulkBar frame={frame} recent={data.bulks} /> }
          }
        />
      ),
    }),
  }),
];

const toDesk = (done: keyof typeof deskText.done) => {
  return ({ call, values }: { call: Visit['call']; values: Record<string, string | string[]> }) =>
    onward(call, values, done, '/desk');
};

export const deskForms = [
  form(acceptReport, ({ output, call, values }) =>
    onward(call, values, output.mainHandler ? 'dispatched' : 'accepted', '/desk'),
  ),
  form(acceptReportInto, toDesk('joined')),
  form(askReporter, toDesk('asked')),
  form(redirectReport, toDesk('redirected')),
  form(rejectReport, toDesk('rejected')),
  form(dispatchMatter, toDesk('sent')),
  form(reassignMatter, toDesk('reassigned')),
  form(changeAssisting, toDesk('assisting-changed')),
  form(extendMatter, toDesk('extended')),
  form(refuseExtension, toDesk('extension-refused')),
  form(suspendMatter, toDesk('suspended')),
  form(resumeMatter, toDesk('resumed')),
  form(mergeMatter, toDesk('joined')),
  form(splitMatter, ({ output, call }) => `/c/${call.community.slug}/desk?matter=${output.id}&done=split`),
  form(archiveMatter, toDesk('archived')),
  form(superviseMatter, toDesk('supervised')),
  form(liftSupervision, toDesk('lifted')),
  form(moveMatter, toDesk('moved')),
  form(recordAttempt, toDesk('saved')),
  form(reportOperations.releaseReports, ({ call, values }) => onward(call, values, 'released', '/desk')),
  form(markAbusive, ({ values }) => backWith(values, 'abuse-marked')),
  form(liftAbuse, ({ values }) => backWith(values, 'abuse-lifted')),
  form(reportOperations.typeRecording, ({ values }) => backWith(values, 'typed')),
  form(reportOperations.seeContact, ({ output, input, call, values }) =>
    withQuery(onward(call, values, '', '/desk'), {
      seen: sealContact(call, { reportId: String(input.reportId), ...output }),
    }),
  ),
  form(seeReporterContact, ({ output, input, call, values }) =>
    withQuery(onward(call, values, '', '/desk'), {
      seen: sealContact(call, { reportId: String(input.reportId), ...output }),
    }),
  ),
];
