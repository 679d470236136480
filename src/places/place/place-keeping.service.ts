import { type Outcome, ok, refuse, refuseFields } from '../../kernel/outcome.ts';
import { dateOf } from '../../kernel/time.ts';
import { type Call, type Handler, implement } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { floorOfDoor } from './address.rules.ts';
import { readBuildingLabel, readDoorLabel, readStairwellLabel } from './label.rules.ts';
import type { AreaId, BuildingId, DwellingId, EstateId, StairwellId } from './place.contract.ts';
import {
  type addArea as addAreaOperation,
  type addBuilding as addBuildingOperation,
  type addDwelling as addDwellingOperation,
  type addEstate as addEstateOperation,
  type closePlace as closePlaceOperation,
  type listKept as listKeptOperation,
  placeKeepingOperations,
  type removePlace as removePlaceOperation,
  type renamePlace as renamePlaceOperation,
  type reopenPlace as reopenPlaceOperation,
} from './place.keeping.contract.ts';
import { mayKeepPlaces, mayReadKeptPlaces } from './place.policy.ts';
import { compareLabels } from './place.rules.ts';
import { ensureStairwell } from './place.service.ts';
import {
  type BuildingPlan,
  countDwellings,
  maxDwellingsAtOnce,
  planBuilding,
} from './place-building.rules.ts';
import * as store from './place-keeping.store.ts';

/** Every place of the register, closed ones included. */
export function readKept(tx: Tx) {
  return store.readKept(tx);
}

export const listKept: Handler<typeof listKeptOperation> = async (call) => {
  const may = mayReadKeptPlaces(call.asker);
  if (may !== true) return refuse(may);
  const { estates, buildings, stairwells, areas } = await call.read((tx) => store.readKept(tx));
  const byLabel = (a: { label: string }, b: { label: string }) => compareLabels(a.label, b.label);
  return ok({
    estates: estates.map((estate) => ({
      ...estate,
      buildings: buildings
        .filter(({ estateId }) => estateId === estate.id)
        .toSorted(byLabel)
        .map(({ id, label, closedOn }) => ({
          ...{ id, label, closedOn },
          stairwells: stairwells
            .filter(({ buildingId }) => buildingId === id)
            .toSorted(byLabel)
            .map((stairwell) => ({
              id: stairwell.id,
              label: stairwell.label,
              dwellings: stairwell.dwellings,
            })),
        })),
    })),
    areas,
    can: { change: mayKeepPlaces(call.asker) },
  });
};

export const addEstate: Handler<typeof addEstateOperation> = async (call, { name }) => {
  const may = mayKeepPlaces(call.asker);
  if (may !== true) return refuse(may);
  return call.write<Outcome<{ estateId: EstateId }, 'name-taken'>>(async (tx) => {
    const estateId = await store.insertEstate(tx, name);
    return estateId ? ok({ estateId }) : refuse('name-taken');
  });
};

export const addBuilding: Handler<typeof addBuildingOperation> = async (call, input) => {
  const may = mayKeepPlaces(call.asker);
  if (may !== true) return refuse(may);
  const label = readBuildingLabel(input.label);
  if (label === null) return refuseFields([{ path: 'label', code: 'label-unreadable' }]);
  const dwellings = countDwellings(input);
  if (dwellings > maxDwellingsAtOnce) return refuseFields([{ path: 'floors', code: 'too-many-dwellings' }]);
  type Added = Outcome<{ buildingId: BuildingId; dwellings: number }, 'place-unknown' | 'building-taken'>;
  return call.write<Added>(async (tx) => {
    if (!(await store.isThere(tx, 'estate', input.estateId))) return refuse('place-unknown');
    const buildingId = await store.insertBuilding(tx, input.estateId, label);
    if (buildingId === null) return refuse('building-taken');
    await fillBuilding(tx, buildingId, input);
    return ok({ buildingId, dwellings });
  });
};

async function fillBuilding(tx: Tx, building: BuildingId, plan: BuildingPlan): Promise<void> {
  const planned = planBuilding(plan).map((stairwell) => ({ ...stairwell, id: newId<StairwellId>() }));
  const dwellings = planned.flatMap(({ id, floors }) =>
    floors.flatMap(({ floor, doors }) => doors.map((door) => ({ stairwellId: id, door, floor }))),
  );
  await store.insertHomes(
    tx,
    building,
    planned.map(({ id, label }) => ({ id, label })),
    dwellings,
  );
}

