import { endDeadline } from '../../clocks/deadline/deadline.service.ts';
import type { Id } from '../../kernel/id.ts';
import type { Locale } from '../../kernel/text.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Place } from '../../places/place/place.contract.ts';
import { placeName } from '../../places/place/place.rules.ts';
import { getPlaceNames } from '../../places/place/place.service.ts';
import type { Tx } from '../../platform/database.ts';
import { listPhotos } from '../photo/photo.service.ts';
import { listRecordings, type Recording } from '../recording/recording.service.ts';
import type {
  Anonymity,
  Aside,
  Contact,
  ReportChannel,
  ReportRecording,
  ReportState,
} from './report.contract.ts';
import type { ReportFacts } from './report.policy.ts';
import { isReachable } from './report.rules.ts';
import * as store from './report.store.ts';

/** A report as those who decide on it know it. Who may learn what of it is for the caller's policy to say. */
export type KnownReport = {
  id: Id<'report'>;
  number: string;
  state: ReportState;
  channel: ReportChannel;
  text: string;
  place: Place;
  /** `code` is the bare label (6), `name` how it is written (6幢). */
  building: { id: Id<'building'>; code: string; name: string } | null;
  /** The shared area it is about, by its name. */
  area: string | null;
  stairwellId: Id<'stairwell'> | null;
  anonymity: Anonymity;
  publicName: string | null;
  personId: Id<'person'> | null;
  contact: Contact;
  /** Whether anything can be sent to the reporter: an account, a phone. A private link alone cannot be rung. */
  reachable: boolean;
  categoryGuess: string | null;
  locale: Locale;
  submittedAt: Instant;
  occurredAt: Instant;
  matterId: Id<'matter'> | null;
  /** When the desk asked the reporter something; it asks once. */
  askedAt: Instant | null;
  photoIds: Id<'photo'>[];
  aside: Aside | null;
  /** What was recorded, with what the desk heard in it; `text` holds that too. */
  recording: ReportRecording | null;
};

/** The report to decide on, locked until the caller's transaction ends; undefined if there is none. */
export async function getReportForDecision(tx: Tx, reportId: Id<'report'>): Promise<KnownReport | undefined> {
  const report = await store.lockReport(tx, reportId);
  if (!report) return undefined;
  const [known] = await knownFrom(tx, [report]);
  return known;
}

/** The report as those who decide on it know it, not locked. */
export async function findKnownReport(tx: Tx, reportId: Id<'report'>): Promise<KnownReport | undefined> {
  const report = await store.findReport(tx, reportId);
  return report && (await knownFrom(tx, [report]))[0];
}

/** Takes a report out of the queue, or with null puts it back; the report is locked by the caller already. */
export function setReportAside(tx: Tx, reportId: Id<'report'>, aside: Aside | null): Promise<void> {
  return store.updateAside(tx, reportId, aside);
}

/** Puts words of the desk among the report's messages, where its reporter reads them. */
export function tellReporter(tx: Tx, reportId: Id<'report'>, now: Instant, text: string): Promise<void> {
  return store.insertMessage(tx, { reportId, at: now, by: 'desk', text, photoIds: [] });
}

/** What an answer to a report is filled from: its number, its reporter's language, what it may be about. */
export async function findReportToAnswer(
  tx: Tx,
  id: Id<'report'>,
): Promise<Pick<KnownReport, 'number' | 'locale' | 'categoryGuess'> | undefined> {
  return store.findReport(tx, id);
}

/** What the policy asks of the report with a number. */
export function findReportByNumber(tx: Tx, number: string): Promise<ReportFacts | undefined> {
  return store.findReportByNumber(tx, number);
}

/** The matter a report led to, if any: whoever works on that matter sees the report's photos. */
export async function findMatterOfReport(tx: Tx, reportId: Id<'report'>): Promise<Id<'matter'> | null> {
  return (await store.findReport(tx, reportId))?.matterId ?? null;
}

