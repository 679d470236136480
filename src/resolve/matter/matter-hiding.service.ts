import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Tx } from '../../platform/database.ts';
import {
  type HiddenPart,
  lockMatter,
  type MatterRecord,
  updateHiddenParts,
  updateMatter,
} from './matter.store.ts';
import type { LoadedCase } from './matter-case.service.ts';
import { type EventRow, listMatterEvents } from './matter-event.service.ts';
import * as store from './matter-hiding.store.ts';
import { shownTo } from './matter-timeline.service.ts';

type Part = 'title' | HiddenPart;

/** What stands in each part that can be hidden, hidden or not; null where nothing stands there. */
export async function publicPartsOf(
  tx: Tx,
  { matter, reports }: LoadedCase,
): Promise<Record<Part, string | null>> {
  const events = await listMatterEvents(tx, matter.id);
  return {
    title: matter.publicTitle,
    name: reports.find(({ id }) => id === matter.firstReportId)?.publicName ?? null,
    reply: events.find(({ action, words }) => action === 'resolve' && words !== null)?.words ?? null,
  };
}

/** Hides a part from everybody but the matter's staff; a title by another one in its place. */
export async function hidePart(
  tx: Tx,
  id: Id<'matter'>,
  part: Part,
  newTitle: string | null,
): Promise<{ number: string }> {
  const matter = await lockMatter(tx, id);
  if (!matter) throw new Error('a matter vanished in its own transaction');
  if (part !== 'title') await updateHiddenParts(tx, id, [...new Set([...matter.hiddenParts, part])]);
  else if (newTitle !== null) await updateMatter(tx, id, { publicTitle: newTitle });
  return matter;
}

/** Shows a part again that was hidden. */
export async function showPart(tx: Tx, id: Id<'matter'>, part: Part): Promise<{ number: string }> {
  const matter = await lockMatter(tx, id);
  if (!matter) throw new Error('a matter vanished in its own transaction');
  const parts = matter.hiddenParts.filter((hidden) => hidden !== part);
  await updateHiddenParts(tx, id, parts);
  return matter;
}

/** Which of these reports, events and photos only staff still see. */
export async function hiddenAmong(tx: Tx, sourceIds: readonly Id[]): Promise<ReadonlySet<Id>> {
  const found = sourceIds.length === 0 ? [] : await store.findHidden(tx, sourceIds);
  return new Set(found.map(({ sourceId }) => sourceId));
}

/** What happened, as those see it who are not its staff: without what was hidden of it. */
export async function shownEvents(
  tx: Tx,
  matter: Pick<MatterRecord, 'hiddenParts'>,
  events: readonly EventRow[],
): Promise<EventRow[]> {
  const sources = events.flatMap(({ id, photoIds }): Id[] => [id, ...photoIds]);
  return shownTo(matter, events, await hiddenAmong(tx, sources));
}

/** Hides one report, event or photo from all but staff, wherever it is shown; an event takes its photos along. */
export async function hideSource(
  tx: Tx,
  source: { id: Id; photoIds: readonly Id<'photo'>[] },
  at: Instant,
): Promise<void> {
  await store.insertHidden(tx, [source.id, ...source.photoIds], source.id, at);
}

/** Shows again what was hidden, but for a photo of it that was hidden by itself. */
export function showSource(tx: Tx, id: Id): Promise<void> {
  return store.deleteHidden(tx, id);
}
