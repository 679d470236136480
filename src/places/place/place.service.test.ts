import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { makeCall, makeCommunity } from '../../../test/call.ts';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { type Asker, stranger } from '../../kernel/asker.ts';
import type { Id } from '../../kernel/id.ts';
import type { Community } from '../../platform/call.ts';
import { newId } from '../../platform/ids.ts';
import type { EstateId, Place } from './place.contract.ts';
import { placeName } from './place.rules.ts';
import {
  completePlace,
  ensureAddress,
  ensureArea,
  ensureBuilding,
  ensureDwelling,
  ensureEstate,
  ensureStairwell,
  findPlace,
  getDwellingPlaces,
  getPlaceNames,
  listDwellings,
  listPlaces,
} from './place.service.ts';

let made: TestDatabase;
let here: Community;
let there: Community;
let shore: EstateId;

const desk: Asker = {
  kind: 'person',
  accountId: newId<Id<'account'>>(),
  personId: newId<Id<'person'>>(),
  displayName: '小周',
  posts: [{ id: newId<Id<'post'>>(), kind: 'desk', covers: null }],
};

before(async () => {
  made = await testDatabase();
  here = await makeCommunity(made);
  there = await makeCommunity(made, '隔壁社区');
  shore = await made.database.write(here.id, async (tx) => {
    const estate = await ensureEstate(tx, '水岸花园');
    for (const stairwell of ['1', '2']) {
      await ensureAddress(tx, estate, { building: '3', stairwell, door: '501' });
    }
    await ensureAddress(tx, estate, { building: '3', stairwell: '2', door: '602' });
    await ensureAddress(tx, estate, { building: '10' });
    await ensureArea(tx, '东门', null);
    await ensureArea(tx, '地下车库', estate);
    return estate;
  });
});

async function find(address: string, asker: Asker = stranger, community = here) {
  const answer = await findPlace(makeCall(made, community, { asker }), { address });
  assert.ok(answer.ok);
  return answer.value;
}

describe('listing places', () => {
  test('stranger: sees buildings in the order people count, stairwells and areas, and no dwelling', async () => {
    const answer = await listPlaces(makeCall(made, here), {});
    assert.ok(answer.ok);
    const [estate] = answer.value.estates;
    assert.deepEqual(
      estate?.buildings.map(({ label, stairwells }) => [
        label,
        stairwells.map((stairwell) => stairwell.label),
      ]),
      [
        ['3', ['1', '2']],
        ['10', []],
      ],
    );
    assert.deepEqual(answer.value.areas.map(({ name }) => name).sort(), ['东门', '地下车库']);
    assert.doesNotMatch(JSON.stringify(answer.value), /"(\d+-\d+-)?(501|602)"|dwelling/i);
  });

  test('stranger: sees nothing of the community next door', async () => {
    const answer = await listPlaces(makeCall(made, there), {});
    assert.deepEqual(answer, { ok: true, value: { estates: [], areas: [] } });
    assert.equal((await find('3-2-501', desk, there)).found, 'none');
  });
});

describe('finding an address', () => {
  for (const address of ['3-2-501', '3幢2单元501室', '三号楼二单元501', '水岸花园3栋2单元501']) {
    test(`desk: ${address} is one dwelling`, async () => {
      const { found, places } = await find(address, desk);
      assert.equal(found, 'one');
      assert.equal(places[0]?.name, '3幢2单元501室');
      assert.ok(places[0]?.place.dwellingId);
      assert.equal(places[0]?.place.floor, 5);
    });
  }

  test('stranger: learns nothing from whether a door exists', async () => {
    const existing = await find('3-2-501');
    const missing = await find('3-2-503');
    const anonymous = (answer: typeof existing) => JSON.stringify(answer).replaceAll(/50[13]/g, '50x');
    assert.equal(existing.found, 'one');
    assert.equal(existing.places[0]?.place.dwellingId, undefined);
    assert.equal(anonymous(existing), anonymous(missing));
    assert.equal(existing.can.seeDwellings, 'staff-only');
  });

  test('stranger: a door without its stairwell is every stairwell of the building', async () => {
    const { found, places } = await find('3幢602');
    assert.equal(found, 'several');
    assert.deepEqual(
      places.map(({ name }) => name),
      ['3幢1单元6楼 602室', '3幢2单元6楼 602室'],
    );
  });

  test('desk: a door without its stairwell is the one dwelling that has it, or a choice', async () => {
    assert.deepEqual(
      (await find('3幢602', desk)).places.map(({ name }) => name),
      ['3幢2单元602室'],
    );
    assert.equal((await find('3幢501', desk)).found, 'several');
  });

  test('desk: an estate nobody knows is never taken for the one that is there', async () => {
    assert.equal((await find('云栖小镇3-2-501', desk)).found, 'several');
  });

  test('anybody: buildings, areas and bays are found, what is not there is not', async () => {
    assert.equal((await find('10幢')).places[0]?.name, '10幢');
    assert.equal((await find('水岸花园东门')).places[0]?.name, '东门');
    assert.equal((await find('12号车位')).places[0]?.name, '地下车库 12号车位');
    assert.equal((await find('4-1-101')).found, 'none');
    assert.equal((await find('王阿姨家')).found, 'none');
  });
});

