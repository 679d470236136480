import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { pino } from 'pino';
import { type Story, storyOf } from '../../../test/story.ts';
import { must, openWorld, type World } from '../../../test/world.ts';
import { dropDeadlines, listDeadlines, startDeadline } from '../../clocks/deadline/deadline.service.ts';
import type { Id } from '../../kernel/id.ts';
import { dayMs } from '../../kernel/time.ts';
import type { Tx } from '../../platform/database.ts';
import { matterOperations } from './matter.operations.contract.ts';
import { closeSilentMatters, endLapsedReopenings } from './matter-time.service.ts';

let world: World;
let story: Story;
before(async () => {
  world = await openWorld();
  story = storyOf(world);
});
after(() => world.stop());

const write = <T>(work: (tx: Tx) => Promise<T>) => world.made.database.write(world.here.community.id, work);
const stateOf = async (matterId: Id<'matter'>) =>
  must(await world.as('desk1').call(matterOperations.getMatter, { matterId })).state;
const endOf = async (matterId: Id<'matter'>, kind: string) =>
  (await write((tx) => listDeadlines(tx, [matterId]))).findLast((clock) => clock.kind === kind)?.endedAs;

test('system: a matter that cannot be closed is logged by its id, and the others are closed', async () => {
  const { platform } = world.installation;
  const [broken, sound] = [await story.resolved(), await story.silent()];
  const now = world.clock.now();
  // Closing starts this clock, and one of a kind runs at a time.
  await write((tx) => startDeadline(tx, broken.matterId, { kind: 'reopen', startedAt: now }));
  const lines: string[] = [];
  const log = pino({ base: null }, { write: (line: string) => void lines.push(line) });
  assert.equal(await closeSilentMatters({ ...platform, log }, world.here.community), 1);
  assert.deepEqual([await stateOf(broken.matterId), await stateOf(sound.matterId)], ['done', 'closed']);
  assert.equal(lines.length, 1);
  const line = JSON.parse(lines[0] ?? '{}');
  assert.deepEqual([line.matter, line.failure], [broken.matterId, 'PostgresError']);

  await write((tx) => dropDeadlines(tx, broken.matterId, now, ['reopen']));
  assert.equal(await closeSilentMatters(platform, world.here.community), 1, 'it is tried again');
  assert.deepEqual(
    [await endOf(sound.matterId, 'archive'), await endOf(sound.matterId, 'callback')],
    ['dropped', 'late'],
  );
});

test('desk: a closed matter hurries nobody, and its clock ends when it can no longer be reopened', async () => {
  const { matterId } = await story.closed();
  const row = async () => {
    const { rows } = must(await world.as('desk1').call(matterOperations.listMatters, { queue: 'closed' }));
    const found = rows.find(({ id }) => id === matterId);
    return [found?.nextClock, found?.overdue];
  };
  const { platform } = world.installation;
  assert.deepEqual(await row(), [null, false]);
  await endLapsedReopenings(platform, world.here.community);
  assert.equal(await endOf(matterId, 'reopen'), null);
  world.clock.advance(20 * dayMs);
  assert.deepEqual(await row(), [null, false]);
  assert.ok((await endLapsedReopenings(platform, world.here.community)) >= 1);
  assert.equal(await endOf(matterId, 'reopen'), 'dropped');
  const reopened = await world.as('resident').call(matterOperations.getMatter, { matterId });
  assert.equal(must(reopened).can.reopen, 'reopen-too-late');
});
