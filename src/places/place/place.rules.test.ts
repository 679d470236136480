import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Id } from '../../kernel/id.ts';
import { parseAddress } from './address.rules.ts';
import type { PlaceLabels, PlaceRegister } from './place.contract.ts';
import {
  compareLabels,
  matchArea,
  matchReading,
  placeName,
  stairwellLabels,
  wordsBeyond,
} from './place.rules.ts';

const id = <Noun extends string>(name: string) => name as Id<Noun>;

function building(name: string, label: string, stairwells: string[]) {
  return {
    id: id<'building'>(name),
    label,
    stairwells: stairwells.map((stairwell) => ({
      id: id<'stairwell'>(`${name}-${stairwell}`),
      label: stairwell,
    })),
  };
}

const register: PlaceRegister = {
  estates: [
    {
      id: id('shore'),
      name: '水岸花园二期',
      buildings: [building('s3', '3', ['1', '2']), building('s10', '10', ['1'])],
    },
    { id: id('orchid'), name: '兰锦家园', buildings: [building('o3', '3', ['1']), building('o5', '5', [])] },
  ],
  areas: [
    { id: id('garage'), name: '地下车库', estateId: id('shore') },
    { id: id('gate'), name: '东门', estateId: null },
  ],
};

/** Innermost ids of all that an address can mean, with a question mark where the estate was not understood. */
function find(address: string): string[] {
  return parseAddress(address)
    .flatMap((reading) => matchReading(reading, register))
    .map(({ place, isSure }) => {
      const inner = place.areaId ?? place.stairwellId ?? place.buildingId ?? place.estateId;
      return `${inner}${isSure ? '' : '?'}`;
    });
}

const cases: [address: string, found: string[]][] = [
  ['水岸花园二期3幢2单元501', ['s3-2']],
  ['水岸花园2期3幢2单元501', ['s3-2']],
  ['临安区水岸花园二期3-2-501', ['s3-2']],
  ['水岸花园3-2-501', ['s3-2']],
  ['水岸3-2-501', ['s3-2']],
  ['二期3-2-501', ['s3-2']],
  ['3-2-501', ['s3-2']],
  ['3-1-501', ['s3-1', 'o3-1']],
  ['10幢502', ['s10-1']],
  ['兰锦家园3幢502', ['o3-1']],
  ['水岸花园3幢502', ['s3-1', 's3-2']],
  ['兰锦家园5幢502', ['o5']],
  ['兰锦家园5幢1单元502', []],
  ['3幢', ['s3', 'o3']],
  ['4幢', []],
  ['云栖小镇10幢', ['s10?']],
  ['地下车库12号车位', ['garage']],
  ['车位12', ['garage']],
];

for (const [address, found] of cases) {
  test(`the register: ${address} means ${found.join(' or ') || 'nothing'}`, () => {
    assert.deepEqual(find(address), found);
  });
}

test('the register: a shared area is found by its name, with or without what stands in front', () => {
  for (const text of ['东门', '水岸花园东门']) {
    assert.deepEqual(matchArea(text, register), [{ areaId: 'gate', words: '' }]);
  }
  assert.deepEqual(matchArea('西门', register), []);
});

test('the register: names a stairwell with its estate where there are several', () => {
  assert.deepEqual(stairwellLabels(register, id('s3-2')), {
    estate: '水岸花园二期',
    building: '3',
    stairwell: '2',
    words: '',
  });
  assert.equal(stairwellLabels(register, id('elsewhere')), undefined);
});

describe('the name of a place', () => {
  const full: PlaceLabels = {
    building: '6',
    stairwell: '1',
    floor: 5,
    door: '501',
    spot: 'home',
    words: '阳台下面',
  };
  const names: [PlaceLabels, 'building' | 'full', zh: string, en: string][] = [
    [full, 'building', '6幢', 'Building 6'],
    [
      full,
      'full',
      '6幢1单元501室自家屋里 阳台下面',
      'Building 6, stairwell 1, door 501, inside the home, 阳台下面',
    ],
    [
      { building: '3', stairwell: '2', spot: 'door', words: '' },
      'full',
      '3幢2单元门口',
      'Building 3, stairwell 2, at the entrance',
    ],
    [{ building: '3', spot: 'door', words: '' }, 'full', '3幢单元门口', 'Building 3, at the entrance'],
    [
      { building: '6', stairwell: '1', floor: 5, words: '' },
      'full',
      '6幢1单元5楼',
      'Building 6, stairwell 1, floor 5',
    ],
    [{ building: '6', floor: -1, words: '' }, 'full', '6幢地下1层', 'Building 6, basement 1'],
    [{ estate: '水岸花园', building: '6', words: '' }, 'building', '水岸花园6幢', '水岸花园, Building 6'],
    [{ area: '东门', words: '保安亭旁' }, 'building', '东门', '东门'],
    [{ words: '6幢1单元501的门口' }, 'building', '小区里', 'In the community'],
    [{ words: '' }, 'full', '小区里', 'In the community'],
  ];
  for (const [place, level, zh, en] of names) {
    test(`${level}: ${zh}`, () => {
      assert.equal(placeName(place, { level }, 'zh'), zh);
      assert.equal(placeName(place, { level }, 'en'), en);
    });
  }

  test('building: nothing narrower than the building is ever in it', () => {
    assert.doesNotMatch(placeName(full, { level: 'building' }, 'zh'), /单元|501|阳台|屋里/);
  });
});

test('the words of a place: keep the door unless its dwelling is known, and shops and bays always', () => {
  assert.equal(wordsBeyond({ building: '3', door: '501' }, false, 'zh'), '501室');
  assert.equal(wordsBeyond({ building: '3', door: '501' }, true, 'zh'), '');
  assert.equal(wordsBeyond({ bay: '12' }, false, 'en'), 'parking bay 12');
});

test('labels: are ordered as people count', () => {
  assert.deepEqual(['10', '2', 'A', '1', 'G2'].sort(compareLabels), ['1', '2', '10', 'A', 'G2']);
});
