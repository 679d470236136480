import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { storyOf } from '../../../test/story.ts';
import { codeOf, must, openWorld, type World } from '../../../test/world.ts';
import { noticeOperations } from '../../channels/notice/notice.contract.ts';
import { addMs, dateOf, dayMs, hourMs } from '../../kernel/time.ts';
import { requestCode, signInWithCode } from '../../people/account/account.contract.ts';
import { householdsIn } from '../../people/household/household.service.ts';
import { slipOperations } from '../../people/slip/slip.contract.ts';
import { maxUses, tryLimits } from '../../people/slip/slip.rules.ts';
import { runDueJobs } from '../../platform/outbox.ts';
import { matterOperations } from '../../resolve/matter/matter.operations.contract.ts';
import { householdWorkers } from '../../resolve/matter/matter-household.service.ts';
import type { Client } from '../../web/client.ts';
import { residenceOperations as operations } from './residence.contract.ts';

let world: World;
let newcomers = 0;

before(async () => {
  world = await openWorld();
});
after(() => world.stop());

/** Somebody who signs in by a number nobody here knew. */
async function newcomer(): Promise<Client> {
  const phone = `1370000${String(++newcomers).padStart(4, '0')}`;
  const client = world.browser();
  must(await client.call(requestCode, { phone }));
  must(await client.call(signInWithCode, { phone, code: await world.codeSentTo(phone) }));
  return client;
}

const home = () => world.here.places.homes;

/** Prints building 3 anew and gives the code of one of its doors. */
async function codeFor(door: string): Promise<string> {
  const { buildingId } = home().resident;
  const made = must(
    await world.as('desk1').call(slipOperations.makeSheet, { buildingId, stairwellId: null }),
  );
  const sheet = must(await world.as('desk1').call(slipOperations.getSheet, { sheetId: made.sheetId }));
  const slip = sheet.slips.find(({ home }) => home.endsWith(`${door}室`));
  assert.ok(slip, `no slip for ${door}`);
  assert.equal(slip.url, `${world.url}/c/here/residence/slip/${slip.code}`);
  return slip.code;
}

const redeem = (client: Client, code: string, livesAs: 'owner' | 'tenant' = 'owner') =>
  client.call(operations.redeemSlip, { code, livesAs });
const homesOf = async (client: Client) =>
  must(await client.call(operations.getResidence, {})).homes.map(({ name, occupancy, cameBy }) => [
    name,
    occupancy,
    cameBy,
  ]);
const told = async (client: Client) =>
  must(await client.call(noticeOperations.listNotices, {})).rows.map(({ template }) => template);

describe('a slip', () => {
  test('resident: is bound by its code, however typed, and those who live there hear of it', async () => {
    const code = await codeFor('502');
    const client = await newcomer();
    const bound = must(await redeem(client, ` ${code.toLowerCase().replace('-', ' ')}`));
    assert.equal(bound.name, '3幢2单元502室');
    assert.deepEqual(await homesOf(client), [['3幢2单元502室', 'owner', 'slip']]);
    assert.equal((await told(world.as('neighbour')))[0], 'residence.joined');
    assert.equal(must(await redeem(client, code)).householdId, bound.householdId);
    const { dwellingId } = home().neighbour;
    const households = await world.made.database.read(world.here.community.id, (tx) =>
      householdsIn(tx, [dwellingId], dateOf(world.clock.now())),
    );
    assert.equal(households.length, 1, 'they joined the household there was');
  });

  test('tenant: lives behind the same door in a household of their own', async () => {
    const client = await newcomer();
    must(await redeem(client, await codeFor('502'), 'tenant'));
    assert.deepEqual(await homesOf(client), [['3幢2单元502室', 'tenant', 'slip']]);
  });

  test('resident: a replaced, an expired, a used-up and an invented code are refused alike', async () => {
    const replaced = await codeFor('501');
    const code = await codeFor('501');
    const client = await newcomer();
    assert.equal(codeOf(await redeem(client, replaced)), 'slip-not-valid');
    for (let used = 0; used < maxUses; used++) must(await redeem(await newcomer(), code, 'tenant'));
    assert.equal(codeOf(await redeem(client, code)), 'slip-not-valid');
    assert.equal(codeOf(await redeem(client, '2222-2222')), 'slip-not-valid');
    const later = await codeFor('501');
    world.clock.advance(31 * dayMs);
    assert.equal(codeOf(await redeem(await newcomer(), later)), 'slip-not-valid');
    assert.equal(codeOf(await redeem(world.as('stranger'), later)), 'sign-in-first');
  });

  test('guesser: is stopped after five, also from finding the right one, and may go on an hour later', async () => {
    const code = await codeFor('501');
    const guesser = await newcomer();
    const guesses = Array.from({ length: tryLimits.personHour + 3 }, () => redeem(guesser, '3333-3333'));
    const answers = (await Promise.all(guesses)).map(codeOf);
    assert.equal(answers.filter((answer) => answer === 'slip-not-valid').length, tryLimits.personHour);
    assert.equal(codeOf(await redeem(guesser, code)), 'too-many-tries');
    must(await redeem(await newcomer(), code));
    world.clock.advance(hourMs);
    must(await redeem(guesser, code));
  });

  test('the tables: hold no code', async () => {
    const code = await codeFor('501');
    const rows = await world.made.database.read(
      world.here.community.id,
      (tx) => tx<{ text: string }[]>`select l::text || s::text as text from slips l cross join slip_sheets s`,
    );
    assert.ok(rows.length > 0);
    for (const { text } of rows) {
      assert.ok(!text.includes(code) && !text.includes(code.replace('-', '')));
    }
  });

  test('captain, handler, resident, stranger: make and read no sheets', async () => {
    const { buildingId } = home().resident;
    const sheet = { buildingId, stairwellId: null };
    for (const who of ['captain', 'handler', 'chair', 'street', 'resident', 'stranger'] as const) {
      assert.equal(codeOf(await world.as(who).call(slipOperations.makeSheet, sheet)), 'keepers-only');
      assert.equal(
        codeOf(await world.as(who).call(slipOperations.listSheets, { buildingId })),
        'keepers-only',
      );
    }
  });
});

