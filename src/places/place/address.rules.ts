import { numeralCharacters, readNumeral } from './numeral.rules.ts';
import type { Spot } from './place.contract.ts';

/**
 * One way to read an address. Labels are in the register's form: Arabic figures, capitals, no leading zeros.
 * `estate` is the text in front of the building (it may hold street and phase, 水岸花园2期).
 */
export type AddressReading = {
  estate?: string;
  building?: string;
  stairwell?: string;
  floor?: number;
  door?: string;
  shop?: string;
  bay?: string;
  spot?: Spot;
};

/** An address is labels in this order; marks such as 幢 fix the role of a label, the rest follow from the order. */
const roles = ['phase', 'building', 'stairwell', 'floor', 'door'] as const;
type Role = (typeof roles)[number];

const rolesOfMark: Record<string, readonly Role[]> = {
  期: ['phase'],
  区: ['phase'],
  组团: ['phase'],
  幢: ['building'],
  栋: ['building'],
  棟: ['building'],
  座: ['building'],
  号楼: ['building'],
  '#楼': ['building'],
  '#': ['building', 'stairwell', 'door'],
  号: ['building', 'door'],
  楼: ['building', 'floor'],
  层: ['floor'],
  单元: ['stairwell'],
  梯: ['stairwell'],
  门: ['stairwell'],
  号门: ['stairwell'],
  室: ['door'],
  房: ['door'],
  号房: ['door'],
  户: ['door'],
};

const marks = Object.keys(rolesOfMark)
  .sort((a, b) => b.length - a.length)
  .join('|');
const label = `[A-Z]?\\d{1,4}[A-Z]?|[${numeralCharacters}]{1,6}|[A-Z]`;
const tokenPattern = new RegExp(`-?第?(${label})(?:(${marks})|(?=-|$))`, 'y');

const spotWords: readonly (readonly [RegExp, Spot | null])[] = [
  [/(?:门口|楼门|单元门)$/, 'door'],
  [/(?:楼道里?|楼梯间?|楼梯口)$/, 'stairs'],
  [/(?:家里|屋里|室内|家中)$/, 'home'],
  [/(?:楼顶|屋顶|天台|外墙)$/, 'roof'],
  [/(?:附近|旁边?|楼下|前面|后面)$/, null],
];

const shopWords = '商铺|店铺|门面房?|底商';
const bayWords = '车位|泊位';

/**
 * Reads an address as people write it (`3-2-501`, `三号楼二单元501`, `水岸花园二期3#2-501`) in every way it can be
 * meant: an empty list if it is none, more than one entry if only the register of places can tell.
 */
export function parseAddress(text: string): AddressReading[] {
  const { rest, spot } = takeSpot(foldAddress(text));
  const readings = readPart(rest, shopWords, 'shop') ?? readPart(rest, bayWords, 'bay') ?? readHome(rest);
  return readings.map((reading) => (spot ? { ...reading, spot } : reading));
}

/** Brings what people type into one alphabet: half-width, capitals, every dash, comma or gap between figures a `-`. */
export function foldAddress(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .trim()
    .replace(/(?<=[\dA-Z])\s+(?=[\dA-Z])/g, '-')
    .replace(/\s+/g, '')
    .replace(/[‐‑‒–—―−ー~﹣_/.,、。·:;]+/g, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^-|-$/g, '');
}

function takeSpot(text: string): { rest: string; spot: Spot | null } {
  for (const [pattern, spot] of spotWords) {
    const rest = text.replace(pattern, '');
    if (rest !== text && rest !== '') return { rest, spot };
  }
  return { rest: text, spot: null };
}

/** A shop or a parking bay: it has a label of its own and may stand in a building or in none. */
function readPart(text: string, words: string, kind: 'shop' | 'bay'): AddressReading[] | null {
  const before = new RegExp(`^(.*?)-?(?:${words})-?(${label})号?$`).exec(text);
  const after = new RegExp(`^(.*?(?![\\dA-Z]).|)(${label})号?(?:${words})$`).exec(text);
  const [, front = '', partLabel = ''] = before ?? after ?? [];
  const part = canonicalLabel(partLabel);
  if (part === null) return null;
  const around = front === '' ? [{}] : readHome(front).filter((reading) => reading.door === undefined);
  const places = around.length > 0 ? around : [{ estate: front.replace(/-$/, '') }];
  return places.map((reading) => ({ ...reading, [kind]: part }));
}

function readHome(text: string): AddressReading[] {
  if (/^\d{5,6}$/.test(text)) return readBareFigures(text);
  for (let start = 0; start < text.length; start++) {
    if (continuesLabel(text, start)) continue;
    const tokens = tokenize(text.slice(start));
    const readings = tokens ? assign(tokens, 0).flatMap((found) => toReadings(found)) : [];
    const front = text.slice(0, start);
    if (readings.length > 0 && !namesBuilding.test(front)) {
      return readings.map((reading) => withFront(reading, front));
    }
  }
  return [];
}

/** What stands in front of the building names an estate or a street; a second building there is a contradiction. */
const namesBuilding = new RegExp(`(?:${label})(?:幢|栋|棟|座|号楼|#|单元|楼|层)`);

/** Figures without any gap may be cut in several ways (32501: 3-2-501, 3-2501, 32-501): all are offered. */
function readBareFigures(text: string): AddressReading[] {
  const cuts = [/^(\d)(\d)(\d{3,4})$/, /^(\d\d)(\d)(\d{3})$/, /^(\d)()(\d{4})$/, /^(\d\d)()(\d{3,4})$/];
  return cuts.flatMap((cut) => {
    const [, building = '', stairwell = '', door = ''] = cut.exec(text) ?? [];
    if (building === '' || [building, stairwell, door].some((part) => part.startsWith('0'))) return [];
    const tokens = [building, stairwell, door].filter((part) => part !== '').map((part) => ({ label: part }));
    return assign(tokens, 0).flatMap((found) => toReadings(found));
  });
}

