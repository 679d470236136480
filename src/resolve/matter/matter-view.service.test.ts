import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Story, storyOf } from '../../../test/story.ts';
import { must, openWorld, type Visitor, type World } from '../../../test/world.ts';
import { matterOperations } from './matter.operations.contract.ts';
import { mondayMorning, sampleId } from './matter.sample.ts';
import type { EventRow } from './matter-event.service.ts';
import { publicTimelineOf, timelineOf } from './matter-timeline.service.ts';

const [mine, theirs] = [sampleId('report', 1), sampleId('report', 2)];
const [myPhoto, theirPhoto] = [sampleId('photo', 1), sampleId('photo', 2)];
const event = (n: number, over: Partial<EventRow>): EventRow => ({
  ...{
    id: sampleId('event', n),
    matterId: sampleId('matter'),
    reportId: null,
    action: 'note',
    at: mondayMorning,
  },
  ...{ hat: 'reporter', personId: null, round: 1, facts: {}, words: null, photoIds: [], whyNoPhoto: null },
  ...{ wordsFor: 'reporters-and-staff' },
  ...over,
});
const events = [
  event(1, { reportId: mine, words: '我的话', photoIds: [myPhoto] }),
  event(2, { reportId: theirs, words: '邻居的话', photoIds: [theirPhoto] }),
  event(3, { reportId: theirs, action: 'reopen', words: '还是漏' }),
  event(4, { hat: 'handler', words: '周二上门' }),
  event(5, { hat: 'desk', words: '内部', wordsFor: 'staff' }),
];
const read = (reader: Parameters<typeof timelineOf>[1]) =>
  timelineOf(events, reader).map(({ words, photoIds }) => [words, ...photoIds]);

test('reporter: reads own words and those of staff, of other reporters only what happened', () => {
  assert.deepEqual(read([mine]), [['我的话', myPhoto], [null], [null], ['周二上门'], [null]]);
  assert.deepEqual(read([theirs]), [[null], ['邻居的话', theirPhoto], ['还是漏'], ['周二上门'], [null]]);
});

test('staff: read everything; everyone else no word and no photo', () => {
  assert.deepEqual(
    read('staff').map(([words]) => words),
    events.map(({ words }) => words),
  );
  assert.deepEqual(
    publicTimelineOf(events).map(({ action, words, photoIds }) => [action, words, photoIds]),
    [['reopen', null, []]],
  );
});

let world: World;
let story: Story;
before(async () => {
  world = await openWorld();
  story = storyOf(world);
});
after(() => world.stop());

test('reporter: one who joins a matter reads nothing of what the first said, and the other way round', async () => {
  const first = await story.accepted();
  const joining = await story.reported();
  const { matterId, version } = first;
  const into = { reportId: joining.reportId, matterId, version, messageToReporter: null };
  must(await world.as('desk1').call(matterOperations.acceptReportInto, into));
  // By their private links each is the reporter of one report only.
  const [one, other] = [{ reportKey: first.reportKey }, { reportKey: joining.reportKey }];
  const say = async (who: Visitor, text: string) =>
    must(
      await world
        .as(who)
        .call(matterOperations.addNote, { matterId, text, photoIds: [], for: 'reporter-and-staff' }),
    );
  await say(one, '钥匙在我母亲家');
  await say(other, '我只有晚上在');
  await say('desk1', '周二上门');
  const notesOf = async (who: Visitor) => {
    const seen = must(await world.as(who).call(matterOperations.getMatter, { matterId }));
    const paged = must(await world.as(who).call(matterOperations.getTimeline, { matterId }));
    assert.ok('timeline' in seen);
    assert.deepEqual(paged.entries, seen.timeline);
    return seen.timeline.flatMap(({ action, words }) => (action === 'note' ? [words] : []));
  };
  assert.deepEqual(await notesOf(one), ['周二上门', null, '钥匙在我母亲家']);
  assert.deepEqual(await notesOf(other), ['周二上门', '我只有晚上在', null]);
  assert.deepEqual(await notesOf('desk1'), ['周二上门', '我只有晚上在', '钥匙在我母亲家']);
});
