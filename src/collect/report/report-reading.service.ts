import { loadCalendar } from '../../clocks/calendar/calendar.service.ts';
import { shareLeft } from '../../clocks/deadline/deadline.rules.ts';
import { listDeadlines } from '../../clocks/deadline/deadline.service.ts';
import { holdsPost } from '../../kernel/asker.ts';
import type { Locale } from '../../kernel/text.ts';
import { dateOf, formatInstant, type Instant } from '../../kernel/time.ts';
import { householdOf } from '../../people/household/household.service.ts';
import { noteLooks } from '../../people/look/look.service.ts';
import { findPerson } from '../../people/person/person.service.ts';
import { getPosts } from '../../people/post/post.service.ts';
import type { PlaceLabels } from '../../places/place/place.contract.ts';
import { placeName } from '../../places/place/place.rules.ts';
import { getPlaceNames } from '../../places/place/place.service.ts';
import type { Call } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { countPhotos, listPhotos } from '../photo/photo.service.ts';
import { listRecordings, type Recording } from '../recording/recording.service.ts';
import type {
  OwnReport,
  ReportRow as ReportListRow,
  ReportMessage,
  ReportRecording,
  ReportView,
  StaffReport,
} from './report.contract.ts';
import { undecidedStates } from './report.contract.ts';
import { reportOperations } from './report.operations.contract.ts';
import {
  mayAddToReport,
  mayAskReporter,
  mayHearReport,
  maySeeReporter,
  mayTypeRecording,
  mayWithdrawReport,
  readerOf,
} from './report.policy.ts';
import { excerptOf, isReachable } from './report.rules.ts';
import { type ListedRow, listMessages, type MessageRow, type ReportRow } from './report.store.ts';

type Reading = Pick<Call, 'asker' | 'locale' | 'now'>;

/** A report as the asker may read it; undefined for those to whom it does not exist. */
export async function viewReport(call: Reading, tx: Tx, report: ReportRow): Promise<ReportView | undefined> {
  const reader = readerOf(call.asker, report);
  if (reader === 'report-not-found') return undefined;
  const shared = await sharedView(call, tx, report, reader);
  if (reader === 'reporter') return { reader, ...shared };
  return { reader, ...shared, ...(await staffView(call, tx, report, shared)) };
}

type Shared = Omit<OwnReport, 'reader'>;

async function sharedView(
  call: Reading,
  tx: Tx,
  report: ReportRow,
  reader: ReportView['reader'],
): Promise<Shared> {
  const [[labels], messages, allPhotos, recordings, clocks] = await Promise.all([
    getPlaceNames(tx, [report.place]),
    listMessages(tx, [report.id]),
    listPhotos(tx, 'report', [report.id]),
    listRecordings(tx, 'report', [report.id]),
    listDeadlines(tx, [report.id]),
  ]);
  const later = new Set(messages.flatMap(({ photoIds }) => photoIds));
  const photos = allPhotos.get(report.id) ?? [];
  const recording = recordings.get(report.id);
  const dueAt = clocks.find(({ kind }) => kind === 'accept')?.dueAt;
  const { decisionReason: reason, decisionMessage } = report;
  return {
    id: report.id,
    number: report.number,
    state: report.state,
    channel: report.channel,
    text: report.text,
    place: placeFor(call, report, reader, labels ?? { words: report.place.words }),
    photoIds: photos.filter((id) => !later.has(id)),
    recording: recording ? recordingFor(call, report, recording) : null,
    anonymity: report.anonymity,
    publicName: report.publicName,
    submittedAt: formatInstant(report.submittedAt),
    occurredAt: formatInstant(report.occurredAt),
    acceptDueAt: dueAt === undefined ? null : formatInstant(dueAt),
    urgent: report.urgent,
    matterId: report.matterId,
    decision: reason === null ? null : { reason, message: decisionMessage ?? '' },
    messages: messages.filter(({ hiddenAt }) => reader === 'staff' || !hiddenAt).map(viewMessage),
    can: { withdraw: mayWithdrawReport(call.asker, report), add: mayAddToReport(call.asker, report) },
  };
}

/**
 * A door, or the reporter's own words for it, can tell who it was: they are for the reporter, for those who may know
 * (PIPL 6), and for the desk, which has to find the spot; whoever reports without a name chooses how closely to say it.
 */
function placeFor(
  { asker, locale }: Reading,
  report: ReportRow,
  reader: ReportView['reader'],
  labels: PlaceLabels,
): string {
  const exactly = reader === 'reporter' || holdsPost(asker, 'desk') || maySeeReporter(asker, report) === true;
  return placeName(labels, { level: exactly ? 'full' : 'building' }, locale);
}

/** Who may not hear who speaks reads what the desk wrote down of it. */
function recordingFor({ asker }: Reading, report: ReportRow, recording: Recording): ReportRecording {
  const { recordingId, seconds, typedText } = recording;
  return { recordingId: mayHearReport(asker, report) === true ? recordingId : null, seconds, typedText };
}

export function viewMessage({
  at,
  by,
  text,
  photoIds,
}: Pick<MessageRow, 'at' | 'by' | 'text' | 'photoIds'>): ReportMessage {
  return { at: formatInstant(at), by, text, photoIds };
}

type StaffOnly = Omit<StaffReport, 'reader' | Exclude<keyof Shared, 'can'>>;

