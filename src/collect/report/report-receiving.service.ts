import { sendNotices } from '../../channels/notice/notice.service.ts';
import { isAnybodyReached } from '../../channels/preference/preference.service.ts';
import { loadCalendar } from '../../clocks/calendar/calendar.service.ts';
import { startDeadline } from '../../clocks/deadline/deadline.service.ts';
import type { Id } from '../../kernel/id.ts';
import { type Outcome, ok } from '../../kernel/outcome.ts';
import type { Locale } from '../../kernel/text.ts';
import { dateOf, type Instant } from '../../kernel/time.ts';
import { draftEntry } from '../../ledger/entry/entry.rules.ts';
import { appendEntries } from '../../ledger/entry/entry.service.ts';
import { listPostIds } from '../../people/post/post.service.ts';
import type { Place } from '../../places/place/place.contract.ts';
import { completePlace } from '../../places/place/place.service.ts';
import { atOnce, nextNumber, type Say, type Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { isUrgent } from '../category/category.service.ts';
import { endDraft } from '../draft/draft.service.ts';
import { attachPhotos } from '../photo/photo.service.ts';
import { moveRecording } from '../recording/recording.service.ts';
import {
  type Anonymity,
  type Aside,
  type Contact,
  privacyNoticeVersion,
  type ReportChannel,
} from './report.contract.ts';
import { reportReceived } from './report.entries.ts';
import {
  decideSubmission,
  formatNumber,
  normalisePhone,
  noticesOfReceived,
  numberYear,
} from './report.rules.ts';
import { countQueue, insertReports, type NewReport } from './report.store.ts';

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
  /** Why it is to wait aside, if it is. */
  aside?: Aside | null;
  /** Whoever takes it in tells everybody concerned more than that it arrived. */
  quietly?: boolean;
};

export type Received = { id: Id<'report'>; number: string; keyVersion: number; acceptDueAt: Instant };

export type ReceiveRefusal =
  | 'place-unknown'
  | 'photo-unknown'
  | 'anonymous-leaves-nothing'
  | 'public-name-missing';

/**
 * Takes a report in, in the caller's transaction: the row under the next number, its photos, its clock, its
 * ledger entry and what has to be told. Whoever reads none of it there may have it said with the commit.
 */
export async function receiveReport(
  tx: Tx,
  said: Receiving,
  around?: Surroundings,
  say: Say = atOnce,
): Promise<Outcome<Received, ReceiveRefusal>> {
  const { completed, desk, urgent, sequence } = around ?? (await lookAround(tx, said));
  if (!completed.ok) return completed;
  const place = completed.value;
  const decided = decideSubmission(said);
  if (!decided.ok) return decided;
  const { keeps, entry, startsClock } = decided.value;
  const id = newId<Id<'report'>>();
  const from = said.draftId === null ? null : ({ kind: 'draft', id: said.draftId } as const);
  const attached = await attachPhotos(tx, said.photoIds, { kind: 'report', id }, from);
  if (!attached.ok) return attached;
  if (from !== null) {
    await moveRecording(tx, from, { kind: 'report', id }, said.now);
    await endDraft(tx, from.id, said.now);
  }
  const number = formatNumber(numberYear(said.now), sequence);
  const { contact, publicName } = keeps;
  const contactPhone = contact.phone === null ? null : normalisePhone(contact.phone);
  const row: NewReport = {
    ...{ id, number, state: 'submitted', keyVersion: 1, privacyNotice: privacyNoticeVersion },
    ...{ text: said.text, channel: said.channel, categoryGuess: said.categoryGuess, locale: said.locale },
    ...{ place, buildingId: place.buildingId ?? null, stairwellId: place.stairwellId ?? null },
    ...{ anonymity: said.anonymity, publicName, contactName: contact.name, contactPhone },
    personId: keeps.personId ? said.personId : null,
    registeredByPostId: said.registeredByPostId,
    ...{ submittedAt: said.now, occurredAt: said.occurredAt },
    ...{ matterId: null, decidedAt: null, decisionReason: null, decisionMessage: null, askedAt: null },
    ...{ source: null, sourceId: null, contentHash: null, urgent, aside: said.aside ?? null },
  };
  const { facts, private: privateValues } = entry;
  const drafted = draftEntry(reportReceived, { number, occurredAt: said.now, facts, privateValues });
  const told = { id, number, personId: row.personId, desk, urgent };
  const notices = said.quietly ? [] : noticesOfReceived(told, await whereWaiting(tx, row));
  const [clock] = await Promise.all([
    startDeadline(tx, id, { kind: startsClock, startedAt: said.now }, say),
    say(insertReports(tx, [row])),
    appendEntries(tx, [drafted], say),
    sendNotices(tx, notices, said.now, say),
  ]);
  return ok({ id, number, keyVersion: 1, acceptDueAt: clock.dueAt });
}

/** What has to be known of the community before a report is taken in. */
export type Surroundings = {
  completed: Outcome<Place, 'place-unknown'>;
  desk: Id<'post'>[];
  /** It speaks of danger. */
  urgent: boolean;
  /** The next of the community's numbers, whose series stays locked until the end. */
  sequence: number;
};

/**
 * Looks all of it up at once; what clock and notices will ask is remembered from here. The number is asked for last,
 * and behind whatever the caller said before: everybody locks in the same order.
 */
export async function lookAround(
  tx: Tx,
  { place, now, text, categoryGuess }: Pick<Receiving, 'place' | 'now' | 'text' | 'categoryGuess'>,
): Promise<Surroundings> {
  const [completed, desk, urgent, sequence] = await Promise.all([
    completePlace(tx, place),
    getDesk(tx, now),
    isUrgent(tx, { text, categoryGuess, now }),
    nextNumber(tx, numberYear(now)),
    loadCalendar(tx),
    isAnybodyReached(tx),
  ]);
  return { completed, desk, urgent, sequence };
}

/** The desk hears of a flood when it begins, not of each wave. */
async function whereWaiting(
  tx: Tx,
  { aside }: Pick<NewReport, 'aside'>,
): Promise<'queue' | 'first-aside' | 'aside'> {
  if (aside === null) return 'queue';
  const before = await countQueue(tx, { state: 'submitted', aside: true });
  return before === 0 ? 'first-aside' : 'aside';
}

/** The posts that decide on reports. */
export function getDesk(tx: Tx, now: Instant): Promise<Id<'post'>[]> {
  return listPostIds(tx, dateOf(now), 'desk');
}
