import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { postOf, type Story, storyOf } from '../../../test/story.ts';
import { codeOf, must, openWorld, type Visitor, type World } from '../../../test/world.ts';
import { noticeOperations } from '../../channels/notice/notice.contract.ts';
import { addDays, dateOf, dayMs } from '../../kernel/time.ts';
import { absenceOperations } from '../../people/absence/absence.contract.ts';
import { endPost } from '../../people/post/post.contract.ts';
import { matterOperations } from './matter.operations.contract.ts';

let world: World;
let story: Story;
before(async () => {
  world = await openWorld();
  story = storyOf(world);
});
after(() => world.stop());

type Role = Parameters<typeof postOf>[1];

async function leaves(who: Role, deputy: Role): Promise<void> {
  const today = dateOf(world.clock.now());
  must(
    await world.as('desk1').call(absenceOperations.beginAbsence, {
      ...{ postId: postOf(world, who), deputyPostId: postOf(world, deputy) },
      ...{ from: today, to: addDays(today, 1) },
    }),
  );
}

async function waits(who: Visitor, matterId: string): Promise<boolean> {
  const input = { queue: 'waiting-for-me', limit: 100 } as const;
  const { rows } = must(await world.as(who).call(matterOperations.listMatters, input));
  return rows.some(({ id }) => id === matterId);
}

const entriesOf = (number: string) =>
  world.made.database.read(
    world.here.community.id,
    (tx) => tx<{ type: string; facts: Record<string, unknown> }[]>`
      select type, facts from ledger_pending where number = ${number} order by arrival`,
  );

test('deputy of a handler: has their matters, notices and rights for the time, and is named as who stands in', async () => {
  const committee = { mainHandlerPostId: postOf(world, 'committee') };
  const told = await story.accepted(committee);
  const { matterId, version } = told;
  const take = () => world.as('desk2').call(matterOperations.takeMatter, { matterId, version });
  assert.equal(codeOf(await take()), 'main-handler-only');
  assert.ok(!(await waits('desk2', matterId)));

  await leaves('committee', 'desk2');
  assert.ok(await waits('desk2', matterId));
  const seen = must(await world.as('desk1').call(matterOperations.getMatter, { matterId }));
  assert.ok(seen.reader === 'staff');
  assert.deepEqual(
    [seen.mainHandler?.away?.holder, seen.mainHandler?.away?.deputy, seen.mainHandler?.ended],
    ['业委会老钱', '值班员小吴', false],
  );
  const inbox = must(await world.as('desk2').call(noticeOperations.listNotices, {}));
  assert.ok(
    inbox.rows.some(({ subject, template }) => subject.id === matterId && template === 'matter.to-take'),
  );

  const taken = must(await take());
  const [line] = taken.timeline;
  assert.deepEqual([line?.action, line?.by, line?.facts], ['take', 'handler', { deputyOf: 'handler' }]);
  const entry = (await entriesOf(told.number)).find(({ type }) => type === 'matter.taken');
  assert.equal(entry?.facts.deputyOf, 'handler');
  const open = must(await world.as('stranger').call(matterOperations.getTimeline, { matterId }));
  assert.ok(!JSON.stringify(open).includes('小吴'), 'the path names the post, nobody by name');
});

test('deputy of a handler: is out of the post when the time is over, and its holder back in it', async () => {
  const { matterId, version } = await story.accepted({ mainHandlerPostId: postOf(world, 'committee') });
  world.clock.advance(2 * dayMs);
  assert.ok(!(await waits('desk2', matterId)));
  assert.ok(await waits('committee', matterId));
  const late = await world.as('desk2').call(matterOperations.takeMatter, { matterId, version });
  assert.equal(codeOf(late), 'main-handler-only');
  const own = must(await world.as('committee').call(matterOperations.takeMatter, { matterId, version }));
  assert.deepEqual(own.timeline[0]?.facts, {});
});

test('administrator who stands in at the desk: decides there, and every entry says so', async () => {
  const dispatch = { assistingPostIds: [], messageToHandlers: null };
  const { matterId, version, number } = await story.accepted();
  const input = { matterId, version, ...dispatch, mainHandlerPostId: postOf(world, 'handler') };
  const byAdministrator = () => world.as('administrator').call(matterOperations.dispatchMatter, input);
  assert.equal(codeOf(await byAdministrator()), 'desk-only');
  await leaves('desk1', 'administrator');
  assert.equal(must(await byAdministrator()).timeline[0]?.by, 'desk');
  const [accepted, dispatched] = (await entriesOf(number)).slice(-2);
  assert.deepEqual([accepted?.facts.deputyOf, dispatched?.facts.deputyOf], [undefined, 'desk']);
  world.clock.advance(2 * dayMs);
});

test('desk: is asked for the matters of who is away, once the deputy’s own post has ended', async () => {
  const { matterId } = await story.inWork();
  await leaves('handler', 'colleague');
  assert.deepEqual([await waits('colleague', matterId), await waits('desk1', matterId)], [true, false]);
  must(await world.as('administrator').call(endPost, { id: postOf(world, 'colleague') }));
  assert.ok(await waits('desk1', matterId));
  // Who handles it reads on: they are away, not gone.
  assert.ok(await waits('handler', matterId));
});
