import { erasePhotos } from '../../collect/photo/photo.service.ts';
import { listReportsOfMatter } from '../../collect/report/report-decision.service.ts';
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import { eraseSalts } from '../../ledger/entry/entry.service.ts';
import type { Tx } from '../../platform/database.ts';
import type { KeptPublic } from './matter.public.contract.ts';
import { closedStates } from './matter.states.ts';
import { findMatter } from './matter.store.ts';
import * as due from './matter-erasing.store.ts';
import * as store from './matter-event.store.ts';
import { replaceInTitles } from './matter-title.store.ts';

export type Shared = {
  /** Matters that stand on the reports of one person alone. */
  own: Id<'matter'>[];
  /** Matters that others reported as well. */
  shared: Id<'matter'>[];
  /** Numbers of those that are still under way. */
  open: string[];
};

/** How the matters of some reports stand: whose they are besides, and which of them are still under way. */
export async function sortMatters(
  tx: Tx,
  reports: readonly { id: Id<'report'>; matterId: Id<'matter'> | null }[],
): Promise<Shared> {
  const ids = new Set(reports.map(({ id }) => id));
  const sorted: Shared = { own: [], shared: [], open: [] };
  for (const matterId of new Set(reports.flatMap((report) => report.matterId ?? []))) {
    const matter = await findMatter(tx, matterId);
    if (!matter) continue;
    if (!closedStates.has(matter.state)) sorted.open.push(matter.number);
    const all = await listReportsOfMatter(tx, [matterId]);
    (all.every(({ id }) => ids.has(id)) ? sorted.own : sorted.shared).push(matterId);
  }
  return sorted;
}

/**
 * Takes out of matters what tells of who reported them. Of a matter that is theirs alone all words go, those of the
 * staff too, and its photos, but for what was published; of one they share with others only their own words, and their name and number wherever
 * somebody wrote them. The course itself stays: what was done when, by which post. Gives the files to be removed.
 */
export async function stripMatters(
  tx: Tx,
  { own, shared }: Pick<Shared, 'own' | 'shared'>,
  of: { reports: readonly Id<'report'>[]; personId: Id<'person'> | null; needles: readonly string[] },
  kept: KeptPublic,
  instead: string,
): Promise<string[]> {
  await store.stripOwnEvents(tx, of.reports, of.personId);
  await store.stripEvents(tx, own, kept);
  await store.replaceInEvents(tx, [...own, ...shared], of.needles, instead);
  await replaceInTitles(tx, [...own, ...shared], of.needles, instead);
  if (of.personId !== null) await store.deleteVoicesOf(tx, of.personId);
  return erasePhotos(tx, { kind: 'matter', ids: own, except: kept.photoIds });
}

/** Matters that were closed before then, the longest closed first; not those cleared already. */
export function listClosedBefore(tx: Tx, before: Instant, limit: number): Promise<Id<'matter'>[]> {
  return due.listClosedBefore(tx, before, limit);
}

/**
 * Locks a matter that was closed before then, with those that were merged into it; none where it was opened again or
 * cleared meanwhile.
 */
export function lockClosedBefore(tx: Tx, id: Id<'matter'>, before: Instant): Promise<Id<'matter'>[]> {
  return due.lockClosedBefore(tx, id, before);
}

/**
 * Unties matters from everybody who had to do with them as a resident: who stood behind a step, which homes met the
 * same, and what their own numbers committed to. Of many, only how many they were is left.
 */
export async function untieMatters(tx: Tx, ids: readonly Id<'matter'>[], now: Instant): Promise<void> {
  await store.untieEvents(tx, ids);
  await store.deleteVoices(tx, ids);
  for (const number of await due.updateCleared(tx, ids, now)) await eraseSalts(tx, { number });
}
