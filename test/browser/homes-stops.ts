import { residenceOperations } from '../../src/collect/residence/residence.contract.ts';
import { rosterOperations } from '../../src/people/roster/roster.contract.ts';
import { slipOperations } from '../../src/people/slip/slip.contract.ts';
import { placeKeepingOperations } from '../../src/places/place/place.keeping.contract.ts';
import { ensureBuilding, ensureEstate } from '../../src/places/place/place.service.ts';
import { must, type World } from '../world.ts';
import type { Stops } from './stops.ts';

/** A list with a home that is new, one that changes, and a row that cannot be read. */
const roster = [
  '小区,楼幢,单元,室号,面积,户主姓名,电话,使用情况',
  '兰锦花园,3,2,501,89.50,Li Guifang,13700000001,自住',
  'Waterside,12,1,101,102.35,Zhou,13700000002,出租',
  '兰锦花园,gate,1,?,large,Chen,123,lent',
].join('\n');

/** A sheet of slips, two who wait for the captain, one who was refused, and a building nobody lives in. */
export async function tellOfHomes(world: World) {
  const { people, places, community } = world.here;
  const { buildingId, stairwellId } = places.homes.resident;
  must(await world.as('desk1').call(slipOperations.makeSheet, { buildingId, stairwellId: null }));
  const ask = async (who: 'neighbour' | 'handler' | 'captain', door: string) => {
    const asked = { stairwellId, door, livesAs: 'owner' as const, words: '我是老王的女儿' };
    return must(await world.as(who).call(residenceOperations.askResidence, asked));
  };
  const { requestId } = await ask('captain', '999');
  const reason = '这一室是配电间';
  must(await world.as('desk1').call(residenceOperations.refuseRequest, { requestId, reason }));
  await ask('neighbour', '501');
  await ask('handler', '998');
  const emptyBuildingId = await world.made.database.write(community.id, async (tx) =>
    ensureBuilding(tx, await ensureEstate(tx, '兰锦花园'), '9'),
  );
  const added = await world.as('administrator').call(placeKeepingOperations.addArea, {
    ...{ name: '老车棚', estateId: null },
  });
  const { areaId } = must(added);
  must(
    await world
      .as('administrator')
      .call(placeKeepingOperations.closePlace, { kind: 'area', placeId: areaId }),
  );
  const { rosterId } = must(
    await world
      .as('administrator')
      .call(rosterOperations.readRoster, { estate: '' }, { files: [new Blob([roster])] }),
  );
  return { buildingId, areaId, rosterId, emptyBuildingId, personId: people.captain.personId };
}

/** Where homes are registered, asked for and confirmed, and the register of buildings and people. */
export function homesStops(told: Awaited<ReturnType<typeof tellOfHomes>>): Stops {
  return {
    '/residence': [
      { name: 'with a home and requests', as: 'neighbour', at: '/residence' },
      { name: 'without a home', as: 'desk1', at: '/residence' },
    ],
    '/residence/ask': [
      { name: 'as it is', as: 'resident', at: '/residence/ask' },
      { name: 'asked for nowhere', as: 'resident', at: '/residence/ask', send: '/residence/requests' },
    ],
    '/residence/slip': [
      { name: 'as it is', as: 'resident', at: '/residence/slip' },
      { name: 'without a code', as: 'resident', at: '/residence/slip', send: '/residence/slips' },
    ],
    '/residence/slip/:code': [
      { name: 'scanned', as: 'resident', at: '/residence/slip/ABCD-EFGH' },
      {
        name: 'a code that is none',
        as: 'resident',
        at: '/residence/slip/ABCD-EFGH',
        send: '/residence/slips',
      },
    ],
    ...placeStops(told),
    '/people/places/:buildingId': [
      { name: 'with a sheet of slips', as: 'desk1', at: `/people/places/${told.buildingId}` },
      {
        name: 'a building without homes',
        as: 'desk1',
        at: `/people/places/${told.emptyBuildingId}`,
        send: '/slips',
      },
    ],
    '/people/:personId': [
      { name: 'a captain with a home and a request', as: 'desk1', at: `/people/${told.personId}` },
      {
        name: 'without a name',
        as: 'desk1',
        at: `/people/${told.personId}`,
        send: `/people/${told.personId}`,
        written: { displayName: '' },
      },
    ],
    '/residence-requests': [
      { name: 'somebody waits', as: 'captain', at: '/residence-requests' },
      { name: 'refused without a reason', as: 'captain', at: '/residence-requests', send: '/refuse' },
      { name: 'a door the register does not know', as: 'captain', at: '/residence-requests' },
      { name: 'nobody waits', as: 'captain', at: '/residence-requests', empty: true },
    ],
  };
}

/** The register of places: as it is, begun, added to and changed. */
function placeStops(told: Awaited<ReturnType<typeof tellOfHomes>>): Stops {
  return {
    '/people/places': [
      { name: 'filled', as: 'administrator', at: '/people/places' },
      { name: 'empty', as: 'desk1', at: '/people/places', empty: true },
      { name: 'empty, for who may begin', as: 'administrator', at: '/people/places', empty: true },
    ],
    '/people/places/new': [
      {
        name: 'a building without a number',
        as: 'administrator',
        at: '/people/places/new?what=building',
        send: '/places/buildings',
      },
      { name: 'a building before any estate', as: 'administrator', at: '/people/places/new', empty: true },
      { name: 'an area', as: 'administrator', at: '/people/places/new?what=area' },
      {
        name: 'an estate without a name',
        as: 'administrator',
        at: '/people/places/new?what=estate',
        send: '/places/estates',
      },
    ],
    '/people/places/import': [
      {
        name: 'no file chosen',
        as: 'administrator',
        at: '/people/places/import',
        send: '/rosters',
      },
    ],
    '/people/places/import/:rosterId': [
      {
        name: 'something of everything',
        as: 'administrator',
        at: `/people/places/import/${told.rosterId}`,
      },
    ],
    '/people/places/:kind/:placeId': [
      {
        name: 'a building somebody lives in, removed',
        as: 'administrator',
        at: `/people/places/building/${told.buildingId}`,
        send: `/building/${told.buildingId}/remove`,
      },
      {
        name: 'an area without a name',
        as: 'administrator',
        at: `/people/places/area/${told.areaId}`,
        send: '/rename',
        written: { name: '' },
      },
    ],
  };
}
