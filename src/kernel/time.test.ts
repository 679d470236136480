import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  addDays,
  addMs,
  atMinute,
  dateOf,
  daysBetween,
  formatInstant,
  hourMs,
  instant,
  isLocalDate,
  localDate,
  minuteOfDay,
  parseInstant,
  readTimeOfDay,
  weekdayOf,
  writeTimeOfDay,
} from './time.ts';

describe('instant', () => {
  test('one point, however its offset is written', () => {
    const at = parseInstant('2020-05-31T16:00:00Z');
    for (const text of [
      '2020-06-01T00:00:00+08:00',
      '2020-06-01T00:00:00.000+08:00',
      '2020-06-01T00:00+08:00',
    ]) {
      assert.equal(parseInstant(text), at, text);
    }
    assert.equal(formatInstant(at), '2020-05-31T16:00:00.000Z');
  });

  test('what names no point in time: refused', () => {
    for (const text of [
      '',
      '2020-05-31',
      '2020-05-31T16:00:00',
      '2020-05-31 16:00:00Z',
      '2020-13-31T16:00:00Z',
      '2020-05-31T25:00:00Z',
      'yesterday',
    ]) {
      assert.throws(() => parseInstant(text), RangeError, text);
    }
    for (const ms of [Number.NaN, Number.POSITIVE_INFINITY]) assert.throws(() => instant(ms), RangeError);
  });

  test('writing and reading give the same instant', () => {
    const ms = fc.integer({ min: 0, max: Date.parse('9999-12-31T23:59:59.999Z') });
    fc.assert(fc.property(ms, (at) => assert.equal(parseInstant(formatInstant(instant(at))), at)));
  });
});

describe('calendar day', () => {
  test('only real days, in one form', () => {
    const days: [text: string, real: boolean][] = [
      ['2020-02-29', true],
      ['2000-02-29', true],
      ['2100-02-29', false],
      ['2021-02-29', false],
      ['2020-04-31', false],
      ['2020-00-10', false],
      ['2020-1-1', false],
      ['20200101', false],
      ['2020-01-01 ', false],
    ];
    for (const [text, real] of days) assert.equal(isLocalDate(text), real, text);
    assert.throws(() => localDate('2021-02-29'), RangeError);
  });

  test('the day turns at midnight in China, whatever the time zone of the process', () => {
    const midnight = parseInstant('2020-06-01T00:00:00+08:00');
    assert.equal(dateOf(addMs(midnight, -1)), '2020-05-31');
    assert.equal(dateOf(midnight), '2020-06-01');
    assert.equal(minuteOfDay(addMs(midnight, -1)), 1439);
    assert.equal(minuteOfDay(midnight), 0);
    assert.equal(atMinute(localDate('2020-05-31'), 1440), midnight);
    assert.equal(formatInstant(atMinute(localDate('2020-06-01'), 8 * 60 + 30)), '2020-06-01T00:30:00.000Z');
  });

  test('days are added over months, leap days and years', () => {
    assert.equal(addDays(localDate('2020-02-28'), 2), '2020-03-01');
    assert.equal(addDays(localDate('2021-01-01'), -1), '2020-12-31');
    assert.equal(daysBetween(localDate('2020-02-28'), localDate('2020-03-01')), 2);
    assert.equal(daysBetween(localDate('2020-03-01'), localDate('2020-02-28')), -2);
  });

  test('the week runs from Monday 1 to Sunday 7', () => {
    assert.deepEqual(
      [0, 1, 2, 3, 4, 5, 6].map((days) => weekdayOf(addDays(localDate('2020-06-01'), days))),
      [1, 2, 3, 4, 5, 6, 7],
    );
  });

  test('adding days and counting them agree; day and minute name the instant', () => {
    const start = localDate('2020-01-01');
    fc.assert(
      fc.property(fc.integer({ min: -50_000, max: 50_000 }), fc.nat({ max: 1439 }), (days, minutes) => {
        const day = addDays(start, days);
        assert.equal(daysBetween(start, day), days);
        const at = atMinute(day, minutes);
        assert.equal(dateOf(at), day);
        assert.equal(minuteOfDay(at), minutes);
        assert.equal(dateOf(addMs(at, 24 * hourMs)), addDays(day, 1));
      }),
    );
  });
});

test('a time of day: is written as it is read', () => {
  assert.deepEqual([450, 0, 1440].map(writeTimeOfDay), ['07:30', '00:00', '24:00']);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1440 }), (minutes) =>
      assert.equal(readTimeOfDay(writeTimeOfDay(minutes)), minutes),
    ),
  );
});
