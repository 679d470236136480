import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type LocalDate, localDate } from '../../kernel/time.ts';
import { defaultBusinessHours, type WorkCalendar } from './calendar.contract.ts';
import { judgeDay } from './calendar.rules.ts';
import { publishedCalendar } from './calendar.seed.ts';
import { decideClearing, decideDays, decideHours, decideYear, withDays } from './calendar-keeping.rules.ts';

const day = localDate;
const today = day('2026-11-24');
const calendar = publishedCalendar();
const answerOf = (outcome: { ok: boolean; value?: unknown; refusal?: { code: string } }) =>
  outcome.ok ? outcome.value : outcome.refusal?.code;

test('calendar: which days change, and which cannot', () => {
  const table: [
    from: string,
    until: string | null,
    works: boolean,
    expected: string[] | string,
    why: string,
  ][] = [
    ['2026-11-24', null, false, ['2026-11-24'], 'a typhoon closes today'],
    ['2026-11-27', '2026-11-30', false, ['2026-11-27', '2026-11-30'], 'the weekend between rests anyway'],
    ['2026-11-28', null, true, ['2026-11-28'], 'a Saturday is worked'],
    ['2026-11-23', null, false, 'day-passed', 'yesterday'],
    ['2026-11-24', null, true, 'day-too-soon', 'today cannot be worked all at once'],
    ['2026-11-28', '2026-11-29', false, 'days-as-they-are', 'a weekend rests'],
    ['2026-11-25', null, true, 'days-as-they-are', 'a Wednesday is worked'],
    ['2026-11-25', '2026-12-26', false, 'too-many-days', '32 days'],
    ['2030-01-01', null, false, 'day-too-far', 'nobody plans so far'],
  ];
  for (const [from, until, works, expected, why] of table) {
    const said = { from: day(from), until: until === null ? null : day(until), works, name: '停工' };
    assert.deepEqual(answerOf(decideDays(calendar, said, today)), expected, why);
  }
});

test('calendar: a day of its own is taken back before it can surprise anybody', () => {
  const closed = (date: string) => withDays(calendar, [day(date)], { works: false, name: '停工' });
  const worked = withDays(calendar, [day('2026-11-28')], { works: true, name: '值班' });
  const table: [WorkCalendar, LocalDate, string][] = [
    [closed('2026-11-25'), day('2026-11-25'), 'taken back'],
    [closed('2026-11-24'), day('2026-11-24'), 'day-too-soon'],
    [closed('2026-11-23'), day('2026-11-23'), 'day-passed'],
    [worked, day('2026-11-28'), 'taken back'],
    [calendar, day('2026-10-01'), 'day-not-own'],
    [calendar, day('2026-11-25'), 'day-not-own'],
  ];
  for (const [known, date, expected] of table) {
    const outcome = decideClearing(known, date, today);
    assert.equal(outcome.ok ? 'taken back' : outcome.refusal.code, expected, date);
  }
});

test('calendar: a day of its own says that it is', () => {
  const verdict = judgeDay(
    withDays(calendar, [day('2026-11-25')], { works: false, name: '停工' }),
    day('2026-11-25'),
  );
  assert.deepEqual([verdict.works, verdict.own, verdict.name?.zh], [false, true, '停工']);
  assert.equal(judgeDay(calendar, day('2026-10-01')).own, false);
});

test('calendar: new hours hold from tomorrow, and have to be new', () => {
  const hours = [
    { from: 540, to: 720 },
    { from: 780, to: 1020 },
  ] as const;
  const changed: WorkCalendar = { ...calendar, laterHours: [{ from: day('2026-12-01'), hours }] };
  const table: [WorkCalendar, string, typeof hours | typeof defaultBusinessHours, string][] = [
    [calendar, '2026-11-25', hours, 'set'],
    [calendar, '2026-11-24', hours, 'hours-too-soon'],
    [calendar, '2026-11-25', defaultBusinessHours, 'hours-as-they-are'],
    [changed, '2026-12-02', hours, 'hours-as-they-are'],
    [changed, '2026-12-02', defaultBusinessHours, 'set'],
    [calendar, '2030-01-01', hours, 'day-too-far'],
  ];
  for (const [known, from, wanted, expected] of table) {
    const outcome = decideHours(known, day(from), wanted, today);
    assert.equal(outcome.ok ? 'set' : outcome.refusal.code, expected, from);
  }
});

test('calendar: a year is settled by hand once its National Day is entered', () => {
  const entered = withDays(calendar, [day('2027-10-01')], { works: false, name: '国庆节' });
  assert.equal(answerOf(decideYear(calendar, 2026)), 'year-confirmed');
  assert.equal(answerOf(decideYear(calendar, 2027)), 'year-without-holidays');
  assert.equal(answerOf(decideYear(entered, 2027)), 2027);
});
