import assert from 'node:assert/strict';
import { before, beforeEach, describe, test } from 'node:test';
import { makeCall, makeCommunity, usualNow } from '../../../test/call.ts';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { type Asker, stranger } from '../../kernel/asker.ts';
import type { Id } from '../../kernel/id.ts';
import { dateOf } from '../../kernel/time.ts';
import type { Community } from '../../platform/call.ts';
import { newId } from '../../platform/ids.ts';
import { listDwellings, listPlaces, nameDwellings } from './place.service.ts';
import {
  addArea,
  addBuilding,
  addDwelling,
  addEstate,
  closePlace,
  listKept,
  removePlace,
  renamePlace,
  reopenPlace,
} from './place-keeping.service.ts';

let made: TestDatabase;
let here: Community;

const as = (kind: string): Asker => ({
  ...{ kind: 'person', accountId: newId<Id<'account'>>(), personId: newId<Id<'person'>>(), displayName: '' },
  posts: [{ id: newId<Id<'post'>>(), kind, covers: null }],
});
const administrator = as('administrator');

const callOf = (asker: Asker = administrator, community = here) => makeCall(made, community, { asker });
const refusal = (outcome: { ok: true } | { ok: false; refusal: { code: string } }) =>
  outcome.ok ? undefined : outcome.refusal.code;

before(async () => {
  made = await testDatabase();
});
beforeEach(async () => {
  here = await makeCommunity(made);
});

function must<Value>(outcome: { ok: true; value: Value } | { ok: false; refusal: { code: string } }): Value {
  assert.ok(outcome.ok, outcome.ok ? '' : outcome.refusal.code);
  return outcome.value;
}

const small = { stairwells: 2, floors: 3, perFloor: 2, firstFloor: 1 };

async function estateWithBuilding() {
  const { estateId } = must(await addEstate(callOf(), { name: '水岸阳光' }));
  const { buildingId } = must(await addBuilding(callOf(), { estateId, label: '三号楼', ...small }));
  return { estateId, buildingId };
}

const kept = async () => must(await listKept(callOf(), {}));

