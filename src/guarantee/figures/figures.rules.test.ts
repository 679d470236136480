import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { hourMs, minuteMs } from '../../kernel/time.ts';
import { stepOf } from './figures.counters.rules.ts';
import { medianOf, percentOf } from './figures.rules.ts';

describe('percentage', () => {
  const cases: [numerator: number, denominator: number, decimals: number, percent: number | null][] = [
    [160, 168, 2, 95.24],
    [9, 11, 2, 81.82],
    [129, 160, 1, 80.6],
    [21, 160, 1, 13.1],
    [10, 160, 1, 6.3],
    [0, 0, 2, null],
    [0, 5, 2, 0],
    [5, 5, 2, 100],
    [99_999, 100_000, 2, 99.99],
    [1, 100_000, 2, 0.01],
  ];
  for (const [numerator, denominator, decimals, percent] of cases) {
    test(`${numerator} of ${denominator}: ${percent ?? 'nothing to say'}`, () => {
      assert.equal(percentOf(numerator, denominator, decimals), percent);
    });
  }

  test('is 100 of all only, and 0 of none only', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.integer({ min: 1, max: 1_000_000 }), (a, b) => {
        const numerator = Math.min(a, b);
        const percent = percentOf(numerator, b, 2);
        assert.equal(percent === 100, numerator === b);
        assert.equal(percent === 0, numerator === 0);
      }),
    );
  });
});

describe('median', () => {
  const cases: [what: string, steps: [number, number][], median: number | null][] = [
    ['of nothing', [], null],
    ['of one', [[30, 1]], 30],
    [
      'of two, the lower',
      [
        [30, 1],
        [90, 1],
      ],
      30,
    ],
    [
      'of three',
      [
        [30, 1],
        [45, 1],
        [90, 1],
      ],
      45,
    ],
    [
      'of many alike',
      [
        [30, 1],
        [90, 8],
        [45, 1],
      ],
      90,
    ],
  ];
  for (const [what, steps, median] of cases) {
    test(what, () => assert.equal(medianOf(new Map(steps)), median));
  }
});

test('step of a duration: its two leading digits, never longer and never more than a tenth shorter', () => {
  assert.equal(stepOf(59 * minuteMs), 59);
  assert.equal(stepOf(24 * hourMs), 1400);
  assert.equal(stepOf(-1), 0);
  fc.assert(
    fc.property(fc.nat(10_000_000), (minutes) => {
      const step = stepOf(minutes * minuteMs);
      assert.ok(step <= minutes && step >= minutes * 0.9);
    }),
  );
});
