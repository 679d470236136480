import { createHash } from 'node:crypto';
import { sendNotices } from '../../channels/notice/notice.service.ts';
import { startDeadline } from '../../clocks/deadline/deadline.service.ts';
import type { Id } from '../../kernel/id.ts';
import { type Outcome, ok } from '../../kernel/outcome.ts';
import type { Locale } from '../../kernel/text.ts';
import { dateOf, type Instant } from '../../kernel/time.ts';
import { draftEntry } from '../../ledger/entry/entry.rules.ts';
import { appendEntries } from '../../ledger/entry/entry.service.ts';
import { getPosts } from '../../people/post/post.service.ts';
import type { Place } from '../../places/place/place.contract.ts';
import { placeName } from '../../places/place/place.rules.ts';
import { completePlace, getPlaceNames } from '../../places/place/place.service.ts';
import { nextNumber, type Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { endDraft } from '../draft/draft.service.ts';
import { attachPhotos } from '../photo/photo.service.ts';
import { type Anonymity, type Contact, privacyNoticeVersion, type ReportChannel } from './report.contract.ts';
import { reportReceived } from './report.entries.ts';
import {
  contentToCompare,
  decideSubmission,
  formatNumber,
  normalisePhone,
  noticesOfReceived,
  numberYear,
} from './report.rules.ts';
import { findByContent, findBySource, insertReport } from './report.store.ts';

/** What was said, through which channel, by or for whom. */
export type Receiving = {
  text: string;
  place: Place;
  photoIds: readonly Id<'photo'>[];
  draftId: Id<'draft'> | null;
  anonymity: Anonymity;
  publicName: string | null;
  contact: Contact;
  categoryGuess: string | null;
  channel: ReportChannel;
  personId: Id<'person'> | null;
  registeredByPostId: Id<'post'> | null;
  locale: Locale;
  occurredAt: Instant;
  now: Instant;
  imported?: { source: string; sourceId: string | null };
};

export type Received = { id: Id<'report'>; number: string; keyVersion: number; acceptDueAt: Instant };

export type ReceiveRefusal =
  | 'place-unknown'
  | 'photo-unknown'
  | 'anonymous-leaves-nothing'
  | 'public-name-missing';

/**
 * Takes a report in, in the caller's transaction: the row under the next number, its photos, its clock, its
 * ledger entry and what has to be told. The number comes last, since its series stays locked until the end.
 */
export async function receiveReport(tx: Tx, said: Receiving): Promise<Outcome<Received, ReceiveRefusal>> {
  const completed = await completePlace(tx, said.place);
  if (!completed.ok) return completed;
  const place = completed.value;
  const decided = decideSubmission({ ...said, building: await publicBuilding(tx, place) });
  if (!decided.ok) return decided;
  const { keeps, entry, startsClock } = decided.value;
  const id = newId<Id<'report'>>();
  const from = said.draftId === null ? null : ({ kind: 'draft', id: said.draftId } as const);
  const attached = await attachPhotos(tx, said.photoIds, { kind: 'report', id }, from);
  if (!attached.ok) return attached;
  if (said.draftId !== null) await endDraft(tx, said.draftId, said.now);
  const clock = await startDeadline(tx, id, { kind: startsClock, startedAt: said.now });
  const desk = said.imported ? [] : await getDesk(tx, said.now);

  const year = numberYear(said.now);
  const number = formatNumber(year, await nextNumber(tx, year));
  const { contact, publicName } = keeps;
  const contactPhone = contact.phone === null ? null : normalisePhone(contact.phone);
  await insertReport(
    tx,
    {
      ...{ id, number, state: 'submitted', keyVersion: 1, privacyNotice: privacyNoticeVersion },
      ...{ text: said.text, channel: said.channel, categoryGuess: said.categoryGuess, locale: said.locale },
      ...{ place, buildingId: place.buildingId ?? null, stairwellId: place.stairwellId ?? null },
      ...{ anonymity: said.anonymity, publicName, contactName: contact.name, contactPhone },
      personId: keeps.personId ? said.personId : null,
      registeredByPostId: said.registeredByPostId,
      ...{ submittedAt: said.now, occurredAt: said.occurredAt },
      ...{ matterId: null, decidedAt: null, decisionReason: null, decisionMessage: null, askedAt: null },
      source: said.imported?.source ?? null,
      sourceId: said.imported?.sourceId ?? null,
    },
    said.imported ? Buffer.from(contentHashOf(said), 'hex') : null,
  );
  const { facts, private: privateValues } = entry;
  const occurredAt = said.imported ? said.occurredAt : said.now;
  await appendEntries(tx, [draftEntry(reportReceived, { number, occurredAt, facts, privateValues })]);
  const personId = keeps.personId ? said.personId : null;
  if (!said.imported) await sendNotices(tx, noticesOfReceived({ id, number, personId, desk }), said.now);
  return ok({ id, number, keyVersion: 1, acceptDueAt: clock.dueAt });
}

/** The posts that decide on reports. */
export async function getDesk(tx: Tx, now: Instant): Promise<Id<'post'>[]> {
  return (await getPosts(tx, dateOf(now), 'zh', { kind: 'desk' })).map(({ id }) => id);
}

/** The building as the ledger writes it (6幢): without estate, stairwell or words. */
async function publicBuilding(tx: Tx, place: Place): Promise<string | null> {
  if (place.buildingId === undefined) return null;
  const [labels] = await getPlaceNames(tx, [{ buildingId: place.buildingId, words: '' }]);
  if (labels?.building === undefined) return null;
  return placeName({ building: labels.building, words: '' }, { level: 'building' }, 'zh');
}

/** One report of a file; `occurredAt` is when it was said, and its clocks start now, at the import. */
export type Importing = Omit<
  Receiving,
  'photoIds' | 'draftId' | 'personId' | 'registeredByPostId' | 'imported'
> & {
  source: string;
  sourceId: string | null;
};

/** Takes in one report of a file, in the caller's transaction. Nobody is notified of reports from the past. */
export function importReport(
  tx: Tx,
  { source, sourceId, ...said }: Importing,
): Promise<Outcome<Received, ReceiveRefusal>> {
  const nobody = { personId: null, registeredByPostId: null, draftId: null, photoIds: [] };
  return receiveReport(tx, { ...said, ...nobody, imported: { source, sourceId } });
}

/** Takes in reports of a file in their order, in the caller's transaction; one that is refused refuses them all. */
export async function importReports(
  tx: Tx,
  reports: readonly Importing[],
): Promise<Outcome<Received[], ReceiveRefusal>> {
  const received: Received[] = [];
  for (const report of reports) {
    const outcome = await importReport(tx, report);
    if (!outcome.ok) return outcome;
    received.push(outcome.value);
  }
  return ok(received);
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
