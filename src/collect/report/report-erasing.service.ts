import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import { eraseSalts } from '../../ledger/entry/entry.service.ts';
import type { Tx } from '../../platform/database.ts';
import { erasePhotos } from '../photo/photo.service.ts';
import { eraseRecordings } from '../recording/recording.service.ts';
import type { TracedReport } from './report.contract.ts';
import * as store from './report-erasing.store.ts';

/** Everything somebody reported, by their account or with their number. */
export function listTracedReports(
  tx: Tx,
  personId: Id<'person'>,
  phone: string | null,
): Promise<TracedReport[]> {
  return store.listTraced(tx, personId, phone);
}

/** Everything that some matters stand on. */
export function listReportsUnder(tx: Tx, matterIds: readonly Id<'matter'>[]): Promise<TracedReport[]> {
  return store.listOfMatters(tx, matterIds);
}

/** Reports that never became a matter and were decided before then, so many at once, locked; none that was cleared. */
export function lockDecidedBefore(tx: Tx, before: Instant, limit: number): Promise<TracedReport[]> {
  return store.lockDecidedBefore(tx, before, limit);
}

/** Notes that nothing of a person is left in reports, so that nobody looks through them again. */
export function markReportsCleared(tx: Tx, ids: readonly Id<'report'>[], now: Instant): Promise<void> {
  return store.updateCleared(tx, ids, now);
}

/**
 * Takes out of reports whatever tells of who made them: words, names, numbers, the place below the building, photos
 * and recordings; and the salts of their entries, so that nobody can show any more what the log committed to. Private
 * links are dead from then on. Gives the files that no row names any more.
 */
export async function stripReports(
  tx: Tx,
  reports: readonly Pick<TracedReport, 'id' | 'number'>[],
  instead: string,
): Promise<{ photos: string[]; recordings: string[] }> {
  const ids = reports.map(({ id }) => id);
  await store.stripReports(tx, ids, instead);
  for (const { number } of reports) await eraseSalts(tx, { number });
  return {
    photos: await erasePhotos(tx, { kind: 'report', ids }),
    recordings: await eraseRecordings(tx, ids),
  };
}
