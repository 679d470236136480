import { z } from 'zod';
import type { LocalDate } from '../../kernel/time.ts';
import { maybeRow, rows, type Tx } from '../../platform/database.ts';
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
import type { PlaceKind } from './place.keeping.contract.ts';

const day = z.iso.date() as unknown as z.ZodType<LocalDate>;

const keptBuildingRow = z.object({
  id: buildingIdSchema,
  estateId: estateIdSchema,
  label: z.string(),
  closedOn: day.nullable(),
});
const keptStairwellRow = z.object({
  id: stairwellIdSchema,
  buildingId: buildingIdSchema,
  label: z.string(),
  dwellings: z.number(),
});
const keptAreaRow = z.object({
  id: areaIdSchema,
  name: z.string(),
  estateId: estateIdSchema.nullable(),
  closedOn: day.nullable(),
});

/** Everything the register holds, closed or not, with the number of homes of each stairwell. */
export async function readKept(tx: Tx) {
  const c = tx.community;
  const [estates, buildings, stairwells, areas] = await Promise.all([
    rows(
      z.object({ id: estateIdSchema, name: z.string() }),
      tx`select id, name from estates where community_id = ${c} order by name`,
    ),
    rows(
      keptBuildingRow,
      tx`select id, estate_id, label, closed_on from buildings where community_id = ${c}`,
    ),
    rows(
      keptStairwellRow,
      tx`select s.id, s.building_id, s.label, count(d.id)::integer as dwellings
        from stairwells s left join dwellings d on d.community_id = ${c} and d.stairwell_id = s.id
        where s.community_id = ${c} group by s.id, s.building_id, s.label`,
    ),
    rows(
      keptAreaRow,
      tx`select id, name, estate_id, closed_on from public_areas where community_id = ${c} order by name`,
    ),
  ]);
  return { estates, buildings, stairwells, areas };
}

/** Null if the estate has a building of that label. */
export async function insertBuilding(tx: Tx, estate: EstateId, label: string): Promise<BuildingId | null> {
  const made = await maybeRow(
    z.object({ id: buildingIdSchema }),
    tx`insert into buildings (community_id, id, estate_id, label)
      values (${tx.community}, ${newId()}, ${estate}, ${label}) on conflict do nothing returning id`,
  );
  return made?.id ?? null;
}

/** Null if the community has an estate of that name. */
export async function insertEstate(tx: Tx, name: string): Promise<EstateId | null> {
  const made = await maybeRow(
    z.object({ id: estateIdSchema }),
    tx`insert into estates (community_id, id, name) values (${tx.community}, ${newId()}, ${name})
      on conflict do nothing returning id`,
  );
  return made?.id ?? null;
}

export async function insertArea(tx: Tx, name: string, estate: EstateId | null): Promise<AreaId | null> {
  const made = await maybeRow(
    z.object({ id: areaIdSchema }),
    tx`insert into public_areas (community_id, id, estate_id, name)
      values (${tx.community}, ${newId()}, ${estate}, ${name}) on conflict do nothing returning id`,
  );
  return made?.id ?? null;
}

export async function insertDwelling(
  tx: Tx,
  dwelling: { stairwellId: StairwellId; door: string; floor: number | null },
): Promise<DwellingId | null> {
  const { stairwellId, door, floor } = dwelling;
  const made = await maybeRow(
    z.object({ id: dwellingIdSchema }),
    tx`insert into dwellings (community_id, id, stairwell_id, floor, door)
      values (${tx.community}, ${newId()}, ${stairwellId}, ${floor}, ${door})
      on conflict do nothing returning id`,
  );
  return made?.id ?? null;
}

export type NewStairwell = { id: StairwellId; label: string };
export type NewDwelling = { stairwellId: StairwellId; door: string; floor: number };

