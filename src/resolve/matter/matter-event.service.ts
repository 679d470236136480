import type { Id } from '../../kernel/id.ts';
import { atMinute, type Instant, type LocalDate } from '../../kernel/time.ts';
import type { Tx } from '../../platform/database.ts';
import type { MatterEvent } from './matter.decision.ts';
import type { LastChange } from './matter.rules.ts';
import type { EventPlace, EventRow } from './matter-event.store.ts';
import * as store from './matter-event.store.ts';

export type { EventPlace, EventRow };

/** Writes one line of what happened, in the transaction that made it happen. */
export function recordEvent(
  tx: Tx,
  event: MatterEvent,
  of: { matterId: Id<'matter'> | null; reportId: Id<'report'> | null; round: number },
): Promise<void> {
  return store.insertEvent(tx, event, of);
}

/** What happened to a matter, newest first. */
export function listMatterEvents(
  tx: Tx,
  matterId: Id<'matter'>,
  after: EventPlace | null = null,
  limit = 200,
): Promise<EventRow[]> {
  return store.listEvents(tx, matterId, after, limit);
}

/** When somebody last took a matter; undefined where nobody has. */
export async function lastTakenAt(tx: Tx, matterId: Id<'matter'>): Promise<Instant | undefined> {
  return (await store.findLastTaken(tx, matterId))?.at;
}

/** What raises no version, and so is no change that anybody could come too late for. */
const additions: ReadonlySet<EventRow['action']> = new Set([
  'me-too',
  'note',
  'urge',
  'take-part',
  'finish-part',
]);

/** The last change, for telling the loser of a race what it was. */
export async function lastChangeOf(tx: Tx, matterId: Id<'matter'>): Promise<LastChange> {
  const events = await listMatterEvents(tx, matterId);
  const last = events.find((event) => !additions.has(event.action)) ?? events.at(-1);
  if (!last) throw new Error('a matter without a beginning');
  return { action: last.action, hat: last.hat, at: last.at };
}

/** Everybody who ever took, contacted or resolved it, or worked on a part of it. */
export async function listMatterWorkers(tx: Tx, matterId: Id<'matter'>): Promise<Id<'person'>[]> {
  return (await store.listWorkers(tx, [matterId])).map((worker) => worker.personId);
}

/** When the reporter was asked in a round of work. */
export async function listRoundCalls(tx: Tx, matterId: Id<'matter'>, round: number): Promise<Instant[]> {
  return (await store.listCalls(tx, matterId, round)).map((call) => call.at);
}

/** The reports whose reporters urged on a day of China's calendar: each may once. */
export async function listReportsUrgedOn(
  tx: Tx,
  matterId: Id<'matter'>,
  day: LocalDate,
): Promise<Id<'report'>[]> {
  const urges = await store.listUrgesSince(tx, matterId, atMinute(day, 0));
  return urges.flatMap(({ reportId }) => reportId ?? []);
}

/** Adds a household's voice; false if it was counted already. */
export function addVoice(
  tx: Tx,
  voice: { matterId: Id<'matter'>; householdId: Id<'household'>; personId: Id<'person'>; at: Instant },
): Promise<boolean> {
  return store.insertVoice(tx, voice);
}

/** The households that said "me too", with the person who said so. */
export function listMatterVoices(
  tx: Tx,
  matterId: Id<'matter'>,
): Promise<{ householdId: Id<'household'>; personId: Id<'person'> }[]> {
  return store.listVoices(tx, matterId);
}

/** Puts the voices of one matter under another, where a household is counted once. */
export function moveVoices(tx: Tx, from: Id<'matter'>, to: Id<'matter'>): Promise<void> {
  return store.moveVoices(tx, from, to);
}
