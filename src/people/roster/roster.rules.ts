import { floorOfDoor, parseAddress } from '../../places/place/address.rules.ts';
import {
  readBuildingLabel,
  readDoorLabel,
  readFloor,
  readStairwellLabel,
} from '../../places/place/label.rules.ts';
import type { Occupancy } from '../household/household.contract.ts';
import { normalisePhone } from '../person/person.rules.ts';
import {
  maxAreaDm2,
  maxNameLength,
  type RosterField,
  type RosterProblem,
  type RosterProblemCode,
  type RosterReading,
  type RosterRow,
  rosterFields,
} from './roster.contract.ts';

/** One sheet of a workbook, or a whole text file (then it has no name). */
export type RosterSheet = {
  name: string | null;
  rows: readonly { row: number; cells: readonly string[] }[];
};

/** What columns are called where rosters come from; the more telling name first. */
const knownNames: Record<RosterField, readonly string[]> = {
  estate: ['小区', '小区名称', '小区名', '所属小区', '苑', 'estate'],
  building: ['楼幢', '楼栋', '幢', '栋', '幢号', '栋号', '楼号', '座', '楼', 'building'],
  stairwell: ['单元', '单元号', '梯', 'stairwell', 'entrance'],
  floor: ['楼层', '层', '层数', '所在楼层', 'floor'],
  door: [
    '室号',
    '房号',
    '房间号',
    '门牌号',
    '门牌',
    '户号',
    '室',
    '房屋',
    '房屋坐落',
    '地址',
    'door',
    'room',
  ],
  area: ['面积', '建筑面积', '房屋面积', '产权面积', '专有面积', '住房面积', 'area'],
  name: [
    ...['户主姓名', '户主', '业主姓名', '业主', '住户姓名', '居民姓名', '姓名', '住户', '联系人'],
    ...['head', 'name', 'owner'],
  ],
  phone: [
    '联系电话',
    '电话',
    '手机',
    '手机号',
    '手机号码',
    '电话号码',
    '联系方式',
    '户主电话',
    'phone',
    'mobile',
  ],
  occupancy: [
    '使用情况',
    '居住情况',
    '入住情况',
    '房屋状态',
    '使用性质',
    '房屋用途',
    '状态',
    'use',
    'occupancy',
  ],
};

const uses: readonly (readonly [RegExp, Occupancy])[] = [
  [/^(?:业主)?自(?:住|用|有)(?:房)?$|^业主$|^owner/, 'owner'],
  [/^(?:已)?(?:出租|租住|租赁|租户|租房|合租|租)(?:房)?$|^(?:tenant|let|rented)/, 'tenant'],
  [/^(?:空置|空关|空房|空|闲置|未入住|无人)(?:房)?$|^(?:vacant|empty)/, 'vacant'],
  [/^(?:经营|商用|商业|商铺|店铺|办公|营业)(?:用|房|用房)?$|^(?:business|shop|office)/, 'business'],
];

/** What stands in a cell to say that there is nothing to say. */
const nothing = /^(?:无|没有|不详|暂无|[-—–/\\]+)$/;
/** How far down the names of the columns may stand: above them are titles, dates and who made the list. */
const headDepth = 20;
const figuresOf = (text: string) => text.normalize('NFKC').replaceAll(/\s+/g, '');

/** A column's name without what people vary: case, width, blanks, marks, and a unit in brackets. */
function foldHeader(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\([^)]*\)|【[^】]*】|[\s_\-*:、]/g, '')
    .replace(/m2$|㎡$|平方米$/, '');
}

type Columns = Partial<Record<RosterField, number>>;

/** Which column is which; of two by one name the first. */
function findColumns(cells: readonly string[]): Columns {
  const folded = cells.map(foldHeader);
  const found = rosterFields.flatMap((field) => {
    const name = knownNames[field].find((known) => folded.includes(known.replaceAll(' ', '')));
    return name === undefined ? [] : [[field, folded.indexOf(name)] as const];
  });
  return Object.fromEntries(found);
}

type Head = { columns: Columns; row: number; headers: readonly string[] };

