import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type AddressReading, floorOfDoor, formatAddress, parseAddress } from './address.rules.ts';

const home = { building: '3', stairwell: '2', floor: 5, door: '501' };

const cases: [text: string, readings: AddressReading[]][] = [
  ['3-2-501', [home]],
  ['3幢2单元501室', [home]],
  ['三号楼二单元501', [home]],
  ['3栋2单元501', [home]],
  ['3座2梯501户', [home]],
  ['３－２－５０１', [home]],
  ['３幢２单元５０１', [home]],
  [' 3 幢 2 单元 501 ', [home]],
  ['3 2 501', [home]],
  ['3，2，501', [home]],
  ['3#2-501', [home]],
  ['3#2#501', [home]],
  ['03-02-0501', [home]],
  ['3幢2单元5楼01室', [home]],
  ['3-2-5-01', [{ building: '2', estate: '3期', stairwell: '5', door: '01' }, home]],
  ['3楼2单元501', [home]],
  ['第三幢第二单元501', [home]],
  ['十二幢三单元一〇二', [{ building: '12', stairwell: '3', floor: 1, door: '102' }]],
  ['二十一幢一单元一百零二室', [{ building: '21', stairwell: '1', floor: 1, door: '102' }]],
  ['水岸花园3幢2单元501', [{ ...home, estate: '水岸花园' }]],
  ['水岸花园二期3-2-501', [{ ...home, estate: '水岸花园2期' }]],
  ['二期3-2-501', [{ ...home, estate: '2期' }]],
  ['1-3-2-501', [{ ...home, estate: '1期' }]],
  ['联丰路12号3幢2单元501', [{ ...home, estate: '联丰路12号' }]],
  ['阳光100-3-2-501', [{ ...home, estate: '阳光100' }]],
  ['三里亭5幢', [{ estate: '三里亭', building: '5' }]],
  ['一幢', [{ building: '1' }]],
  ['10幢502', [{ building: '10', floor: 5, door: '502' }]],
  ['12号501室', [{ building: '12', floor: 5, door: '501' }]],
  ['3-501', [{ building: '3', floor: 5, door: '501' }]],
  ['3-2', [{ building: '3', stairwell: '2' }]],
  ['3-2-1', [{ building: '3', stairwell: '2', door: '1' }]],
  ['A座1203', [{ building: 'A', floor: 12, door: '1203' }]],
  ['g2栋320', [{ building: 'G2', floor: 3, door: '320' }]],
  ['3-A-501', [{ ...home, stairwell: 'A' }]],
  ['3幢2单元5楼', [{ building: '3', stairwell: '2', floor: 5 }]],
  ['3幢2单元门口', [{ building: '3', stairwell: '2', spot: 'door' }]],
  ['3幢楼道里', [{ building: '3', spot: 'stairs' }]],
  ['6幢外墙', [{ building: '6', spot: 'roof' }]],
  ['6幢附近', [{ building: '6' }]],
  ['3幢商铺5号', [{ building: '3', shop: '5' }]],
  ['12号商铺', [{ shop: '12' }]],
  ['车位12', [{ bay: '12' }]],
  ['地下车库B区123号车位', [{ estate: '地下车库B区', bay: '123' }]],
];

for (const [text, readings] of cases) {
  test(`an address: reads ${text}`, () => {
    assert.deepEqual(parseAddress(text), readings);
  });
}

describe('an address that can be meant in several ways', () => {
  test('figures without a gap: every cut is offered', () => {
    assert.deepEqual(parseAddress('32501'), [
      home,
      { building: '3', floor: 25, door: '2501' },
      { building: '32', floor: 5, door: '501' },
    ]);
  });

  test('one figure after a floor: a door of two figures, or that figure alone', () => {
    assert.deepEqual(
      parseAddress('3幢2单元5楼3室').map(({ door }) => door),
      ['503', '3'],
    );
  });
});

const notRead = [
  '',
  '   ',
  '3',
  '501',
  '2501',
  '王阿姨',
  '水岸花园3期',
  '3幢东门',
  '3幢2单元501室王阿姨',
  '3幢2单元5楼601室',
  '0幢1单元101',
  '99999999-1',
  '<script>3</script>',
];

for (const text of notRead) {
  test(`an address: guesses nothing from "${text}"`, () => {
    assert.deepEqual(parseAddress(text), []);
  });
}

const doors = fc
  .record({ floor: fc.integer({ min: 1, max: 99 }), room: fc.integer({ min: 1, max: 99 }) })
  .map(({ floor, room }) => `${floor}${String(room).padStart(2, '0')}`);

const readings: fc.Arbitrary<AddressReading> = fc
  .record(
    {
      estate: fc.constantFrom('水岸花园', '兰锦家园', '临安区水岸花园2期'),
      building: fc.oneof(
        fc.integer({ min: 1, max: 999 }).map(String),
        fc.constantFrom('A', 'G2', '3B', 'S12'),
      ),
      stairwell: fc.oneof(fc.integer({ min: 1, max: 29 }).map(String), fc.constantFrom('A', 'B')),
      door: doors,
    },
    { requiredKeys: ['building'], noNullPrototype: true },
  )
  .map((reading) => {
    const floor = reading.door === undefined ? null : floorOfDoor(reading.door);
    return floor === null ? reading : { ...reading, floor };
  });

test('an address: written out in words it reads back as itself', () => {
  fc.assert(
    fc.property(readings, (reading) => {
      assert.deepEqual(parseAddress(formatAddress(reading, 'words')), [reading]);
    }),
  );
});

test('an address: written with dashes down to the door it reads back as itself', () => {
  fc.assert(
    fc.property(readings, (reading) => {
      fc.pre(reading.stairwell !== undefined && reading.door !== undefined);
      assert.deepEqual(parseAddress(formatAddress(reading, 'dashes')), [reading]);
    }),
  );
});

test('an address: any text is read or left, in bounded time, without a defect', () => {
  const figuresAndMarks = fc.array(fc.constantFrom(...'0123一二十-#幢栋号楼单元室期A 　'), { maxLength: 60 });
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ maxLength: 200 }),
        figuresAndMarks.map((parts) => parts.join('')),
      ),
      (text) => {
        for (const reading of parseAddress(text)) {
          assert.ok(
            reading.building !== undefined || reading.shop !== undefined || reading.bay !== undefined,
          );
        }
      },
    ),
  );
});
