import type { Tx } from '../../platform/database.ts';
import type { BuildingId, DwellingId, EstateId, StairwellId } from './place.contract.ts';
import { ensureBuilding, ensureEstate, ensureStairwell } from './place.service.ts';
import * as store from './place-homes.store.ts';
import { readKept } from './place-keeping.service.ts';

export type ListedHome = store.HomeRow;

/** Every dwelling by its labels, and every building with whether it is closed: what a list of homes is held against. */
export async function listHomes(tx: Tx) {
  const [homes, { estates, buildings }] = await Promise.all([store.readHomes(tx), readKept(tx)]);
  const nameOf = new Map(estates.map(({ id, name }) => [id, name]));
  return {
    homes,
    estates: estates.map(({ name }) => name),
    buildings: buildings.map(({ id, estateId, label, closedOn }) => ({
      ...{ id, label, isClosed: closedOn !== null },
      estate: nameOf.get(estateId) ?? '',
    })),
  };
}

export type LabelledHome = {
  estate: string;
  building: string;
  stairwell: string;
  floor: number | null;
  door: string;
  areaDm2: number | null;
};

/** Enters homes that are new, with whatever contains them; their ids in the order given. */
export async function addHomes(tx: Tx, homes: readonly LabelledHome[]): Promise<DwellingId[]> {
  const estates = new Map<string, EstateId>();
  const buildings = new Map<string, BuildingId>();
  const stairwells = new Map<string, StairwellId>();
  const fresh: store.NewHome[] = [];
  for (const { estate, building, stairwell, ...home } of homes) {
    const estateId = await once(estates, estate, () => ensureEstate(tx, estate));
    const buildingKey = `${estate}\n${building}`;
    const buildingId = await once(buildings, buildingKey, () => ensureBuilding(tx, estateId, building));
    const stairwellId = await once(stairwells, `${buildingKey}\n${stairwell}`, () =>
      ensureStairwell(tx, buildingId, stairwell),
    );
    fresh.push({ stairwellId, ...home });
  }
  return fresh.length === 0 ? [] : store.insertHomes(tx, fresh);
}

async function once<Value>(
  made: Map<string, Value>,
  key: string,
  make: () => Promise<Value>,
): Promise<Value> {
  const value = made.get(key) ?? (await make());
  made.set(key, value);
  return value;
}

/** Writes floor areas, in 0.01 m². */
export async function setAreas(
  tx: Tx,
  areas: readonly { dwellingId: DwellingId; areaDm2: number }[],
): Promise<void> {
  if (areas.length > 0) await store.updateAreas(tx, areas);
}