/** Where the names of the columns stand: the first row that names a door and one thing more. */
function findHead({ rows }: RosterSheet): Head | undefined {
  for (const { row, cells } of rows.slice(0, headDepth)) {
    const columns = findColumns(cells);
    if (columns.door !== undefined && Object.keys(columns).length > 1)
      return { columns, row, headers: cells };
  }
  return undefined;
}

/** Reads every sheet that is a roster; null if none is one. Rows that say nothing are passed over. */
export function readRosterSheets(
  sheets: readonly RosterSheet[],
  estate: string | null,
): RosterReading | null {
  const several = sheets.length > 1;
  const readings = sheets.flatMap((sheet) => {
    const head = findHead(sheet);
    return head === undefined
      ? []
      : [readSheet(several ? sheet : { ...sheet, name: null }, head, estate, sheet.name)];
  });
  if (readings.length === 0) return null;
  return {
    rows: readings.flatMap(({ rows }) => rows),
    problems: readings.flatMap(({ problems }) => problems),
  };
}

/** What merged cells leave to the rows below them. */
type Above = {
  estate: string;
  building: string;
  stairwell: string;
  floor: string;
  door: string;
  row: number;
};

function readSheet(
  sheet: RosterSheet,
  head: Head,
  estate: string | null,
  sheetName: string | null,
): RosterReading {
  const reading: RosterReading = { rows: [], problems: [] };
  const ofSheet = sheetName === null ? null : readBuildingLabel(sheetName);
  let above: Above = { estate: '', building: '', stairwell: '', floor: '', door: '', row: 0 };
  for (const { row, cells } of sheet.rows) {
    if (row <= head.row || isPassedOver(cells, head)) continue;
    const cell = (field: RosterField) => {
      const column = head.columns[field];
      const text = column === undefined ? '' : (cells[column] ?? '').trim();
      return nothing.test(text) ? '' : text;
    };
    const filled = fillFromAbove(cell, above, row);
    above = filled;
    const said = { ...filled, building: filled.building || (ofSheet ?? ''), cell };
    const { read, problems } = readHome(said, { sheet: sheet.name, row }, estate);
    reading.problems.push(...problems);
    if (read) reading.rows.push(read);
  }
  return reading;
}

/** Blank rows, sums and remarks below, and the head printed anew on each page. */
function isPassedOver(cells: readonly string[], { columns, headers }: Head): boolean {
  const at = (field: RosterField) => {
    const column = columns[field];
    return column === undefined ? '' : (cells[column] ?? '').trim();
  };
  if (foldHeader(at('door')) === foldHeader(headers[columns.door ?? 0] ?? '')) return true;
  const first = cells.find((one) => one.trim() !== '')?.trim() ?? '';
  if (/^(?:合计|总计|小计|共计|注|备注|说明|填表|制表|审核)/.test(first)) return true;
  return at('door') === '' && at('name') === '' && at('phone') === '';
}

/**
 * A merged cell stands in its first row only. A door is taken from above just for a second person of the same home:
 * where the row names neither building nor area nor use of its own.
 */
function fillFromAbove(cell: (field: RosterField) => string, above: Above, row: number): Above {
  const estate = cell('estate') || above.estate;
  const building = cell('building') || (estate === above.estate ? above.building : '');
  const sameBuilding = estate === above.estate && building === above.building;
  const stairwell = cell('stairwell') || (sameBuilding ? above.stairwell : '');
  const sameStairwell = sameBuilding && stairwell === above.stairwell;
  const floor = cell('floor') || (sameStairwell && cell('door') === '' ? above.floor : '');
  const isSecond =
    above.row === row - 1 &&
    (['building', 'stairwell', 'area', 'occupancy'] as const).every((one) => cell(one) === '');
  return { estate, building, stairwell, floor, door: cell('door') || (isSecond ? above.door : ''), row };
}

type Said = Omit<Above, 'row'> & { cell(field: RosterField): string };
type At = Pick<RosterRow, 'sheet' | 'row'>;

