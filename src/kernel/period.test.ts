import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lasting, type Period, periodBefore } from './period.ts';
import { dayMs, formatInstant, hourMs, minuteMs, parseInstant } from './time.ts';

const befores: readonly [string, Period, string][] = [
  ['2029-11-24T09:30:00+08:00', { unit: 'years', count: 3 }, '2026-11-24T09:30:00+08:00'],
  ['2028-02-29T09:30:00+08:00', { unit: 'years', count: 3 }, '2025-02-28T09:30:00+08:00'],
  ['2028-03-01T00:00:00+08:00', { unit: 'years', count: 3 }, '2025-03-01T00:00:00+08:00'],
  ['2027-01-01T00:30:00+08:00', { unit: 'years', count: 1 }, '2026-01-01T00:30:00+08:00'],
  ['2026-11-24T09:30:00+08:00', { unit: 'days', count: 30 }, '2026-10-25T09:30:00+08:00'],
  ['2026-11-24T09:30:00+08:00', { unit: 'minutes', count: 30 }, '2026-11-24T09:00:00+08:00'],
];
for (const [now, period, expected] of befores) {
  test(`${period.count} ${period.unit} before ${now} are over what began before ${expected}`, () =>
    assert.equal(
      formatInstant(periodBefore(parseInstant(now), period)),
      formatInstant(parseInstant(expected)),
    ));
}

test('a length is told in the largest unit that it fills', () => {
  assert.deepEqual(lasting(2 * dayMs), { unit: 'days', count: 2 });
  assert.deepEqual(lasting(12 * hourMs), { unit: 'hours', count: 12 });
  assert.deepEqual(lasting(90 * minuteMs), { unit: 'minutes', count: 90 });
  assert.throws(() => lasting(1), /no period/);
});
