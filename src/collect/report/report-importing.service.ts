import { createHash } from 'node:crypto';
import { startDeadlines } from '../../clocks/deadline/deadline.service.ts';
import type { Id } from '../../kernel/id.ts';
import { type Outcome, ok } from '../../kernel/outcome.ts';
import type { Locale } from '../../kernel/text.ts';
import type { Instant } from '../../kernel/time.ts';
import { draftEntry } from '../../ledger/entry/entry.rules.ts';
import { appendEntries } from '../../ledger/entry/entry.service.ts';
import type { Place } from '../../places/place/place.contract.ts';
import { completePlace } from '../../places/place/place.service.ts';
import { nextNumbers, type Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { type Anonymity, type Contact, privacyNoticeVersion } from './report.contract.ts';
import { reportReceived } from './report.entries.ts';
import {
  contentToCompare,
  decideSubmission,
  formatNumber,
  normalisePhone,
  numberYear,
  type SubmissionDecision,
} from './report.rules.ts';
import { findByContent, findBySource, insertReports, type NewReport } from './report.store.ts';
import type { Received, ReceiveRefusal } from './report-receiving.service.ts';

/** One report of a file; `occurredAt` is when it was said. */
export type Importing = {
  text: string;
  place: Place;
  anonymity: Anonymity;
  publicName: string | null;
  contact: Contact;
  locale: Locale;
  occurredAt: Instant;
  /** Where it comes from, and which it is there; a second one of the same source and id is a defect. */
  source: string;
  sourceId: string | null;
};

/**
 * Takes in reports of a file, in their order, in the caller's transaction: each with its number, its ledger entry
 * under the time it was said, and a clock that starts now. Nobody is notified of reports from the past. One that
 * is refused refuses them all.
 */
export async function importReports(
  tx: Tx,
  reports: readonly Importing[],
  now: Instant,
): Promise<Outcome<Received[], ReceiveRefusal>> {
  if (reports.length === 0) return ok([]);
  const completed = await completePlaces(tx, reports);
  if (!completed.ok) return completed;
  const places = completed.value;
  const decisions: SubmissionDecision[] = [];
  for (const said of reports) {
    const decided = decideSubmission({ ...said, channel: 'import' });
    if (!decided.ok) return decided;
    decisions.push(decided.value);
  }
  const ids = reports.map(() => newId<Id<'report'>>());
  const clocks = await startDeadlines(tx, ids, { kind: 'accept', startedAt: now });
  const year = numberYear(now);
  const first = await nextNumbers(tx, year, reports.length);
  const numbers = reports.map((_, i) => formatNumber(year, first + i));
  const rows = reports.map((said, i) => {
    const identity = { id: at(ids, i), number: at(numbers, i) };
    return newRow({ ...said, place: at(places, i) }, at(decisions, i).keeps, identity, now);
  });
  await insertReports(tx, rows);
  const entries = rows.map(({ number, occurredAt }, i) => {
    const { facts, private: privateValues } = at(decisions, i).entry;
    return draftEntry(reportReceived, { number, occurredAt, facts, privateValues });
  });
  await appendEntries(tx, entries);
  const received = rows.map(({ id, number, keyVersion }, i) => {
    return { id, number, keyVersion, acceptDueAt: at(clocks, i).dueAt };
  });
  return ok(received);
}

/** What belongs to the same report: lists that were made of each other cannot differ in length. */
function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new Error('two lists of one batch differ in length');
  return found;
}

/** Completes each place once, however many reports name it. */
async function completePlaces(
  tx: Tx,
  reports: readonly Importing[],
): Promise<Outcome<Place[], 'place-unknown'>> {
  const completed = new Map<string, Place>();
  const places: Place[] = [];
  for (const { place } of reports) {
    const key = JSON.stringify(place);
    const outcome = completed.has(key) ? ok(completed.get(key) ?? place) : await completePlace(tx, place);
    if (!outcome.ok) return outcome;
    completed.set(key, outcome.value);
    places.push(outcome.value);
  }
  return ok(places);
}

function newRow(
  said: Importing,
  keeps: SubmissionDecision['keeps'],
  identity: { id: Id<'report'>; number: string },
  now: Instant,
): NewReport {
  const { place, source, sourceId } = said;
  const { name, phone } = keeps.contact;
  return {
    ...identity,
    ...{ state: 'submitted', channel: 'import', keyVersion: 1, privacyNotice: privacyNoticeVersion },
    ...{ text: said.text, locale: said.locale, categoryGuess: null },
    ...{ place, buildingId: place.buildingId ?? null, stairwellId: place.stairwellId ?? null },
    ...{ anonymity: said.anonymity, publicName: keeps.publicName, contactName: name },
    contactPhone: phone === null ? null : normalisePhone(phone),
    ...{ personId: null, registeredByPostId: null },
    ...{ submittedAt: now, occurredAt: said.occurredAt },
    ...{ matterId: null, decidedAt: null, decisionReason: null, decisionMessage: null, askedAt: null },
    // What a file brings has been said long before; nobody is rung out of bed for it.
    urgent: false,
    aside: null,
    ...{ source, sourceId, contentHash: Buffer.from(contentHashOf(said), 'hex') },
  };
}

/** Which ids of a source were imported before, and as which reports. */
export async function findImported(
  tx: Tx,
  source: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Id<'report'>>> {
  if (ids.length === 0) return new Map();
  return new Map((await findBySource(tx, source, ids)).map(({ sourceId, id }) => [sourceId, id]));
}

/** Which contents (`contentHashOf`) were imported before, and as which reports: for files without ids. */
export async function findImportedContent(
  tx: Tx,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, Id<'report'>>> {
  if (hashes.length === 0) return new Map();
  return new Map((await findByContent(tx, hashes)).map(({ contentHash, id }) => [contentHash, id]));
}

/** What tells two reports of a file apart where it gives no ids: SHA-256, hexadecimal, of its words and its time. */
export function contentHashOf(said: { text: string; occurredAt: Instant }): string {
  return createHash('sha256').update(contentToCompare(said)).digest('hex');
}
