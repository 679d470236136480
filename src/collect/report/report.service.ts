import { sendNotices } from '../../channels/notice/notice.service.ts';
import { dropDeadlines } from '../../clocks/deadline/deadline.service.ts';
import type { Asker } from '../../kernel/asker.ts';
import type { Id } from '../../kernel/id.ts';
import { type Outcome, ok, refuse, refuseFields } from '../../kernel/outcome.ts';
import { formatInstant, parseInstant } from '../../kernel/time.ts';
import { draftEntry } from '../../ledger/entry/entry.rules.ts';
import { appendEntries } from '../../ledger/entry/entry.service.ts';
import { noteLooks, readAndNote } from '../../people/look/look.service.ts';
import { type Call, type Handler, implement } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { forgetOwnDraft, holdDraft } from '../draft/draft.service.ts';
import { attachPhotos, countPhotos, recordPhotos, withKeptPhotos } from '../photo/photo.service.ts';
import { listRecordings, typeRecording as typeRecordingOf } from '../recording/recording.service.ts';
import type { ReportMessage, ReportView, Submitted } from './report.contract.ts';
import { reportWithdrawn } from './report.entries.ts';
import { reportOperations } from './report.operations.contract.ts';
import {
  isOwnReport,
  mayAddToReport,
  mayHearReport as mayHear,
  mayListOwnReports,
  mayListReports,
  mayRegisterReport,
  mayReleaseReports,
  maySeeContact,
  mayTypeRecording,
  mayWithdrawReport,
  readerOf,
} from './report.policy.ts';
import { checkAddition, hasOccurred, noticesOfMessage } from './report.rules.ts';
import * as store from './report.store.ts';
import { chargeFlow } from './report-flow.service.ts';
import { reportKeyOf } from './report-key.service.ts';
import { type PageEnd, readPageEnd, writePageEnd } from './report-page.rules.ts';
import { getContact, viewMessage, viewReport, viewRows } from './report-reading.service.ts';
import {
  getDesk,
  lookAround,
  type Received,
  type ReceiveRefusal,
  receiveReport,
} from './report-receiving.service.ts';

const rowsOfPage = 50;

const submitReport: Handler<typeof reportOperations.submitReport> = async (call, input) => {
  const personId = call.asker.kind === 'person' ? call.asker.personId : null;
  const { locale, now } = call;
  const said = {
    ...input,
    personId,
    locale,
    now,
    occurredAt: now,
    channel: 'form',
    registeredByPostId: null,
  };
  const received = await call.write(
    async (tx): Promise<Outcome<Received, ReceiveRefusal | 'draft-sent-already' | 'reported-too-often'>> => {
      const { draftId } = input;
      if (draftId !== null && !(await holdDraft(tx, draftId))) return refuse('draft-sent-already');
      const isSpoken = draftId !== null && (await listRecordings(tx, 'draft', [draftId])).size > 0;
      // Whoever counts for the same sender waits from there on, and then for the number.
      const [judge, around] = await Promise.all([
        chargeFlow(tx, call, { ...said, isSpoken }),
        lookAround(tx, said),
      ]);
      const flow = judge(around.urgent);
      if (!flow.ok) return flow;
      const sent = { ...said, channel: 'form', aside: flow.value } as const;
      return receiveReport(tx, sent, around, tx.withCommit);
    },
  );
  if (received.ok && input.draftId !== null) forgetOwnDraft(call, input.draftId);
  return withKey(call, received);
};

const registerReport: Handler<typeof reportOperations.registerReport> = async (call, input) => {
  const may = mayRegisterReport(call.asker);
  if (may !== true) return refuse(may);
  const { toldOfPrivacy: _read, ...said } = input;
  const { locale, now } = call;
  const occurredAt = input.occurredAt === null ? now : parseInstant(input.occurredAt);
  if (!hasOccurred(occurredAt, now)) return refuse('occurred-ahead');
  const by = { personId: null, draftId: null, registeredByPostId: registeringPost(call.asker) };
  const received = await withKeptPhotos(call, (kept) =>
    call.write(async (tx) => {
      await recordPhotos(call, tx, kept);
      const photoIds = [...input.photoIds, ...kept.map(({ photoId }) => photoId)];
      return receiveReport(tx, { ...said, ...by, photoIds, locale, now, occurredAt });
    }),
  );
  return withKey(call, received);
};

