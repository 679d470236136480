import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Story, storyOf, type ToldMatter } from '../../../test/story.ts';
import { codeOf, must, openWorld, tuesdayMorning, type Visitor, type World } from '../../../test/world.ts';
import { noticeOperations } from '../../channels/notice/notice.contract.ts';
import { urgingOperations } from '../../followup/urging/urging.contract.ts';
import { dayMs, minuteMs } from '../../kernel/time.ts';
import { listEntries } from '../../ledger/entry/entry.service.ts';
import { ensureArea, ensureEstate } from '../../places/place/place.service.ts';
import type { StaffMatter } from './matter.contract.ts';
import { matterOperations } from './matter.operations.contract.ts';

let world: World;
let story: Story;
before(async () => {
  world = await openWorld();
  story = storyOf(world);
});
after(() => world.stop());

const supervise = { level: 'yellow', reason: 'safety', workingDays: 2, words: '请说明为什么慢' };
const place = (told: ToldMatter, by: Visitor = 'street', change: object = {}) =>
  story.step(told, by, matterOperations.superviseMatter, { ...supervise, ...change });
const clockOf = (matter: StaffMatter, kind: string) => matter.clocks.findLast((clock) => clock.kind === kind);
const why = (matter: StaffMatter) => clockOf(matter, 'resolve')?.why.lines.map(({ text }) => text) ?? [];
const templatesOf = async (who: Visitor, { matterId }: ToldMatter) => {
  const { rows } = must(await world.as(who).call(noticeOperations.listNotices, { limit: 100 }));
  return rows.filter(({ subject }) => subject.id === matterId).map(({ template }) => template);
};
const toSupervise = async (who: Visitor) =>
  must(await world.as(who).call(matterOperations.listMatters, { queue: 'to-supervise', limit: 100 })).rows;

test('street: supervises with a date of its own, reads what came of it, and changes nothing else', async () => {
  world.clock.set(tuesdayMorning);
  const under = await place(await story.inWork());
  const { matter } = under;
  assert.deepEqual(matter.supervision, {
    ...{ level: 'yellow', reason: 'safety', by: 'street', dueOn: '2026-11-26' },
  });
  assert.equal(clockOf(matter, 'supervision')?.dueOn, '2026-11-26');
  assert.equal(matter.timeline[0]?.by, 'street');
  for (const who of ['handler', 'desk1'] as const)
    assert.equal((await templatesOf(who, under))[0], 'matter.supervised');
  assert.equal((await templatesOf('resident', under))[0], 'matter.supervised-in-short');
  const toReporter = must(
    await world.as('resident').call(matterOperations.getMatter, { matterId: under.matterId }),
  );
  assert.equal(toReporter.supervised, 'yellow');
  assert.doesNotMatch(JSON.stringify(toReporter), /请说明/);
  const resolved = await story.step(under, 'handler', matterOperations.resolveMatter, {
    ...{ result: 'solved', reply: '换好了', proofPhotoIds: [], whyNoPhoto: '太暗' },
  });
  assert.equal(resolved.matter.supervision, null);
  assert.equal(clockOf(resolved.matter, 'supervision')?.state, 'in-time');
  assert.ok(
    (await templatesOf('street', under)).includes('matter.supervision-met'),
    'the street hears of the result',
  );
});

test('administrator: lifts what they placed, with a word; red stays until then', async () => {
  world.clock.set(tuesdayMorning);
  const red = await place(await story.taken(), 'administrator', { level: 'red' });
  const again = { matterId: red.matterId, version: red.version, ...supervise };
  assert.equal(
    codeOf(await world.as('street').call(matterOperations.superviseMatter, again as never)),
    'supervised-already',
  );
  const lifted = await story.step(red, 'administrator', matterOperations.liftSupervision, {
    words: '在修了',
  });
  assert.equal(lifted.matter.supervision, null);
  assert.equal(clockOf(lifted.matter, 'supervision')?.state, 'dropped');
  assert.equal(lifted.matter.can.lift, 'not-supervised');
});

