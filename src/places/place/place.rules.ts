import { type Locale, sayIn } from '../../kernel/text.ts';
import { type AddressReading, foldAddress } from './address.rules.ts';
import { numeralCharacters, readNumeral } from './numeral.rules.ts';
import type { Place, PlaceLabels, PlaceRegister, Spot, StairwellId } from './place.contract.ts';
import { placeText } from './place.text.ts';

/**
 * A reading held against the register: a place down to the stairwell, what the register does not hold, and
 * whether everything in front of the building was recognised too.
 */
export type PlaceMatch = { place: Place; reading: AddressReading; isSure: boolean };

/** Every place of the register that a reading of an address can mean. An unknown building or stairwell is none. */
export function matchReading(reading: AddressReading, register: PlaceRegister): PlaceMatch[] {
  const named = reading.estate;
  const meant = named === undefined ? [] : register.estates.filter((estate) => isEstate(estate.name, named));
  const isSure = named === undefined || meant.length > 0;
  const estates = meant.length > 0 ? meant : register.estates;
  if (reading.building === undefined) return matchAreas(reading, register);
  return estates.flatMap((estate) =>
    estate.buildings
      .filter((building) => building.label === reading.building)
      .flatMap((building) => {
        const place = { ...withSpot(reading), estateId: estate.id, buildingId: building.id };
        return stairwellsMeant(reading, building.stairwells).map((stairwell) => ({
          place: stairwell === null ? place : { ...place, stairwellId: stairwell.id },
          reading,
          isSure,
        }));
      }),
  );
}

type Stairwell = PlaceRegister['estates'][number]['buildings'][number]['stairwells'][number];

/** Null stands for the building as a whole. A door without its stairwell may be in any stairwell of the building. */
function stairwellsMeant(reading: AddressReading, stairwells: readonly Stairwell[]): (Stairwell | null)[] {
  if (reading.stairwell !== undefined) return stairwells.filter(({ label }) => label === reading.stairwell);
  if (reading.door === undefined && reading.floor === undefined) return [null];
  return stairwells.length > 0 ? [...stairwells] : [null];
}

function withSpot(reading: AddressReading): Place {
  const place: Place = { words: '' };
  if (reading.floor !== undefined) place.floor = reading.floor;
  if (reading.spot !== undefined) place.spot = reading.spot;
  return place;
}

function matchAreas(reading: AddressReading, register: PlaceRegister): PlaceMatch[] {
  const kind = reading.bay === undefined ? /商铺|商业|店|底商/ : /车库|停车|车位/;
  const said = foldName(reading.estate ?? '');
  const named = register.areas.filter(({ name }) => said.includes(foldName(name)));
  const areas = named.length > 0 ? named : register.areas.filter(({ name }) => kind.test(name));
  return areas.map((area) => ({ place: areaPlace(area), reading, isSure: named.length > 0 || said === '' }));
}

/** Shared areas whose name a text is, or ends with (水岸花园东门 is 东门). */
export function matchArea(text: string, register: PlaceRegister): Place[] {
  const said = foldName(text);
  const exact = register.areas.filter(({ name }) => foldName(name) === said);
  const ending = register.areas.filter(({ name }) => said.endsWith(foldName(name)));
  return (exact.length > 0 ? exact : ending).map(areaPlace);
}

function areaPlace(area: PlaceRegister['areas'][number]): Place {
  const place: Place = { areaId: area.id, words: '' };
  return area.estateId === null ? place : { ...place, estateId: area.estateId };
}

/** 临安区水岸花园二期, 水岸花园2期 and 2期 all mean 水岸花园二期; 水岸 alone means it too. */
function isEstate(name: string, said: string): boolean {
  const [known, told] = [foldName(name), foldName(said)];
  if (told === '') return false;
  return told.endsWith(known) || known.endsWith(told) || (told.length >= 2 && known.startsWith(told));
}

const phase = new RegExp(`([${numeralCharacters}]+)(?=期|区|组团)`, 'g');

function foldName(name: string): string {
  return foldAddress(name).replace(phase, (numeral) => readNumeral(numeral) ?? numeral);
}

/** What an address says beyond a place's ids, to be kept as its words: the door, shop or bay. */
export function wordsBeyond(reading: AddressReading, knowsDwelling: boolean, locale: Locale): string {
  const t = sayIn(locale);
  const parts = [
    reading.door === undefined || knowsDwelling ? '' : t(placeText.door, reading.door),
    reading.shop === undefined ? '' : t(placeText.shop, reading.shop),
    reading.bay === undefined ? '' : t(placeText.bay, reading.bay),
  ];
  return parts.filter((part) => part !== '').join(' ');
}

/**
 * How a place is written. `building` is for the public: it stops at the building, or names the shared area, and
 * says nothing of stairwell, floor, door or the person's own words. `full` is for those who work on it.
 */
export function placeName(
  place: PlaceLabels,
  options: { level: 'building' | 'full' },
  locale: Locale,
): string {
  const t = sayIn(locale);
  const { estate, building, area } = place;
  const shared = [estate, building && t(placeText.building, building), area];
  const exact =
    options.level === 'building'
      ? []
      : [
          place.stairwell && t(placeText.stairwell, place.stairwell),
          place.floor !== undefined && place.door === undefined ? t(placeText.floor, place.floor) : undefined,
          place.door && t(placeText.door, place.door),
          place.spot && t(spotText(place.spot, place)),
        ];
  const name = [...shared, ...exact].filter(Boolean).join(locale === 'zh' ? '' : ', ');
  const words = options.level === 'full' ? place.words : '';
  const whole = [name, words].filter(Boolean).join(locale === 'zh' ? ' ' : ', ');
  return whole === '' ? t(placeText.somewhere) : whole;
}

/** Behind a stairwell's name the entrance needs no stairwell of its own: 3幢2单元门口. */
function spotText(spot: Spot, { stairwell, floor, door }: PlaceLabels) {
  const standsAlone = stairwell === undefined || floor !== undefined || door !== undefined;
  return spot === 'door' && !standsAlone ? placeText.entrance : placeText.spot[spot];
}

/** The names of a stairwell and what contains it, out of the register; undefined if it is not in there. */
export function stairwellLabels(register: PlaceRegister, id: StairwellId): PlaceLabels | undefined {
  for (const estate of register.estates) {
    for (const building of estate.buildings) {
      const stairwell = building.stairwells.find((candidate) => candidate.id === id);
      if (!stairwell) continue;
      const labels = { building: building.label, stairwell: stairwell.label, words: '' };
      return register.estates.length > 1 ? { estate: estate.name, ...labels } : labels;
    }
  }
  return undefined;
}

// Made once: a comparison with options of its own makes a collator each time, and registers are sorted often.
const collator = new Intl.Collator('en', { numeric: true });

/** Orders labels as people count: 2 before 10, figures before letters. */
export function compareLabels(a: string, b: string): number {
  return collator.compare(a, b);
}
