import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import type { Locale } from '../../kernel/text.ts';
import { type Handler, implement } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { remember } from '../../platform/remembered.ts';
import { type AddressReading, floorOfDoor, parseAddress } from './address.rules.ts';
import {
  type AreaId,
  type BuildingId,
  type DwellingId,
  type EstateId,
  type findPlace as findPlaceOperation,
  type listPlaces as listPlacesOperation,
  type Place,
  type PlaceLabels,
  type PlaceRegister,
  placeOperations,
  type StairwellId,
} from './place.contract.ts';
import { maySeeDwellings } from './place.policy.ts';
import {
  compareLabels,
  matchArea,
  matchReading,
  type PlaceMatch,
  placeName,
  wordsBeyond,
} from './place.rules.ts';
import * as store from './place.store.ts';

export const listPlaces: Handler<typeof listPlacesOperation> = async (call) =>
  ok(await call.read((tx) => getOpenRegister(tx)));

export const findPlace: Handler<typeof findPlaceOperation> = async (call, input) => {
  const seeDwellings = maySeeDwellings(call.asker);
  return call.read(async (tx) => {
    const { places, isSure } = await findAddress(tx, input.address, seeDwellings === true, call.locale);
    const labels = await getPlaceNames(tx, places);
    const found = places.length === 0 ? 'none' : places.length === 1 && isSure ? 'one' : 'several';
    return ok({
      found: found as 'none' | 'one' | 'several',
      places: places.map((place, index) => ({
        place,
        name: placeName(labels[index] ?? { words: place.words }, { level: 'full' }, call.locale),
      })),
      can: { seeDwellings },
    });
  });
};

/** The estates, buildings, stairwells and shared areas that ever were, in the order people count them. */
export function getPlaceRegister(tx: Tx): Promise<PlaceRegister> {
  return readRegister(tx, false);
}

/** The same without what is closed: what somebody can mean today. */
function getOpenRegister(tx: Tx): Promise<PlaceRegister> {
  return readRegister(tx, true);
}

async function readRegister(tx: Tx, openOnly: boolean): Promise<PlaceRegister> {
  const { estates, buildings, stairwells, areas } = await store.readRegister(tx, openOnly);
  const byLabel = (a: { label: string }, b: { label: string }) => compareLabels(a.label, b.label);
  buildings.sort(byLabel);
  stairwells.sort(byLabel);
  return {
    estates: estates.map(({ id, name }) => ({
      id,
      name,
      buildings: buildings
        .filter(({ estateId }) => estateId === id)
        .map((building) => ({
          id: building.id,
          label: building.label,
          stairwells: stairwells
            .filter(({ buildingId }) => buildingId === building.id)
            .map(({ id, label }) => ({ id, label })),
        })),
    })),
    areas,
  };
}

/**
 * Every place a written address can mean, and whether the whole of it was understood. With `seeDwellings` doors
 * are looked up too; without, the answer is the same whether a door exists or not.
 */
export async function findAddress(
  tx: Tx,
  address: string,
  seeDwellings: boolean,
  locale: Locale = 'zh',
): Promise<{ places: Place[]; isSure: boolean }> {
  const register = await getOpenRegister(tx);
  const matches = parseAddress(address).flatMap((reading) => matchReading(reading, register));
  if (matches.length === 0) return { places: matchArea(address, register), isSure: true };
  const dwellings = seeDwellings ? await dwellingsOf(tx, matches) : [];
  const known = matches.map((match) => ({
    match,
    dwelling: dwellings.find(
      ({ stairwellId, door }) => stairwellId === match.place.stairwellId && door === match.reading.door,
    ),
  }));
  const exact = known.filter(({ dwelling }) => dwelling !== undefined);
  const meant = exact.length > 0 ? exact : known;
  const places = meant.map(({ match, dwelling }) => {
    const words = wordsBeyond(match.reading, dwelling !== undefined, locale);
    return { ...match.place, ...(dwelling && { dwellingId: dwelling.id }), words };
  });
  return { places, isSure: meant.every(({ match }) => match.isSure) };
}

