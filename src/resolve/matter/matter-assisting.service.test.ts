import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aPhoto } from '../../../test/collect-server.ts';
import { postOf, type Story, storyOf, type ToldMatter } from '../../../test/story.ts';
import { must, openWorld, type Visitor, type World } from '../../../test/world.ts';
import { callbackOperations } from '../../followup/callback/callback.contract.ts';
import { matterOperations } from './matter.operations.contract.ts';
import { getMatter, listMatters, type queues } from './matter.reading.contract.ts';

let world: World;
let story: Story;
before(async () => {
  world = await openWorld();
  story = storyOf(world);
});
after(() => world.stop());

const contact = { way: 'phone', note: null, onSite: false };
const result = { result: 'solved', reply: '扶手换新了', proofPhotoIds: [], whyNoPhoto: '下雨没拍' };

/** The property company has it, the owners' committee assists. */
const assisted = () =>
  story.accepted({
    mainHandlerPostId: postOf(world, 'handler'),
    assistingPostIds: [postOf(world, 'committee')],
  });

const partOf = (told: ToldMatter) => {
  const part = told.matter.parts.at(-1);
  assert.ok(part);
  return { matterId: told.matterId, partId: part.id };
};

async function listed(who: Visitor, queue: (typeof queues)[number]): Promise<Map<string, string | null>> {
  const found = must(await world.as(who).call(listMatters, { queue, limit: 100 }));
  return new Map(found.rows.map(({ id, ownPart }) => [id, ownPart]));
}

const staffView = async (told: ToldMatter, who: Visitor = 'desk1') => {
  const view = must(await world.as(who).call(getMatter, { matterId: told.matterId }));
  assert.equal(view.reader, 'staff');
  return view.reader === 'staff' ? view : assert.fail();
};

function rowsOf<Row extends object>(query: string, id: string): Promise<Row[]> {
  const { database } = world.installation.platform;
  return database.read(
    world.here.community.id,
    (tx) => tx.unsafe(query, [id] as never) as unknown as Promise<Row[]>,
  );
}

test('assisting handler: sees its part in its list, takes it before the main one, finishes it with a photo', async () => {
  const told = await assisted();
  assert.equal((await listed('committee', 'waiting-for-me')).get(told.matterId), 'given');
  const committee = world.as('committee');
  must(await committee.call(matterOperations.takePart, partOf(told)));
  assert.equal((await listed('committee', 'waiting-for-me')).get(told.matterId), 'taken');
  const files = [new Blob([new Uint8Array(await aPhoto(3))])];
  const words = '业主签字都收齐了';
  const done = must(
    await committee.call(matterOperations.finishPart, { ...partOf(told), words, photoIds: [] }, { files }),
  );
  assert.deepEqual(
    done.parts.map(({ state, words: said, photoIds, mine }) => [state, said, photoIds.length, mine]),
    [['finished', words, 1, true]],
  );
  assert.deepEqual([done.state, done.version], ['dispatched', told.version], 'the matter has not moved');
  assert.equal((await listed('committee', 'waiting-for-me')).has(told.matterId), false);
  const photoId = done.parts[0]?.photoIds[0];
  const { slug } = world.here.community;
  const headers = await world.headersOf('handler', world.here);
  const photo = await fetch(`${world.url}/c/${slug}/photos/${photoId}/small`, { headers });
  assert.equal(photo.status, 200, 'the main handler sees the photo');
});

test('main handler: is told which parts are open, resolves with a reason; they are released and counted', async () => {
  const told = await assisted();
  const taken = await story.step(told, 'handler', matterOperations.takeMatter);
  const inWork = await story.step(taken, 'handler', matterOperations.contactReporter, contact);
  assert.deepEqual(
    inWork.matter.parts.map(({ state, mine, can }) => [state, mine, can['take-part']]),
    [['given', false, 'assisting-only']],
  );
  const input = { matterId: told.matterId, version: inWork.version, ...result } as never;
  const waits = await world.as('handler').call(matterOperations.resolveMatter, input);
  assert.ok(!waits.ok);
  assert.deepEqual([waits.refusal.code, waits.refusal.facts], ['parts-open', { parts: 1 }]);
  const resolved = await story.step(inWork, 'handler', matterOperations.resolveMatter, {
    ...{ ...result, whyPartsOpen: '签字不影响扶手' },
  });
  assert.deepEqual(
    resolved.matter.parts.map(({ state, words }) => [state, words]),
    [['released', '签字不影响扶手']],
  );
  const entries = await rowsOf<{ type: string; facts: { parts?: number } }>(
    "select type, facts from ledger_pending where number = $1 and type = 'matter.parts-left'",
    told.number,
  );
  assert.deepEqual(
    entries.map(({ facts }) => facts.parts),
    [1],
  );
  const reader = must(await world.as('resident').call(getMatter, { matterId: told.matterId }));
  assert.ok(!JSON.stringify(reader).includes('签字不影响扶手'), 'the reporter reads the reply, not that');
});