test('to supervise: the list holds exactly what the rules propose, for street, desk and administrator', async () => {
  world.clock.set(tuesdayMorning);
  const [fine, urged, again, late, placed] = [
    await story.inWork(),
    await story.taken(),
    await story.closed(),
    await story.accepted({ categoryCode: 'FAC01' }),
    await story.taken(),
  ];
  for (const who of ['resident', 'desk1'] as const) {
    must(await world.as(who).call(urgingOperations.urgeMatter, { matterId: urged.matterId, words: '快点' }));
  }
  const reopened = must(
    await world.as('resident').call(matterOperations.reopenMatter, {
      matterId: again.matterId,
      version: again.version,
      reason: '又松了',
    }),
  );
  const raised = await place(placed);
  // FAC01 has one workday; on Thursday it is late, and so is the yellow one's own date on Friday.
  world.clock.advance(3 * dayMs + minuteMs);
  const listed = await toSupervise('street');
  const ids = listed.map(({ id }) => id);
  const proposals = Object.fromEntries(listed.map(({ id, toSupervise: proposed }) => [id, proposed]));
  assert.deepEqual(proposals[urged.matterId], { level: 'yellow', reason: 'urged-twice' });
  assert.deepEqual(proposals[reopened.id], { level: 'yellow', reason: 'reopened' });
  assert.deepEqual(proposals[late.matterId], { level: 'yellow', reason: 'overdue' });
  assert.ok(!ids.includes(fine.matterId) && !ids.includes(raised.matterId));
  assert.deepEqual(
    (await toSupervise('desk1')).map(({ id }) => id),
    ids,
  );
  assert.deepEqual(
    (await toSupervise('administrator')).map(({ id }) => id),
    ids,
  );

  // Everything later: the list and the rules still say the same of every open matter.
  world.clock.advance(9 * dayMs);
  const all = must(
    await world.as('street').call(matterOperations.listMatters, { queue: 'open', limit: 100 }),
  ).rows;
  const proposed = all.filter((row) => row.toSupervise !== null).map(({ id }) => id);
  assert.deepEqual((await toSupervise('street')).map(({ id }) => id).sort(), proposed.sort());
  const red = all.find(({ id }) => id === raised.matterId);
  assert.deepEqual(red?.toSupervise, { level: 'red', reason: 'overdue' });
});

test('desk: moves a matter up in time: its clock goes on from acceptance and says why', async () => {
  world.clock.set(tuesdayMorning);
  const matter = await story.inWork();
  assert.equal(clockOf(matter.matter, 'resolve')?.dueOn, '2026-12-01');
  world.clock.advance(dayMs);
  const moved = await story.step(matter, 'desk1', matterOperations.moveMatter, {
    ...{ to: 'joint', reason: 'several-stairwells', words: '三个单元都松了，请业委会一起看' },
  });
  assert.equal(moved.number, matter.number);
  assert.deepEqual(
    [moved.matter.tier, moved.matter.limit, moved.matter.state],
    ['joint', 'W15', 'in_progress'],
  );
  assert.deepEqual(
    [clockOf(moved.matter, 'resolve')?.dueOn, clockOf(moved.matter, 'resolve')?.state],
    ['2026-12-15', 'running'],
  );
  assert.ok(
    why(moved.matter).includes('11月25日 周三换了层级，时限从5个工作日改为15个工作日，已过的日子照算'),
    why(moved.matter).join('\n'),
  );
  const notices = must(await world.as('resident').call(noticeOperations.listNotices, {})).rows;
  const told = notices.find(({ template }) => template === 'matter.moved');
  assert.equal(told?.params.words, '三个单元都松了，请业委会一起看');
  assert.deepEqual([told?.params.to, told?.params.dueOn], ['joint', '2026-12-15']);
});

