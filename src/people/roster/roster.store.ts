import type postgres from 'postgres';
import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import { idOf } from '../../kernel/wire.ts';
import { maybeRow, type Tx } from '../../platform/database.ts';
import {
  type RosterCounts,
  type RosterReading,
  rosterCountsSchema,
  rosterReadingSchema,
} from './roster.contract.ts';

const at = z.custom<Instant>((value) => typeof value === 'number');

const rosterRow = z.object({
  id: idOf('roster'),
  fileName: z.string(),
  reading: rosterReadingSchema,
  importedAt: at.nullable(),
  counts: rosterCountsSchema.nullable(),
});
export type RosterRecord = z.infer<typeof rosterRow>;

export async function insertRoster(
  tx: Tx,
  roster: { id: Id<'roster'>; fileName: string; reading: RosterReading; readAt: Instant },
): Promise<void> {
  await tx`
    insert into rosters (community_id, id, file_name, reading, read_at)
    values (${tx.community}, ${roster.id}, ${roster.fileName},
      ${tx.json(roster.reading as unknown as postgres.JSONValue)}, ${roster.readAt})`;
}

export function findRoster(tx: Tx, id: Id<'roster'>): Promise<RosterRecord | undefined> {
  return maybeRow(
    rosterRow,
    tx`select id, file_name, reading, imported_at, counts from rosters
      where community_id = ${tx.community} and id = ${id}`,
  );
}

/** One import of a roster at a time, and one of all rosters: two of them may name the same homes. */
export async function lockRosters(tx: Tx): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`rosters ${tx.community}`}, 0))`;
}

/** What it said is in the register now; names and numbers are kept once. */
export async function markImported(
  tx: Tx,
  id: Id<'roster'>,
  importedAt: Instant,
  counts: RosterCounts,
): Promise<void> {
  await tx`
    update rosters set imported_at = ${importedAt}, counts = ${tx.json(counts)},
      reading = ${tx.json({ rows: [], problems: [] })}
    where community_id = ${tx.community} and id = ${id}`;
}

export async function deleteRosters(tx: Tx, before: Instant): Promise<number> {
  const gone = await tx`delete from rosters where community_id = ${tx.community} and read_at < ${before}`;
  return gone.count;
}
