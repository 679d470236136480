import { z } from 'zod';
import { maybeRow, oneRow, rows, type Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import {
  type AreaId,
  areaIdSchema,
  type BuildingId,
  buildingIdSchema,
  type DwellingId,
  dwellingIdSchema,
  type EstateId,
  estateIdSchema,
  type StairwellId,
  stairwellIdSchema,
} from './place.contract.ts';

const estateRow = z.object({ id: estateIdSchema, name: z.string() });
const buildingRow = z.object({ id: buildingIdSchema, estateId: estateIdSchema, label: z.string() });
const stairwellRow = z.object({ id: stairwellIdSchema, buildingId: buildingIdSchema, label: z.string() });
const areaRow = z.object({ id: areaIdSchema, name: z.string(), estateId: estateIdSchema.nullable() });
const dwellingRow = z.object({
  id: dwellingIdSchema,
  stairwellId: stairwellIdSchema,
  floor: z.number().nullable(),
  door: z.string(),
});
export type DwellingRow = z.infer<typeof dwellingRow>;

/** With `openOnly`, the places that can be chosen: none that is closed. */
export async function readRegister(tx: Tx, openOnly: boolean) {
  const c = tx.community;
  const open = openOnly ? tx`and closed_on is null` : tx``;
  const [estates, buildings, stairwells, areas] = await Promise.all([
    rows(estateRow, tx`select id, name from estates where community_id = ${c} order by name`),
    rows(buildingRow, tx`select id, estate_id, label from buildings where community_id = ${c} ${open}`),
    rows(stairwellRow, tx`select id, building_id, label from stairwells where community_id = ${c}`),
    rows(
      areaRow,
      tx`select id, name, estate_id from public_areas where community_id = ${c} ${open} order by name`,
    ),
  ]);
  return { estates, buildings, stairwells, areas };
}

export async function readStairwells(tx: Tx, building: BuildingId): Promise<StairwellId[]> {
  const found = await rows(
    z.object({ id: stairwellIdSchema }),
    tx`select id from stairwells where community_id = ${tx.community} and building_id = ${building}`,
  );
  return found.map(({ id }) => id);
}

export function readDwellings(tx: Tx, stairwell: StairwellId): Promise<DwellingRow[]> {
  return rows(
    dwellingRow,
    tx`select id, stairwell_id, floor, door from dwellings
      where community_id = ${tx.community} and stairwell_id = ${stairwell} order by floor nulls last, door`,
  );
}

export function findDwellings(
  tx: Tx,
  stairwells: readonly StairwellId[],
  doors: readonly string[],
): Promise<DwellingRow[]> {
  return rows(
    dwellingRow,
    tx`select id, stairwell_id, floor, door from dwellings
      where community_id = ${tx.community}
        and stairwell_id = any(${[...stairwells]}::uuid[]) and door = any(${[...doors]}::text[])`,
  );
}

const chainRow = z.object({
  estateId: estateIdSchema,
  buildingId: buildingIdSchema.nullable(),
  stairwellId: stairwellIdSchema.nullable(),
  dwellingId: dwellingIdSchema.nullable(),
  floor: z.number().nullable(),
});

export type Chain = z.infer<typeof chainRow>;

/** All stairwells, each with its building and estate. */
export function listStairwellChains(tx: Tx): Promise<Chain[]> {
  const c = tx.community;
  return rows(
    chainRow,
    tx`select b.estate_id, b.id as building_id, s.id as stairwell_id, null::uuid as dwelling_id, null::integer as floor
      from stairwells s join buildings b on b.community_id = ${c} and b.id = s.building_id
      where s.community_id = ${c}`,
  );
}

/** All that contains the innermost of some ids, from the estate inwards; nothing if it does not exist. */
export async function findChain(
  tx: Tx,
  inner: { estateId?: EstateId | undefined; buildingId?: BuildingId | undefined } & {
    stairwellId?: StairwellId | undefined;
    dwellingId?: DwellingId | undefined;
  },
): Promise<Chain | undefined> {
  const c = tx.community;
  const { estateId, buildingId, stairwellId, dwellingId } = inner;
  if (dwellingId !== undefined) {
    const [found] = await findDwellingChains(tx, [dwellingId]);
    return found;
  }
  const noDwelling = tx`null::uuid as dwelling_id, null::integer as floor`;
  if (stairwellId !== undefined) {
    return maybeRow(
      chainRow,
      tx`select b.estate_id, b.id as building_id, s.id as stairwell_id, ${noDwelling}
        from stairwells s join buildings b on b.community_id = ${c} and b.id = s.building_id
        where s.community_id = ${c} and s.id = ${stairwellId}`,
    );
  }
  if (buildingId !== undefined) {
    return maybeRow(
      chainRow,
      tx`select estate_id, id as building_id, null::uuid as stairwell_id, ${noDwelling}
        from buildings where community_id = ${c} and id = ${buildingId}`,
    );
  }
  return maybeRow(
    chainRow,
    tx`select id as estate_id, null::uuid as building_id, null::uuid as stairwell_id, ${noDwelling}
      from estates where community_id = ${c} and id = ${estateId ?? null}`,
  );
}

const dwellingChainRow = z.object({
  estateId: estateIdSchema,
  buildingId: buildingIdSchema,
  stairwellId: stairwellIdSchema,
  dwellingId: dwellingIdSchema,
  floor: z.number().nullable(),
});

export function findDwellingChains(tx: Tx, dwellings: readonly DwellingId[]) {
  const c = tx.community;
  return rows(
    dwellingChainRow,
    tx`select b.estate_id, b.id as building_id, s.id as stairwell_id, d.id as dwelling_id, d.floor
      from dwellings d
      join stairwells s on s.community_id = ${c} and s.id = d.stairwell_id
      join buildings b on b.community_id = ${c} and b.id = s.building_id
      where d.community_id = ${c} and d.id = any(${[...dwellings]}::uuid[])`,
  );
}

export function findArea(tx: Tx, id: AreaId) {
  return maybeRow(
    areaRow,
    tx`select id, name, estate_id from public_areas where community_id = ${tx.community} and id = ${id}`,
  );
}

const labelRow = z.object({ id: z.string(), label: z.string(), floor: z.number().nullable() });

/** Names of places of every kind at once; ids are unique across the tables. */
export function readLabels(tx: Tx, ids: readonly string[]) {
  const c = tx.community;
  const among = tx`community_id = ${c} and id = any(${[...ids]}::uuid[])`;
  return rows(
    labelRow,
    tx`select id, name as label, null::integer as floor from estates where ${among}
      union all select id, label, null from buildings where ${among}
      union all select id, label, null from stairwells where ${among}
      union all select id, door, floor from dwellings where ${among}
      union all select id, name, null from public_areas where ${among}`,
  );
}

export async function countEstates(tx: Tx): Promise<number> {
  const row = await oneRow(
    z.object({ count: z.number() }),
    tx`select count(*) as count from estates where community_id = ${tx.community}`,
  );
  return row.count;
}

const idRow = <Made extends z.ZodType>(id: Made) => z.object({ id });

export async function upsertEstate(tx: Tx, name: string): Promise<EstateId> {
  const row = await oneRow(
    idRow(estateIdSchema),
    tx`insert into estates (community_id, id, name) values (${tx.community}, ${newId()}, ${name})
      on conflict (community_id, name) do update set name = excluded.name returning id`,
  );
  return row.id;
}

export async function upsertBuilding(tx: Tx, estate: EstateId, label: string): Promise<BuildingId> {
  const row = await oneRow(
    idRow(buildingIdSchema),
    tx`insert into buildings (community_id, id, estate_id, label)
      values (${tx.community}, ${newId()}, ${estate}, ${label})
      on conflict (community_id, estate_id, label) do update set label = excluded.label returning id`,
  );
  return row.id;
}

export async function upsertStairwell(tx: Tx, building: BuildingId, label: string): Promise<StairwellId> {
  const row = await oneRow(
    idRow(stairwellIdSchema),
    tx`insert into stairwells (community_id, id, building_id, label)
      values (${tx.community}, ${newId()}, ${building}, ${label})
      on conflict (community_id, building_id, label) do update set label = excluded.label returning id`,
  );
  return row.id;
}

export async function upsertDwelling(
  tx: Tx,
  stairwell: StairwellId,
  door: string,
  floor: number | null,
): Promise<DwellingId> {
  const row = await oneRow(
    idRow(dwellingIdSchema),
    tx`insert into dwellings (community_id, id, stairwell_id, floor, door)
      values (${tx.community}, ${newId()}, ${stairwell}, ${floor}, ${door})
      on conflict (community_id, stairwell_id, door)
        do update set floor = coalesce(excluded.floor, dwellings.floor) returning id`,
  );
  return row.id;
}

export async function upsertArea(tx: Tx, name: string, estate: EstateId | null): Promise<AreaId> {
  const row = await oneRow(
    idRow(areaIdSchema),
    tx`insert into public_areas (community_id, id, estate_id, name)
      values (${tx.community}, ${newId()}, ${estate}, ${name})
      on conflict (community_id, estate_id, name) do update set name = excluded.name returning id`,
  );
  return row.id;
}
