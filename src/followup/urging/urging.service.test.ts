import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Story, storyOf, type ToldMatter } from '../../../test/story.ts';
import { codeOf, must, openWorld, tuesdayMorning, type Visitor, type World } from '../../../test/world.ts';
import { noticeOperations } from '../../channels/notice/notice.contract.ts';
import { dayMs, hourMs, parseInstant } from '../../kernel/time.ts';
import { matterOperations } from '../../resolve/matter/matter.operations.contract.ts';
import { urgingOperations } from './urging.contract.ts';
import { urgeDueMatters } from './urging.service.ts';

let world: World;
let story: Story;
before(async () => {
  world = await openWorld();
  story = storyOf(world);
});
after(() => world.stop());

const at = (words: string) => parseInstant(`${words.replace(' ', 'T')}+08:00`);
const goTo = (words: string) => world.clock.set(at(words));
const look = () => urgeDueMatters(world.installation.platform, world.here.community);
const matterAs = async (who: Visitor, { matterId }: Pick<ToldMatter, 'matterId'>) =>
  must(await world.as(who).call(matterOperations.getMatter, { matterId }));
const urge = ({ matterId }: Pick<ToldMatter, 'matterId'>, who: Visitor, words: string | null = null) =>
  world.as(who).call(urgingOperations.urgeMatter, { matterId, words });
const urgesOf = async (told: ToldMatter) => {
  const view = await matterAs('desk1', told);
  assert.ok(view.reader === 'staff');
  return view.timeline.filter(({ action }) => action === 'urge').map(({ facts }) => facts.mark ?? 'asked');
};
/** How often somebody was told to hurry with a matter. */
const told = async (who: Visitor, { matterId }: ToldMatter, template = 'matter.urged') => {
  const { rows } = must(await world.as(who).call(noticeOperations.listNotices, { limit: 100 }));
  return rows.filter((row) => row.template === template && row.subject.id === matterId).length;
};

test('system: urges at half and at four fifths, once each however many look at the same time', async () => {
  world.clock.set(tuesdayMorning);
  const matter = await story.inWork();
  assert.equal(await look(), 0, 'nothing is reached yet');
  // Five workdays from 24:00 of Tuesday: half is Friday noon, four fifths the end of Monday.
  goTo('2026-11-27 11:59');
  assert.equal(await look(), 0);
  goTo('2026-11-27 12:00');
  const looks = await Promise.all([look(), look(), look(), look()]);
  assert.equal(
    looks.reduce((sum, urged) => sum + urged, 0),
    1,
  );
  assert.deepEqual(await urgesOf(matter), ['half']);
  goTo('2026-12-01 00:00');
  assert.equal(await look(), 1);
  assert.equal(await look(), 0);
  goTo('2026-12-09 09:00');
  assert.equal(await look(), 0, 'late as it is, there is no third mark');
  assert.deepEqual(await urgesOf(matter), ['four-fifths', 'half']);
  assert.equal((await matterAs('resident', matter)).urgedCount, 2);
  assert.deepEqual([await told('handler', matter), await told('desk1', matter)], [2, 2]);
  assert.equal(await told('resident', matter), 0, 'reporters read it in the course of the matter');
});

test('system: after a night off a matter past both marks, and not even taken, gets one urge', async () => {
  world.clock.set(tuesdayMorning);
  const matter = await story.dispatched();
  goTo('2026-12-01 08:00');
  await look();
  assert.deepEqual(await urgesOf(matter), ['four-fifths']);
  assert.equal(await look(), 0);
  const { planned } = must(
    await world.as('handler').call(urgingOperations.listPlannedUrges, { matterId: matter.matterId }),
  );
  assert.deepEqual(planned.map(({ mark, state }) => `${mark} ${state}`).sort(), [
    'four-fifths urged',
    'half passed-over',
    'not-taken passed-over',
  ]);
});

test('system: an order that is not taken is urged; one that was taken in time is not', async () => {
  world.clock.set(tuesdayMorning);
  const [waiting, taken] = [await story.dispatched(), await story.taken()];
  goTo('2026-11-24 15:31');
  await look();
  assert.deepEqual([await urgesOf(waiting), await urgesOf(taken)], [['not-taken'], []]);
});

