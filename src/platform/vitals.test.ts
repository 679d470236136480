import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMs, minuteMs, parseInstant } from '../kernel/time.ts';
import { noteRounds, type Vitals, watchClock } from './vitals.ts';

const start = parseInstant('2026-11-24T09:00:00+08:00');

test('vitals: a clock that goes with time is no jump, one that was set back or slept is', () => {
  const vitals: Vitals = {
    ...{ version: '1', databaseVersion: '17', dataDir: '/', databaseDir: null },
    ...{ startedAt: start, lastRoundAt: null, clockJump: null },
  };
  let [now, steady] = [start, 0];
  const note = noteRounds(
    vitals,
    () => now,
    () => steady,
  );
  const pass = (clockMs: number, steadyMs: number) => {
    now = addMs(now, clockMs);
    steady += steadyMs;
    note();
  };
  note();
  pass(250, 250);
  pass(10 * minuteMs, 10 * minuteMs);
  assert.equal(vitals.clockJump, null);
  assert.equal(vitals.lastRoundAt, now);
  pass(-90 * minuteMs, 250);
  assert.deepEqual(vitals.clockJump, { at: now, byMs: -90 * minuteMs - 250 });
  pass(480 * minuteMs, 250);
  assert.deepEqual(vitals.clockJump, { at: now, byMs: 480 * minuteMs - 250 });
});

test('vitals: a clock that was set settles for ten minutes, whichever way it went', () => {
  let [now, steady] = [start, 0];
  const isSettling = watchClock(
    () => now,
    () => steady,
  );
  const after = (clockMs: number, steadyMs: number) => {
    now = addMs(now, clockMs);
    steady += steadyMs;
    return isSettling();
  };
  assert.equal(after(10 * minuteMs, 10 * minuteMs), false);
  assert.equal(after(-60 * minuteMs, 250), true);
  assert.equal(after(9 * minuteMs, 9 * minuteMs), true);
  assert.equal(after(minuteMs, minuteMs), false);
  assert.equal(after(2880 * minuteMs, 250), true);
});