/** The reports some matters stand on, each matter's in the order they were submitted. */
export async function listReportsOfMatter(
  tx: Tx,
  matterIds: readonly Id<'matter'>[],
): Promise<KnownReport[]> {
  if (matterIds.length === 0) return [];
  return knownFrom(tx, await store.listByMatters(tx, matterIds));
}

/** What everybody may know of the reports a matter stands on, in the order they were submitted. */
export function listPublicVoices(tx: Tx, matterId: Id<'matter'>): Promise<store.PublicVoice[]> {
  return store.listPublicVoices(tx, matterId);
}

async function knownFrom(tx: Tx, reports: readonly store.ReportRow[]): Promise<KnownReport[]> {
  const ids = reports.map(({ id }) => id);
  const places = reports.map(({ buildingId, place: { areaId } }) => ({
    ...(buildingId && { buildingId }),
    ...(areaId && { areaId }),
    words: '',
  }));
  const [photos, recordings, labels] = await Promise.all([
    listPhotos(tx, 'report', ids),
    listRecordings(tx, 'report', ids),
    getPlaceNames(tx, places),
  ]);
  return reports.map((report, index) => ({
    id: report.id,
    number: report.number,
    state: report.state,
    channel: report.channel,
    text: wordsOf(report.text, recordings.get(report.id)?.typedText),
    place: report.place,
    building: buildingOf(report.buildingId, labels[index]?.building),
    area: labels[index]?.area ?? null,
    stairwellId: report.stairwellId,
    anonymity: report.anonymity,
    publicName: report.publicName,
    personId: report.personId,
    contact: { name: report.contactName, phone: report.contactPhone },
    reachable: isReachable(report),
    categoryGuess: report.categoryGuess,
    locale: report.locale,
    submittedAt: report.submittedAt,
    occurredAt: report.occurredAt,
    matterId: report.matterId,
    askedAt: report.askedAt,
    photoIds: photos.get(report.id) ?? [],
    aside: report.aside,
    recording: recordingOf(recordings.get(report.id)),
  }));
}

function recordingOf(recording: Recording | undefined): ReportRecording | null {
  if (!recording) return null;
  const { recordingId, seconds, typedText } = recording;
  return { recordingId, seconds, typedText };
}

/** What was said, with what the desk heard in the recording that came with it. */
function wordsOf(text: string, typed: string | null | undefined): string {
  return typed ? `${text}\n${typed}` : text;
}

function buildingOf(id: Id<'building'> | null, code: string | undefined): KnownReport['building'] {
  if (id === null || code === undefined) return null;
  return { id, code, name: placeName({ building: code, words: '' }, { level: 'building' }, 'zh') };
}

/** Writes down what was decided on a report, and ends its clock; the report is locked by the caller already. */
export async function decideReport(
  tx: Tx,
  decision: {
    reportId: Id<'report'>;
    state: Exclude<ReportState, 'submitted'>;
    matterId: Id<'matter'> | null;
    reason: string | null;
    message: string | null;
    now: Instant;
  },
): Promise<void> {
  const { reportId, now, ...to } = decision;
  await store.updateDecided(tx, reportId, { ...to, decidedAt: now });
  await endDeadline(tx, reportId, 'accept', now);
}

/** Puts the desk's question among the report's messages, and notes that it asked. */
export async function markAsked(
  tx: Tx,
  reportId: Id<'report'>,
  now: Instant,
  question: string,
): Promise<void> {
  await store.insertMessage(tx, { reportId, at: now, by: 'desk', text: question, photoIds: [] });
  await store.updateAsked(tx, reportId, now);
}

/** Puts all reports of one matter under another; gives how many. */
export function moveReportsToMatter(tx: Tx, from: Id<'matter'>, to: Id<'matter'>): Promise<number> {
  return store.updateMatter(tx, from, to);
}

/** The matters that carry a report of somebody. */
export function listMattersOfReporter(tx: Tx, personId: Id<'person'>): Promise<Id<'matter'>[]> {
  return store.listMattersOf(tx, personId);
}