test('system: while a matter stands still time does not urge; where it goes on, the marks have moved', async () => {
  world.clock.set(tuesdayMorning);
  const matter = await story.suspended();
  goTo('2026-12-08 09:00');
  await look();
  assert.deepEqual(await urgesOf(matter), []);
  await story.step(matter, 'desk1', matterOperations.resumeMatter);
  await look();
  assert.deepEqual(await urgesOf(matter), [], 'two and a half workdays have to pass first');
  goTo('2026-12-10 21:01');
  await look();
  assert.deepEqual(await urgesOf(matter), ['half']);
});

test('system: a matter that cannot be urged is logged by its id, and the others are urged', async () => {
  world.clock.set(tuesdayMorning);
  const [done, open] = [await story.resolved(), await story.inWork()];
  goTo('2026-11-27 12:00');
  await look();
  assert.deepEqual([await urgesOf(done), await urgesOf(open)], [[], ['half']]);
});

test('reporter: urges once on a day of China’s calendar; handler and desk hear it, they that it was passed on', async () => {
  world.clock.set(at('2026-11-24 09:00'));
  const matter = await story.taken();
  goTo('2026-11-24 23:30');
  const urged = must(await urge(matter, 'resident'));
  assert.deepEqual([urged.urgedCount, urged.can.urge], [1, 'urged-today']);
  assert.equal(codeOf(await urge(matter, 'resident')), 'urged-today');
  assert.equal(codeOf(await urge(matter, { reportKey: matter.reportKey })), 'urged-today', 'nor by the link');
  goTo('2026-11-25 00:10');
  assert.equal(must(await urge(matter, { reportKey: matter.reportKey })).urgedCount, 2);
  assert.deepEqual([await told('handler', matter), await told('desk1', matter)], [2, 2]);
  assert.equal(await told('resident', matter, 'matter.urge-passed-on'), 2);
});

test('reporter: two urges at the same moment are one', async () => {
  world.clock.set(tuesdayMorning);
  const matter = await story.taken();
  const answers = await Promise.all([urge(matter, 'resident'), urge(matter, 'resident')]);
  assert.deepEqual(answers.map(({ ok }) => ok).sort(), [false, true]);
  assert.equal((await matterAs('desk1', matter)).urgedCount, 1);
});

test('desk: urges with words, which stay with staff and make nobody’s page old', async () => {
  world.clock.set(tuesdayMorning);
  const matter = await story.taken();
  assert.equal(codeOf(await urge(matter, 'desk1')), 'words-missing');
  const urged = must(await urge(matter, 'desk1', '下午三点前去看'));
  assert.ok(urged.reader === 'staff');
  assert.equal(urged.version, matter.version);
  assert.equal(urged.timeline[0]?.words, '下午三点前去看');
  const toReporter = await matterAs('resident', matter);
  assert.doesNotMatch(JSON.stringify(toReporter), /下午三点/);
  const contacted = await world.as('handler').call(matterOperations.contactReporter, {
    ...{ matterId: matter.matterId, version: matter.version, way: 'phone', note: null, onSite: false },
  });
  assert.ok(contacted.ok, 'the handler’s page from before still holds');
  assert.deepEqual([await told('handler', matter), await told('desk1', matter)], [1, 0]);
});

test('reporter: cannot urge what is done', async () => {
  world.clock.set(tuesdayMorning);
  assert.equal(codeOf(await urge(await story.resolved(), 'resident')), 'step-not-possible');
});

test('system: the marks of a promise made anew after a move are its own', async () => {
  world.clock.set(tuesdayMorning);
  const matter = await story.inWork();
  goTo('2026-12-02 09:00');
  await look();
  const moved = await story.step(matter, 'desk1', matterOperations.moveMatter, {
    ...{ to: 'joint', reason: 'limit-passed', words: '三方坐下来谈' },
  });
  await look();
  assert.deepEqual(await urgesOf(moved), ['four-fifths']);
  world.clock.advance(30 * dayMs + hourMs);
  await look();
  assert.deepEqual(await urgesOf(moved), ['four-fifths', 'four-fifths']);
});
