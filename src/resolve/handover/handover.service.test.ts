import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { postOf, type Story, storyOf } from '../../../test/story.ts';
import { codeOf, must, openWorld, type Visitor, type World } from '../../../test/world.ts';
import { noticeOperations } from '../../channels/notice/notice.contract.ts';
import type { Id } from '../../kernel/id.ts';
import { addDays, dateOf } from '../../kernel/time.ts';
import { beginAbsence, endAbsence, listAbsences } from '../../people/absence/absence.contract.ts';
import { createPerson } from '../../people/directory/directory.contract.ts';
import { endPost, listPosts } from '../../people/post/post.contract.ts';
import { matterOperations } from '../matter/matter.operations.contract.ts';
import { getHandover, makeHandover } from './handover.contract.ts';

let world: World;
let story: Story;
before(async () => {
  world = await openWorld();
  story = storyOf(world);
});
after(() => world.stop());

const seeing = async (postId: Id<'post'>, who: Visitor = 'administrator') =>
  must(await world.as(who).call(getHandover, { postId }));

async function handOver(
  who: Visitor,
  postId: Id<'post'>,
  to: { post: Id<'post'> } | { person: Id<'person'> } | 'nobody',
  shown?: string,
) {
  const seen = shown ?? (await seeing(postId)).seen;
  const chosen = to === 'nobody' ? to : 'post' in to ? `post:${to.post}` : `person:${to.person}`;
  return world.as(who).call(makeHandover, { postId, to: chosen, reason: '岗位交接，请接着办', seen });
}

const matterOf = async (matterId: Id<'matter'>) => {
  const seen = must(await world.as('desk1').call(matterOperations.getMatter, { matterId }));
  assert.ok(seen.reader === 'staff');
  return seen;
};

const inHere = <T>(work: Parameters<typeof world.made.database.read<T>>[1]) =>
  world.made.database.read<T>(world.here.community.id, work);
const entriesOf = (number: string) =>
  inHere(async (tx) => {
    const found = await tx<{ type: string }[]>`
      select type from ledger_pending where number = ${number} order by arrival`;
    return found.map(({ type }) => type);
  });
const toldOf = async (who: Visitor, matterId: Id<'matter'>) => {
  const { rows } = must(await world.as(who).call(noticeOperations.listNotices, {}));
  return rows.filter(({ subject }) => subject.id === matterId).map(({ template }) => template);
};

const everythingWritten = () =>
  inHere(
    (tx) => tx<{ n: number }[]>`select count(*) as n from ledger_pending union all
    select count(*) from matter_events union all select count(*) from posts union all select count(*) from notices`,
  );

test('nobody but administrator and desk sees what is open with a post', async () => {
  for (const who of ['stranger', 'resident', 'captain', 'handler', 'street'] as const) {
    const refused = await world.as(who).call(getHandover, { postId: postOf(world, 'handler') });
    assert.equal(codeOf(refused), 'keepers-only');
  }
});

test('administrator: sees which receivers are away, until when and who stands in for them', async () => {
  const today = dateOf(world.clock.now());
  const days = { from: today, to: addDays(today, 1) };
  const colleague = postOf(world, 'colleague');
  const away = { postId: colleague, deputyPostId: postOf(world, 'desk1'), ...days };
  const { absenceId } = must(await world.as('desk1').call(beginAbsence, away));
  const awayNow = async () => {
    const { receivers } = await seeing(postOf(world, 'handler'));
    return receivers.find(({ id }) => id === colleague)?.away;
  };
  assert.deepEqual(await awayNow(), { holder: '李师傅', ...days, deputy: '值班员小陈' });
  must(await world.as('desk1').call(endAbsence, { absenceId }));
  assert.equal(await awayNow(), null);
});

test('administrator: is refused what was not shown, and of what is refused nothing stays', async () => {
  const postId = postOf(world, 'handler');
  const { seen } = await seeing(postId);
  await story.dispatched();
  const before = await everythingWritten();
  const receiverPostId = postOf(world, 'colleague');
  assert.equal(
    codeOf(await handOver('administrator', postId, { post: receiverPostId }, seen)),
    'handover-changed',
  );
  const nobodyChosen = { postId, to: '', reason: '岗位交接', seen: (await seeing(postId)).seen };
  assert.equal(codeOf(await world.as('administrator').call(makeHandover, nobodyChosen)), 'input-invalid');
  const elsewhere = { post: postOf(world, 'committee') };
  assert.equal(codeOf(await handOver('administrator', postId, elsewhere)), 'desk-only');
  const holder = { person: world.here.people.handler.personId };
  assert.equal(codeOf(await handOver('administrator', postId, holder)), 'already-held');
  assert.equal(codeOf(await handOver('desk1', postId, { post: receiverPostId })), 'administrator-only');
  assert.deepEqual(await everythingWritten(), before);
});

