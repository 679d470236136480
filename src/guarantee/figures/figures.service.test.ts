import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { storyOf } from '../../../test/story.ts';
import { codeOf, must, openWorld, type World } from '../../../test/world.ts';
import { dateOf, dayMs, hourMs } from '../../kernel/time.ts';
import { matterOperations } from '../../resolve/matter/matter.operations.contract.ts';
import { exportCounted, type Figures, getFigures, listCounted, rateNames } from './figures.contract.ts';
import { rateParts } from './figures.rules.ts';
import { countEntries, recount } from './figures-counting.service.ts';

let world: World;
before(async () => {
  world = await openWorld();
});
after(() => world.stop());

async function counted(asOf?: string): Promise<Figures> {
  await world.sequence();
  await countEntries(world.installation.platform, world.here.community);
  return must(await world.as('stranger').call(getFigures, asOf === undefined ? {} : { asOf }));
}

const today = () => dateOf(world.clock.now());

describe('figures', () => {
  test('stranger: of nothing, nothing is zero or a hundred per cent', async () => {
    const figures = await counted();
    assert.equal(figures.received.total, 0);
    assert.deepEqual(
      rateNames.map((name) => figures.rates[name].percent),
      rateNames.map(() => null),
    );
    assert.equal(figures.times.resolution.medianMinutes, null);
  });

  test('stranger: a matter counts on the day it is accepted and on the day it is resolved, for good', async () => {
    const story = storyOf(world);
    const accepted = today();
    const told = await story.inWork();
    world.clock.advance(2 * dayMs);
    await story.step(told, 'handler', matterOperations.resolveMatter, {
      ...{ result: 'solved', reply: '扶手已经换新', proofPhotoIds: [], whyNoPhoto: '下雨没拍' },
    });
    const figures = await counted();
    assert.deepEqual(figures.received, {
      total: 1,
      byChannel: { form: 1 },
      byTier: { self: 1, joint: 0, linked: 0 },
    });
    assert.equal(figures.resolved.total, 1);
    assert.equal(figures.open.total, 0);
    assert.equal(figures.rates.resolved.percent, 100);
    assert.deepEqual(figures.times.resolution, { medianMinutes: 2800, matters: 1 });
    const then = await counted(accepted);
    assert.deepEqual([then.received.total, then.resolved.total, then.open.total], [1, 0, 1]);
    assert.equal(codeOf(await world.as('stranger').call(getFigures, { asOf: '2030-01-01' })), 'day-ahead');
  });

  test('stranger: a merged matter lives on as a voice of the earlier one', async () => {
    const story = storyOf(world);
    const earlier = await story.dispatched();
    world.clock.advance(hourMs);
    const later = await story.dispatched();
    const before = await counted();
    await story.step(later, 'desk1', matterOperations.mergeMatter, { intoMatterId: earlier.matterId });
    const figures = await counted();
    assert.equal(figures.received.total, before.received.total - 1);
    assert.equal(figures.merged, 1);
    assert.equal(figures.voices.reports, before.voices.reports + 1);
  });

  test('stranger: a matter about somebody’s hardship is counted and not described', async () => {
    const told = await storyOf(world).accepted({ categoryCode: 'CAR04', publicTitle: '邻里帮扶' });
    const figures = await counted();
    assert.deepEqual(figures.byCategory.at(-1), { category: null, received: 1, resolved: 0, open: 1 });
    const stranger = world.as('stranger');
    const { rows } = must(await stranger.call(listCounted, { category: '-' }));
    assert.deepEqual(
      rows.map(({ number, title, category }) => [number, title, category]),
      [[told.number, null, null]],
    );
    assert.equal(must(await stranger.call(listCounted, { category: 'CAR04' })).total, 0);
  });

  test('stranger: every figure opens a list of as many matters as it says', async () => {
    const story = storyOf(world);
    await story.closed();
    world.clock.advance(3 * dayMs);
    const figures = await counted();
    const list = async (filter: Parameters<ReturnType<World['as']>['call']>[1]) =>
      must(await world.as('stranger').call(listCounted, filter as object)).total;
    assert.equal(await list({}), figures.received.total);
    for (const status of ['received', 'resolved', 'open'] as const) {
      for (const tier of ['self', 'joint', 'linked'] as const) {
        assert.equal(await list({ status, tier }), figures[status].byTier[tier], `${status} ${tier}`);
      }
      for (const month of figures.byMonth)
        assert.equal(await list({ status, month: month.month }), month[status], `${status} ${month.month}`);
      for (const part of figures.byBuilding)
        assert.equal(await list({ status, building: part.building ?? '-' }), part[status]);
      for (const part of figures.byCategory)
        assert.equal(await list({ status, category: part.category ?? '-' }), part[status]);
    }
    for (const name of rateNames) {
      const [upper, lower] = rateParts[name];
      const tier = name === 'self' ? { tier: 'self' } : {};
      assert.equal(await list({ status: upper, ...tier }), figures.rates[name].numerator, name);
      assert.equal(await list({ status: lower }), figures.rates[name].denominator, name);
    }
    const { rows } = must(await world.as('stranger').call(exportCounted, { status: 'received' }));
    assert.equal(rows.length, figures.received.total);
  });

  test('stranger: the pages of a list have every matter once', async () => {
    const { total } = must(await world.as('stranger').call(listCounted, {}));
    const numbers: string[] = [];
    for (let after: string | null | undefined; after !== null; ) {
      const page = must(
        await world.as('stranger').call(listCounted, { limit: 2, ...(after ? { after } : {}) }),
      );
      numbers.push(...page.rows.map(({ number }) => number));
      after = page.next;
    }
    assert.equal(new Set(numbers).size, total);
    assert.equal(numbers.length, total);
  });

  test('operator: counting anew from nothing comes to the same', async () => {
    const { platform } = world.installation;
    const before = await counted();
    const { entries, same } = await recount(platform, world.here.community);
    assert.ok(same);
    assert.ok(entries > 20);
    assert.deepEqual(await counted(), before);
  });

  test('operator: counting anew finds a counter that was changed by hand', async () => {
    await world.made.database.write(world.here.community.id, async (tx) => {
      await tx`update figure_days set deltas = deltas || '{"received": 99}' where community_id = ${tx.community}`;
    });
    const { platform } = world.installation;
    assert.equal((await recount(platform, world.here.community)).same, false);
    assert.equal((await recount(platform, world.here.community)).same, true);
  });
});