export const addDwelling: Handler<typeof addDwellingOperation> = async (call, input) => {
  const may = mayKeepPlaces(call.asker);
  if (may !== true) return refuse(may);
  const stairwell = readStairwellLabel(input.stairwell);
  if (stairwell === null) return refuseFields([{ path: 'stairwell', code: 'stairwell-unreadable' }]);
  const door = readDoorLabel(input.door);
  if (door === null) return refuseFields([{ path: 'door', code: 'door-unreadable' }]);
  return call.write<Outcome<{ dwellingId: DwellingId }, 'place-unknown' | 'name-taken'>>(async (tx) => {
    if (!(await store.isThere(tx, 'building', input.buildingId))) return refuse('place-unknown');
    const stairwellId = await ensureStairwell(tx, input.buildingId, stairwell);
    const dwellingId = await store.insertDwelling(tx, { stairwellId, door, floor: floorOfDoor(door) });
    return dwellingId ? ok({ dwellingId }) : refuse('name-taken');
  });
};

export const addArea: Handler<typeof addAreaOperation> = async (call, { name, estateId }) => {
  const may = mayKeepPlaces(call.asker);
  if (may !== true) return refuse(may);
  return call.write<Outcome<{ areaId: AreaId }, 'place-unknown' | 'name-taken'>>(async (tx) => {
    if (estateId !== null && !(await store.isThere(tx, 'estate', estateId))) return refuse('place-unknown');
    const areaId = await store.insertArea(tx, name, estateId);
    return areaId ? ok({ areaId }) : refuse('name-taken');
  });
};

export const renamePlace: Handler<typeof renamePlaceOperation> = async (call, { kind, placeId, name }) => {
  const may = mayKeepPlaces(call.asker);
  if (may !== true) return refuse(may);
  const written = kind === 'building' ? readBuildingLabel(name) : name;
  if (written === null) return refuseFields([{ path: 'name', code: 'label-unreadable' }]);
  return call.write<Outcome<{ placeId: string }, 'place-unknown' | 'name-taken'>>(async (tx) => {
    if (!(await store.isThere(tx, kind, placeId))) return refuse('place-unknown');
    if (await store.isNameTaken(tx, kind, placeId, written)) return refuse('name-taken');
    await store.updateName(tx, kind, placeId, written);
    return ok({ placeId });
  });
};

export const closePlace: Handler<typeof closePlaceOperation> = (call, input) => setClosed(call, input, true);

export const reopenPlace: Handler<typeof reopenPlaceOperation> = (call, input) =>
  setClosed(call, input, false);

async function setClosed(
  call: Call,
  { kind, placeId }: { kind: 'building' | 'area'; placeId: string },
  closed: boolean,
): Promise<Outcome<{ placeId: string }, 'administrator-only' | 'place-unknown'>> {
  const may = mayKeepPlaces(call.asker);
  if (may !== true) return refuse(may);
  return call.write<Outcome<{ placeId: string }, 'place-unknown'>>(async (tx) => {
    if (!(await store.isThere(tx, kind, placeId))) return refuse('place-unknown');
    await store.updateClosed(tx, kind, placeId, closed ? dateOf(call.now) : null);
    return ok({ placeId });
  });
}

/** Whatever hangs on a place points to it in the database, which therefore is asked instead of a list kept here. */
export const removePlace: Handler<typeof removePlaceOperation> = async (call, { kind, placeId }) => {
  const may = mayKeepPlaces(call.asker);
  if (may !== true) return refuse(may);
  return call.write<Outcome<{ placeId: string }, 'place-unknown' | 'place-in-use'>>(async (tx) => {
    if (!(await store.isThere(tx, kind, placeId))) return refuse('place-unknown');
    try {
      await store.deletePlace(tx, kind, placeId);
    } catch (error) {
      if (isPointedTo(error)) return refuse('place-in-use');
      throw error;
    }
    return ok({ placeId });
  });
};

/** PostgreSQL, appendix A: 23503 foreign_key_violation. */
function isPointedTo(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23503';
}

export const placeKeepingHandlers = implement(placeKeepingOperations, {
  ...{ listKept, addEstate, addBuilding, addDwelling, addArea },
  ...{ renamePlace, closePlace, reopenPlace, removePlace },
});