function dwellingsOf(tx: Tx, matches: readonly PlaceMatch[]): Promise<store.DwellingRow[]> {
  const stairwells = matches.flatMap(({ place }) => place.stairwellId ?? []);
  const doors = matches.flatMap(({ reading }) => reading.door ?? []);
  return stairwells.length > 0 && doors.length > 0
    ? store.findDwellings(tx, stairwells, doors)
    : Promise.resolve([]);
}

/**
 * Fills a place in with what contains its innermost id (a dwelling's stairwell, building, estate and floor).
 * Refuses a place whose ids do not exist or contradict each other.
 */
export async function completePlace(tx: Tx, place: Place): Promise<Outcome<Place, 'place-unknown'>> {
  const { estateId, buildingId, stairwellId, dwellingId, areaId } = place;
  const completed: Place = { ...place };
  if (estateId ?? buildingId ?? stairwellId ?? dwellingId) {
    const chain = await findChain(tx, place);
    if (!chain) return refuse('place-unknown');
    for (const key of ['estateId', 'buildingId', 'stairwellId'] as const) {
      if (place[key] !== undefined && place[key] !== chain[key]) return refuse('place-unknown');
    }
    Object.assign(completed, withoutNulls(chain));
  }
  if (areaId !== undefined) {
    const area = await store.findArea(tx, areaId);
    if (!area) return refuse('place-unknown');
    if (area.estateId !== null) {
      if (completed.estateId !== undefined && completed.estateId !== area.estateId)
        return refuse('place-unknown');
      completed.estateId = area.estateId;
    }
  }
  return ok(completed);
}

/** Every stairwell with what contains it; kept between calls. */
const stairwellChains = remember(['places'], async (tx) => {
  const chains = await store.listStairwellChains(tx);
  return new Map(chains.map((chain) => [chain.stairwellId, chain]));
});

/** Most reports name a stairwell. One that is not remembered may have come to be in this very transaction. */
async function findChain(tx: Tx, place: Place): Promise<store.Chain | undefined> {
  const { stairwellId, dwellingId } = place;
  const remembered =
    stairwellId !== undefined && dwellingId === undefined && (await stairwellChains.get(tx)).get(stairwellId);
  return remembered || store.findChain(tx, place);
}

function withoutNulls(found: object): object {
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== null));
}

/** The names of places, in the order given; unknown ids are left out of a name. One statement for any number. */
export async function getPlaceNames(tx: Tx, places: readonly Place[]): Promise<PlaceLabels[]> {
  const ids = places.flatMap((place) =>
    [place.estateId, place.buildingId, place.stairwellId, place.dwellingId, place.areaId].filter(
      (id) => id !== undefined,
    ),
  );
  if (ids.length === 0) return places.map(({ spot, words }) => (spot ? { spot, words } : { words }));
  const [found, estates] = await Promise.all([
    store.readLabels(tx, [...new Set<string>(ids)]),
    store.countEstates(tx),
  ]);
  const labels = new Map(found.map(({ id, label }) => [id, label]));
  const floors = new Map(found.map(({ id, floor }) => [id, floor]));
  const named = (id: string | undefined) => (id === undefined ? undefined : labels.get(id));
  return places.map((place) => {
    const all = {
      estate: estates > 1 ? named(place.estateId) : undefined,
      building: named(place.buildingId),
      stairwell: named(place.stairwellId),
      floor: place.floor ?? (place.dwellingId && floors.get(place.dwellingId)) ?? undefined,
      door: named(place.dwellingId),
      area: named(place.areaId),
      spot: place.spot,
    };
    const known = Object.entries(all).filter(([, value]) => value !== undefined);
    return { ...(Object.fromEntries(known) as Omit<PlaceLabels, 'words'>), words: place.words };
  });
}

