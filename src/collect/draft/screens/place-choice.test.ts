import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Place, PlaceRegister } from '../../../places/place/place.contract.ts';
import { isSomewhere, labelsOf, placeFields, settledPlace } from './place-choice.ts';

const register = {
  estates: [
    {
      id: 'e1',
      name: '水岸阳光',
      buildings: [
        { id: 'b3', label: '3', stairwells: [{ id: 's31', label: '1' }] },
        { id: 'b6', label: '6', stairwells: [{ id: 's61', label: '1' }] },
      ],
    },
  ],
  areas: [{ id: 'a1', name: '地下车库', estateId: null }],
} as unknown as PlaceRegister;

function place(written: Record<string, string>): Place {
  return { words: '', ...written } as Place;
}

test('place: a stairwell of another building is let go, the building stays', () => {
  assert.deepEqual(settledPlace(place({ buildingId: 'b6', stairwellId: 's31' }), register), {
    buildingId: 'b6',
    words: '',
  });
  const fitting = place({ buildingId: 'b3', stairwellId: 's31' });
  assert.deepEqual(settledPlace(fitting, register), fitting);
  assert.deepEqual(settledPlace(null, register), { words: '' });
});

test('place: a building, an area or words say where; nothing and blanks do not', () => {
  assert.equal(isSomewhere(place({ buildingId: 'b3' })), true);
  assert.equal(isSomewhere(place({ areaId: 'a1' })), true);
  assert.equal(isSomewhere(place({ words: '东门外' })), true);
  assert.equal(isSomewhere(place({ spot: 'door', words: '  ' })), false);
  assert.equal(isSomewhere(null), false);
});

test('place: the only estate is not named, and empty parts are no hidden fields', () => {
  const chosen = place({ buildingId: 'b3', stairwellId: 's31', spot: 'door' });
  assert.deepEqual(labelsOf(chosen, register), { words: '', building: '3', stairwell: '1', spot: 'door' });
  assert.deepEqual(placeFields(chosen), {
    'place.buildingId': 'b3',
    'place.stairwellId': 's31',
    'place.spot': 'door',
  });
});
