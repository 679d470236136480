import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { publishedCalendar } from '../../clocks/calendar/calendar.seed.ts';
import type { Deadline } from '../../clocks/deadline/deadline.contract.ts';
import {
  endClock,
  extendClock,
  openDeadline,
  resumeClock,
  suspendClock,
} from '../../clocks/deadline/deadline.rules.ts';
import { addMs, dayMs, formatInstant, hourMs, type Instant, parseInstant } from '../../kernel/time.ts';
import type { UrgingMark } from '../../resolve/matter/matter.urging.contract.ts';
import { gravestMark, marksOf, reachedMarks } from './urging.rules.ts';

const calendar = publishedCalendar();
const at = (words: string) => parseInstant(`${words.replace(' ', 'T')}+08:00`);
const local = (instant: Instant) =>
  formatInstant(addMs(instant, 8 * hourMs))
    .slice(0, 16)
    .replace('T', ' ');
const promise = openDeadline(
  { kind: 'resolve', startedAt: at('2026-11-23 09:00'), category: 'W5' },
  calendar,
);
const take = openDeadline({ kind: 'take', startedAt: at('2026-11-23 09:00') }, calendar);

const told = (clock: Deadline) => marksOf(clock, calendar).map((mark) => `${mark.mark} ${local(mark.at)}`);

test('marks: five workdays from Monday urge on Thursday noon and at the end of Friday', () => {
  assert.deepEqual(told(promise), ['half 2026-11-26 12:00', 'four-fifths 2026-11-28 00:00']);
});

test('marks: a weekend and a suspension do not count, more time moves them', () => {
  const friday = openDeadline(
    { kind: 'resolve', startedAt: at('2026-11-20 09:00'), category: 'W3' },
    calendar,
  );
  assert.deepEqual(told(friday), ['half 2026-11-24 12:00', 'four-fifths 2026-11-25 09:36']);
  const still = suspendClock(promise, at('2026-11-24 00:00'), 'weather', calendar);
  assert.ok(still.ok);
  const goesOn = resumeClock(still.value, at('2026-11-25 00:00'), calendar);
  assert.ok(goesOn.ok);
  assert.deepEqual(told(goesOn.value), ['half 2026-11-27 12:00', 'four-fifths 2026-12-01 00:00']);
  const longer = extendClock(promise, 5, at('2026-11-24 09:00'), calendar);
  assert.ok(longer.ok);
  assert.equal(told(longer.value)[0], 'half 2026-12-01 00:00');
});

test('marks: an order not taken in four business hours urges, within them it does not', () => {
  assert.equal(local(take.dueAt), '2026-11-23 15:30');
  assert.deepEqual(reachedMarks(take, calendar, [], take.dueAt), []);
  assert.deepEqual(
    reachedMarks(take, calendar, [], addMs(take.dueAt, 1)).map(({ mark }) => mark),
    ['not-taken'],
  );
});

const reached: [when: string, used: UrgingMark[], marks: UrgingMark[]][] = [
  ['2026-11-26 11:59', [], []],
  ['2026-11-26 12:00', [], ['half']],
  ['2026-11-26 12:00', ['half'], []],
  ['2026-11-28 00:00', ['half'], ['four-fifths']],
  ['2026-11-30 09:00', [], ['half', 'four-fifths']],
  ['2026-12-24 09:00', ['half', 'four-fifths'], []],
  ['2026-12-24 09:00', ['four-fifths'], []],
];
for (const [when, used, marks] of reached) {
  test(`reached: ${when}, used ${used.join(' and ') || 'none'} → ${marks.join(' and ') || 'none'}`, () => {
    const found = reachedMarks(promise, calendar, used, at(when));
    assert.deepEqual(
      found.map(({ mark }) => mark),
      marks,
    );
  });
}

test('reached: a clock that stands still or has ended urges nobody', () => {
  const late = at('2026-12-24 09:00');
  const still = suspendClock(promise, at('2026-11-24 00:00'), 'owners-vote', calendar);
  assert.ok(still.ok);
  assert.deepEqual(reachedMarks(still.value, calendar, [], late), []);
  assert.deepEqual(reachedMarks(endClock(promise, late, calendar), calendar, [], late), []);
});

test('one urge for all that was reached while nobody looked: the gravest', () => {
  const gravest = (...marks: UrgingMark[]) => gravestMark(marks.map((mark) => ({ mark })));
  assert.equal(gravest(), null);
  assert.equal(gravest('half', 'four-fifths'), 'four-fifths');
  assert.equal(gravest('half', 'not-taken'), 'not-taken');
  assert.equal(gravest('not-taken', 'four-fifths'), 'four-fifths');
});

test('however often somebody looks, each mark is used once and in its order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 14 * 24 }), { maxLength: 40 }), (hours) => {
      const used: UrgingMark[] = [];
      let urges = 0;
      for (const after of [...hours].sort((a, b) => a - b)) {
        const found = reachedMarks(promise, calendar, used, addMs(promise.startedAt, after * hourMs));
        if (gravestMark(found) !== null) urges += 1;
        used.push(...found.map(({ mark }) => mark));
      }
      assert.equal(new Set(used).size, used.length);
      const last = Math.max(0, ...hours) * hourMs;
      const all = addMs(promise.startedAt, last) >= addMs(promise.startedAt, 8 * dayMs);
      if (all) assert.deepEqual([...used].sort(), ['four-fifths', 'half']);
      assert.ok(urges <= 2);
    }),
  );
});