async function staffView(
  call: Reading,
  tx: Tx,
  report: ReportRow,
  { can, recording }: Shared,
): Promise<StaffOnly> {
  const [building] = await buildingNames(tx, [report], call.locale);
  const seesReporter = maySeeReporter(call.asker, report) === true;
  const subjectId = report.personId ?? undefined;
  const seen = { kind: seesReporter ? 'reporter' : 'original', subjectId, number: report.number } as const;
  await noteLooks(tx, call, reportOperations.getReport.name, [seen]);
  return {
    can: {
      ...can,
      ask: mayAskReporter(call.asker, { ...report, reachable: isReachable(report) }),
      typeRecording: mayTypeRecording(call.asker, report, recording !== null),
    },
    building: building ?? null,
    buildingId: report.buildingId,
    categoryGuess: report.categoryGuess,
    reporter: seesReporter ? await viewReporter(call, tx, report) : null,
    registeredBy: await registrarName(call, tx, report),
    aside: report.state === 'submitted' ? report.aside : null,
  };
}

async function viewReporter(call: Reading, tx: Tx, report: ReportRow): Promise<StaffReport['reporter']> {
  const { name, phone } = await getContact(tx, report);
  const home = report.personId ? await householdOf(tx, report.personId, dateOf(call.now)) : undefined;
  const [labels] = home ? await getPlaceNames(tx, [{ dwellingId: home.dwellingId, words: '' }]) : [];
  const dwelling = labels ? placeName(labels, { level: 'full' }, call.locale) : null;
  return { name, hasPhone: phone !== null, dwelling };
}

/** What the reporter left with the report, else what the person's own record says. Whoever asks has asked the policy. */
export async function getContact(
  tx: Tx,
  report: Pick<ReportRow, 'personId' | 'contactName' | 'contactPhone'>,
): Promise<{ name: string | null; phone: string | null }> {
  const person = report.personId ? await findPerson(tx, report.personId) : undefined;
  return {
    name: report.contactName ?? person?.displayName ?? null,
    phone: report.contactPhone ?? person?.phone ?? null,
  };
}

async function registrarName(call: Reading, tx: Tx, report: ReportRow): Promise<string | null> {
  if (report.registeredByPostId === null) return null;
  const posts = await getPosts(tx, dateOf(report.submittedAt), call.locale);
  return posts.find(({ id }) => id === report.registeredByPostId)?.holder.name ?? null;
}

type Placed = Pick<ReportRow, 'place' | 'buildingId'>;

/** What each report is about as the public may know it, in their order: a building, a shared area, the community. */
async function shortPlaces(tx: Tx, reports: readonly Placed[], locale: Locale): Promise<string[]> {
  const labels = await getPlaceNames(
    tx,
    reports.map(({ place }) => place),
  );
  return reports.map((_report, index) =>
    placeName(labels[index] ?? { words: '' }, { level: 'building' }, locale),
  );
}

/** The name of the building each report is about, in their order; null where it is about none. */
export async function buildingNames(
  tx: Tx,
  reports: readonly Placed[],
  locale: Locale,
): Promise<(string | null)[]> {
  const places = await shortPlaces(tx, reports, locale);
  return reports.map(({ buildingId }, index) => (buildingId === null ? null : (places[index] ?? null)));
}

/** Reports as rows of a list. */
export async function viewRows(
  call: Pick<Call, 'locale' | 'now'>,
  tx: Tx,
  listed: readonly ListedRow[],
): Promise<ReportListRow[]> {
  const ids = listed.map(({ id }) => id);
  const [places, shares, photos] = await Promise.all([
    shortPlaces(tx, listed, call.locale),
    sharesLeft(tx, listed, call.now),
    countPhotos(tx, 'report', ids),
  ]);
  return listed.map((report, index) => ({
    id: report.id,
    number: report.number,
    state: report.state,
    channel: report.channel,
    excerpt: excerptOf(report.text),
    building: report.buildingId === null ? null : (places[index] ?? null),
    place: places[index] ?? '',
    buildingId: report.buildingId,
    categoryGuess: report.categoryGuess,
    submittedAt: formatInstant(report.submittedAt),
    acceptDueAt: report.acceptDueAt === null ? null : formatInstant(report.acceptDueAt),
    shareLeft: shares.get(report.id) ?? null,
    overdue: isLate(report, call.now),
    urgent: report.urgent,
    aside: report.state === 'submitted' ? report.aside : null,
    matterId: report.matterId,
    photos: photos.get(report.id) ?? 0,
  }));
}

/** What is left of each undecided report's clock. */
async function sharesLeft(tx: Tx, listed: readonly ListedRow[], now: Instant): Promise<Map<string, number>> {
  const undecided = listed.filter(({ state }) => undecidedStates.has(state));
  const calendar = await loadCalendar(tx);
  const deadlines = await listDeadlines(
    tx,
    undecided.map(({ id }) => id),
  );
  return new Map(
    deadlines
      .filter(({ kind, endedAt }) => kind === 'accept' && endedAt === null)
      .map((deadline) => [deadline.subjectId, shareLeft(deadline, calendar, now)]),
  );
}

function isLate({ state, acceptDueAt }: ListedRow, now: Instant): boolean {
  return undecidedStates.has(state) && acceptDueAt !== null && now > acceptDueAt;
}
