import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countWithin, type Slot, slotOf, waitFor } from './quota.ts';
import { addMs, dayMs, hourMs, minuteMs, parseInstant } from './time.ts';

const now = parseInstant('2026-11-24T09:07:30+08:00');
const slot = (minutesAgo: number, count: number): Slot => ({
  at: addMs(slotOf(now), -minutesAgo * minuteMs),
  count,
});
const hour = { windowMs: hourMs, max: 10 };
const day = { windowMs: dayMs, max: 30 };
/** The slot that holds now began 7.5 minutes ago. */
const begun = 7.5 * minuteMs;

test('quota: a slot begins at every tenth minute', () => {
  assert.equal(slotOf(now), parseInstant('2026-11-24T09:00:00+08:00'));
  assert.equal(slotOf(slotOf(now)), slotOf(now));
});

const cases: [title: string, slots: Slot[], wait: number][] = [
  ['nothing happened yet', [], 0],
  ['one is left of the hour', [slot(0, 4), slot(20, 5)], 0],
  ['the hour is used up: until its oldest slot leaves it', [slot(0, 5), slot(20, 5)], 40 * minuteMs - begun],
  ['one slot alone used it up', [slot(0, 10)], 60 * minuteMs - begun],
  ['the oldest leaving is not enough', [slot(0, 3), slot(30, 7), slot(40, 3)], 30 * minuteMs - begun],
  ['what is older than the hour does not count for it', [slot(60, 10), slot(50, 9)], 0],
  ['the day is used up though the hour is not', [slot(120, 15), slot(600, 15)], 840 * minuteMs - begun],
  ['the longer of two waits', [slot(0, 10), slot(600, 20)], 840 * minuteMs - begun],
];
for (const [title, slots, wait] of cases) {
  test(`quota: ${title}`, () => assert.equal(waitFor(slots, [hour, day], now), wait));
}

test('quota: once the wait is over, one more is within it', () => {
  const slots = [slot(0, 5), slot(20, 5)];
  const later = addMs(now, waitFor(slots, [hour], now));
  assert.equal(waitFor(slots, [hour], later), 0);
  assert.ok(waitFor(slots, [hour], addMs(later, -1)) > 0);
});

test('quota: counts what lies within a window', () => {
  assert.equal(countWithin([slot(0, 5), slot(50, 2), slot(60, 9)], hourMs, now), 7);
});
