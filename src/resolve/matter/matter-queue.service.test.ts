import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { aPhoto } from '../../../test/collect-server.ts';
import { postOf, type Story, storyOf } from '../../../test/story.ts';
import { codeOf, must, openWorld, type Visitor, type World } from '../../../test/world.ts';
import { reportOperations } from '../../collect/report/report.operations.contract.ts';
import { dayMs, hourMs, minuteMs } from '../../kernel/time.ts';
import { endPost } from '../../people/post/post.contract.ts';
import { matterOperations } from './matter.operations.contract.ts';
import { getMatter } from './matter.reading.contract.ts';

let world: World;
let story: Story;
before(async () => {
  world = await openWorld();
  story = storyOf(world);
});
after(() => world.stop());

const list = async (who: Visitor, input: Record<string, unknown> = {}) =>
  must(await world.as(who).call(matterOperations.listMatters, input));
const waiting = async (who: Visitor) => {
  const { rows, total } = await list(who, { queue: 'waiting-for-me' });
  assert.equal(total, rows.length);
  return rows.map(({ id }) => id);
};

describe('the queue', () => {
  test('desk: is told how many there are, whichever page it asks for', async () => {
    await story.dispatched();
    await story.dispatched();
    const first = await list('desk1', { limit: 1 });
    assert.equal(first.rows.length, 1);
    const second = await list('desk1', { limit: 1, after: first.next });
    assert.deepEqual([first.total, second.total], [2, 2]);
    assert.equal((await list('desk1', { queue: 'overdue' })).total, 0);
    assert.equal((await list('desk1', { queue: 'closed' })).total, 0);
  });

  test('desk: sees of each clock the share that is left of its own hours', async () => {
    const { matterId } = await story.dispatched();
    const share = async () => {
      const { rows } = await list('desk1', { limit: 100 });
      const row = rows.find(({ id }) => id === matterId);
      assert.equal(row?.nextClock, 'take');
      return row?.shareLeft;
    };
    assert.equal(await share(), 1);
    world.clock.advance(hourMs);
    // Taking has four hours of business; an hour of them is gone.
    assert.equal(await share(), 0.75);
  });

  test('handler: what they resolved stands under what is done at once, the latest first', async () => {
    const earlier = await story.closed();
    world.clock.advance(hourMs);
    const { matterId } = await story.resolved();
    const { rows } = await list('handler', { queue: 'closed' });
    assert.deepEqual(
      rows.slice(0, 2).map(({ id }) => id),
      [matterId, earlier.matterId],
    );
    const closed = await list('desk1', { queue: 'closed' });
    assert.ok(!closed.rows.some(({ id }) => id === matterId), 'the desk still calls back');
  });

  test('desk: a search that names no queue finds what is closed, a queue does not', async () => {
    const { number, matterId } = await story.closed();
    const found = await list('desk1', { text: number });
    assert.deepEqual(
      found.rows.map(({ id }) => id),
      [matterId],
    );
    assert.equal((await list('desk1', { text: number, queue: 'open' })).total, 0);
  });
});

describe('what waits for me', () => {
  test('handler: to take and to work on, not what is resolved or another’s', async () => {
    const taken = await story.taken();
    const resolved = await story.resolved();
    const mine = await waiting('handler');
    assert.ok(mine.includes(taken.matterId));
    assert.ok(!mine.includes(resolved.matterId));
    assert.deepEqual(await waiting('committee'), []);
  });

  test('desk: to dispatch, to answer and to call back, not what somebody works on', async () => {
    const [accepted, asked] = [await story.accepted(), await story.extensionAsked()];
    const [resolved, working] = [await story.resolved(), await story.inWork()];
    const mine = await waiting('desk1');
    for (const { matterId } of [accepted, asked, resolved]) assert.ok(mine.includes(matterId));
    assert.ok(!mine.includes(working.matterId));
  });

  test('desk: whoever did the work is not asked to call back', async () => {
    const told = await story.accepted({ mainHandlerPostId: postOf(world, 'desk2') });
    const taken = await story.step(told, 'desk2', matterOperations.takeMatter);
    const way = { way: 'phone', note: null, onSite: false };
    const contacted = await story.step(taken, 'desk2', matterOperations.contactReporter, way);
    assert.ok((await waiting('desk2')).includes(told.matterId));
    const done = { result: 'solved', reply: '换好了', proofPhotoIds: [], whyNoPhoto: '天黑没拍' };
    await story.step(contacted, 'desk2', matterOperations.resolveMatter, done);
    assert.ok(!(await waiting('desk2')).includes(told.matterId));
    assert.ok((await waiting('desk1')).includes(told.matterId));
  });

  test('administrator and street: nothing', async () => {
    assert.deepEqual([await waiting('administrator'), await waiting('street')], [[], []]);
  });
});

