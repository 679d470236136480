import type { Place, PlaceLabels, PlaceRegister } from '../../../places/place/place.contract.ts';

type Building = PlaceRegister['estates'][number]['buildings'][number];

/** The building of the register a place lies in. */
export function buildingOf(place: Place | null, register: PlaceRegister): Building | undefined {
  if (place?.buildingId === undefined) return undefined;
  return register.estates.flatMap(({ buildings }) => buildings).find(({ id }) => id === place.buildingId);
}

/**
 * The place as chosen last: without JavaScript a stairwell ticked for one building may arrive beside another, and
 * the building, which was asked first, counts.
 */
export function settledPlace(place: Place | null, register: PlaceRegister): Place {
  if (place === null) return { words: '' };
  const { stairwellId, ...rest } = place;
  const fits = buildingOf(place, register)?.stairwells.some(({ id }) => id === stairwellId);
  return fits && stairwellId !== undefined ? { ...rest, stairwellId } : rest;
}

/** The names of a place; its estate only where there are several. */
export function labelsOf(place: Place, register: PlaceRegister): PlaceLabels {
  const building = buildingOf(place, register);
  const estate = register.estates.find(({ buildings }) => buildings.some(({ id }) => id === building?.id));
  const stairwell = building?.stairwells.find(({ id }) => id === place.stairwellId);
  const area = register.areas.find(({ id }) => id === place.areaId);
  return {
    words: place.words,
    ...(estate && register.estates.length > 1 && { estate: estate.name }),
    ...(building && { building: building.label }),
    ...(stairwell && { stairwell: stairwell.label }),
    ...(place.floor !== undefined && { floor: place.floor }),
    ...(area && { area: area.name }),
    ...(place.spot && { spot: place.spot }),
  };
}

/** Whether anything at all was said of the place. */
export function isSomewhere(place: Place | null): boolean {
  if (place === null) return false;
  return place.buildingId !== undefined || place.areaId !== undefined || place.words.trim() !== '';
}

/** The place as a form's hidden fields. */
export function placeFields(place: Place): Record<string, string> {
  return Object.fromEntries(
    Object.entries(place)
      .filter(([, value]) => value !== undefined && value !== '')
      .map(([name, value]) => [`place.${name}`, String(value)]),
  );
}