test('assisting handler: hands back once; the desk sees it, names it again, and that is final', async () => {
  const told = await assisted();
  const taken = await story.step(told, 'handler', matterOperations.takeMatter);
  const committee = world.as('committee');
  must(await committee.call(matterOperations.handBackPart, { ...partOf(told), reason: '要物业出图纸' }));
  assert.equal((await listed('committee', 'waiting-for-me')).has(told.matterId), false);
  assert.ok((await listed('desk1', 'waiting-for-me')).has(told.matterId));
  const back = await committee.call(getMatter, { matterId: told.matterId });
  assert.ok(back.ok && back.value.reader !== 'staff', 'who does not assist has no business with it');
  const seen = await staffView(taken);
  assert.deepEqual(
    [seen.state, seen.parts[0]?.state, seen.parts[0]?.settled],
    ['taken', 'handed-back', false],
  );
  const again = { assistingPostIds: [postOf(world, 'committee')], messageToHandlers: '图纸已经要到了' };
  const named = await story.step(
    { ...taken, version: seen.version },
    'desk1',
    matterOperations.changeAssisting,
    again,
  );
  assert.equal(named.matter.state, 'taken', 'the main handler goes on');
  assert.deepEqual(
    named.matter.parts.map(({ state, settled }) => [state, settled]),
    [
      ['handed-back', true],
      ['given', false],
    ],
  );
  assert.equal((await listed('desk1', 'waiting-for-me')).has(told.matterId), false);
  const final = await committee.call(matterOperations.handBackPart, { ...partOf(named), reason: '还是不行' });
  assert.equal(final.ok ? 'yes' : final.refusal.code, 'part-is-final');
});

test('main handler and strangers: cannot touch the part of another; nothing is half-written', async () => {
  const told = await assisted();
  const own = partOf(told);
  for (const [who, code] of [
    ['handler', 'assisting-only'],
    ['desk1', 'assisting-only'],
    ['street', 'street-reads-only'],
    ['resident', 'assisting-only'],
  ] as const) {
    const refused = await world.as(who).call(matterOperations.takePart, own);
    assert.equal(refused.ok ? 'yes' : refused.refusal.code, code, who);
  }
  const events = await rowsOf<{ action: string }>(
    "select action from matter_events where matter_id = $1::uuid and action like '%part'",
    told.matterId,
  );
  assert.equal(events.length, 0);
});

test('two at once: whoever takes the part second is told; the main one need not look again', async () => {
  const told = await assisted();
  const committee = world.as('committee');
  const both = await Promise.all([
    committee.call(matterOperations.takePart, partOf(told)),
    committee.call(matterOperations.takePart, partOf(told)),
  ]);
  assert.deepEqual(both.map((answer) => (answer.ok ? 'yes' : answer.refusal.code)).sort(), [
    'part-not-open',
    'yes',
  ]);
  const taken = await story.step(told, 'handler', matterOperations.takeMatter);
  assert.equal(taken.matter.state, 'taken', 'on the sight of the version before');
});

test('whoever worked on a part: does not make the callback on it', async () => {
  const told = await story.accepted({
    mainHandlerPostId: postOf(world, 'handler'),
    assistingPostIds: [postOf(world, 'desk1')],
  });
  const desk = world.as('desk1');
  must(await desk.call(matterOperations.takePart, partOf(told)));
  must(await desk.call(matterOperations.finishPart, { ...partOf(told), words: '通知贴好了', photoIds: [] }));
  const taken = await story.step(told, 'handler', matterOperations.takeMatter);
  const inWork = await story.step(taken, 'handler', matterOperations.contactReporter, contact);
  const done = await story.step(inWork, 'handler', matterOperations.resolveMatter, result);
  const attempt = { matterId: told.matterId, version: done.version, reportId: told.reportId };
  const asked = await desk.call(callbackOperations.recordAttempt, {
    ...{ ...attempt, way: 'phone', outcome: 'no-answer', answer: null },
  });
  assert.equal(asked.ok ? 'yes' : asked.refusal.code, 'worked-on-it');
});

test('desk: reassigning keeps the part of whoever goes on assisting', async () => {
  const told = await assisted();
  must(await world.as('committee').call(matterOperations.takePart, partOf(told)));
  const again = await story.step(told, 'desk1', matterOperations.reassignMatter, {
    mainHandlerPostId: postOf(world, 'handler'),
    assistingPostIds: [postOf(world, 'committee'), postOf(world, 'captain')],
    reason: '加上楼道长',
  });
  assert.deepEqual(
    again.matter.parts.map(({ state }) => state),
    ['taken', 'given'],
  );
});
