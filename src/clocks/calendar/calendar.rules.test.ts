import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  addDays,
  addMs,
  dayMs,
  formatInstant,
  localDate,
  minuteMs,
  parseInstant,
} from '../../kernel/time.ts';
import { businessHours, defaultBusinessHours } from './calendar.contract.ts';
import {
  addBusinessMinutes,
  addCalendarDays,
  addRunningMs,
  addWorkdays,
  businessMinutesBetween,
  isWorkday,
  judgeDay,
  latestNoticeOn,
  nextWorkday,
  runningMs,
  runsInBusinessHours,
  unconfirmedYears,
} from './calendar.rules.ts';
import { publishedCalendar } from './calendar.seed.ts';

const calendar = publishedCalendar();
const day = localDate;
const at = (words: string) => parseInstant(`${words.replace(' ', 'T')}+08:00`);

test('calendar: counts workdays over the holidays of 2026, the first day not counted', () => {
  const counts = [1, 3, 5, 7, 10, 15];
  const table: [string, string[]][] = [
    ['2026-09-30', ['10-08', '10-10', '10-13', '10-15', '10-20', '10-27']],
    ['2026-02-13', ['02-14', '02-25', '02-27', '03-02', '03-05', '03-12']],
    ['2026-04-30', ['05-06', '05-08', '05-11', '05-13', '05-18', '05-25']],
    ['2026-09-24', ['09-28', '09-30', '10-09', '10-12', '10-15', '10-22']],
    ['2026-11-20', ['11-23', '11-25', '11-27', '12-01', '12-04', '12-11']],
  ];
  for (const [received, lasts] of table) {
    const found = counts.map((count) => addWorkdays(calendar, day(received), count).slice(5));
    assert.deepEqual(found, lasts, received);
  }
});

test('calendar: a period of calendar days ending on a rest day ends after the rest', () => {
  const table: [from: string, count: number, last: string, why: string][] = [
    ['2026-01-20', 30, '2026-02-24', 'Spring Festival'],
    ['2026-08-03', 60, '2026-10-08', 'National Day'],
    ['2026-11-07', 7, '2026-11-16', 'a Saturday'],
    ['2026-11-08', 7, '2026-11-16', 'a Sunday'],
    ['2026-10-03', 7, '2026-10-10', 'a Saturday that is worked stays'],
    ['2026-11-09', 7, '2026-11-16', 'a Monday stays'],
  ];
  for (const [from, count, last, why] of table) {
    assert.equal(addCalendarDays(calendar, day(from), count), last, why);
  }
});

test('calendar: notice goes out by the stricter of two ways of counting', () => {
  assert.equal(latestNoticeOn(day('2026-10-20'), 15), '2026-10-04');
});

test('calendar: says what a day is and how sure that is', () => {
  const table: [date: string, works: boolean, why: string, name: string | null, provisional: boolean][] = [
    ['2026-11-20', true, 'weekday', null, false],
    ['2026-11-21', false, 'weekend', null, false],
    ['2026-10-01', false, 'holiday', '国庆节', false],
    ['2026-10-10', true, 'make-up', '国庆节', false],
    ['2026-10-11', false, 'weekend', null, false],
    ['2026-12-28', true, 'weekday', null, false],
    ['2026-12-31', true, 'weekday', null, true],
    ['2027-01-01', true, 'weekday', null, true],
    ['2003-10-01', true, 'weekday', null, true],
  ];
  for (const [date, works, why, name, provisional] of table) {
    const verdict = judgeDay(calendar, day(date));
    assert.deepEqual(
      [verdict.works, verdict.why, verdict.name?.zh ?? null, verdict.provisional],
      [works, why, name, provisional],
      date,
    );
    assert.equal(isWorkday(calendar, day(date)), works, date);
  }
});

test('calendar: knows which years its data covers', () => {
  const years = Array.from(calendar.years.keys());
  assert.deepEqual([years[0], years.at(-1), years.length], [2004, 2026, 23]);
  assert.deepEqual(unconfirmedYears(calendar, day('2026-12-20'), day('2026-12-28')), []);
  assert.deepEqual(unconfirmedYears(calendar, day('2026-12-20'), day('2028-02-01')), [2027, 2028]);
});