describe('without a slip', () => {
  const ask = (client: Client, door: string) =>
    client.call(operations.askResidence, {
      ...{ stairwellId: home().resident.stairwellId, door, livesAs: 'owner', words: '我是老何的女儿' },
    });
  const requestsOf = async (who: 'captain' | 'otherCaptain' | 'desk1') =>
    must(await world.as(who).call(operations.listRequests, {}));

  test('captain: is told, sees who asks, confirms; the resident hears of it and is bound', async () => {
    const client = await newcomer();
    const { requestId } = must(await ask(client, '502室'));
    assert.equal((await told(world.as('captain')))[0], 'residence.asked');
    const listed = (await requestsOf('captain')).requests.find(({ id }) => id === requestId);
    assert.deepEqual(
      [listed?.name, listed?.registered, listed?.can],
      ['3幢2单元502室', true, { confirm: true, refuse: true }],
    );
    assert.match(listed?.person.phone ?? '', /\*{4}/);
    must(await world.as('captain').call(operations.confirmRequest, { requestId }));
    assert.deepEqual((await homesOf(client))[0], ['3幢2单元502室', 'owner', 'request']);
    assert.equal((await told(client))[0], 'residence.confirmed');
    const twice = await world.as('desk1').call(operations.refuseRequest, { requestId, reason: '晚了' });
    assert.equal(codeOf(twice), 'decided-already');
  });

  test('captain: refuses with a reason, which is told; without one it is asked for', async () => {
    const client = await newcomer();
    const { requestId } = must(await ask(client, '502'));
    const refuse = (reason: string) =>
      world.as('captain').call(operations.refuseRequest, { requestId, reason });
    assert.equal(codeOf(await refuse(' ')), 'input-invalid');
    must(await refuse('502住的是何先生一家'));
    const mine = must(await client.call(operations.getResidence, {}));
    assert.deepEqual(
      mine.requests.map(({ state, reason }) => [state, reason]),
      [['refused', '502住的是何先生一家']],
    );
    assert.equal((await told(client))[0], 'residence.refused');
    assert.deepEqual(mine.homes, []);
  });

  test('captain: cannot confirm a door the register does not know; the desk does, and it is registered', async () => {
    const client = await newcomer();
    const { requestId } = must(await ask(client, '999'));
    const byCaptain = await world.as('captain').call(operations.confirmRequest, { requestId });
    assert.equal(codeOf(byCaptain), 'door-not-registered');
    must(await world.as('desk1').call(operations.confirmRequest, { requestId }));
    assert.deepEqual((await homesOf(client))[0], ['3幢2单元999室', 'owner', 'request']);
    assert.equal((await told(world.as('captain')))[0], 'residence.confirmed-elsewhere');
  });

  test('two who decide at once: one does, the other is told', async () => {
    const { requestId } = must(await ask(await newcomer(), '502'));
    const answers = await Promise.all([
      world.as('captain').call(operations.confirmRequest, { requestId }),
      world.as('desk1').call(operations.refuseRequest, { requestId, reason: '再核实一下' }),
    ]);
    assert.deepEqual(answers.map((answer) => answer.ok).sort(), [false, true]);
    assert.equal(codeOf(answers.find((answer) => !answer.ok) ?? { ok: true }), 'decided-already');
  });

  test('captain: cannot confirm their own home, nor see requests of another stairwell', async () => {
    const { requestId } = must(await ask(world.as('captain'), '502'));
    assert.equal((await told(world.as('desk1')))[0], 'residence.asked');
    const own = await world.as('captain').call(operations.confirmRequest, { requestId });
    assert.equal(codeOf(own), 'own-request');
    const other = await world.as('otherCaptain').call(operations.confirmRequest, { requestId });
    assert.equal(codeOf(other), 'request-not-found');
    assert.deepEqual((await requestsOf('otherCaptain')).requests, []);
    must(await world.as('captain').call(operations.withdrawRequest, { requestId }));
  });

  test('resident: asks twice for one door, or too often, and is told', async () => {
    const client = await newcomer();
    must(await ask(client, '501'));
    assert.equal(codeOf(await ask(client, '501室')), 'asked-already');
    must(await ask(client, '502'));
    assert.equal(codeOf(await ask(client, '503')), 'requests-waiting');
    assert.equal(codeOf(await ask(world.as('resident'), '501')), 'lives-there-already');
    assert.equal(codeOf(await ask(client, '五楼')), 'input-invalid');
  });
});

