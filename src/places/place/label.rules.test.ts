import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readBuildingLabel, readDoorLabel, readFloor, readStairwellLabel } from './label.rules.ts';
import { countDwellings, planBuilding } from './place-building.rules.ts';

describe('a label', () => {
  const cases: [reader: (written: string) => string | number | null, written: string, read: unknown][] = [
    [readBuildingLabel, '3幢', '3'],
    [readBuildingLabel, '3号楼', '3'],
    [readBuildingLabel, '三幢', '3'],
    [readBuildingLabel, '第十二栋', '12'],
    [readBuildingLabel, '３＃', '3'],
    [readBuildingLabel, '03', '3'],
    [readBuildingLabel, 'a2座', 'A2'],
    [readBuildingLabel, ' 12 a ', null],
    [readBuildingLabel, '0', null],
    [readBuildingLabel, '物业楼', null],
    [readBuildingLabel, '', null],
    [readStairwellLabel, '二单元', '2'],
    [readStairwellLabel, '02', '2'],
    [readStairwellLabel, '2梯', '2'],
    [readStairwellLabel, '东', null],
    [readDoorLabel, '501室', '501'],
    [readDoorLabel, '0501', '501'],
    [readDoorLabel, '５０１', '501'],
    [readDoorLabel, 'a12', 'A12'],
    [readDoorLabel, '501东', null],
    [readDoorLabel, '', null],
    [readFloor, '11', 11],
    [readFloor, '十一层', 11],
    [readFloor, '11F', 11],
    [readFloor, '-1', -1],
    [readFloor, 'B1', -1],
    [readFloor, '地下1层', -1],
    [readFloor, '阁楼', null],
    [readFloor, '999', null],
  ];
  for (const [reader, written, read] of cases) {
    test(`${reader.name}: "${written}" is ${read === null ? 'none' : `"${read}"`}`, () =>
      assert.equal(reader(written), read));
  }
});

test('a building: its doors are the floor and two figures, counted anew on each floor', () => {
  const plan = { stairwells: 2, floors: 11, perFloor: 2, firstFloor: 1 };
  const planned = planBuilding(plan);
  assert.deepEqual(
    planned.map(({ label }) => label),
    ['1', '2'],
  );
  assert.deepEqual(planned[0]?.floors[0], { floor: 1, doors: ['101', '102'] });
  assert.deepEqual(planned[1]?.floors.at(-1), { floor: 11, doors: ['1101', '1102'] });
  assert.equal(countDwellings(plan), 44);
});

test('a building: above shops the homes begin higher', () => {
  const [stairwell] = planBuilding({ stairwells: 1, floors: 2, perFloor: 12, firstFloor: 3 });
  assert.deepEqual(
    stairwell?.floors.map(({ floor, doors }) => [floor, doors.at(0), doors.at(-1)]),
    [
      [3, '301', '312'],
      [4, '401', '412'],
    ],
  );
});