test('calendar: finds the next workday', () => {
  assert.equal(nextWorkday(calendar, day('2026-09-30')), '2026-10-08');
  assert.equal(nextWorkday(calendar, day('2026-09-19')), '2026-09-20');
});

test('calendar: adds business minutes over lunch, night, weekend and holiday', () => {
  const table: [from: string, minutes: number, to: string, why: string][] = [
    ['2026-11-20 09:00', 120, '2026-11-20 11:00', 'inside the morning'],
    ['2026-11-20 09:30', 120, '2026-11-20 11:30', 'ends with the morning, not after lunch'],
    ['2026-11-20 10:30', 120, '2026-11-20 15:00', 'over lunch'],
    ['2026-11-19 17:00', 120, '2026-11-20 10:00', 'over night'],
    ['2026-11-20 17:00', 120, '2026-11-23 10:00', 'over the weekend'],
    ['2026-09-30 16:30', 120, '2026-10-08 09:30', 'over National Day'],
    ['2026-10-09 16:30', 120, '2026-10-10 09:30', 'into a worked Saturday'],
    ['2026-11-21 12:00', 120, '2026-11-23 10:30', 'from a Saturday'],
    ['2026-11-20 06:00', 240, '2026-11-20 15:00', 'from before opening'],
    ['2026-11-20 12:15', 30, '2026-11-20 14:30', 'from lunch'],
    ['2026-11-20 23:59', 1, '2026-11-23 08:31', 'from the end of a day'],
    ['2026-11-20 12:15', 0, '2026-11-20 12:15', 'nothing'],
  ];
  for (const [from, minutes, to, why] of table) {
    assert.equal(formatInstant(addBusinessMinutes(calendar, at(from), minutes)), formatInstant(at(to)), why);
    assert.equal(businessMinutesBetween(calendar, at(from), at(to)), minutes, why);
  }
});

test('calendar: measures no time backwards', () => {
  assert.equal(businessMinutesBetween(calendar, at('2026-11-20 10:00'), at('2026-11-20 09:00')), 0);
});

test('calendar: adding and measuring business time undo each other', () => {
  const instants = fc
    .integer({ min: 0, max: 700 * 1440 })
    .map((n) => addMs(at('2025-01-01 00:00'), n * minuteMs));
  const running = runsInBusinessHours(calendar);
  fc.assert(
    fc.property(instants, fc.integer({ min: 1, max: 5 * dayMs }), (from, ms) => {
      const to = addRunningMs(running, from, ms);
      assert.equal(runningMs(running, from, to), ms);
      assert.equal(runningMs(running, from, addMs(to, -1)), ms - 1);
    }),
  );
});

test('calendar: workdays counted in two steps are workdays counted in one', () => {
  const count = fc.integer({ min: 0, max: 40 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 600 }), count, count, (offset, first, second) => {
      const from = addDays(day('2025-01-01'), offset);
      const between = addWorkdays(calendar, from, first);
      assert.equal(addWorkdays(calendar, between, second), addWorkdays(calendar, from, first + second));
    }),
  );
});

test('calendar: a calendar that is never worked is a defect, not an endless count', () => {
  const closed = {
    ...calendar,
    hours: [
      { from: 0, to: 0 },
      { from: 0, to: 0 },
    ] as const,
  };
  assert.throws(() => addBusinessMinutes(closed, at('2026-11-20 09:00'), 1), RangeError);
  assert.throws(() => addWorkdays(calendar, day('2026-11-20'), -1), RangeError);
});

test('calendar: business hours are two shifts in order', () => {
  const [morning, afternoon] = defaultBusinessHours;
  assert.equal(businessHours.safeParse([morning, afternoon]).success, true);
  assert.equal(businessHours.safeParse([afternoon, morning]).success, false, 'out of order');
  assert.equal(businessHours.safeParse([morning]).success, false, 'one shift');
  assert.equal(businessHours.safeParse([morning, { from: 900, to: 900 }]).success, false, 'empty shift');
  assert.equal(businessHours.safeParse([morning, { from: 900, to: 1441 }]).success, false, 'beyond midnight');
});
