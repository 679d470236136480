import assert from 'node:assert/strict';
import { test } from 'node:test';
import { localDate } from '../../kernel/time.ts';
import { perTenThousandOf } from '../figures/figures.rules.ts';
import type { InhabitantCount } from './inhabitants.contract.ts';
import { decideCount, inhabitantsOn } from './inhabitants.rules.ts';

const count = (version: number, countedOn: string, inhabitants: number): InhabitantCount => ({
  ...{ version, countedOn: localDate(countedOn), inhabitants, source: '社区登记' },
});
const counts = [
  count(4, '2026-06-30', 1180),
  count(3, '2026-11-01', 1250),
  count(2, '2026-11-01', 1240),
  count(1, '2026-01-31', 1200),
];

test('count: the last one taken until a day holds, and of one day the one written down last', () => {
  const cases: [day: string, inhabitants: number | null][] = [
    ['2026-01-30', null],
    ['2026-01-31', 1200],
    ['2026-07-01', 1180],
    ['2026-10-31', 1180],
    ['2026-11-01', 1250],
    ['2030-01-01', 1250],
  ];
  for (const [day, expected] of cases)
    assert.equal(inhabitantsOn(counts, localDate(day))?.inhabitants ?? null, expected, day);
  assert.equal(inhabitantsOn([], localDate('2026-11-01')), null);
});

test('count: is taken up over what was read, until today, and where anything differs', () => {
  const today = localDate('2026-11-24');
  const decided = (said: InhabitantCount) => {
    const outcome = decideCount(counts, said, today);
    return outcome.ok ? outcome.value.version : outcome.refusal.code;
  };
  assert.equal(decided(count(4, '2026-11-24', 1260)), 5);
  assert.equal(decided(count(4, '2026-11-01', 1240)), 5, 'a correction taken back');
  assert.equal(decided(count(3, '2026-11-24', 1260)), 'inhabitants-changed');
  assert.equal(decided(count(4, '2026-11-25', 1260)), 'counted-ahead');
  assert.equal(decided(count(4, '2026-11-01', 1250)), 'inhabitants-as-it-is');
});

test('per ten thousand: 168 matters of 1,000 people are 1,680; cut, never rounded up; unknown without a count', () => {
  const of = (received: number, inhabitants: number) =>
    perTenThousandOf(received, count(1, '2026-01-31', inhabitants))?.value;
  assert.equal(of(168, 1000), 1680);
  assert.equal(of(2, 3), 6666.6);
  assert.equal(of(0, 1000), 0);
  assert.equal(perTenThousandOf(168, null), null);
});
