import { z } from 'zod';
import type { Instant } from '../../kernel/time.ts';
import { idOf } from '../../kernel/wire.ts';
import { maybeRow, rows, type Tx } from '../../platform/database.ts';
import { type ReachVersion, telephoneDays } from './reach.contract.ts';

const versionRow = z.strictObject({
  version: z.int(),
  figures: z.string().nullable(),
  days: z.enum(telephoneDays).nullable(),
  from: z.int().nullable(),
  until: z.int().nullable(),
  quietFrom: z.int(),
  quietUntil: z.int(),
  searchable: z.boolean(),
  at: z.custom<Instant>((value) => typeof value === 'number'),
  personId: idOf('person'),
  reason: z.string(),
});

function versionFrom({ figures, days, from, until, ...row }: z.output<typeof versionRow>): ReachVersion {
  const isThere = figures !== null && days !== null && from !== null && until !== null;
  return { ...row, telephone: isThere ? { figures, days, from, until } : null };
}

export async function selectNewest(tx: Tx): Promise<ReachVersion | undefined> {
  const [newest] = await listVersions(tx, 1);
  return newest;
}

/** The newest versions first. */
export async function listVersions(tx: Tx, limit: number): Promise<ReachVersion[]> {
  const found = await rows(
    versionRow,
    tx`
      select version, telephone as figures, telephone_days as days, telephone_from as from,
        telephone_until as until, quiet_from, quiet_until, searchable, at, person_id, reason
      from reach_versions where community_id = ${tx.community} order by version desc limit ${limit}`,
  );
  return found.map(versionFrom);
}

/** Writes a version, unless somebody wrote one of that number at the same moment; gives whether it did. */
export async function insertVersion(tx: Tx, saved: ReachVersion): Promise<boolean> {
  const { version, telephone, quietFrom, quietUntil, searchable, at, personId, reason } = saved;
  const made = await maybeRow(
    z.strictObject({ version: z.int() }),
    tx`
      insert into reach_versions (community_id, version, telephone, telephone_days, telephone_from, telephone_until,
        quiet_from, quiet_until, searchable, at, person_id, reason)
      values (${tx.community}, ${version}, ${telephone?.figures ?? null}, ${telephone?.days ?? null},
        ${telephone?.from ?? null}, ${telephone?.until ?? null}, ${quietFrom}, ${quietUntil}, ${searchable},
        ${at}, ${personId}, ${reason})
      on conflict (community_id, version) do nothing returning version`,
  );
  return made !== undefined;
}