describe('the register', () => {
  test('an import: ensuring twice makes nothing twice', async () => {
    await made.database.write(here.id, async (tx) => {
      const estate = await ensureEstate(tx, '水岸花园');
      assert.equal(estate, shore);
      const building = await ensureBuilding(tx, estate, '7');
      assert.equal(await ensureBuilding(tx, estate, '7'), building);
      const stairwell = await ensureStairwell(tx, building, '1');
      assert.equal(await ensureStairwell(tx, building, '1'), stairwell);
      const dwelling = await ensureDwelling(tx, stairwell, '1203');
      assert.equal(await ensureDwelling(tx, stairwell, '1203', null), dwelling);
      assert.deepEqual(await listDwellings(tx, stairwell), [
        { id: dwelling, stairwellId: stairwell, floor: 12, door: '1203' },
      ]);
    });
  });

  test('an import: a label that is none is refused by the database', async () => {
    await assert.rejects(
      made.database.write(here.id, (tx) => ensureBuilding(tx, shore, '3幢')),
      /buildings_label_check/,
    );
  });

  test('a place: is completed from its innermost id, and refused if it contradicts itself', async () => {
    const [found] = (await find('3-2-501', desk)).places;
    assert.ok(found?.place.dwellingId);
    const { dwellingId } = found.place;
    await made.database.write(here.id, async (tx) => {
      const completed = await completePlace(tx, { dwellingId, words: '' });
      assert.deepEqual(completed, { ok: true, value: found.place });
      const ten = await ensureBuilding(tx, shore, '10');
      for (const wrong of [
        { dwellingId, buildingId: ten },
        { dwellingId: newId<typeof dwellingId>() },
        { buildingId: ten, estateId: newId<EstateId>() },
        { areaId: newId<Place['areaId'] & string>() },
      ]) {
        assert.deepEqual(await completePlace(tx, { ...wrong, words: '' }), {
          ok: false,
          refusal: { code: 'place-unknown' },
        });
      }
      assert.deepEqual(await completePlace(tx, { words: '小花园边上' }), {
        ok: true,
        value: { words: '小花园边上' },
      });
    });
    const elsewhere = await made.database.read(there.id, (tx) =>
      completePlace(tx, { dwellingId, words: '' }),
    );
    assert.equal(elsewhere.ok, false);
  });

  test('names: come in the order asked, with the estate only where there are several', async () => {
    const [found] = (await find('3-2-501', desk)).places;
    assert.ok(found?.place.dwellingId);
    const { place } = found;
    const nameBoth = () =>
      made.database.read(here.id, async (tx) => {
        const labels = await getPlaceNames(tx, [{ words: '亭子里' }, { ...place, spot: 'door' }]);
        return labels.map((label) => placeName(label, { level: 'full' }, 'zh'));
      });
    assert.deepEqual(await nameBoth(), ['亭子里', '3幢2单元501室单元门口']);
    const byId = await made.database.read(here.id, (tx) =>
      getDwellingPlaces(tx, [found.place.dwellingId ?? newId()]),
    );
    assert.deepEqual([...byId.values()], [place]);
    await made.database.write(here.id, (tx) => ensureEstate(tx, '兰锦家园'));
    assert.deepEqual(await nameBoth(), ['亭子里', '水岸花园3幢2单元501室单元门口']);
  });
});