describe('the register of places', () => {
  test('administrator: enters an estate and a building with all its homes', async () => {
    const { estateId } = must(await addEstate(callOf(), { name: '水岸阳光' }));
    const added = must(
      await addBuilding(callOf(), {
        ...{ estateId, label: '3号楼' },
        ...{ stairwells: 2, floors: 11, perFloor: 2, firstFloor: 1 },
      }),
    );
    assert.equal(added.dwellings, 44);
    const [estate] = (await kept()).estates;
    assert.deepEqual(
      estate?.buildings.map(({ label, stairwells }) => [
        label,
        stairwells.map((stairwell) => [stairwell.label, stairwell.dwellings]),
      ]),
      [
        [
          '3',
          [
            ['1', 22],
            ['2', 22],
          ],
        ],
      ],
    );
    const stairwell = estate?.buildings[0]?.stairwells[1];
    assert.ok(stairwell);
    const doors = await made.database.read(here.id, (tx) => listDwellings(tx, stairwell.id));
    assert.deepEqual([doors[0]?.door, doors[0]?.floor, doors.at(-1)?.door], ['101', 1, '1102']);
  });

  test('administrator: the same building, estate, area or door twice is refused', async () => {
    const { estateId, buildingId } = await estateWithBuilding();
    assert.equal(refusal(await addBuilding(callOf(), { estateId, label: '3', ...small })), 'building-taken');
    assert.equal(refusal(await addEstate(callOf(), { name: '水岸阳光' })), 'name-taken');
    must(await addArea(callOf(), { name: '东大门', estateId: null }));
    assert.equal(refusal(await addArea(callOf(), { name: '东大门', estateId: null })), 'name-taken');
    must(await addArea(callOf(), { name: '东大门', estateId }));
    const door = { buildingId, stairwell: '2单元', door: '301室' };
    assert.equal(refusal(await addDwelling(callOf(), door)), 'name-taken');
    must(await addDwelling(callOf(), { ...door, stairwell: '3' }));
    assert.equal((await kept()).estates[0]?.buildings[0]?.stairwells.length, 3);
  });

  test('administrator: what cannot be read as a label is told at its field', async () => {
    const { estateId, buildingId } = await estateWithBuilding();
    const label = await addBuilding(callOf(), { estateId, label: '物业楼', ...small });
    assert.deepEqual(!label.ok && label.refusal.fields, [{ path: 'label', code: 'label-unreadable' }]);
    const large = { stairwells: 20, floors: 60, perFloor: 40, firstFloor: 1 };
    const tooMany = await addBuilding(callOf(), { estateId, label: '9', ...large });
    assert.deepEqual(!tooMany.ok && tooMany.refusal.fields, [{ path: 'floors', code: 'too-many-dwellings' }]);
    const door = await addDwelling(callOf(), { buildingId, stairwell: '1', door: '东间' });
    assert.deepEqual(!door.ok && door.refusal.fields, [{ path: 'door', code: 'door-unreadable' }]);
  });

  test('administrator: renames; what lies within stays, and no two are called the same', async () => {
    const { estateId, buildingId } = await estateWithBuilding();
    const second = must(await addBuilding(callOf(), { estateId, label: '4', ...small }));
    assert.equal(
      refusal(await renamePlace(callOf(), { kind: 'building', placeId: second.buildingId, name: '三幢' })),
      'name-taken',
    );
    must(await renamePlace(callOf(), { kind: 'building', placeId: buildingId, name: '12幢' }));
    must(await renamePlace(callOf(), { kind: 'estate', placeId: estateId, name: '水岸花园' }));
    const { estates } = await kept();
    assert.equal(estates[0]?.name, '水岸花园');
    assert.deepEqual(
      estates[0]?.buildings.map(({ label, stairwells }) => [label, stairwells.length]),
      [
        ['4', 2],
        ['12', 2],
      ],
    );
  });

  test('resident: cannot choose a closed building; what happened there keeps its name; opened, it is back', async () => {
    const { buildingId } = await estateWithBuilding();
    const { areaId } = must(await addArea(callOf(), { name: '老车棚', estateId: null }));
    const stairwell = (await kept()).estates[0]?.buildings[0]?.stairwells[0];
    assert.ok(stairwell);
    must(await closePlace(callOf(), { kind: 'building', placeId: buildingId }));
    must(await closePlace(callOf(), { kind: 'area', placeId: areaId }));
    const choice = must(await listPlaces(callOf(stranger), {}));
    assert.deepEqual([choice.estates[0]?.buildings, choice.areas], [[], []]);
    assert.equal((await kept()).estates[0]?.buildings[0]?.closedOn, dateOf(usualNow));
    const names = await made.database.read(here.id, async (tx) => {
      const [first] = await listDwellings(tx, stairwell.id);
      assert.ok(first);
      return nameDwellings(tx, [first.id], 'zh');
    });
    assert.deepEqual([...names.values()], ['3幢1单元101室']);
    must(await reopenPlace(callOf(), { kind: 'building', placeId: buildingId }));
    assert.equal(must(await listPlaces(callOf(stranger), {})).estates[0]?.buildings.length, 1);
  });

  test('administrator: removes what was a mistake, and not what somebody lives in', async () => {
    const { estateId, buildingId } = await estateWithBuilding();
    const wrong = must(await addBuilding(callOf(), { estateId, label: '33', ...small }));
    must(await removePlace(callOf(), { kind: 'building', placeId: wrong.buildingId }));
    assert.deepEqual(
      (await kept()).estates[0]?.buildings.map(({ id }) => id),
      [buildingId],
    );
    const stairwell = (await kept()).estates[0]?.buildings[0]?.stairwells[0];
    assert.ok(stairwell);
    const [home, other] = await made.database.read(here.id, (tx) => listDwellings(tx, stairwell.id));
    assert.ok(home && other);
    await made.database.write(
      here.id,
      (tx) => tx`insert into households (community_id, id, dwelling_id, occupancy, lives_from)
        values (${here.id}, ${newId()}, ${home.id}, 'owner', ${dateOf(usualNow)})`,
    );
    for (const [kind, placeId] of [
      ['dwelling', home.id],
      ['stairwell', stairwell.id],
      ['building', buildingId],
      ['estate', estateId],
    ] as const)
      assert.equal(refusal(await removePlace(callOf(), { kind, placeId })), 'place-in-use', kind);
    must(await removePlace(callOf(), { kind: 'dwelling', placeId: other.id }));
    assert.equal((await kept()).estates[0]?.buildings[0]?.stairwells[0]?.dwellings, 5);
  });

  test('administrator: an area somebody reported about stays', async () => {
    const { areaId } = must(await addArea(callOf(), { name: '东大门', estateId: null }));
    await made.database.write(
      here.id,
      (
        tx,
      ) => tx`insert into reports (community_id, id, number, state, channel, text, place, area_id, anonymity,
          privacy_notice, locale, submitted_at, occurred_at)
        values (${here.id}, ${newId()}, '2026-0001', 'submitted', 'form', '门坏了',
          ${tx.json({ areaId, words: '' })}, ${areaId}, 'anonymous', '1', 'zh', ${usualNow}, ${usualNow})`,
    );
    assert.equal(refusal(await removePlace(callOf(), { kind: 'area', placeId: areaId })), 'place-in-use');
  });

  test('desk: reads the register and changes nothing; a stranger does neither', async () => {
    const { buildingId } = await estateWithBuilding();
    const desk = callOf(as('desk'));
    assert.equal(must(await listKept(desk, {})).can.change, 'administrator-only');
    assert.equal(refusal(await addEstate(desk, { name: '别处' })), 'administrator-only');
    assert.equal(
      refusal(await removePlace(desk, { kind: 'building', placeId: buildingId })),
      'administrator-only',
    );
    assert.equal(refusal(await listKept(callOf(stranger), {})), 'desk-only');
  });

  test('administrator: of another community finds nothing here', async () => {
    const { estateId, buildingId } = await estateWithBuilding();
    const there = callOf(administrator, await makeCommunity(made, '隔壁社区'));
    assert.deepEqual(must(await listKept(there, {})).estates, []);
    assert.equal(
      refusal(await removePlace(there, { kind: 'building', placeId: buildingId })),
      'place-unknown',
    );
    assert.equal(refusal(await addBuilding(there, { estateId, label: '1', ...small })), 'place-unknown');
  });
});
