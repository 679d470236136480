import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMs, parseInstant } from '../../kernel/time.ts';
import { bulkGraceMs, bulkStateOf, decideUndo, inOrderOfNumbers, runAtFor } from './bulk.rules.ts';

const askedAt = parseInstant('2026-11-24T09:00:00+08:00');
const runAt = runAtFor(askedAt);
const waiting = { runAt, undoneAt: null, doneAt: null };

const undoing = [
  ['at once', waiting, askedAt, true],
  ['in the last moment', waiting, addMs(runAt, -1), true],
  ['when its time has come', waiting, runAt, 'bulk-carried-out'],
  ['long after', { ...waiting, doneAt: runAt }, addMs(runAt, 60_000), 'bulk-carried-out'],
  ['a second time', { ...waiting, undoneAt: askedAt }, addMs(askedAt, 1), 'bulk-undone'],
] as const;
for (const [when, bulk, now, expected] of undoing) {
  test(`batch: taken back ${when}`, () => {
    const outcome = decideUndo(bulk, now);
    assert.equal(outcome.ok || outcome.refusal.code, expected);
  });
}

test('batch: can be taken back for half a minute, and says where it stands', () => {
  assert.equal(runAt - askedAt, bulkGraceMs);
  assert.deepEqual(
    [waiting, { ...waiting, undoneAt: askedAt }, { ...waiting, doneAt: runAt }].map(bulkStateOf),
    ['waiting', 'undone', 'done'],
  );
});

test('batch: goes by the numbers, so that the earliest report gives the matter its own', () => {
  const numbers = ['2026-0012', '2025-9999', '2026-0009'].map((number) => ({ number }));
  assert.deepEqual(
    inOrderOfNumbers(numbers).map(({ number }) => number),
    ['2025-9999', '2026-0009', '2026-0012'],
  );
});
