import { listDeadlines } from '../../clocks/deadline/deadline.service.ts';
import type { Locale } from '../../kernel/text.ts';
import { dateOf, formatInstant, type Instant } from '../../kernel/time.ts';
import { householdOf } from '../../people/household/household.service.ts';
import { findPerson } from '../../people/person/person.service.ts';
import { getPosts } from '../../people/post/post.service.ts';
import { placeName } from '../../places/place/place.rules.ts';
import { getPlaceNames } from '../../places/place/place.service.ts';
import type { Call } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { countPhotos, listPhotos } from '../photo/photo.service.ts';
import type {
  OwnReport,
  ReportRow as ReportListRow,
  ReportMessage,
  ReportView,
  StaffReport,
} from './report.contract.ts';
import { undecidedStates } from './report.contract.ts';
import { mayAddToReport, maySeeReporter, mayWithdrawReport, readerOf } from './report.policy.ts';
import { excerptOf } from './report.rules.ts';
import { type ListedRow, listMessages, type MessageRow, type ReportRow } from './report.store.ts';

type Reading = Pick<Call, 'asker' | 'locale' | 'now'>;

/** A report as the asker may read it; undefined for those to whom it does not exist. */
export async function viewReport(call: Reading, tx: Tx, report: ReportRow): Promise<ReportView | undefined> {
  const reader = readerOf(call.asker, report);
  if (reader === 'report-not-found') return undefined;
  const shared = await sharedView(call, tx, report);
  if (reader === 'reporter') return { reader, ...shared };
  return { reader, ...shared, ...(await staffView(call, tx, report)) };
}

type Shared = Omit<OwnReport, 'reader'>;

async function sharedView(call: Reading, tx: Tx, report: ReportRow): Promise<Shared> {
  const [labels] = await getPlaceNames(tx, [report.place]);
  const messages = await listMessages(tx, [report.id]);
  const later = new Set(messages.flatMap(({ photoIds }) => photoIds));
  const photos = (await listPhotos(tx, 'report', [report.id])).get(report.id) ?? [];
  const clocks = await listDeadlines(tx, [report.id]);
  const dueAt = clocks.find(({ kind }) => kind === 'accept')?.dueAt;
  const { decisionReason: reason, decisionMessage } = report;
  return {
    id: report.id,
    number: report.number,
    state: report.state,
    channel: report.channel,
    text: report.text,
    place: placeName(labels ?? { words: report.place.words }, { level: 'full' }, call.locale),
    photoIds: photos.filter((id) => !later.has(id)),
    anonymity: report.anonymity,
    publicName: report.publicName,
    submittedAt: formatInstant(report.submittedAt),
    occurredAt: formatInstant(report.occurredAt),
    acceptDueAt: dueAt === undefined ? null : formatInstant(dueAt),
    matterId: report.matterId,
    decision: reason === null ? null : { reason, message: decisionMessage ?? '' },
    messages: messages.map(viewMessage),
    can: { withdraw: mayWithdrawReport(call.asker, report), add: mayAddToReport(call.asker, report) },
  };
}

export function viewMessage({ at, by, text, photoIds }: MessageRow): ReportMessage {
  return { at: formatInstant(at), by, text, photoIds };
}

type StaffOnly = Omit<StaffReport, 'reader' | keyof Shared>;

async function staffView(call: Reading, tx: Tx, report: ReportRow): Promise<StaffOnly> {
  const [building] = await buildingNames(tx, [report], call.locale);
  const seesReporter = maySeeReporter(call.asker, report) === true;
  return {
    building: building ?? null,
    buildingId: report.buildingId,
    categoryGuess: report.categoryGuess,
    reporter: seesReporter ? await viewReporter(call, tx, report) : null,
    registeredBy: await registrarName(call, tx, report),
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

/** The name of the building each report is about, in their order; null where it is about none. */
export async function buildingNames(
  tx: Tx,
  reports: readonly Pick<ReportRow, 'place' | 'buildingId'>[],
  locale: Locale,
): Promise<(string | null)[]> {
  const labels = await getPlaceNames(
    tx,
    reports.map(({ place }) => place),
  );
  return reports.map(({ buildingId }, index) => {
    const named = labels[index];
    return buildingId === null || named === undefined
      ? null
      : placeName(named, { level: 'building' }, locale);
  });
}

/** Reports as rows of a list. */
export async function viewRows(
  call: Pick<Call, 'locale' | 'now'>,
  tx: Tx,
  listed: readonly ListedRow[],
): Promise<ReportListRow[]> {
  const buildings = await buildingNames(tx, listed, call.locale);
  const photos = await countPhotos(
    tx,
    'report',
    listed.map(({ id }) => id),
  );
  return listed.map((report, index) => ({
    id: report.id,
    number: report.number,
    state: report.state,
    channel: report.channel,
    excerpt: excerptOf(report.text),
    building: buildings[index] ?? null,
    buildingId: report.buildingId,
    categoryGuess: report.categoryGuess,
    submittedAt: formatInstant(report.submittedAt),
    acceptDueAt: report.acceptDueAt === null ? null : formatInstant(report.acceptDueAt),
    overdue: isLate(report, call.now),
    matterId: report.matterId,
    photos: photos.get(report.id) ?? 0,
  }));
}

function isLate({ state, acceptDueAt }: ListedRow, now: Instant): boolean {
  return undecidedStates.has(state) && acceptDueAt !== null && now > acceptDueAt;
}
