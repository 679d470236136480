import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { storyOf, type ToldMatter } from '../../../test/story.ts';
import { codeOf, must, openWorld, type World } from '../../../test/world.ts';
import { workersOn } from '../../app/workers.ts';
import { noticeOperations } from '../../channels/notice/notice.contract.ts';
import { dayMs } from '../../kernel/time.ts';
import { readEntries } from '../../ledger/entry/entry.service.ts';
import { runDueJobs } from '../../platform/outbox.ts';
import { listDeadlines } from '../deadline/deadline.service.ts';
import { calendarOperations } from './calendar.operations.contract.ts';

const { seeCalendar, explainDate, previewDays, setDays, clearDay, setHours, confirmYear, listChanges } =
  calendarOperations;
let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.stop());

const typhoon = { from: '2026-11-26', until: '2026-11-27', works: 'no', name: '台风停工' } as const;
const reason = '防汛办通知停工';

async function dueOf({ matterId }: ToldMatter): Promise<string | undefined> {
  const clocks = await world.made.database.read(world.here.community.id, (tx) =>
    listDeadlines(tx, [matterId]),
  );
  return clocks.find(({ kind }) => kind === 'resolve')?.dueOn;
}
const typesIn = async () => {
  await world.sequence();
  const entries = await world.made.database.read(world.here.community.id, (tx) => readEntries(tx, 0, 200));
  return entries.map(({ type }) => type);
};

test('administrator: a closure moves what runs as foreseen, and everybody concerned is told once', async () => {
  const told = await storyOf(world).dispatched();
  const administrator = world.as('administrator');
  const before = await dueOf(told);
  const foreseen = must(await administrator.call(previewDays, typhoon));
  assert.deepEqual(
    foreseen.days.map(({ date, works, own }) => [date, works, own]),
    [
      ['2026-11-26', false, true],
      ['2026-11-27', false, true],
    ],
  );
  assert.equal(await dueOf(told), before, 'looking ahead changes nothing');
  const done = must(await administrator.call(setDays, { ...typhoon, reason }));
  assert.equal(done.moved, foreseen.later);
  assert.deepEqual([before, await dueOf(told)], ['2026-12-01', '2026-12-03']);

  const { platform } = world.installation;
  await runDueJobs(platform, world.here.community.id, workersOn(world.installation));
  const types = await typesIn();
  assert.equal(types.filter((type) => type === 'calendar.days-set').length, 1);
  assert.equal(types.filter((type) => type === 'matter.due-moved').length, 1);
  for (const who of ['resident', 'handler'] as const) {
    const { rows } = must(await world.as(who).call(noticeOperations.listNotices, {}));
    const news = rows.filter(({ template }) => template === 'matter.due-moved');
    assert.deepEqual(
      news.map(({ params }) => [params.was, params.dueOn]),
      [['2026-12-01', '2026-12-03']],
      who,
    );
  }

  const back = must(await administrator.call(clearDay, { date: '2026-11-27', reason: '台风绕开了' }));
  assert.equal(back.moved > 0, true);
  assert.equal(await dueOf(told), '2026-12-02');
  const { changes } = must(await world.as('desk1').call(listChanges, {}));
  assert.deepEqual(
    changes.map(({ said, reason }) => [said.kind, reason]),
    [
      ['day-cleared', '台风绕开了'],
      ['days-set', reason],
    ],
  );
});

test('administrator: a repeated request closes a day once', async () => {
  const administrator = world.as('administrator');
  const key = { idempotencyKey: 'typhoon-of-november' };
  const first = must(await administrator.call(setDays, { ...typhoon, reason }, key));
  assert.deepEqual(must(await administrator.call(setDays, { ...typhoon, reason }, key)), first);
  assert.equal(must(await administrator.call(listChanges, {})).changes.length, 1);
});

test('administrator: cannot change days that passed, nor make a day worked by surprise', async () => {
  const administrator = world.as('administrator');
  const set = (change: object) => administrator.call(setDays, { ...typhoon, until: null, reason, ...change });
  assert.equal(codeOf(await set({ from: '2026-11-23' })), 'day-passed');
  assert.equal(codeOf(await set({ from: '2026-11-24', works: 'yes' })), 'day-too-soon');
  assert.equal(codeOf(await set({ from: '2026-11-28' })), 'days-as-they-are');
  assert.equal(codeOf(await set({ until: '2026-11-25' })), 'input-invalid');
  assert.equal(codeOf(await set({ name: ' ' })), 'input-invalid');
  assert.deepEqual(must(await administrator.call(listChanges, {})).changes, []);
});

test('administrator: working hours change from a day on, and what runs is counted by them', async () => {
  const administrator = world.as('administrator');
  const hours = { morningFrom: '09:00', morningTo: '12:00', afternoonFrom: '13:00', afternoonTo: '17:00' };
  const monday = { ...hours, from: '2026-11-30', reason: '冬令时间' };
  must(await administrator.call(setHours, monday));
  assert.equal(codeOf(await administrator.call(setHours, monday)), 'hours-as-they-are');
  assert.equal(
    codeOf(await administrator.call(setHours, { ...monday, from: '2026-11-24' })),
    'hours-too-soon',
  );
  const disorder = await administrator.call(setHours, { ...monday, morningTo: '08:00' });
  assert.equal(codeOf(disorder), 'input-invalid');
  const dueOf = async (date: string) =>
    must(await world.as('stranger').call(explainDate, { date, time: '16:00', limit: 'accept' })).deadline
      .dueAt;
  assert.deepEqual(
    [await dueOf('2026-11-26'), await dueOf('2026-11-30')],
    ['2026-11-27T01:00:00.000Z', '2026-12-01T02:00:00.000Z'],
  );
});

test('administrator: enters next year by hand, and its dates are settled', async () => {
  const administrator = world.as('administrator');
  assert.equal(
    codeOf(await administrator.call(confirmYear, { year: 2027, reason })),
    'year-without-holidays',
  );
  const nationalDay = { from: '2027-10-01', until: '2027-10-07', works: 'no', name: '国庆节' } as const;
  must(await administrator.call(setDays, { ...nationalDay, reason: '国办通知' }));
  must(await administrator.call(confirmYear, { year: 2027, reason: '国办通知' }));
  const { days, years } = must(await world.as('stranger').call(seeCalendar, { year: 2027 }));
  assert.equal(years.find(({ year }) => year === 2027)?.confirmed, true);
  assert.equal(days.length, 365);
  assert.deepEqual(
    days.filter(({ own }) => own).map(({ date }) => date),
    ['2027-10-01', '2027-10-04', '2027-10-05', '2027-10-06', '2027-10-07'],
  );
});

test('stranger: learns why something is due on a day, day by day', async () => {
  const asked = { date: '2026-09-30', time: '09:00', limit: 'W3' } as const;
  const { deadline } = must(await world.as('stranger').call(explainDate, asked));
  assert.equal(deadline.dueOn, '2026-10-10');
  assert.equal(deadline.state, 'running');
  assert.ok(deadline.why.lines.some(({ step }) => step === 'counted-make-up'));
});

test('system: a promise that was missed before a closure stays missed', async () => {
  const told = await storyOf(world).dispatched();
  world.clock.advance(10 * dayMs);
  const later = { ...typhoon, from: '2026-12-07', until: null, reason };
  must(await world.as('administrator').call(setDays, later));
  assert.equal(await dueOf(told), '2026-12-01');
});