/** One row as a home, or everything that is wrong with it. */
function readHome(
  said: Said,
  at: At,
  estate: string | null,
): { read: RosterRow | null; problems: RosterProblem[] } {
  const problems: RosterProblem[] = [];
  const note = (field: RosterField, code: RosterProblemCode, found: string) =>
    problems.push({ ...at, field, code, found: [...found].slice(0, 60).join('') });
  const place = readPlace(said, note);
  const named = said.estate.normalize('NFKC').replaceAll(/\s+/g, ' ') || estate;
  if (named !== null && named.length > 60) note('estate', 'estate-too-long', named);
  const areaDm2 = readArea(said.cell('area'), note);
  const name = said.cell('name').replaceAll(/\s+/g, ' ') || null;
  if (name !== null && name.length > maxNameLength) note('name', 'name-too-long', name);
  const phone = readPhone(said.cell('phone'), note);
  const occupancy = readUse(said.cell('occupancy'), note);
  if (problems.length > 0 || place === null) return { read: null, problems };
  return { read: { ...at, estate: named, ...place, areaDm2, name, phone, occupancy }, problems };
}

type Note = (field: RosterField, code: RosterProblemCode, found: string) => void;
type ReadPlace = Pick<RosterRow, 'building' | 'stairwell' | 'floor' | 'door'>;

/** Building, stairwell and door out of their columns, or all of them out of the door's: 3-2-501. */
function readPlace(said: Said, note: Note): ReadPlace | null {
  if (said.door === '') {
    note('door', 'door-missing', '');
    return null;
  }
  const whole = readWhole(said.door);
  if (said.building === '' && whole === null) {
    note('building', 'building-missing', said.door);
    return null;
  }
  const building = said.building === '' ? (whole?.building ?? null) : readBuildingLabel(said.building);
  if (building === null) note('building', 'building-unreadable', said.building);
  const written = said.stairwell === '' ? (whole?.stairwell ?? '1') : said.stairwell;
  const stairwell = readStairwellLabel(written);
  if (stairwell === null) note('stairwell', 'stairwell-unreadable', said.stairwell);
  // A whole address in the door's column must name the same home as the columns beside it.
  const agrees = whole?.building === building && (whole?.stairwell ?? stairwell) === stairwell;
  const door = readDoorLabel(said.door) ?? (agrees ? (whole?.door ?? null) : null);
  if (door === null) note('door', 'door-unreadable', said.door);
  const floor = said.floor === '' ? null : readFloor(said.floor);
  if (said.floor !== '' && floor === null) note('floor', 'floor-unreadable', said.floor);
  if (building === null || stairwell === null || door === null) return null;
  return { building, stairwell, floor: floor ?? floorOfDoor(door), door };
}

/** An address that can be read in one way only, down to its door. */
function readWhole(text: string): { building: string; stairwell: string | undefined; door: string } | null {
  const readings = parseAddress(text).filter(({ door }) => door !== undefined);
  const [only, ...more] = readings;
  if (only?.building === undefined || only.door === undefined || more.length > 0) return null;
  return { building: only.building, stairwell: only.stairwell, door: only.door };
}

function readArea(written: string, note: Note): number | null {
  if (written === '') return null;
  const text = figuresOf(written)
    .replaceAll(',', '')
    .replace(/(?:m2|平方米|平米|平方|平)$/i, '');
  if (!/^\d+(?:\.\d+)?$/.test(text)) {
    note('area', 'area-unreadable', written);
    return null;
  }
  const areaDm2 = Math.round(Number(text) * 100);
  // Sheets add and divide: 89.5 may come as 89.49999999999999. A third decimal that somebody wrote is a mistake.
  if (Math.abs(Number(text) * 100 - areaDm2) > 1e-4) note('area', 'area-too-exact', written);
  else if (areaDm2 < 100 || areaDm2 > maxAreaDm2) note('area', 'area-out-of-range', written);
  return areaDm2;
}

function readPhone(written: string, note: Note): string | null {
  if (written === '') return null;
  const phone = normalisePhone(written);
  if (phone !== null) return phone;
  const parts = written.normalize('NFKC').split(/[/、,;\s]+/);
  const isSeveral = parts.filter((part) => normalisePhone(part) !== null).length > 1;
  note('phone', isSeveral ? 'phone-several' : 'phone-unreadable', written);
  return null;
}

function readUse(written: string, note: Note): Occupancy | null {
  if (written === '') return null;
  const text = figuresOf(written).toLowerCase();
  const use = uses.find(([pattern]) => pattern.test(text))?.[1];
  if (use === undefined) note('occupancy', 'occupancy-unreadable', written);
  return use ?? null;
}
