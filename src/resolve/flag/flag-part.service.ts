import type { ReportWords } from '../../collect/report/report-words.service.ts';
import type { Id } from '../../kernel/id.ts';
import { ok, refuse } from '../../kernel/outcome.ts';
import { formatInstant, type Instant } from '../../kernel/time.ts';
import type { Call, HandlersOf } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { ownReports, readerOf } from '../matter/matter.policy.ts';
import type { LoadedCase } from '../matter/matter-case.service.ts';
import { type EventRow, listMatterEvents } from '../matter/matter-event.service.ts';
import {
  hidePart,
  hideSource,
  publicPartsOf,
  shownEvents,
  showPart,
  showSource,
} from '../matter/matter-hiding.service.ts';
import { leftByOthers } from '../matter/matter-timeline.service.ts';
import { findCase } from '../matter/matter-view.service.ts';
import { mayBecomePublic } from '../publication/publication.rules.ts';
import {
  findPublished,
  keepWordsAround,
  listReadable,
} from '../publication/publication-collecting.service.ts';
import type { Flaggable, Flagged, FlagPart, flagOperations, ListedFlag } from './flag.contract.ts';
import { writeFlagged } from './flag.rules.ts';
import type { FlagRow } from './flag.store.ts';

/** A part that somebody reads, with what it says to them. */
export type ReadPart = Flagged & { text: string | null; at: Instant | null };

/** What the asker reads of a matter, part by part, each one once; nothing where it does not exist for them. */
export async function partsRead(
  tx: Tx,
  { asker }: Pick<Call, 'asker'>,
  loaded: LoadedCase,
): Promise<ReadPart[]> {
  const { matter, facts } = loaded;
  const reader = readerOf(asker, matter, facts);
  if (reader === 'none') return [];
  const whole = await publicPartsOf(tx, loaded);
  const all = reader === 'public' ? [] : await listMatterEvents(tx, matter.id);
  const events =
    reader === 'staff'
      ? leftByOthers(all, 'staff')
      : leftByOthers(await shownEvents(tx, matter, all), ownReports(asker, facts));
  const hasReply = events.some(({ action, words }) => action === 'resolve' && words !== null);
  const isNamed = whole.name !== null && (reader === 'staff' || !matter.hiddenParts.includes('name'));
  const read = [
    { part: 'title', sourceId: null, text: whole.title, at: null } as const,
    ...(isNamed ? [{ part: 'name', sourceId: null, text: whole.name, at: null } as const] : []),
    ...(hasReply ? [{ part: 'reply', sourceId: null, text: whole.reply, at: null } as const] : []),
    ...events.flatMap(partsOfEvent),
    ...(mayBecomePublic(matter) ? (await listReadable(tx, matter)).map(partOfPublished) : []),
  ];
  return [...new Map(read.reverse().map((part) => [writeFlagged(part), part])).values()].reverse();
}

function partsOfEvent({ id, words, photoIds, at }: EventRow): ReadPart[] {
  return [
    ...(words === null ? [] : [{ part: 'event', sourceId: id, text: words, at } as const]),
    ...photoIds.map((photoId) => ({ part: 'photo', sourceId: photoId, text: null, at }) as const),
  ];
}

type PublishedRow = Awaited<ReturnType<typeof listReadable>>[number];

function partOfPublished({ part, sourceId, text, at }: PublishedRow): ReadPart {
  const kinds = { report: 'report', reply: 'event', photo: 'photo', proof: 'photo' } as const;
  return { part: kinds[part], sourceId, text, at };
}

const textShown = 60;

export const listFlaggable: HandlersOf<typeof flagOperations>['listFlaggable'] = (call, { matterId }) =>
  call.read(async (tx) => {
    const loaded = await findCase(tx, matterId, call.now);
    const read = loaded ? await partsRead(tx, call, loaded) : [];
    // Whoever reads a matter reads its title; the replies are there one by one.
    if (read.length === 0) return refuse('matter-not-found');
    return ok({ parts: read.filter(({ part }) => part !== 'reply').map(viewPart) });
  });

function viewPart(read: ReadPart): Flaggable {
  const { part, sourceId, text, at } = read;
  return {
    ...{ part: writeFlagged(read), kind: part },
    text: text === null ? null : text.slice(0, textShown),
    photoId: part === 'photo' ? (sourceId as Id<'photo'>) : null,
    at: at === null ? null : formatInstant(at),
  };
}

/** What somebody said about a report, as one thing to choose. */
export function viewWords({ id, text, at }: ReportWords): Flaggable {
  return viewPart({ part: 'message', sourceId: id, text, at });
}

/** What stands in a flagged part now, hidden or not, as staff see it; null where nothing does any more. */
export async function contentOf(
  tx: Tx,
  loaded: LoadedCase,
  { part, sourceId }: Flagged,
): Promise<Pick<ListedFlag, 'content' | 'photoId'>> {
  if (part === 'photo') return { content: null, photoId: sourceId as Id<'photo'> };
  if (part === 'title' || part === 'name' || part === 'reply') {
    return { content: (await publicPartsOf(tx, loaded))[part], photoId: null };
  }
  const published = sourceId === null ? undefined : await findPublished(tx, sourceId);
  const event = part === 'event' ? await findEvent(tx, loaded.matter.id, sourceId) : undefined;
  return { content: published?.text ?? event?.words ?? null, photoId: null };
}

async function findEvent(tx: Tx, matterId: Id<'matter'>, sourceId: Id | null): Promise<EventRow | undefined> {
  return (await listMatterEvents(tx, matterId)).find(({ id }) => id === sourceId);
}

type PartChange = {
  flag: FlagRow & { matterId: Id<'matter'> };
  change: 'hide' | 'show';
  newTitle: string | null;
};

/** Hides a flagged part or shows it again, and tells of which matter it is. */
export async function changePart(
  tx: Tx,
  { now }: Pick<Call, 'now'>,
  { flag, change, newTitle }: PartChange,
): Promise<{ number: string }> {
  const { matterId, sourceId } = flag;
  const part: FlagPart = flag.part;
  if (part === 'title' || part === 'name' || part === 'reply') {
    return change === 'hide' ? hidePart(tx, matterId, part, newTitle) : showPart(tx, matterId, part);
  }
  const loaded = await findCase(tx, matterId, now);
  if (!loaded || sourceId === null) throw new Error('a flag without what it is about');
  const event = part === 'event' ? await findEvent(tx, matterId, sourceId) : undefined;
  if (change === 'show') await showSource(tx, sourceId);
  else await hideSource(tx, { id: sourceId, photoIds: event?.photoIds ?? [] }, now);
  await keepWordsAround(tx, sourceId, now);
  return loaded.matter;
}
