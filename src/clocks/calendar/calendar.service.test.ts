import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import type { CommunityId } from '../../kernel/id.ts';
import { localDate } from '../../kernel/time.ts';
import { newId } from '../../platform/ids.ts';
import { defaultBusinessHours } from './calendar.contract.ts';
import { addWorkdays, hoursOn, judgeDay } from './calendar.rules.ts';
import { publishedCalendar } from './calendar.seed.ts';
import {
  clearOwnDay,
  confirmYear,
  loadCalendar,
  seedNationalCalendar,
  setBusinessHours,
  setOwnDay,
} from './calendar.service.ts';

const here = newId<CommunityId>();
const there = newId<CommunityId>();
let made: TestDatabase;

before(async () => {
  made = await testDatabase();
  for (const [id, slug] of [
    [here, 'here'],
    [there, 'there'],
  ] as const) {
    await made.owner`insert into communities (id, slug, name, created_at) values (${id}, ${slug}, ${slug}, now())`;
  }
});

test('calendar: without the published days every year is provisional', async () => {
  await made.owner`delete from national_calendar`;
  const calendar = await made.database.read(here, loadCalendar);
  assert.equal(judgeDay(calendar, localDate('2026-11-20')).provisional, true);
});

test('calendar: seeding writes the published days once', async () => {
  const published = publishedCalendar();
  assert.equal(await made.database.global(seedNationalCalendar), published.overrides.size);
  assert.equal(await made.database.global(seedNationalCalendar), 0);
  assert.deepEqual(await made.database.read(here, loadCalendar), published);
});

test('calendar: is read once and again only after a change', async () => {
  const first = await made.database.read(here, loadCalendar);
  assert.equal(await made.database.read(here, loadCalendar), first);
  await made.owner`update national_calendar set changed_at = clock_timestamp() where date = '2026-10-01'`;
  assert.notEqual(await made.database.read(here, loadCalendar), first);
});

test('community: its own day goes before the country’s, for itself only', async () => {
  const thursday = localDate('2026-11-26');
  await made.database.write(here, (tx) => setOwnDay(tx, thursday, 'holiday', '社区搬家'));
  const [ours, theirs] = [
    await made.database.read(here, loadCalendar),
    await made.database.read(there, loadCalendar),
  ];
  assert.equal(addWorkdays(ours, localDate('2026-11-25'), 1), '2026-11-27');
  assert.equal(addWorkdays(theirs, localDate('2026-11-25'), 1), '2026-11-26');
  await made.database.write(here, (tx) => clearOwnDay(tx, thursday));
  const cleared = await made.database.read(here, loadCalendar);
  assert.equal(addWorkdays(cleared, localDate('2026-11-25'), 1), '2026-11-26');
});

test('community: what was rolled back is not remembered', async () => {
  const day = localDate('2026-11-26');
  const undone = made.database.write(here, async (tx) => {
    await setOwnDay(tx, day, 'holiday', '算错了');
    assert.equal(judgeDay(await loadCalendar(tx), day).works, false);
    throw new Error('undone');
  });
  await assert.rejects(undone, /undone/);
  assert.equal(judgeDay(await made.database.read(here, loadCalendar), day).works, true);
});

test('community: enters next year by hand and confirms it', async () => {
  const newYear = localDate('2027-01-01');
  await made.database.write(here, async (tx) => {
    await setOwnDay(tx, newYear, 'holiday', '元旦');
    await confirmYear(tx, 2027);
    await confirmYear(tx, 2027);
  });
  const calendar = await made.database.read(here, loadCalendar);
  assert.deepEqual(calendar.years.get(2027), { source: 'community', confirmed: true });
  assert.equal(judgeDay(calendar, newYear).provisional, false);
});

test('community: sets its business hours from a day on; days before keep theirs', async () => {
  const hours = [
    { from: 540, to: 720 },
    { from: 780, to: 1020 },
  ] as const;
  const monday = localDate('2026-11-30');
  await made.database.write(here, (tx) => setBusinessHours(tx, monday, hours));
  const calendar = await made.database.read(here, loadCalendar);
  assert.deepEqual(hoursOn(calendar, monday), hours);
  assert.deepEqual(hoursOn(calendar, localDate('2026-11-27')), defaultBusinessHours);
  const overlapping = [hours[1], hours[0]] as const;
  await assert.rejects(
    made.database.write(here, (tx) => setBusinessHours(tx, monday, overlapping)),
    /check constraint/,
  );
});
