import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { storyOf, usualCategory } from '../../../test/story.ts';
import { codeOf, must, openWorld, type World } from '../../../test/world.ts';
import { dayMs } from '../../kernel/time.ts';
import { readEntries } from '../../ledger/entry/entry.service.ts';
import { matterOperations } from '../../resolve/matter/matter.operations.contract.ts';
import { categoryOperations } from './category.contract.ts';
import { categoryKeepingOperations } from './category.operations.contract.ts';

const { reviewCategories, readHistory, previewChange, changeCategory, withdrawChange, addCategory } =
  categoryKeepingOperations;
let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.stop());

const shorter = {
  code: usualCategory,
  from: '2026-11-26',
  nameZh: '健身器材坏了',
  nameEn: 'Broken exercise things',
  tier: 'self',
  limit: 'W3',
  open: 'yes',
} as const;
const reason = '居民代表会议定的';
const listed = async (code: string) =>
  must(await world.as('stranger').call(categoryOperations.listCategories, {})).categories.find(
    (one) => one.code === code,
  );

test('administrator: a new limit counts for what is accepted from its day on, and for nothing before', async () => {
  const story = storyOf(world);
  const before = await story.accepted();
  const administrator = world.as('administrator');
  const foreseen = must(await administrator.call(previewChange, shorter));
  assert.deepEqual([foreseen.before.limit, foreseen.after.limit], ['W5', 'W3']);
  const { category } = must(await administrator.call(changeCategory, { ...shorter, reason }));
  assert.deepEqual(category, foreseen.after);
  assert.equal((await listed(usualCategory))?.limit, 'W5', 'today nothing has changed');

  world.clock.advance(2 * dayMs);
  assert.equal((await listed(usualCategory))?.limit, 'W3');
  const after = await story.accepted();
  assert.deepEqual([before.matter.promisedOn, after.matter.promisedOn], ['2026-12-01', '2026-12-01']);
  const again = must(await world.as('desk1').call(matterOperations.getMatter, { matterId: before.matterId }));
  assert.equal(again.promisedOn, '2026-12-01', 'what ran keeps its promise');
});

test('administrator: closes a category for new matters; older ones keep its name', async () => {
  const administrator = world.as('administrator');
  const { nameZh, nameEn, ...rest } = shorter;
  const closing = { ...rest, nameZh, nameEn, limit: 'W5', open: 'no', reason } as const;
  must(await administrator.call(changeCategory, closing));
  world.clock.advance(3 * dayMs);
  const report = await storyOf(world).reported();
  const accepting = {
    reportId: report.reportId,
    publicTitle: '器材松动',
    categoryCode: usualCategory,
    tier: 'self',
  };
  const handlers = {
    messageToReporter: null,
    mainHandlerPostId: null,
    assistingPostIds: [],
    messageToHandlers: null,
  };
  const answer = await world
    .as('desk1')
    .call(matterOperations.acceptReport, { ...accepting, ...handlers } as never);
  assert.equal(codeOf(answer), 'category-unknown');
  assert.equal((await listed(usualCategory))?.name.zh, nameZh);
  const asked = { text: '健身器材坏了' };
  const { suggestions } = must(await world.as('stranger').call(categoryOperations.suggestCategory, asked));
  assert.ok(!suggestions.some(({ code }) => code === usualCategory));
});

test('administrator: withdraws what is planned; all of it is on record with who and why', async () => {
  const administrator = world.as('administrator');
  must(await administrator.call(changeCategory, { ...shorter, reason }));
  const withdrawal = { code: usualCategory, from: shorter.from, reason: '会议改期' };
  must(await administrator.call(withdrawChange, withdrawal));
  assert.equal(codeOf(await administrator.call(withdrawChange, withdrawal)), 'change-not-planned');
  const history = must(await world.as('desk1').call(readHistory, { code: usualCategory }));
  assert.deepEqual(
    history.rows.map(({ limit, effectiveTo }) => [limit, effectiveTo]),
    [['W5', null]],
  );
  assert.deepEqual(history.changes.map(({ kind, reason }) => [kind, reason]).sort(), [
    ['changed', reason],
    ['withdrawn', '会议改期'],
  ]);
  await world.sequence();
  const entries = await world.made.database.read(world.here.community.id, (tx) => readEntries(tx, 0, 50));
  assert.deepEqual(
    entries.map(({ type, facts }) => [type, facts.code, facts.from]),
    [
      ['category.changed', usualCategory, shorter.from],
      ['category.change-withdrawn', usualCategory, shorter.from],
    ],
  );
});

test('administrator: adds a category once, and the desk can use it', async () => {
  const administrator = world.as('administrator');
  const own = {
    group: 'FAC',
    from: '2026-11-24',
    nameZh: '快递柜坏了',
    nameEn: 'Parcel locker broken',
    tier: 'self',
    limit: 'W3',
    handlerZh: '物业',
    handlerEn: 'property company',
    keywords: '快递柜 格口',
    reason,
  } as const;
  const key = { idempotencyKey: 'parcel-locker' };
  const first = must(await administrator.call(addCategory, own, key)).category;
  assert.deepEqual(must(await administrator.call(addCategory, own, key)).category, first);
  assert.equal(first.code, 'FAC07');
  const matter = await storyOf(world).accepted({ categoryCode: 'FAC07' });
  assert.equal(matter.matter.categoryCode, 'FAC07');
  const review = must(await world.as('desk1').call(reviewCategories, {}));
  assert.equal(review.categories.length, 73);
  assert.equal(review.can.change, 'administrator-only');
});

test('neighbouring community: keeps its own catalogue', async () => {
  must(await world.as('administrator').call(changeCategory, { ...shorter, reason }));
  const theirs = must(
    await world
      .as('administrator', { in: world.there, of: world.there })
      .call(readHistory, { code: usualCategory }),
  );
  assert.deepEqual([theirs.rows.length, theirs.changes.length], [1, 0]);
});
