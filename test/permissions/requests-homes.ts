import { residenceOperations as residence } from '../../src/collect/residence/residence.contract.ts';
import type { Id } from '../../src/kernel/id.ts';
import { dayMs } from '../../src/kernel/time.ts';
import { requestCode, signInWithCode } from '../../src/people/account/account.contract.ts';
import { createPerson, getPerson, updatePerson } from '../../src/people/directory/directory.contract.ts';
import { rosterOperations } from '../../src/people/roster/roster.contract.ts';
import { slipOperations } from '../../src/people/slip/slip.contract.ts';
import { placeKeepingOperations as keeping } from '../../src/places/place/place.keeping.contract.ts';
import { must } from '../world.ts';
import type { Prepare, Scene } from './requests.ts';

/** A number that nobody has yet. */
const freshPhone = (scene: Scene) => `136${String(scene.fresh()).padStart(8, '0')}`;

async function somebody(scene: Scene): Promise<string> {
  const made = await scene.world.as('desk1').call(createPerson, { displayName: `住户${scene.fresh()}` });
  return must(made).personId;
}

async function sheet({ world }: Scene): Promise<string> {
  const { buildingId } = world.here.places.homes.resident;
  const made = await world.as('desk1').call(slipOperations.makeSheet, { buildingId, stairwellId: null });
  return must(made).sheetId;
}

async function slipCode(scene: Scene): Promise<string> {
  const sheetId = (await sheet(scene)) as Id<'sheet'>;
  return must(await scene.world.as('desk1').call(slipOperations.getSheet, { sheetId })).slips[0]?.code ?? '';
}

/** The neighbour asks for a door of the captain's stairwell; what they asked before is settled. */
async function residenceRequest({ world, fresh }: Scene): Promise<string> {
  const mine = must(await world.as('neighbour').call(residence.getResidence, {}));
  for (const { id, can } of mine.requests) {
    if (can.withdraw === true) await world.as('neighbour').call(residence.withdrawRequest, { requestId: id });
  }
  world.clock.advance(2 * dayMs);
  const { stairwellId } = world.here.places.homes.resident;
  const asked = { stairwellId, door: `${700 + fresh()}`, livesAs: 'tenant' as const, words: null };
  return must(await world.as('neighbour').call(residence.askResidence, asked)).requestId;
}

/** Somebody new says they live behind a door that the register knows. */
async function newcomersRequest(scene: Scene): Promise<string> {
  const { world } = scene;
  const phone = freshPhone(scene);
  const newcomer = world.browser();
  must(await newcomer.call(requestCode, { phone }));
  must(await newcomer.call(signInWithCode, { phone, code: await world.codeSentTo(phone) }));
  const { stairwellId } = world.here.places.homes.resident;
  const asked = { stairwellId, door: '501', livesAs: 'tenant' as const, words: null };
  return must(await newcomer.call(residence.askResidence, asked)).requestId;
}

/** A second home of the resident, so that leaving it leaves them one. */
async function secondHome({ world }: Scene): Promise<string> {
  const { dwellingId } = world.here.places.homes.neighbour;
  const home = { dwellingId, occupancy: 'tenant' as const };
  const { personId } = world.here.people.resident;
  must(await world.as('desk1').call(updatePerson, { id: personId, home }));
  const mine = must(await world.as('resident').call(residence.getResidence, {}));
  return mine.homes.find(({ occupancy }) => occupancy === 'tenant')?.householdId ?? '';
}

/** An area nobody reported about, of an estate nobody lives in. */
async function spareArea({ world, fresh }: Scene): Promise<string> {
  const made = await world
    .as('administrator')
    .call(keeping.addArea, { name: `空地${fresh()}`, estateId: null });
  return must(made).areaId;
}

async function spareEstate({ world, fresh }: Scene): Promise<Id<'estate'>> {
  const made = await world.as('administrator').call(keeping.addEstate, { name: `新苑${fresh()}` });
  return must(made).estateId;
}

