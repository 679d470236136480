import type { Asker } from '../../kernel/asker.ts';
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Tx } from '../../platform/database.ts';
import { readerOf } from './report.policy.ts';
import * as store from './report.store.ts';

export type ReportWords = Pick<store.MessageRow, 'id' | 'at' | 'by' | 'text' | 'hiddenAt'>;

export type ReadWords = {
  report: { id: Id<'report'>; number: string };
  reader: 'reporter' | 'staff';
  /** Reporters read what was not hidden; staff read all of it. */
  words: ReportWords[];
};

/** What desk and reporter said to each other, as the asker reads it; undefined where the report is not there for them. */
export async function readWords(tx: Tx, asker: Asker, id: Id<'report'>): Promise<ReadWords | undefined> {
  const report = await store.findReport(tx, id);
  const reader = report ? readerOf(asker, report) : 'report-not-found';
  if (!report || reader === 'report-not-found') return undefined;
  const all = await store.listMessages(tx, [id]);
  const { number } = report;
  return { report: { id, number }, reader, words: all.filter((one) => reader === 'staff' || !one.hiddenAt) };
}

/** The number of a report and everything said about it, hidden or not: for whoever was asked before whether they may. */
export async function listWords(tx: Tx, id: Id<'report'>): Promise<{ number: string; words: ReportWords[] }> {
  const report = await store.findReport(tx, id);
  if (!report) throw new Error('a report that was flagged is gone');
  return { number: report.number, words: await store.listMessages(tx, [id]) };
}

/** Hides words from the reporter's side, with the photos that came with them, or shows them again. */
export function hideWords(tx: Tx, id: Id, hiddenAt: Instant | null): Promise<void> {
  return store.updateHidden(tx, id, hiddenAt);
}

/** Whether a photo came with words that were hidden. */
export async function isHiddenPhoto(tx: Tx, id: Id<'report'>, photoId: Id<'photo'>): Promise<boolean> {
  const words = await store.listMessages(tx, [id]);
  return words.some(({ hiddenAt, photoIds }) => hiddenAt !== null && photoIds.includes(photoId));
}
