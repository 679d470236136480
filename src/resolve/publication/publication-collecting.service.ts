import { getCatalogue } from '../../collect/category/category.service.ts';
import {
  findMatterOfReport,
  findReportByNumber,
  type KnownReport,
  listReportsOfMatter,
} from '../../collect/report/report-decision.service.ts';
import type { Id } from '../../kernel/id.ts';
import { dateOf, type Instant } from '../../kernel/time.ts';
import { draftEntry } from '../../ledger/entry/entry.rules.ts';
import { appendEntries, moveCursor, readEntriesAfter } from '../../ledger/entry/entry.service.ts';
import type { Community, Platform } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { wordsOf } from '../../platform/words.ts';
import type { KeptPublic } from '../matter/matter.public.contract.ts';
import { type EventRow, listMatterEvents } from '../matter/matter-event.service.ts';
import { hiddenAmong } from '../matter/matter-hiding.service.ts';
import { type BareMatter, findBareMatter } from '../matter/matter-public.service.ts';
import { numberWords } from '../matter/matter-search.rules.ts';
import { publicationEntries } from './publication.entries.ts';
import { mayBecomePublic } from './publication.rules.ts';
import * as store from './publication.store.ts';

const cursor = 'publication';

/**
 * Keeps the public side of matters up with the ledger, a reaction: what is newly said or shown waits to be published,
 * what lost its source is not public any more, and the words a matter is found by follow. Each entry is worked on
 * once, since the cursor moves in the same transaction; from the first entry on, so that what was there before is
 * taken in as well. Gives how many entries it worked on.
 */
export function collectPublications(
  platform: Pick<Platform, 'database' | 'clock'>,
  community: Pick<Community, 'id'>,
): Promise<number> {
  const now = platform.clock.now();
  return platform.database.write(community.id, async (tx) => {
    const entries = await readEntriesAfter(tx, cursor);
    const last = entries.at(-1);
    if (!last) return 0;
    const numbers = new Set(entries.flatMap(({ number }) => number ?? []));
    const matters = new Map<string, BareMatter>();
    for (const number of numbers) {
      const matter = await findMatterOf(tx, number);
      if (matter) matters.set(matter.id, matter);
    }
    for (const matter of matters.values()) await keepUp(tx, matter, now);
    await moveCursor(tx, cursor, last.index);
    return entries.length;
  });
}

/** The matter of a number: its own, or that of a report which joined it. */
async function findMatterOf(tx: Tx, number: string): Promise<BareMatter | undefined> {
  const matter = await findBareMatter(tx, { number });
  if (matter) return matter;
  const report = await findReportByNumber(tx, number);
  const id = report && (await findMatterOfReport(tx, report.id));
  return id ? findBareMatter(tx, { id }) : undefined;
}

async function keepUp(tx: Tx, matter: BareMatter, now: Instant): Promise<void> {
  const isPublic = mayBecomePublic(matter);
  const sources = isPublic ? await sourcesOf(tx, matter.id) : [];
  await store.upsertSources(tx, matter.id, sources);
  const known = new Set(sources.map(({ sourceId }) => sourceId));
  const gone = (await store.listOfMatter(tx, matter.id)).filter(({ sourceId }) => !known.has(sourceId));
  await store.deleteUnpublished(
    tx,
    gone.map(({ id }) => id),
  );
  for (const { id, part, state } of gone) {
    if (state !== 'published') continue;
    await store.updateDecided(tx, id, { state: 'withdrawn', text: null }, { at: now, postId: null });
    const facts = { part, reason: 'source-gone' } as const;
    const { number } = matter;
    await appendEntries(tx, [draftEntry(publicationEntries.withdrawn, { number, occurredAt: now, facts })]);
  }
  await keepWords(tx, matter, now);
}

/** Everything of a matter that somebody may decide to publish. */
async function sourcesOf(tx: Tx, matterId: Id<'matter'>): Promise<store.PublicationSource[]> {
  const reports = await listPublishable(tx, matterId);
  const resolutions = await listResolutions(tx, matterId);
  return [
    ...reports.flatMap(({ id, submittedAt: at, photoIds }) => [
      { part: 'report', sourceId: id as Id, at } as const,
      ...photoIds.map((photoId) => ({ part: 'photo', sourceId: photoId as Id, at }) as const),
    ]),
    ...resolutions.flatMap(({ id, at, photoIds }) => [
      { part: 'reply', sourceId: id as Id, at } as const,
      ...photoIds.map((photoId) => ({ part: 'proof', sourceId: photoId as Id, at }) as const),
    ]),
  ];
}