describe('moving out', () => {
  test('resident: leaves, the others stay; with the last one the household ends', async () => {
    const [first, second] = [await newcomer(), await newcomer()];
    const code = await codeFor('301');
    const { householdId } = must(await redeem(first, code, 'tenant'));
    must(await redeem(second, code, 'tenant'));
    must(await first.call(operations.leaveHome, { householdId }));
    assert.deepEqual(await homesOf(first), []);
    assert.equal((await homesOf(second)).length, 1);
    assert.equal(codeOf(await first.call(operations.leaveHome, { householdId })), 'home-not-found');
    assert.equal(must(await redeem(first, code, 'tenant')).householdId, householdId);
    must(await first.call(operations.leaveHome, { householdId }));
    must(await second.call(operations.leaveHome, { householdId }));
    assert.notEqual(must(await redeem(first, code, 'tenant')).householdId, householdId);
  });

  test('desk: writes down that somebody left, and they are told; a captain cannot', async () => {
    const client = await newcomer();
    const { householdId } = must(await redeem(client, await codeFor('301'), 'tenant'));
    const listed = await world.made.database.read(
      world.here.community.id,
      (tx) => tx<{ personId: string }[]>`
        select person_id from household_members where household_id = ${householdId} and member_until is null
        order by member_from desc, person_id desc limit 1`,
    );
    const ended = { householdId, personId: listed[0]?.personId as never };
    assert.equal(codeOf(await world.as('captain').call(operations.endResidence, ended)), 'keepers-only');
    must(await world.as('desk1').call(operations.endResidence, ended));
    assert.equal(codeOf(await world.as('desk1').call(operations.endResidence, ended)), 'home-not-found');
  });
});

describe('counting households', () => {
  const households = async (matterId: string) =>
    must(await world.as('desk1').call(matterOperations.getMatter, { matterId: matterId as never }))
      .households;
  const listedHouseholds = async (matterId: string) =>
    must(await world.as('desk1').call(matterOperations.listMatters, { queue: 'open', limit: 100 })).rows.find(
      ({ id }) => id === matterId,
    )?.households;

  test('a matter: a reporter bound later to a household that said “me too” is one voice with it', async () => {
    const { platform } = world.installation;
    await runDueJobs(platform, world.here.community.id, householdWorkers);
    const reporter = await newcomer();
    const story = storyOf({
      ...world,
      as: (who, where) => (who === 'resident' ? reporter : world.as(who, where)),
    });
    const { matterId } = await story.accepted();
    must(await world.as('neighbour').call(matterOperations.meToo, { matterId }));
    assert.deepEqual([await households(matterId), await listedHouseholds(matterId)], [2, 2]);
    must(await redeem(reporter, await codeFor('502')));
    await runDueJobs(platform, world.here.community.id, householdWorkers);
    assert.deepEqual([await households(matterId), await listedHouseholds(matterId)], [1, 1]);
    world.clock.set(addMs(world.clock.now(), dayMs));
    const [mine] = must(await reporter.call(operations.getResidence, {})).homes;
    assert.ok(mine);
    must(await reporter.call(operations.leaveHome, { householdId: mine.householdId }));
    must(await redeem(reporter, await codeFor('501')));
    await runDueJobs(platform, world.here.community.id, householdWorkers);
    assert.equal(await households(matterId), 1, 'who moves later spoke for the household of then');
  });
});
