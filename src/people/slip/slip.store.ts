import { z } from 'zod';
import type { Instant } from '../../kernel/time.ts';
import { idOf } from '../../kernel/wire.ts';
import {
  type BuildingId,
  buildingIdSchema,
  type DwellingId,
  dwellingIdSchema,
  type StairwellId,
  stairwellIdSchema,
} from '../../places/place/place.contract.ts';
import { maybeRow, rows, type Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { type PersonId, personIdSchema } from '../person/person.contract.ts';
import type { SheetId } from './slip.contract.ts';

const instant = z.number() as unknown as z.ZodType<Instant>;

const sheetRow = z.object({
  id: idOf('sheet'),
  buildingId: buildingIdSchema,
  stairwellId: stairwellIdSchema.nullable(),
  dwellings: z.number(),
  madeAt: instant,
  expiresAt: instant,
  living: z.number(),
  used: z.number(),
});
export type SheetRow = z.infer<typeof sheetRow>;

const columns = (tx: Tx) => tx`
  s.id, s.building_id, s.stairwell_id, s.dwellings, s.made_at, s.expires_at,
  (select count(*) from slips l where l.community_id = ${tx.community} and l.sheet_id = s.id) as living,
  (select count(distinct u.dwelling_id) from slip_uses u
    where u.community_id = ${tx.community} and u.sheet_id = s.id) as used`;

export type NewSheet = {
  id: SheetId;
  buildingId: BuildingId;
  stairwellId: StairwellId | null;
  madeAt: Instant;
  madeBy: PersonId;
  expiresAt: Instant;
  slips: readonly { dwellingId: DwellingId; codeHash: string }[];
};

/** Writes a sheet; the slips that stood for its dwellings before are gone. */
export async function insertSheet(tx: Tx, sheet: NewSheet): Promise<void> {
  await tx`
    insert into slip_sheets (community_id, id, building_id, stairwell_id, dwellings, made_at, made_by, expires_at)
    values (${tx.community}, ${sheet.id}, ${sheet.buildingId}, ${sheet.stairwellId}, ${sheet.slips.length},
      ${sheet.madeAt}, ${sheet.madeBy}, ${sheet.expiresAt})`;
  await tx`
    insert into slips (community_id, dwelling_id, sheet_id, code_hash)
    select ${tx.community}, dwelling_id, ${sheet.id}, code_hash
    from unnest(${sheet.slips.map(({ dwellingId }) => dwellingId)}::uuid[],
      ${sheet.slips.map(({ codeHash }) => codeHash)}::text[]) as made (dwelling_id, code_hash)
    on conflict (community_id, dwelling_id)
      do update set sheet_id = excluded.sheet_id, code_hash = excluded.code_hash`;
}

export function listSheets(tx: Tx, building: BuildingId, limit: number): Promise<SheetRow[]> {
  return rows(
    sheetRow,
    tx`select ${columns(tx)} from slip_sheets s
      where s.community_id = ${tx.community} and s.building_id = ${building}
      order by s.made_at desc, s.id desc limit ${limit}`,
  );
}

export function findSheet(tx: Tx, id: SheetId): Promise<SheetRow | undefined> {
  return maybeRow(
    sheetRow,
    tx`select ${columns(tx)} from slip_sheets s where s.community_id = ${tx.community} and s.id = ${id}`,
  );
}

export async function listSlipDwellings(tx: Tx, sheet: SheetId): Promise<DwellingId[]> {
  const found = await rows(
    z.object({ dwellingId: dwellingIdSchema }),
    tx`select dwelling_id from slips where community_id = ${tx.community} and sheet_id = ${sheet}`,
  );
  return found.map(({ dwellingId }) => dwellingId);
}

const slipRow = z.object({
  dwellingId: dwellingIdSchema,
  sheetId: idOf('sheet'),
  expiresAt: instant,
  usedBy: z.array(personIdSchema),
});
export type SlipRow = z.infer<typeof slipRow>;

/** The slip of a code, locked until the transaction ends: of two who use its last place at once, one waits. */
export async function lockSlip(tx: Tx, codeHash: string): Promise<SlipRow | undefined> {
  const held = await maybeRow(
    slipRow.pick({ dwellingId: true, sheetId: true, expiresAt: true }),
    tx`select l.dwelling_id, l.sheet_id, s.expires_at
      from slips l join slip_sheets s on s.community_id = ${tx.community} and s.id = l.sheet_id
      where l.community_id = ${tx.community} and l.code_hash = ${codeHash} for update of l`,
  );
  if (!held) return undefined;
  const uses = await rows(
    z.object({ personId: personIdSchema }),
    tx`select person_id from slip_uses
      where community_id = ${tx.community} and sheet_id = ${held.sheetId} and dwelling_id = ${held.dwellingId}`,
  );
  return { ...held, usedBy: uses.map(({ personId }) => personId) };
}

export async function insertUse(
  tx: Tx,
  use: { sheetId: SheetId; dwellingId: DwellingId; personId: PersonId; at: Instant },
): Promise<void> {
  await tx`
    insert into slip_uses (community_id, sheet_id, dwelling_id, person_id, at)
    values (${tx.community}, ${use.sheetId}, ${use.dwellingId}, ${use.personId}, ${use.at})
    on conflict do nothing`;
}

/** Held while tries are counted, so that many at once are counted one after the other. */
export async function lockTries(tx: Tx): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`slip tries ${tx.community}`}, 0))`;
}

/** Wrong codes since then: all of a person’s, and the newest of everybody’s. */
export async function readTries(
  tx: Tx,
  person: PersonId,
  { since, most }: { since: Instant; most: number },
): Promise<{ own: Instant[]; everybody: Instant[] }> {
  const own = await rows(
    z.object({ at: instant }),
    tx`select at from slip_tries
      where community_id = ${tx.community} and at > ${since} and person_id = ${person} order by at`,
  );
  const newest = await rows(
    z.object({ at: instant }),
    tx`select at from slip_tries
      where community_id = ${tx.community} and at > ${since} order by at desc limit ${most}`,
  );
  return { own: own.map(({ at }) => at), everybody: newest.map(({ at }) => at) };
}

export async function insertTry(tx: Tx, person: PersonId, at: Instant): Promise<void> {
  await tx`insert into slip_tries (community_id, id, person_id, at)
    values (${tx.community}, ${newId()}, ${person}, ${at})`;
}

export async function deleteTriesBefore(tx: Tx, before: Instant): Promise<number> {
  const gone = await tx`delete from slip_tries where community_id = ${tx.community} and at < ${before}`;
  return gone.count;
}

/** Takes away which slips somebody used and tried. */
export async function deleteUses(tx: Tx, personId: PersonId): Promise<void> {
  await tx`delete from slip_uses where community_id = ${tx.community} and person_id = ${personId}`;
  await tx`delete from slip_tries where community_id = ${tx.community} and person_id = ${personId}`;
}
