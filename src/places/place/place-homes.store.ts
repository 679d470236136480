import { z } from 'zod';
import { rows, type Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { type DwellingId, dwellingIdSchema, type StairwellId } from './place.contract.ts';

const homeRow = z.object({
  id: dwellingIdSchema,
  estate: z.string(),
  building: z.string(),
  stairwell: z.string(),
  door: z.string(),
  areaDm2: z.number().nullable(),
});
export type HomeRow = z.infer<typeof homeRow>;

/** Every dwelling of the community by its labels. */
export function readHomes(tx: Tx): Promise<HomeRow[]> {
  const c = tx.community;
  return rows(
    homeRow,
    tx`select d.id, e.name as estate, b.label as building, s.label as stairwell, d.door, d.area_dm2
      from dwellings d
      join stairwells s on s.community_id = ${c} and s.id = d.stairwell_id
      join buildings b on b.community_id = ${c} and b.id = s.building_id
      join estates e on e.community_id = ${c} and e.id = b.estate_id
      where d.community_id = ${c}`,
  );
}

export type NewHome = {
  stairwellId: StairwellId;
  door: string;
  floor: number | null;
  areaDm2: number | null;
};

/** New dwellings, in the order given; one statement for any number. */
export async function insertHomes(tx: Tx, homes: readonly NewHome[]): Promise<DwellingId[]> {
  const ids = homes.map(() => newId<DwellingId>());
  await tx`
    insert into dwellings (community_id, id, stairwell_id, floor, door, area_dm2)
    select ${tx.community}, id, stairwell_id, floor, door, area_dm2
    from unnest(${ids}::uuid[], ${homes.map(({ stairwellId }) => stairwellId)}::uuid[],
      ${homes.map(({ floor }) => floor)}::integer[], ${homes.map(({ door }) => door)}::text[],
      ${homes.map(({ areaDm2 }) => areaDm2)}::integer[])
      as fresh (id, stairwell_id, floor, door, area_dm2)`;
  return ids;
}

export async function updateAreas(
  tx: Tx,
  areas: readonly { dwellingId: DwellingId; areaDm2: number }[],
): Promise<void> {
  await tx`
    update dwellings set area_dm2 = said.area_dm2
    from unnest(${areas.map(({ dwellingId }) => dwellingId)}::uuid[],
      ${areas.map(({ areaDm2 }) => areaDm2)}::integer[]) as said (id, area_dm2)
    where community_id = ${tx.community} and dwellings.id = said.id`;
}
