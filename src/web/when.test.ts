import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sayIn } from '../kernel/text.ts';
import { parseInstant } from '../kernel/time.ts';
import { sayDay, sayDue, sayMoment, sayTightDay } from './when.text.ts';

const zh = sayIn('zh');
const en = sayIn('en');
const now = parseInstant('2026-06-01T10:20:00+08:00');

test('day: today by name, others by month and day, another year with its number', () => {
  assert.equal(sayDay(zh, '2026-06-01', now), '今天');
  assert.equal(sayDay(zh, '2026-05-28', now), '5月28日');
  assert.equal(sayDay(zh, '2025-12-31', now), '2025年12月31日');
  assert.equal(sayDay(en, '2025-12-31', now), '31 Dec 2025');
  assert.equal(sayTightDay(zh, '2026-05-25', now), '5/25');
});

test('moment: the day in China counts, whatever the offset it was written with', () => {
  assert.equal(sayMoment(zh, parseInstant('2026-06-01T01:20:00Z'), now), '今天 09:20');
  assert.equal(sayMoment(zh, parseInstant('2026-05-27T17:00:00Z'), now), '5月28日 01:00');
});

test('due: midnight is 24:00 of the day that ends', () => {
  assert.equal(sayDue(zh, parseInstant('2026-06-03T00:00:00+08:00'), now), '6月2日 24:00');
  assert.equal(sayDue(zh, parseInstant('2026-06-02T00:00:00+08:00'), now), '今天 24:00');
  assert.equal(sayDue(en, parseInstant('2026-06-02T09:30:00+08:00'), now), '2 Jun, 09:30');
});