/** The whole of a new building, in two statements however large it is. */
export async function insertHomes(
  tx: Tx,
  building: BuildingId,
  stairwells: readonly NewStairwell[],
  dwellings: readonly NewDwelling[],
): Promise<void> {
  await tx`
    insert into stairwells (community_id, id, building_id, label)
    select ${tx.community}, id, ${building}, label
    from unnest(${stairwells.map(({ id }) => id)}::uuid[], ${stairwells.map(({ label }) => label)}::text[])
      as fresh (id, label)`;
  await tx`
    insert into dwellings (community_id, id, stairwell_id, floor, door)
    select ${tx.community}, id, stairwell_id, floor, door
    from unnest(${dwellings.map(() => newId())}::uuid[],
      ${dwellings.map(({ stairwellId }) => stairwellId)}::uuid[],
      ${dwellings.map(({ floor }) => floor)}::integer[], ${dwellings.map(({ door }) => door)}::text[])
      as fresh (id, stairwell_id, floor, door)`;
}

const names = { estate: 'estates', building: 'buildings', area: 'public_areas' } as const;

const tables = {
  estate: { table: names.estate, name: 'name', within: null },
  building: { table: names.building, name: 'label', within: 'estate_id' },
  area: { table: names.area, name: 'name', within: 'estate_id' },
} as const;
export type NamedKind = keyof typeof tables;

export async function isThere(tx: Tx, kind: PlaceKind, id: string): Promise<boolean> {
  const table = { ...names, dwelling: 'dwellings', stairwell: 'stairwells' }[kind];
  const found = await tx`
    select 1 as found from ${tx(table)} where community_id = ${tx.community} and id = ${id}`;
  return found.length === 1;
}

/** Whether another place of the same kind beside this one is called so; held until the transaction ends. */
export async function isNameTaken(tx: Tx, kind: NamedKind, id: string, name: string): Promise<boolean> {
  const { table, name: column, within } = tables[kind];
  await tx`select pg_advisory_xact_lock(hashtextextended(${`places ${tx.community}`}, 0))`;
  const beside =
    within === null
      ? tx`true`
      : tx`${tx(within)} is not distinct from (
          select ${tx(within)} from ${tx(table)} where community_id = ${tx.community} and id = ${id})`;
  const found = await tx`
    select 1 as found from ${tx(table)}
    where community_id = ${tx.community} and id <> ${id} and ${tx(column)} = ${name} and ${beside}`;
  return found.length > 0;
}

export async function updateName(tx: Tx, kind: NamedKind, id: string, name: string): Promise<void> {
  const { table, name: column } = tables[kind];
  await tx`
    update ${tx(table)} set ${tx(column)} = ${name} where community_id = ${tx.community} and id = ${id}`;
}

/** A place already closed keeps its day. */
export async function updateClosed(
  tx: Tx,
  kind: 'building' | 'area',
  id: string,
  closedOn: LocalDate | null,
): Promise<void> {
  await tx`
    update ${tx(names[kind])} set closed_on = case when ${closedOn}::date is null then null
      else coalesce(closed_on, ${closedOn}) end
    where community_id = ${tx.community} and id = ${id}`;
}

/** Removes a place and the empty places within it; the database refuses (23503) where anything hangs on them. */
export async function deletePlace(tx: Tx, kind: PlaceKind, id: string): Promise<void> {
  const c = tx.community;
  if (kind === 'building' || kind === 'stairwell') {
    const stairwells =
      kind === 'stairwell'
        ? tx`select ${id}::uuid`
        : tx`select id from stairwells where community_id = ${c} and building_id = ${id}`;
    await tx`delete from dwellings where community_id = ${c} and stairwell_id in (${stairwells})`;
    await tx`delete from stairwells where community_id = ${c} and id in (${stairwells})`;
  }
  if (kind === 'stairwell') return;
  const table = { ...names, dwelling: 'dwellings' }[kind];
  await tx`delete from ${tx(table)} where community_id = ${c} and id = ${id}`;
}