function registeringPost(asker: Asker): Id<'post'> | null {
  if (asker.kind !== 'person') return null;
  const kinds = ['desk', 'captain', 'chair', 'administrator'];
  return kinds.flatMap((kind) => asker.posts.find((post) => post.kind === kind)?.id ?? [])[0] ?? null;
}

/** The key is worked out after the transaction, so that it is not even kept among the answers to repeated requests. */
function withKey<Code extends string>(
  call: Call,
  outcome: Outcome<Received, Code>,
): Outcome<Submitted, Code> {
  if (!outcome.ok) return outcome;
  const { id, number, acceptDueAt } = outcome.value;
  const reportKey = reportKeyOf(call.platform.secret, call.community.id, outcome.value);
  return ok({ reportId: id, number, reportKey, acceptDueAt: formatInstant(acceptDueAt) });
}

const getReport: Handler<typeof reportOperations.getReport> = (call, input) =>
  readAndNote(call, async (tx): Promise<Outcome<ReportView, 'report-not-found'>> => {
    const report = await store.findReport(tx, input.reportId);
    const view = report && (await viewReport(call, tx, report));
    return view ? ok(view) : refuse('report-not-found');
  });

const listReports: Handler<typeof reportOperations.listReports> = async (call, input) => {
  const may = mayListReports(call.asker);
  if (may !== true) return refuse(may);
  const after = pageAfter(input.after);
  if (!after.ok) return after;
  const limit = input.limit ?? rowsOfPage;
  return call.read(async (tx) => {
    const place = after.value && { ...after.value, dueAt: after.value.at };
    const found = await store.listQueue(tx, input, place, limit + 1);
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    const end = last && store.placeOf(last);
    return ok({
      rows: await viewRows(call, tx, page),
      next: end ? writePageEnd({ ...end, at: end.dueAt }) : null,
      total: await store.countQueue(tx, input),
      asOf: formatInstant(call.now),
    });
  });
};

const releaseReports: Handler<typeof reportOperations.releaseReports> = async (call, { reportIds }) => {
  const may = mayReleaseReports(call.asker);
  if (may !== true) return refuse(may);
  return call.write(async (tx) => ok({ released: await store.updateReleased(tx, reportIds) }));
};

const listOwnReports: Handler<typeof reportOperations.listOwnReports> = async (call, input) => {
  const may = mayListOwnReports(call.asker);
  if (may !== true || call.asker.kind !== 'person') return refuse('sign-in-first');
  const { personId } = call.asker;
  const after = pageAfter(input.after);
  if (!after.ok) return after;
  const limit = input.limit ?? rowsOfPage;
  return call.read(async (tx) => {
    const place = after.value && { ...after.value, submittedAt: after.value.at };
    const found = await store.listOwn(tx, personId, place, limit + 1);
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    const next = last ? writePageEnd({ rank: 0, at: last.submittedAt, id: last.id }) : null;
    return ok({ rows: await viewRows(call, tx, page), next });
  });
};

function pageAfter(text: string | undefined): Outcome<PageEnd | null, 'input-invalid'> {
  if (text === undefined) return ok(null);
  const end = readPageEnd(text);
  return end ? ok(end) : refuseFields([{ path: 'after', code: 'wrong-format' }]);
}

type AddRefusal =
  | 'report-not-found'
  | 'reporter-only'
  | 'report-already-decided'
  | 'report-photos-full'
  | 'added-too-often'
  | 'photo-unknown';

/** Photos are made before the transaction opens; the first file that is no photo is refused, and nothing is kept. */
const addToReport: Handler<typeof reportOperations.addToReport> = (call, input) =>
  withKeptPhotos(call, (kept) =>
    call.write(async (tx): Promise<Outcome<ReportMessage, AddRefusal>> => {
      const report = await store.lockReport(tx, input.reportId);
      if (!report) return refuse('report-not-found');
      const may = mayAddToReport(call.asker, report);
      if (may !== true) return refuse(may);
      const by = isOwnReport(call.asker, report) ? 'reporter' : 'desk';
      const photoIds = [...input.photoIds, ...kept.map(({ photoId }) => photoId)];
      const photos = (await countPhotos(tx, 'report', [report.id])).get(report.id) ?? 0;
      const additions = await store.listMessages(tx, [report.id]);
      const fits = checkAddition({ photos, additions }, { photos: photoIds.length, by, now: call.now });
      if (!fits.ok) return fits;
      await recordPhotos(call, tx, kept);
      const attached = await attachPhotos(tx, photoIds, { kind: 'report', id: report.id });
      if (!attached.ok) return attached;
      const { text } = input;
      const message = { reportId: report.id, at: call.now, by, text, photoIds: attached.value } as const;
      await store.insertMessage(tx, message);
      const told = { ...report, desk: by === 'reporter' ? await getDesk(tx, call.now) : [] };
      await sendNotices(tx, noticesOfMessage(told, by), call.now);
      return ok(viewMessage(message));
    }),
  );