describe('the public page', () => {
  test('neighbour: may say “me too” once a household, a stranger signs in first', async () => {
    const { matterId } = await story.dispatched();
    const may = async (who: Visitor) => {
      const seen = must(await world.as(who).call(matterOperations.getMatter, { matterId }));
      assert.equal(seen.reader, 'public');
      return seen.can['me-too'];
    };
    assert.equal(await may('stranger'), 'resident-only');
    assert.equal(await may('neighbour'), true);
    const said = must(await world.as('neighbour').call(matterOperations.meToo, { matterId }));
    assert.equal(said.can['me-too'], 'household-already-counted');
    assert.equal(await may('neighbour'), 'household-already-counted');
  });

  test('reporter: a stage that is done again has no day yet', async () => {
    const closed = await story.closed();
    const { matterId, version } = closed;
    world.clock.advance(minuteMs);
    const again = must(
      await world.as('resident').call(matterOperations.reopenMatter, { matterId, version, reason: '又松了' }),
    );
    const later = again.stages.filter(({ status }) => status === 'later');
    assert.ok(later.length > 0);
    assert.ok(later.every(({ on }) => on === null));
    const seen = must(await world.as('desk1').call(getMatter, { matterId }));
    assert.ok(seen.reader === 'staff');
    const rounds = seen.clocks.filter(({ kind }) => kind === 'resolve').map(({ round }) => round);
    assert.deepEqual(rounds.sort(), [1, 2], 'each promise names its round');
  });
});

describe('registering on behalf', () => {
  const said = {
    ...{ text: '扶手摇得厉害', photoIds: [], anonymity: 'community-only' as const, publicName: null },
    ...{ contact: { name: null, phone: null }, categoryGuess: null, channel: 'proxy' as const },
    ...{ occurredAt: null, toldOfPrivacy: true as const, place: { words: '地下车库' } },
  };

  test('captain: brings photos with the same form, and the desk sees them', async () => {
    const files = [new Blob([new Uint8Array(await aPhoto(7))])];
    const told = must(await world.as('captain').call(reportOperations.registerReport, said, { files }));
    const seen = must(await world.as('desk1').call(reportOperations.getReport, { reportId: told.reportId }));
    assert.equal(seen.photoIds.length, 1);
  });

  test('captain: with a file that is no photo nothing is registered', async () => {
    const before = must(await world.as('desk1').call(reportOperations.listReports, {})).total;
    const files = [new Blob(['no photo'])];
    const refused = await world.as('captain').call(reportOperations.registerReport, said, { files });
    assert.equal(codeOf(refused), 'photo-format-unknown');
    assert.equal(must(await world.as('desk1').call(reportOperations.listReports, {})).total, before);
  });
});

test('desk: a row of the reports names the place shortly and the share of the time that is left', async () => {
  await story.reported({ place: { ...world.here.places.homes.resident, dwellingId: undefined, words: '' } });
  const { rows } = must(await world.as('desk1').call(reportOperations.listReports, { state: 'submitted' }));
  assert.ok(rows.every(({ place, shareLeft }) => place !== '' && shareLeft !== null));
  assert.ok(rows.some(({ place, building }) => place === building));
});

test('desk: is asked for another handler when the post of the one who has it ends', async () => {
  const { matterId } = await story.inWork();
  assert.ok(!(await waiting('desk1')).includes(matterId));
  must(await world.as('administrator').call(endPost, { id: postOf(world, 'handler') }));
  world.clock.advance(dayMs);
  const { rows } = await list('desk1', { queue: 'waiting-for-me' });
  const row = rows.find(({ id }) => id === matterId);
  assert.equal(row?.mainHandler?.name, '已离任，等改派');
});
