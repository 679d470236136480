import type { Id } from '../../kernel/id.ts';
import { eraseSalts } from '../../ledger/entry/entry.service.ts';
import type { Tx } from '../../platform/database.ts';
import { erasePhotos } from '../photo/photo.service.ts';
import { eraseRecordings } from '../recording/recording.service.ts';
import type { TracedReport } from './report.contract.ts';
import * as store from './report.store.ts';

/** Everything somebody reported, by their account or with their number. */
export function listTracedReports(
  tx: Tx,
  personId: Id<'person'>,
  phone: string | null,
): Promise<TracedReport[]> {
  return store.listTraced(tx, personId, phone);
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
