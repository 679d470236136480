import { sendNotices } from '../../channels/notice/notice.service.ts';
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
import { nextNumber, type Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import type { Category } from '../category/category.contract.ts';
import { speaksOfDanger } from '../category/category.rules.ts';
import { getCatalogue } from '../category/category.service.ts';
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
 * ledger entry and what has to be told. The number comes last, since its series stays locked until the end.
 */
export async function receiveReport(
  tx: Tx,
  said: Receiving,
  around?: Surroundings,
): Promise<Outcome<Received, ReceiveRefusal>> {
  const { completed, desk, categories } = around ?? (await lookAround(tx, said));
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
  const urgent = speaksOfDanger(said.text, said.categoryGuess, categories);

  const year = numberYear(said.now);
  const [clock, next] = await Promise.all([
    startDeadline(tx, id, { kind: startsClock, startedAt: said.now }),
    nextNumber(tx, year),
  ]);
  const number = formatNumber(year, next);
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
  const recorded = [insertReports(tx, [row]), appendEntries(tx, [drafted])] as const;
  const told = { id, number, personId: row.personId, desk, urgent };
  await Promise.all([...recorded, said.quietly || tellOfReceived(tx, told, said)]);
  return ok({ id, number, keyVersion: 1, acceptDueAt: clock.dueAt });
}

type Told = Parameters<typeof noticesOfReceived>[0];

async function tellOfReceived(tx: Tx, told: Told, { aside, now }: Receiving): Promise<void> {
  const waiting = (aside ?? null) === null ? 'queue' : await whereAside(tx);
  await sendNotices(tx, noticesOfReceived(told, waiting), now);
}

/** What has to be known of the community before a report is taken in. */
export type Surroundings = {
  completed: Outcome<Place, 'place-unknown'>;
  desk: Id<'post'>[];
  categories: readonly Category[];
};

/** Looks all of it up at once; the calendar is remembered for the clock. */
export async function lookAround(
  tx: Tx,
  { place, now }: Pick<Receiving, 'place' | 'now'>,
): Promise<Surroundings> {
  const [completed, desk, { categories }] = await Promise.all([
    completePlace(tx, place),
    getDesk(tx, now),
    getCatalogue(tx, dateOf(now)),
    loadCalendar(tx),
  ]);
  return { completed, desk, categories };
}

/** The desk hears of a flood when it begins, not of each wave. */
async function whereAside(tx: Tx): Promise<'first-aside' | 'aside'> {
  const count = await countQueue(tx, { state: 'submitted', aside: true });
  return count === 1 ? 'first-aside' : 'aside';
}

/** The posts that decide on reports. */
export function getDesk(tx: Tx, now: Instant): Promise<Id<'post'>[]> {
  return listPostIds(tx, dateOf(now), 'desk');
}
