import { keepForLater } from '../../collect/photo/photo.service.ts';
import { reportOperations } from '../../collect/report/report.operations.contract.ts';
import { answerCallback, getQuestion } from '../../followup/callback/callback.contract.ts';
import { AnswerCard, type Before, type Question } from '../../followup/callback/screens/AnswerCard.tsx';
import { urgingOperations } from '../../followup/urging/urging.contract.ts';
import { type LedgerEntries, proofOperations, type Receipts } from '../../guarantee/proof/proof.contract.ts';
import { ProofOfMatter } from '../../guarantee/proof/screens/ProofOfMatter.tsx';
import { ReceiptsPart } from '../../guarantee/proof/screens/ReceiptsPart.tsx';
import type { Id } from '../../kernel/id.ts';
import { type Outcome, ok } from '../../kernel/outcome.ts';
import { dateOf, parseInstant } from '../../kernel/time.ts';
import type { Call } from '../../platform/call.ts';
import { fieldOf } from '../../platform/http/form.ts';
import { listChanges } from '../../resolve/change/change.contract.ts';
import type { MatterView } from '../../resolve/matter/matter.contract.ts';
import {
  addNote,
  meToo,
  reopenMatter,
  withdrawReport,
} from '../../resolve/matter/matter.operations.contract.ts';
import { getPublicMatter, matterNumber } from '../../resolve/matter/matter.public.contract.ts';
import { getMatter, getTimeline } from '../../resolve/matter/matter.reading.contract.ts';
import { answerableStates } from '../../resolve/matter/matter.states.ts';
import { MatterHead, MatterPage, type ResidentMatter } from '../../resolve/matter/screens/MatterPage.tsx';
import type { TimelineEntry } from '../../resolve/matter/screens/MatterTimeline.tsx';
import { matterPageText } from '../../resolve/matter/screens/matter-page.text.ts';
import { type Published, readPublished } from '../../resolve/publication/publication.contract.ts';
import { PublishedParts } from '../../resolve/publication/screens/PublishedParts.tsx';
import type { Frame, Shown } from '../../web/frame.ts';
import type { WhyThisDate } from '../../web/parts/Why.tsx';
import { backWith, flashOf, orNotFound, reportIdOf, withDone } from './lead.ts';
import { onward } from './onward.ts';
import { type Ask, form, page, type Redirect } from './page.ts';
import { whyThisDate } from './why-this-date.ts';

export type MatterData = {
  /** Up to which place in the ledger this is how it stands. */
  after: number;
  matter: ResidentMatter;
  entries: readonly TimelineEntry[];
  why: WhyThisDate | undefined;
  question: Question | undefined;
  before: Before | undefined;
  published: Published | undefined;
  /** Its reporter's receipts, and which report they are of. */
  receipts: OwnReceipts | undefined;
  /** What the ledger holds of it. */
  recorded: LedgerEntries | undefined;
};

type OwnReceipts = { reportId: Id<'report'>; receipts: Receipts };

/** Everything a resident's page of a matter shows; staff are led to the page they work on it with. */
export async function loadMatter(
  { call, ask }: { call: Call; ask: Ask },
  matterId: Id<'matter'>,
): Promise<Outcome<MatterData | Redirect>> {
  const place = await ask(listChanges, {});
  const found = orNotFound(await ask(getMatter, { matterId }));
  if (!place.ok) return place;
  if (!found.ok) return found;
  const matter = found.value;
  if (matter.reader === 'staff') {
    return ok({ redirect: `/c/${call.community.slug}/tasks/${matter.id}` });
  }
  const asked = matter.reader === 'reporter' && answerableStates.has(matter.state);
  const [entries, why, question, before, published, receipts, recorded] = await Promise.all([
    entriesOf(ask, matter),
    whyThisDate(call, matter.id, 'resolve'),
    asked ? ask(getQuestion, { matterId }) : undefined,
    asked ? beforeOf(ask, matter) : undefined,
    ask(readPublished, { number: matter.number }),
    receiptsOf({ call, ask }, matter),
    ask(proofOperations.listLedgerEntries, { number: matter.number }),
  ]);
  const after = place.value.last;
  return ok({
    ...{ after, matter, entries, why, before, receipts },
    question: question?.ok ? question.value : undefined,
    published: published.ok ? published.value : undefined,
    recorded: recorded.ok ? recorded.value : undefined,
  });
}