test('desk: moves a matter whose limit passed: the missed promise stays late, another begins', async () => {
  world.clock.set(tuesdayMorning);
  const matter = await story.inWork();
  world.clock.advance(9 * dayMs);
  const seen = must(await world.as('desk1').call(matterOperations.getMatter, { matterId: matter.matterId }));
  assert.ok(seen.reader === 'staff');
  assert.deepEqual(seen.toMove, { to: 'joint', reason: 'limit-passed' });
  const moved = await story.step(matter, 'desk1', matterOperations.moveMatter, {
    ...{ to: 'joint', reason: 'limit-passed', words: '物业一家办不了' },
  });
  const promises = moved.matter.clocks.filter(({ kind }) => kind === 'resolve');
  assert.deepEqual(
    promises.map(({ state, dueOn }) => `${state} ${dueOn}`),
    ['late 2026-12-01', 'running 2026-12-24'],
  );
  assert.deepEqual(why(moved.matter).slice(0, 2), [
    '12月1日 周二：原来的期限过了，记作超时',
    '12月3日 周四 09:00 换了层级，重新承诺，限15个工作日',
  ]);
  assert.equal(moved.matter.promisedOn, '2026-12-24');
  await world.sequence();
  const entries = await world.made.database.read(world.here.community.id, (tx) =>
    listEntries(tx, { number: matter.number }),
  );
  const entry = entries.findLast(({ type }) => type === 'matter.moved');
  assert.deepEqual(entry?.facts.from, 'self');
  assert.doesNotMatch(JSON.stringify(entry), /物业一家/);
});

test('desk: cannot move it to where it is, by a reason that does not fit, or on the sight of an old page', async () => {
  world.clock.set(tuesdayMorning);
  const { matterId, version } = await story.taken();
  const move = (change: object) =>
    world.as('desk1').call(matterOperations.moveMatter, {
      ...{ matterId, version, to: 'joint', reason: 'common-funds', words: '要用维修资金' },
      ...change,
    } as never);
  assert.equal(codeOf(await move({ to: 'self' })), 'same-tier');
  assert.equal(codeOf(await move({ reason: 'beyond-estate' })), 'move-reason-unfit');
  assert.equal(codeOf(await move({ reason: 'limit-passed' })), 'limit-not-passed');
  assert.equal(must(await move({})).limit, 'vote');
  assert.equal(codeOf(await move({})), 'matter-changed');
});

test('handler: an assisting one has its own part under “mine”, whether or not the main one has taken it', async () => {
  world.clock.set(tuesdayMorning);
  const { postId: main } = world.here.people.handler;
  const { postId: assisting } = world.here.people.committee;
  assert.ok(main && assisting);
  const told = await story.accepted({ mainHandlerPostId: main, assistingPostIds: [assisting] });
  const mine = async (who: Visitor) => {
    const { rows } = must(
      await world.as(who).call(matterOperations.listMatters, { queue: 'waiting-for-me', limit: 100 }),
    );
    return rows.some(({ id }) => id === told.matterId);
  };
  assert.deepEqual(
    [await mine('handler'), await mine('colleague'), await mine('committee')],
    [true, true, true],
  );
  await story.step(told, 'handler', matterOperations.takeMatter);
  assert.deepEqual([await mine('handler'), await mine('committee')], [true, true]);
});

test('rows: a matter about a shared area says which one, to staff and to everybody', async () => {
  world.clock.set(tuesdayMorning);
  const areaId = await world.made.database.write(world.here.community.id, async (tx) =>
    ensureArea(tx, '中心花园', await ensureEstate(tx, '兰锦花园')),
  );
  const { matterId } = await story.accepted({}, await story.reported({ place: { areaId, words: '' } }));
  const listed = must(await world.as('desk1').call(matterOperations.listMatters, { limit: 100 })).rows;
  const row = listed.find(({ id }) => id === matterId);
  assert.deepEqual([row?.building, row?.area], [null, '中心花园']);
  const everybody = must(await world.as('stranger').call(matterOperations.getMatter, { matterId }));
  assert.equal(everybody.area, '中心花园');
});