function continuesLabel(text: string, at: number): boolean {
  const pair = text.slice(Math.max(0, at - 1), at + 1);
  return /^[\dA-Z]{2}$/.test(pair) || new RegExp(`^[${numeralCharacters}]{2}$`).test(pair);
}

type Token = { label: string; mark?: string };

/** The labels of a text that consists of nothing else, or null. */
function tokenize(text: string): Token[] | null {
  const tokens: Token[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < text.length) {
    const match = tokenPattern.exec(text);
    const read = match?.[1] === undefined ? null : canonicalLabel(match[1]);
    if (match === null || read === null) return null;
    tokens.push(match[2] === undefined ? { label: read } : { label: read, mark: match[2] });
  }
  return tokens.length <= roles.length ? tokens : null;
}

function canonicalLabel(text: string): string | null {
  const figures = new RegExp(`^[${numeralCharacters}]+$`).test(text) ? readNumeral(text) : text;
  return figures === '' ? null : figures;
}

type Assignment = Partial<Record<Role, Token>>;

/** Every way to give the tokens roles in the order of `roles`, with the marks' consent. */
function assign(tokens: readonly Token[], from: number): Assignment[] {
  const [token, ...rest] = tokens;
  if (token === undefined) return [{}];
  const allowed = token.mark === undefined ? roles : (rolesOfMark[token.mark] ?? []);
  return roles.flatMap((role, index) =>
    index < from || !allowed.includes(role) || !fits(token, role)
      ? []
      : assign(rest, index + 1).map((found) => ({ [role]: token, ...found })),
  );
}

function fits(token: Token, role: Role): boolean {
  const shapes: Record<Role, RegExp> = {
    phase: /^(?:\d{1,2}|[A-Z]\d?)$/,
    building: /^(?:[A-Z]?0*[1-9]\d{0,2}[A-Z]?|[A-Z])$/,
    stairwell: /^(?:0*[1-9]|[12]\d|[A-Z])$/,
    floor: /^0*[1-9]\d?$/,
    door: /^[A-Z]?\d{1,4}[A-Z]?$/,
  };
  return shapes[role].test(token.label);
}

/** Keeps the assignments that make sense as a whole and writes them as readings. */
function toReadings(found: Assignment): AddressReading[] {
  const { phase, building, stairwell, floor, door } = found;
  if (building === undefined) return [];
  const alone = Object.keys(found).length === 1;
  if (alone && building.mark === undefined) return [];
  if (phase && phase.mark === undefined && !(stairwell && door)) return [];
  const reading: AddressReading = { building: withoutZeros(building.label) };
  if (phase) reading.estate = `${withoutZeros(phase.label)}${phase.mark ?? '期'}`;
  if (stairwell) reading.stairwell = withoutZeros(stairwell.label);
  if (floor) reading.floor = Number(floor.label);
  if (floor && floor.mark === undefined && !(door && /^\d\d$/.test(door.label))) return [];
  return door ? readDoor(reading, door, stairwell !== undefined) : [reading];
}

/**
 * A door's label usually begins with its floor (501, 1203). Told apart from it (5楼01室) the two are joined; a
 * single figure after a floor is offered both ways, and a label that contradicts its floor is no reading.
 */
function readDoor(reading: AddressReading, door: Token, inStairwell: boolean): AddressReading[] {
  const text = door.label.replace(/^0(?=\d{3})/, '');
  const short = /^\d{1,2}$/.test(text);
  if (short && door.mark === undefined && !inStairwell) return [];
  if (reading.floor === undefined) {
    const floor = floorOfDoor(text);
    return [floor === null ? { ...reading, door: text } : { ...reading, floor, door: text }];
  }
  if (!short) return floorOfDoor(text) === reading.floor ? [{ ...reading, door: text }] : [];
  const joined = { ...reading, door: `${reading.floor}${text.padStart(2, '0')}` };
  return text.length === 2 ? [joined] : [joined, { ...reading, door: text }];
}

/** The floor a door's label tells: all figures but the last two of three or four; null where it tells none. */
export function floorOfDoor(door: string): number | null {
  const figures = /^([1-9]\d?)\d\d[A-Z]?$/.exec(door)?.[1];
  return figures === undefined ? null : Number(figures);
}

function withoutZeros(text: string): string {
  return text.replace(/^([A-Z]?)0+(?=\d)/, '$1');
}

function withFront(reading: AddressReading, front: string): AddressReading {
  const estate = `${front.replace(/-$/, '')}${reading.estate ?? ''}`;
  return estate === '' ? reading : { ...reading, estate };
}

/** Writes a reading the way it is read back: `dashes` as 3-2-501, `words` as 3幢2单元501室. */
export function formatAddress(reading: AddressReading, form: 'dashes' | 'words'): string {
  const { estate = '', building, stairwell, floor, door } = reading;
  if (form === 'dashes') {
    return estate + [building, stairwell, door].filter((part) => part !== undefined).join('-');
  }
  const parts = [
    estate,
    building === undefined ? '' : `${building}幢`,
    stairwell === undefined ? '' : `${stairwell}单元`,
    floor === undefined || door !== undefined ? '' : `${floor}楼`,
    door === undefined ? '' : `${door}室`,
    reading.shop === undefined ? '' : `${reading.shop}号商铺`,
    reading.bay === undefined ? '' : `${reading.bay}号车位`,
  ];
  return parts.join('');
}