/** The complete places of dwellings, by id; one that does not exist is left out. One statement for any number. */
export async function getDwellingPlaces(
  tx: Tx,
  dwellings: readonly DwellingId[],
): Promise<ReadonlyMap<DwellingId, Place>> {
  if (dwellings.length === 0) return new Map();
  const found = await store.findDwellingChains(tx, [...new Set(dwellings)]);
  return new Map(
    found.map(({ floor, ...ids }) => [
      ids.dwellingId,
      floor === null ? { ...ids, words: '' } : { ...ids, floor, words: '' },
    ]),
  );
}

/** Dwellings as they are written in full (3幢2单元501室), by id; one that does not exist is left out. */
export async function nameDwellings(
  tx: Tx,
  dwellings: readonly DwellingId[],
  locale: Locale,
): Promise<ReadonlyMap<DwellingId, string>> {
  const places = await getDwellingPlaces(tx, dwellings);
  const labels = await getPlaceNames(tx, [...places.values()]);
  const names = labels.map((label) => placeName(label, { level: 'full' }, locale));
  return new Map([...places.keys()].map((id, index) => [id, names[index] ?? '']));
}

/** The dwelling behind a door of a stairwell, as the register holds it. For those who may see dwellings. */
export async function findDwelling(
  tx: Tx,
  stairwell: StairwellId,
  door: string,
): Promise<DwellingId | undefined> {
  const [found] = await store.findDwellings(tx, [stairwell], [door]);
  return found?.id;
}

/** The stairwells of one building: one statement, where the whole register is not needed. */
export function listStairwells(tx: Tx, building: BuildingId): Promise<StairwellId[]> {
  return store.readStairwells(tx, building);
}

/** The dwellings of one stairwell from the ground up. For those who may see dwellings. */
export function listDwellings(tx: Tx, stairwell: StairwellId): Promise<store.DwellingRow[]> {
  return store.readDwellings(tx, stairwell);
}

/** Finds or makes an estate by its name. */
export function ensureEstate(tx: Tx, name: string): Promise<EstateId> {
  return store.upsertEstate(tx, name);
}

/** Finds or makes a building; the label is the bare `3` or `A2`, without 幢. */
export function ensureBuilding(tx: Tx, estate: EstateId, label: string): Promise<BuildingId> {
  return store.upsertBuilding(tx, estate, label);
}

/** Finds or makes a stairwell. A building that has no 单元 of its own has one stairwell, `1`. */
export function ensureStairwell(tx: Tx, building: BuildingId, label: string): Promise<StairwellId> {
  return store.upsertStairwell(tx, building, label);
}

/** Finds or makes a dwelling by its door (`501`); the floor is read off the door unless given. */
export function ensureDwelling(
  tx: Tx,
  stairwell: StairwellId,
  door: string,
  floor: number | null = floorOfDoor(door),
): Promise<DwellingId> {
  return store.upsertDwelling(tx, stairwell, door, floor);
}

/** Finds or makes a shared area (地下车库, 东门), of one estate or of the whole community. */
export function ensureArea(tx: Tx, name: string, estate: EstateId | null): Promise<AreaId> {
  return store.upsertArea(tx, name, estate);
}

/** Finds or makes everything an address names, from the building in the estate given down to its dwelling. */
export async function ensureAddress(
  tx: Tx,
  estate: EstateId,
  address: Required<Pick<AddressReading, 'building'>> & AddressReading,
): Promise<{ buildingId: BuildingId; stairwellId?: StairwellId; dwellingId?: DwellingId }> {
  const buildingId = await ensureBuilding(tx, estate, address.building);
  if (address.stairwell === undefined && address.door === undefined) return { buildingId };
  const stairwellId = await ensureStairwell(tx, buildingId, address.stairwell ?? '1');
  if (address.door === undefined) return { buildingId, stairwellId };
  const dwellingId = await ensureDwelling(tx, stairwellId, address.door, address.floor);
  return { buildingId, stairwellId, dwellingId };
}

export const placeHandlers = implement(placeOperations, { listPlaces, findPlace });
