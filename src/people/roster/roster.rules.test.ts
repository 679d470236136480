import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { RosterReading } from './roster.contract.ts';
import { readRosterSheets } from './roster.rules.ts';

const usual = ['小区', '楼幢', '单元', '楼层', '室号', '建筑面积（㎡）', '户主姓名', '联系电话', '使用情况'];

const sheetOf = (rows: readonly (readonly string[])[], name: string | null = null) => ({
  name,
  rows: rows.map((cells, index) => ({ row: index + 1, cells })),
});

function read(rows: readonly (readonly string[])[], estate: string | null = null): RosterReading {
  const reading = readRosterSheets([sheetOf(rows)], estate);
  assert.ok(reading);
  return reading;
}

const homes = ({ rows }: RosterReading) =>
  rows.map(({ estate, building, stairwell, floor, door }) =>
    [estate, building, stairwell, floor, door].join('/'),
  );
const codes = ({ problems }: RosterReading) =>
  problems.map(({ row, field, code }) => `${row} ${field} ${code}`);

describe('a roster', () => {
  test('as staff keep it: a title above, full-width figures, units, and a whole home', () => {
    const reading = read([
      ['水岸阳光住户花名册', '', '', '', '', '', '', '', ''],
      ['2020年5月', '', '', '', '', '', '', '', ''],
      usual,
      [
        '水岸阳光',
        '３号楼',
        '二单元',
        '5层',
        '５０１室',
        '８９.５平方米',
        ' 王 阿姨 ',
        '138 0000 0001',
        '自住',
      ],
    ]);
    assert.deepEqual(reading, {
      rows: [
        {
          ...{
            sheet: null,
            row: 4,
            estate: '水岸阳光',
            building: '3',
            stairwell: '2',
            floor: 5,
            door: '501',
          },
          ...{ areaDm2: 8950, name: '王 阿姨', phone: '+8613800000001', occupancy: 'owner' },
        },
      ],
      problems: [],
    });
  });

  test('merged cells: what stands above holds, until something outside it changes', () => {
    const reading = read([
      usual,
      ['水岸阳光', '3幢', '1单元', '1', '101', '80', '甲', '', '自住'],
      ['', '', '', '', '102', '80', '乙', '', '自住'],
      ['', '', '2单元', '2', '201', '80', '丙', '', '出租'],
      ['', '4幢', '', '', '101', '80', '丁', '', '空置'],
      ['锦南苑', '', '', '', '101', '80', '戊', '', '空置'],
    ]);
    assert.deepEqual(homes(reading), [
      '水岸阳光/3/1/1/101',
      '水岸阳光/3/1/1/102',
      '水岸阳光/3/2/2/201',
      '水岸阳光/4/1/1/101',
    ]);
    assert.deepEqual(codes(reading), ['6 building building-missing']);
  });

  test('merged doors: a second person of the home above; a door forgotten beside an area is told', () => {
    const reading = read([
      usual,
      ['水岸阳光', '3', '1', '', '101', '80', '甲', '13800000001', '自住'],
      ['', '', '', '', '', '', '乙', '13800000002', ''],
      ['', '', '', '', '', '90', '丙', '', '出租'],
    ]);
    assert.deepEqual(
      reading.rows.map(({ door, name }) => `${door} ${name}`),
      ['101 甲', '101 乙'],
    );
    assert.deepEqual(codes(reading), ['4 door door-missing']);
  });

  test('passes over blank rows, sums, remarks and the head printed anew', () => {
    const row = ['水岸阳光', '3', '1', '', '101', '', '', '', '空置'];
    const blank = usual.map(() => '');
    const reading = read([
      usual,
      row,
      blank,
      usual,
      ['合计', '', '', '', '1', '', '', '', ''],
      ['注：甲', '', ''],
    ]);
    assert.equal(reading.rows.length, 1);
    assert.deepEqual(reading.problems, []);
  });

  test('columns by other names, in any order, and no others', () => {
    const reading = read([
      ['序号', '房号', '业主', '手机号', '栋', '状态'],
      ['1', '501', '王', '13800000001', '3', '已出租'],
    ]);
    assert.deepEqual(reading.rows[0], {
      ...{ sheet: null, row: 2, estate: null, building: '3', stairwell: '1', floor: 5, door: '501' },
      ...{ areaDm2: null, name: '王', phone: '+8613800000001', occupancy: 'tenant' },
    });
  });

  test('an address in the door’s column is building, stairwell and door at once', () => {
    const reading = read([
      ['房号', '姓名'],
      ['3-2-501', '王'],
      ['三幢2单元602室', '李'],
      ['501', '张'],
    ]);
    assert.deepEqual(homes(reading), ['/3/2/5/501', '/3/2/6/602']);
    assert.deepEqual(codes(reading), ['4 building building-missing']);
  });

  test('a sheet for each building: its name is the building, and rows are told by sheet', () => {
    const rows = [
      ['单元', '室号', '姓名'],
      ['1', '101', '甲'],
      ['1', '东间', '乙'],
    ];
    const reading = readRosterSheets(
      [sheetOf(rows, '3幢'), sheetOf(rows, '4幢'), sheetOf([['说明']], '说明')],
      '水岸阳光',
    );
    assert.ok(reading);
    assert.deepEqual(homes(reading), ['水岸阳光/3/1/1/101', '水岸阳光/4/1/1/101']);
    assert.deepEqual(
      reading.problems.map(({ sheet, row }) => `${sheet} ${row}`),
      ['3幢 3', '4幢 3'],
    );
  });

  test('without a column for doors it is none', () => {
    assert.equal(readRosterSheets([sheetOf([['姓名', '电话']])], null), null);
  });

  const cells: [what: string, column: number, written: string, expected: unknown][] = [
    ['area', 5, '1,203.55', 120355],
    ['area', 5, '89.49999999999999', 8950],
    ['area', 5, '', null],
    ['area', 5, '89.505', 'area-too-exact'],
    ['area', 5, '九十', 'area-unreadable'],
    ['area', 5, '0', 'area-out-of-range'],
    ['phone', 7, '无', null],
    ['phone', 7, '13800000001/13900000002', 'phone-several'],
    ['phone', 7, '0571-87654321', 'phone-unreadable'],
    ['occupancy', 8, '空关', 'vacant'],
    ['occupancy', 8, '商铺', 'business'],
    ['occupancy', 8, '', null],
    ['occupancy', 8, '？', 'occupancy-unreadable'],
    ['name', 6, '字'.repeat(41), 'name-too-long'],
    ['building', 1, '物业楼', 'building-unreadable'],
    ['stairwell', 2, '东', 'stairwell-unreadable'],
    ['door', 4, '3-2-502', 'door-unreadable'],
    ['door', 4, '2-1-502', '502'],
  ];
  for (const [what, column, written, expected] of cells)
    test(`${what}: “${written.slice(0, 20)}” is ${expected === null ? 'nothing said' : expected}`, () => {
      const row = ['水岸阳光', '2', '1', '', '501', '', '', '', ''].with(column, written);
      const { rows, problems } = read([usual, row]);
      const field = what === 'area' ? 'areaDm2' : (what as 'phone');
      assert.equal(problems[0]?.code ?? rows[0]?.[field], expected);
    });
});