async function entriesOf(ask: Ask, matter: MatterView): Promise<readonly TimelineEntry[]> {
  if (matter.reader !== 'public') return matter.timeline;
  const timeline = await ask(getTimeline, { matterId: matter.id, limit: 100 });
  return timeline.ok ? timeline.value.entries : [];
}

/** The receipts of the report this visitor sent: the one whose link was opened, else their first. */
async function receiptsOf(
  { call, ask }: { call: Call; ask: Ask },
  matter: MatterView,
): Promise<OwnReceipts | undefined> {
  if (matter.reader !== 'reporter') return undefined;
  const reportId = reportIdOf(call.asker) ?? matter.ownReports[0]?.id;
  const listed = reportId && (await ask(proofOperations.listReceipts, { reportId }));
  return reportId && listed?.ok ? { reportId, receipts: listed.value } : undefined;
}

/** The first photo the reporter sent, to stand beside the proof. */
async function beforeOf(ask: Ask, matter: MatterView): Promise<Before | undefined> {
  const first = matter.reader === 'reporter' ? matter.ownReports[0] : undefined;
  if (!first) return undefined;
  const report = await ask(reportOperations.getReport, { reportId: first.id });
  const photoId = report.ok ? report.value.photoIds[0] : undefined;
  return photoId && { photoId, on: dateOf(parseInstant(first.submittedAt)) };
}

/** A matter's page, for its reporters by account or link and for everyone. */
export function showMatter(data: MatterData, frame: Frame, back: string): Shown {
  const { matter, entries, why, question, before, published, receipts, recorded } = data;
  return {
    title: matter.title,
    shell: 'phone',
    section: matter.reader === 'reporter' ? 'mine' : 'public',
    isPublic: matter.reader === 'public',
    feed: frame.to(`/feeds/matters/${matter.number}.atom`),
    islands: ['page-print', 'dialogs', 'photo-picker'],
    head: <MatterHead frame={frame} back={back} />,
    live: { of: { matter: matter.id }, after: data.after },
    flash: flashOf(frame.say, frame.done, matterPageText.done),
    body: (
      <MatterPage
        frame={frame}
        matter={matter}
        entries={entries}
        why={why}
        urge={urgingOperations.urgeMatter}
        published={published && <PublishedParts frame={frame} published={published} />}
        proof={
          <>
            {recorded && <ProofOfMatter frame={frame} number={matter.number} found={recorded} />}
            {receipts && <ReceiptsPart frame={frame} {...receipts} />}
          </>
        }
        answer={
          question && (
            <AnswerCard frame={frame} question={question} before={before} resolvedOn={matter.resolvedOn} />
          )
        }
      />
    ),
  };
}

export const matterPages = [
  page({
    path: '/matters/:matterId',
    load: async ({ call, ask, request }) => {
      const asked = request.params.matterId ?? '';
      const number = matterNumber.safeParse(asked);
      if (!number.success) return loadMatter({ call, ask }, asked as Id<'matter'>);
      // The address to pass on; whoever reads more of the matter than everybody is led to all of it.
      const found = await ask(getPublicMatter, { number: number.data });
      return found.ok ? loadMatter({ call, ask }, found.value.id) : found;
    },
    view: (data, frame) =>
      showMatter(data, frame, frame.to(data.matter.reader === 'reporter' ? '/mine' : '/matters')),
  }),
];

export const matterForms = [
  form(meToo, ({ output, call }) => withDone(`/c/${call.community.slug}/matters/${output.id}`, 'me-too')),
  form(answerCallback, ({ values }) => backWith(values, 'answered')),
  form(urgingOperations.urgeMatter, ({ output, values, call }) =>
    output.reader === 'staff' ? onward(call, values, 'urged', '/desk') : backWith(values, 'urged'),
  ),
  form(addNote, ({ values }) => backWith(values, 'noted'), { field: 'photoIds', keep: keepForLater }),
  form(reopenMatter, ({ values }) => backWith(values, 'reopened')),
  form(withdrawReport, ({ values, call }) =>
    fieldOf(values, '_report') === undefined
      ? withDone(`/c/${call.community.slug}/mine`, 'withdrawn')
      : backWith(values, 'withdrawn'),
  ),
];
