import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { codeOf, must, openWorld, type World } from '../../../test/world.ts';
import type { InputOf } from '../../kernel/operation.ts';
import { readEntries } from '../../ledger/entry/entry.service.ts';
import { preferenceOperations } from '../preference/preference.contract.ts';
import { reachOperations } from './reach.contract.ts';
import { findTelephone, mayBeIndexed } from './reach.service.ts';

const { seeReach, listReachChanges, setReach } = reachOperations;
let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.stop());

const said: InputOf<typeof setReach> = {
  ...{ version: 0, telephone: '0571 8888 6666', telephoneDays: 'daily' },
  ...{ telephoneFrom: '08:00', telephoneUntil: '20:00', quietFrom: '21:00', quietUntil: '06:30' },
  ...{ searchable: 'yes', reason: '居民代表会议定的' },
};
const telephone = {
  ...{ shown: '0571-88886666', dialled: '057188886666' },
  ...{ days: 'daily', from: '08:00', until: '20:00' },
};

test('administrator: what is saved holds for everybody at once, and stands on record', async () => {
  const administrator = world.as('administrator');
  const saved = must(await administrator.call(setReach, said));
  const shown = { version: 1, telephone, quietFrom: '21:00', quietUntil: '06:30', searchable: true };
  assert.deepEqual(saved, shown);
  const seen = must(await world.as('stranger').call(seeReach, {}));
  assert.deepEqual(seen, { ...shown, can: { change: 'administrator-only' } });
  const { database } = world.made;
  const { community } = world.here;
  assert.equal(await database.read(community.id, mayBeIndexed), true);
  assert.deepEqual(await database.read(community.id, findTelephone), telephone);
  assert.equal(
    await database.read(world.there.community.id, mayBeIndexed),
    false,
    'the neighbours decide for themselves',
  );

  const { changes } = must(await world.as('desk1').call(listReachChanges, {}));
  assert.deepEqual(
    changes.map(({ version, by, reason }) => [version, by, reason]),
    [[1, '管理员小周', said.reason]],
  );
  await world.sequence();
  const entries = await database.read(community.id, (tx) => readEntries(tx, 0, 10));
  assert.deepEqual(
    entries.map(({ type, facts }) => [type, facts.telephone, facts.searchable]),
    [['reach.set', true, true]],
  );
  assert.ok(!JSON.stringify(entries).includes('8888'));
});

test('administrator: who saves over what another saved is told first, and can then', async () => {
  const administrator = world.as('administrator');
  must(await administrator.call(setReach, said));
  const other = { ...said, telephone: '12345', searchable: 'no' } as const;
  assert.equal(codeOf(await administrator.call(setReach, other)), 'reach-changed');
  const { version } = must(await administrator.call(seeReach, {}));
  const again = must(await administrator.call(setReach, { ...other, version }));
  assert.deepEqual([again.version, again.telephone?.shown], [2, '12345']);
});

test('two administrators: of two who save at the same moment one is told', async () => {
  const administrator = world.as('administrator');
  const answers = await Promise.all(
    ['0571-88886666', '0571-88887777'].map((telephone) =>
      administrator.call(setReach, { ...said, telephone }),
    ),
  );
  assert.deepEqual(answers.map((answer) => (answer.ok ? 'saved' : codeOf(answer))).sort(), [
    'reach-changed',
    'saved',
  ]);
});

test('administrator: cannot publish the number of somebody registered, nor what is no number', async () => {
  const administrator = world.as('administrator');
  const theirs = world.here.people.resident.phone;
  assert.equal(
    codeOf(await administrator.call(setReach, { ...said, telephone: theirs })),
    'telephone-of-a-person',
  );
  const wrong = await administrator.call(setReach, {
    ...{ ...said, telephone: '8888', telephoneFrom: '20:00', telephoneUntil: '08:00' },
  });
  assert.equal(codeOf(wrong), 'input-invalid');
});

test('administrator: a community without a number has none to show', async () => {
  const administrator = world.as('administrator');
  const saved = must(await administrator.call(setReach, { ...said, telephone: null }));
  assert.equal(saved.telephone, null);
  assert.equal(await world.made.database.read(world.here.community.id, findTelephone), null);
});

test('resident: goes by the community’s night until choosing another', async () => {
  const [administrator, resident] = [world.as('administrator'), world.as('resident')];
  const { getPreferences, setPreferences } = preferenceOperations;
  const night = async () => {
    const { quietFrom, quietUntil } = must(await resident.call(getPreferences, {}));
    return [quietFrom, quietUntil];
  };
  assert.deepEqual(await night(), ['22:00', '07:00']);
  must(
    await resident.call(setPreferences, {
      sms: ['progress'],
      mail: [],
      quietFrom: '22:00',
      quietUntil: '07:00',
    }),
  );
  must(await administrator.call(setReach, said));
  assert.deepEqual(await night(), ['21:00', '06:30'], 'what was saved as it was moves with it');
  must(
    await resident.call(setPreferences, {
      sms: ['progress'],
      mail: [],
      quietFrom: '23:00',
      quietUntil: '07:00',
    }),
  );
  must(await administrator.call(setReach, { ...said, version: 1, quietFrom: '20:00' }));
  assert.deepEqual(await night(), ['23:00', '07:00']);
});