/** A list of one home that nobody has entered yet, and what looking at it said. */
const rosterFile = ({ fresh }: Scene) =>
  Buffer.from(`小区,楼幢,单元,室号\n名册苑,${1 + (fresh() % 900)},1,101\n`);

async function roster(scene: Scene) {
  const administrator = scene.world.as('administrator');
  const files = [new Blob([new Uint8Array(rosterFile(scene))])];
  const { rosterId } = must(await administrator.call(rosterOperations.readRoster, { estate: '' }, { files }));
  const { survey } = must(await administrator.call(rosterOperations.seeRoster, { rosterId }));
  return { rosterId, digest: survey.digest };
}

const area = async (scene: Scene) => ({ kind: 'area', placeId: await spareArea(scene) });

export const homesRequests: Record<string, Prepare> = {
  'person.get': async (scene) => ({ input: { id: await somebody(scene) } }),
  'person.building': ({ world }) => ({
    input: { buildingId: world.here.places.homes.resident.buildingId },
  }),
  'place.kept': () => ({ input: {} }),
  'place.addEstate': ({ fresh }) => ({ input: { name: `新苑${fresh()}` } }),
  'place.addBuilding': async (scene) => ({
    input: {
      ...{ estateId: await spareEstate(scene), label: '3幢' },
      ...{ stairwells: 1, floors: 2, perFloor: 2, firstFloor: 1 },
    },
  }),
  'place.addDwelling': (scene) => ({
    input: {
      buildingId: scene.world.here.places.homes.resident.buildingId,
      ...{ stairwell: '9', door: `${100 + scene.fresh()}` },
    },
  }),
  'place.addArea': ({ fresh }) => ({ input: { name: `花园${fresh()}`, estateId: null } }),
  'place.rename': async (scene) => ({ input: { ...(await area(scene)), name: `广场${scene.fresh()}` } }),
  'place.close': async (scene) => ({ input: await area(scene) }),
  'place.reopen': async (scene) => ({ input: await area(scene) }),
  'place.remove': async (scene) => ({ input: await area(scene) }),
  'roster.read': (scene) => ({ input: { estate: '' }, files: [rosterFile(scene)] }),
  'roster.get': async (scene) => ({ input: { rosterId: (await roster(scene)).rosterId } }),
  'roster.import': async (scene) => ({ input: await roster(scene) }),
  'slip.make': ({ world }) => ({
    input: { buildingId: world.here.places.homes.resident.buildingId, stairwellId: null },
  }),
  'slip.list': ({ world }) => ({ input: { buildingId: world.here.places.homes.resident.buildingId } }),
  'slip.sheet': async (scene) => ({ input: { sheetId: await sheet(scene) } }),
  'residence.mine': () => ({ input: {} }),
  'residence.redeem': async (scene) => ({ input: { code: await slipCode(scene), livesAs: 'tenant' } }),
  'residence.ask': (scene) => ({
    input: {
      ...{ stairwellId: scene.world.here.places.homes.resident.stairwellId, door: `${800 + scene.fresh()}` },
      ...{ livesAs: 'owner', words: null },
    },
  }),
  'residence.withdraw': async (scene) => ({ input: { requestId: await residenceRequest(scene) } }),
  'residence.leave': async (scene) => ({ input: { householdId: await secondHome(scene) } }),
  'residence.list': () => ({ input: {} }),
  'residence.count': () => ({ input: {} }),
  'residence.confirm': async (scene) => ({ input: { requestId: await newcomersRequest(scene) } }),
  'residence.refuse': async (scene) => ({
    input: { requestId: await newcomersRequest(scene), reason: '没有见过这个人' },
  }),
  async 'residence.end'(scene) {
    const dwellingId = scene.world.here.places.homes.neighbour.dwellingId;
    const home = { dwellingId, occupancy: 'tenant' as const };
    const made = await scene.world.as('desk1').call(createPerson, { displayName: '要搬走的', home });
    const { personId } = must(made);
    const { homes } = must(await scene.world.as('desk1').call(getPerson, { id: personId }));
    return { input: { personId, householdId: homes[0]?.householdId } };
  },
};