test('administrator: gives the post to a new holder in one step; matters, clocks and reporters stay as they were', async () => {
  const from = postOf(world, 'handler');
  const inWork = await story.inWork();
  const suspended = await story.suspended();
  const assisted = await story.accepted({
    mainHandlerPostId: postOf(world, 'committee'),
    assistingPostIds: [from],
  });
  const today = dateOf(world.clock.now());
  const away = { postId: postOf(world, 'colleague'), deputyPostId: from, from: today, to: addDays(today, 3) };
  must(await world.as('colleague').call(beginAbsence, away));
  const { open } = await seeing(from);
  assert.deepEqual(open, { main: 3, assisting: 1, standsIn: 1 });
  const before = {
    resident: await toldOf('resident', inWork.matterId),
    matter: await matterOf(inWork.matterId),
  };

  const { personId } = must(await world.as('desk1').call(createPerson, { displayName: '赵师傅' }));
  const made = must(await handOver('administrator', from, { person: personId }));
  assert.equal(made.matters, 4);
  const { posts } = must(await world.as('desk1').call(listPosts, {}));
  assert.ok(!posts.some(({ id }) => id === from));
  assert.equal(posts.find(({ id }) => id === made.receiverPostId)?.holder.name, '赵师傅');

  const after = await matterOf(inWork.matterId);
  assert.equal(after.mainHandler?.name, '赵师傅 · 水岸物业');
  assert.deepEqual([after.state, after.clocks], [before.matter.state, before.matter.clocks]);
  assert.deepEqual([after.timeline[0]?.action, after.timeline[0]?.by], ['hand-over', 'administrator']);
  assert.deepEqual(await toldOf('resident', inWork.matterId), before.resident);
  assert.equal((await matterOf(suspended.matterId)).state, 'suspended');
  assert.equal((await matterOf(assisted.matterId)).assisting[0]?.postId, made.receiverPostId);
  for (const { number } of [inWork, suspended, assisted]) {
    assert.equal((await entriesOf(number)).at(-1), 'matter.handed-over');
  }
  const told = await inHere(
    (tx) => tx<{ n: number }[]>`select count(*) as n from notices
      where post_id = ${made.receiverPostId} and template = 'matter.handed-over'`,
  );
  assert.equal(told[0]?.n, 4);
  const { absences } = must(await world.as('desk1').call(listAbsences, {}));
  assert.equal(absences[0]?.deputy?.id, made.receiverPostId, 'the successor stands in as well');
});

test('desk: gives all an ended post left to another unit in one step, and its reporters are told', async () => {
  const from = postOf(world, 'committee');
  const main = { mainHandlerPostId: from };
  const told = [await story.accepted(main), await story.accepted(main)];
  must(await world.as('administrator').call(endPost, { id: from }));
  const waiting = await world
    .as('desk1')
    .call(matterOperations.listMatters, { queue: 'waiting-for-me', limit: 100 });
  const left = must(waiting).rows.filter(({ mainHandler }) => mainHandler?.postId === from);
  assert.ok(left.every(({ mainHandler }) => mainHandler?.ended));
  const shown = await seeing(from, 'desk1');
  assert.deepEqual(
    [shown.open.main, shown.post.ended, shown.can.nobody],
    [left.length, true, 'receiver-missing'],
  );
  assert.equal(codeOf(await handOver('desk1', from, 'nobody')), 'receiver-missing');

  const receiverPostId = postOf(world, 'colleague');
  assert.equal(must(await handOver('desk1', from, { post: receiverPostId })).matters, left.length);
  for (const { matterId, number } of told) {
    const matter = await matterOf(matterId);
    assert.deepEqual([matter.state, matter.mainHandler?.postId], ['dispatched', receiverPostId]);
    assert.equal((await entriesOf(number)).at(-1), 'matter.reassigned');
    assert.ok((await toldOf('resident', matterId)).includes('matter.other-unit'));
    assert.ok((await toldOf('colleague', matterId)).includes('matter.to-take'));
  }
  assert.equal(codeOf(await handOver('desk1', from, { post: receiverPostId })), 'nothing-open');
});

test('administrator: ends a post without a receiver, and what it had waits for the desk', async () => {
  const from = postOf(world, 'colleague');
  const { main } = (await seeing(from)).open;
  assert.ok(main > 0);
  must(await handOver('administrator', from, 'nobody'));
  const waiting = await world
    .as('desk1')
    .call(matterOperations.listMatters, { queue: 'waiting-for-me', limit: 100 });
  const left = must(waiting).rows.filter(({ mainHandler }) => mainHandler?.postId === from);
  assert.equal(left.length, main);
  const receiverPostId = postOf(world, 'desk2');
  assert.equal(codeOf(await handOver('administrator', from, { post: receiverPostId })), 'desk-only');
  assert.equal(must(await handOver('desk1', from, { post: receiverPostId })).matters, main);
});

test('two at once: a post is handed over once', async () => {
  const from = postOf(world, 'captain');
  const { matterId } = await story.accepted({ mainHandlerPostId: from });
  const { seen } = await seeing(from);
  const receiverPostId = postOf(world, 'otherCaptain');
  const both = await Promise.all(
    [1, 2].map(() => handOver('administrator', from, { post: receiverPostId }, seen)),
  );
  assert.equal(both.filter(({ ok }) => ok).length, 1);
  assert.equal((await matterOf(matterId)).mainHandler?.postId, receiverPostId);
});