const withdrawReport: Handler<typeof reportOperations.withdrawReport> = (call, input) =>
  call.write(async (tx) => {
    const report = await store.lockReport(tx, input.reportId);
    if (!report) return refuse('report-not-found');
    const may = mayWithdrawReport(call.asker, report);
    if (may !== true) return refuse(may);
    const { now } = call;
    const gone = { state: 'withdrawn', matterId: null, reason: null, message: null, decidedAt: now } as const;
    await store.updateDecided(tx, report.id, gone);
    await dropDeadlines(tx, report.id, now, ['accept']);
    const { number } = report;
    await appendEntries(tx, [draftEntry(reportWithdrawn, { number, occurredAt: now, facts: {} })]);
    return viewAgain(call, tx, report.id);
  });

const typeRecording: Handler<typeof reportOperations.typeRecording> = (call, input) =>
  call.write(async (tx) => {
    const report = await store.lockReport(tx, input.reportId);
    if (!report) return refuse('report-not-found');
    const hasRecording = (await listRecordings(tx, 'report', [report.id])).size > 0;
    const may = mayTypeRecording(call.asker, report, hasRecording);
    if (may !== true) return refuse(may);
    if (call.asker.kind !== 'person') return refuse('recording-not-yours');
    await typeRecordingOf(tx, report.id, { text: input.text, personId: call.asker.personId, at: call.now });
    return viewAgain(call, tx, report.id);
  });

async function viewAgain(
  call: Call,
  tx: Tx,
  id: Id<'report'>,
): Promise<Outcome<ReportView, 'report-not-found'>> {
  const report = await store.findReport(tx, id);
  const view = report && (await viewReport(call, tx, report));
  return view ? ok(view) : refuse('report-not-found');
}

/**
 * Gives a reporter's name and number and notes who looked, in the same transaction: none is given out without a trace.
 * Whether they may is for the caller to say.
 */
export async function lookUpContact(
  tx: Tx,
  call: Pick<Call, 'asker' | 'now'>,
  operation: string,
  reportId: Id<'report'>,
): Promise<Outcome<{ name: string | null; phone: string | null }, 'report-not-found' | 'contact-none'>> {
  const report = await store.findReport(tx, reportId);
  if (!report) return refuse('report-not-found');
  const contact = await getContact(tx, report);
  if (contact.phone === null) return refuse('contact-none');
  const { personId, number } = report;
  await noteLooks(tx, call, operation, [{ kind: 'contact', subjectId: personId ?? undefined, number }]);
  return ok(contact);
}

const seeContact: Handler<typeof reportOperations.seeContact> = (call, input) =>
  call.write(async (tx) => {
    const report = await store.findReport(tx, input.reportId);
    if (!report || call.asker.kind !== 'person') return refuse('report-not-found');
    const may = maySeeContact(call.asker, report);
    if (may !== true) return refuse(may);
    return lookUpContact(tx, call, reportOperations.seeContact.name, report.id);
  });

/** Whether the asker may hear a report's recording; `those-at-work` where the matter it led to decides. */
export async function mayHearReport(
  call: Pick<Call, 'asker'>,
  tx: Tx,
  id: Id<'report'>,
): Promise<boolean | 'those-at-work'> {
  const report = await store.findReport(tx, id);
  return report !== undefined && mayHear(call.asker, report);
}

/** Whether the asker may read a report, and so its photos. */
export async function mayReadReport(call: Pick<Call, 'asker'>, tx: Tx, id: Id<'report'>): Promise<boolean> {
  const report = await store.findReport(tx, id);
  return report !== undefined && readerOf(call.asker, report) !== 'report-not-found';
}

export const reportHandlers = implement(reportOperations, {
  submitReport,
  registerReport,
  getReport,
  listReports,
  releaseReports,
  listOwnReports,
  addToReport,
  typeRecording,
  withdrawReport,
  seeContact,
});
