import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { storyOf } from '../../../test/story.ts';
import { codeOf, must, openWorld, type World } from '../../../test/world.ts';
import { readEntries } from '../../ledger/entry/entry.service.ts';
import { getFigures } from '../figures/figures.contract.ts';
import { countEntries } from '../figures/figures-counting.service.ts';
import { inhabitantsOperations } from './inhabitants.contract.ts';

const { listCounts, setCount } = inhabitantsOperations;
const counted = { inhabitants: 1240, countedOn: '2026-11-01', source: '社区2026年11月入户登记' };

let world: World;
before(async () => {
  world = await openWorld();
});
after(() => world.stop());

async function figuresOf(asOf: string) {
  await world.sequence();
  await countEntries(world.installation.platform, world.here.community);
  return must(await world.as('stranger').call(getFigures, { asOf }));
}

test('stranger: reads matters per ten thousand only where somebody has counted the people', async () => {
  await storyOf(world).accepted();
  assert.equal((await figuresOf('2026-11-24')).perTenThousand, null);
  must(await world.as('administrator').call(setCount, { version: 0, ...counted }));
  const { perTenThousand } = await figuresOf('2026-11-24');
  assert.deepEqual(perTenThousand, { received: 1, ...counted, value: 8 });
  assert.equal((await figuresOf('2026-10-31')).perTenThousand, null);
  const page = await (await fetch(`${world.url}/c/here/figures`)).text();
  assert.match(page, /万人诉求比/);
  assert.match(page, /社区2026年11月入户登记/);
  const { counts, can } = must(await world.as('stranger').call(listCounts, {}));
  assert.deepEqual(counts, [{ version: 1, ...counted }]);
  assert.equal(can.set, 'administrator-only');
});

test('administrator: corrects a count; nobody saves over what they have not seen, or ahead of time', async () => {
  const administrator = world.as('administrator');
  const set = async (change: object) => administrator.call(setCount, { version: 1, ...counted, ...change });
  assert.equal(codeOf(await set({})), 'inhabitants-as-it-is');
  assert.equal(codeOf(await set({ version: 0, inhabitants: 1300 })), 'inhabitants-changed');
  assert.equal(codeOf(await set({ countedOn: '2026-11-25' })), 'counted-ahead');
  assert.equal(codeOf(await set({ inhabitants: 0 })), 'input-invalid');
  must(await set({ inhabitants: 1250 }));
  assert.equal((await figuresOf('2026-11-24')).perTenThousand?.inhabitants, 1250);
  const entries = await world.made.database.read(world.here.community.id, (tx) => readEntries(tx, 0, 1000));
  const own = entries.filter(({ type }) => type === 'inhabitants.set');
  assert.deepEqual(
    own.map(({ facts }) => facts),
    [1240, 1250].map((inhabitants, index) => ({ version: index + 1, inhabitants, countedOn: '2026-11-01' })),
  );
});
