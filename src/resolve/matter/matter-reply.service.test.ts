import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { storyOf } from '../../../test/story.ts';
import { must, openWorld, type World } from '../../../test/world.ts';
import { matterOperations } from './matter.operations.contract.ts';

let world: World;
before(async () => {
  world = await openWorld();
});
after(() => world.stop());

test('reporter: reads the spot they named, the reply, and why no photo shows it; so do those who work on it', async () => {
  const { matterId } = await storyOf(world).inWork();
  const of = { matterId };
  const seen = must(await world.as('handler').call(matterOperations.getMatter, of));
  assert.ok(seen.reader === 'staff');
  const result = {
    result: 'solved' as const,
    reply: '扶手已换新',
    proofPhotoIds: [] as string[],
    whyNoPhoto: '雨天拍不清',
  };
  const act = { ...of, version: seen.version, ...result };
  const resolved = must(await world.as('handler').call(matterOperations.resolveMatter, act));
  assert.equal(resolved.replies[0]?.whyNoPhoto, result.whyNoPhoto);
  const own = must(await world.as('resident').call(matterOperations.getMatter, of));
  assert.ok(own.reader === 'reporter');
  assert.equal(own.replies[0]?.whyNoPhoto, result.whyNoPhoto);
  assert.notEqual(own.ownReports[0]?.place, '');
  assert.equal(own.ownReports[0]?.place, resolved.reports[0]?.place);
  const { entries } = must(await world.as('stranger').call(matterOperations.getTimeline, of));
  assert.doesNotMatch(JSON.stringify(entries), /拍不清/);
});