/** The reports a matter stands on, without those that were taken back. */
export async function listPublishable(tx: Tx, matterId: Id<'matter'>): Promise<KnownReport[]> {
  return (await listReportsOfMatter(tx, [matterId])).filter(({ state }) => state !== 'withdrawn');
}

/** What was said each time a matter was resolved. */
export async function listResolutions(tx: Tx, matterId: Id<'matter'>): Promise<EventRow[]> {
  const events = await listMatterEvents(tx, matterId);
  return events.filter(({ action, words }) => action === 'resolve' && words !== null);
}

/** The words a matter is found by: its title, its place, its category, its number, and what was published of it. */
export async function keepWords(tx: Tx, matter: BareMatter, now: Instant): Promise<void> {
  if (!mayBecomePublic(matter) || matter.state === 'merged') return store.deleteSearch(tx, matter.id);
  const { categories } = await getCatalogue(tx, dateOf(now));
  const category = categories.find(({ code }) => code === matter.categoryCode)?.name;
  const published = await listReadable(tx, matter);
  const text = [
    ...[matter.publicTitle, matter.building?.name, matter.area, category?.zh, category?.en],
    ...published.map((item) => item.text),
  ].filter((part) => typeof part === 'string');
  await store.upsertSearch(tx, matter.id, [
    ...new Set([...wordsOf(text.join('\n')), ...numberWords(matter.number)]),
  ]);
}

/** What of a matter everybody reads now; what was flagged and hidden is not among it. */
export async function listReadable(
  tx: Tx,
  matter: Pick<BareMatter, 'id' | 'hiddenParts'>,
): Promise<store.PublicationRow[]> {
  const published = await store.listPublished(tx, matter.id);
  const hidden = await hiddenAmong(
    tx,
    published.map(({ sourceId }) => sourceId),
  );
  const noReplies = matter.hiddenParts.includes('reply');
  return published.filter(
    ({ part, sourceId }) => !hidden.has(sourceId) && !(noReplies && (part === 'reply' || part === 'proof')),
  );
}

/** What was published of a report, event or photo; undefined where nothing is. */
export async function findPublished(tx: Tx, sourceId: Id): Promise<store.PublicationRow | undefined> {
  return (await store.listOfSources(tx, [sourceId])).find(({ state }) => state === 'published');
}

/** Has the matter a source is published with be found by what everybody still reads of it. */
export async function keepWordsAround(tx: Tx, sourceId: Id, now: Instant): Promise<void> {
  const item = await findPublished(tx, sourceId);
  const matter = item && (await findBareMatter(tx, { id: item.matterId }));
  if (matter) await keepWords(tx, matter, now);
}

/** What the community answered in public: replies as they were published, by event, and the photos that prove them. */
export async function publishedAnswers(tx: Tx, matterIds: readonly Id<'matter'>[]): Promise<KeptPublic> {
  const words = new Map<string, string>();
  const photoIds: Id<'photo'>[] = [];
  for (const matterId of matterIds) {
    for (const { part, sourceId, text } of await store.listPublished(tx, matterId)) {
      if (part === 'reply' && text !== null) words.set(sourceId, text);
      if (part === 'proof') photoIds.push(sourceId as Id<'photo'>);
    }
  }
  return { words, photoIds };
}

/**
 * Takes what somebody said or showed out of the open: their published words and photos are withdrawn, and what a matter
 * is found by follows. What the community answered in public was read before it was released, and stays.
 */
export async function withdrawSources(
  tx: Tx,
  matterIds: readonly Id<'matter'>[],
  reports: readonly Id<'report'>[],
  now: Instant,
): Promise<void> {
  const items = await store.listOfSources(tx, reports);
  for (const matterId of matterIds) {
    const matter = await findBareMatter(tx, { id: matterId });
    if (!matter) continue;
    for (const { id, part } of items.filter(
      (item) => item.matterId === matterId && item.state === 'published',
    )) {
      await store.updateDecided(tx, id, { state: 'withdrawn', text: null }, { at: now, postId: null });
      const facts = { part, reason: 'source-gone' } as const;
      await appendEntries(tx, [
        draftEntry(publicationEntries.withdrawn, { number: matter.number, occurredAt: now, facts }),
      ]);
    }
    await keepUp(tx, matter, now);
  }
}
