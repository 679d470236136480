import type { Id } from '../../kernel/id.ts';
import type { Tx } from '../../platform/database.ts';
import { type HiddenPart, lockMatter, updateHiddenParts, updateMatter } from './matter.store.ts';
import type { LoadedCase } from './matter-case.service.ts';
import { listMatterEvents } from './matter-event.service.ts';

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
