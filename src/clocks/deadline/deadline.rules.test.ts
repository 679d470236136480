import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  addMs,
  atMinute,
  dayMs,
  formatInstant,
  hourMs,
  type Instant,
  localDate,
  minuteMs,
  parseInstant,
} from '../../kernel/time.ts';
import { addWorkdays, runningMs, runsOnWorkdays } from '../calendar/calendar.rules.ts';
import { publishedCalendar } from '../calendar/calendar.seed.ts';
import type { CategoryLimit, Deadline, PauseReason } from './deadline.contract.ts';
import {
  type ClockStart,
  endClock,
  extendClock,
  halveLimit,
  isOverdue,
  openDeadline,
  reminderInstants,
  resumeClock,
  runsFrom,
  shareLeft,
  suspendClock,
  suspensionLeftMs,
} from './deadline.rules.ts';

const calendar = publishedCalendar();
const at = (words: string) => parseInstant(`${words.replace(' ', 'T')}+08:00`);
const midnightAfter = (date: string) => atMinute(localDate(date), 1440);

function resolve(startedAt: Instant, category: CategoryLimit = 'W5', reopenings = 0): Deadline {
  return openDeadline({ kind: 'resolve', startedAt, category, reopenings }, calendar);
}

function suspend(deadline: Deadline, from: Instant, reason: PauseReason = 'weather'): Deadline {
  const suspended = suspendClock(deadline, from, reason, calendar);
  assert.ok(suspended.ok);
  return suspended.value;
}

function resume(deadline: Deadline, to: Instant): Deadline {
  const resumed = resumeClock(deadline, to, calendar);
  assert.ok(resumed.ok);
  return resumed.value;
}

function pause(deadline: Deadline, from: Instant, to: Instant): Deadline {
  return resume(suspend(deadline, from), to);
}

test('deadline: a matter is due at 24:00 of the last workday of its category', () => {
  const table: [accepted: string, category: CategoryLimit, dueOn: string][] = [
    ['2026-09-30 09:00', 'W1', '2026-10-08'],
    ['2026-09-30 09:00', 'W3', '2026-10-10'],
    ['2026-09-30 23:59', 'W5', '2026-10-13'],
    ['2026-09-30 00:00', 'W7', '2026-10-15'],
    ['2026-09-30 09:00', 'W15', '2026-10-27'],
    ['2026-02-13 09:00', 'W1', '2026-02-14'],
    ['2026-04-30 09:00', 'W5', '2026-05-11'],
    ['2026-09-24 09:00', 'W7', '2026-10-12'],
    ['2026-11-20 09:00', 'W15', '2026-12-11'],
    ['2026-11-20 09:00', 'U2h', '2026-11-23'],
    ['2026-11-20 09:00', 'vote', '2026-12-11'],
  ];
  for (const [accepted, category, dueOn] of table) {
    const deadline = resolve(at(accepted), category);
    assert.equal(deadline.dueOn, dueOn, `${accepted} ${category}`);
    assert.equal(deadline.dueAt, midnightAfter(dueOn), `${accepted} ${category}`);
    assert.equal(deadline.provisional, false, `${accepted} ${category}`);
  }
});

test('deadline: each of the other clocks runs in its own hours', () => {
  const table: [kind: Exclude<ClockStart['kind'], 'resolve'>, started: string, due: string][] = [
    ['accept', '2026-11-20 09:00', '2026-11-20 11:00'],
    ['accept', '2026-11-20 17:00', '2026-11-23 10:00'],
    ['accept', '2026-11-20 22:00', '2026-11-23 10:30'],
    ['accept', '2026-09-30 17:00', '2026-10-08 10:00'],
    ['on-site', '2026-10-01 23:30', '2026-10-02 01:30'],
    ['take', '2026-11-20 10:30', '2026-11-20 17:00'],
    ['take', '2026-11-20 16:30', '2026-11-23 11:30'],
    ['first-contact', '2026-11-20 10:30', '2026-11-21 10:30'],
    ['return', '2026-11-20 10:30', '2026-11-24 00:00'],
    ['callback', '2026-11-20 10:30', '2026-11-25 00:00'],
    ['archive', '2026-11-20 10:30', '2026-11-28 00:00'],
    ['archive', '2026-11-21 10:30', '2026-12-01 00:00'],
    ['reopen', '2026-11-16 10:30', '2026-12-02 00:00'],
  ];
  for (const [kind, started, due] of table) {
    const deadline = openDeadline({ kind, startedAt: at(started) }, calendar);
    assert.equal(formatInstant(deadline.dueAt), formatInstant(at(due)), `${kind} from ${started}`);
  }
});

test('deadline: reopening halves the limit, each time again', () => {
  const halves = { W15: 'W7', W7: 'W3', W5: 'W3', W3: 'W1', W1: 'W1', U2h: 'U2h', vote: 'W7' } as const;
  for (const [from, to] of Object.entries(halves)) assert.equal(halveLimit(from as CategoryLimit), to);
  assert.deepEqual(
    [0, 1, 2].map((times) => resolve(at('2026-11-20 09:00'), 'W15', times).dueOn),
    ['2026-12-11', '2026-12-01', '2026-11-25'],
  );
  assert.deepEqual(resolve(at('2026-11-20 09:00'), 'W15', 2).halvedFrom, ['W15', 'W7']);
});

test('deadline: is provisional where it counts days whose holidays are not published', () => {
  assert.equal(resolve(at('2026-12-21 09:00'), 'W5').provisional, false);
  assert.equal(resolve(at('2026-12-25 09:00'), 'W5').provisional, true);
  const roundTheClock = openDeadline({ kind: 'on-site', startedAt: at('2027-05-01 09:00') }, calendar);
  assert.equal(roundTheClock.provisional, false);
});

test('deadline: the due instant is in time, the next millisecond is not', () => {
  const deadline = resolve(at('2026-11-20 09:00'), 'W1');
  assert.equal(isOverdue(deadline, deadline.dueAt), false);
  assert.equal(isOverdue(deadline, addMs(deadline.dueAt, 1)), true);
  assert.equal(endClock(deadline, deadline.dueAt, calendar).endedAs, 'in-time');
  assert.equal(endClock(deadline, addMs(deadline.dueAt, 1), calendar).endedAs, 'late');
  assert.equal(isOverdue(endClock(deadline, deadline.dueAt, calendar), addMs(deadline.dueAt, dayMs)), false);
});

test('deadline: a suspended clock is judged by the moment it stopped', () => {
  const before = suspend(resolve(at('2026-11-20 09:00')), at('2026-11-27 23:00'));
  assert.equal(isOverdue(before, at('2026-12-20 00:00')), false);
  const after = suspend(resolve(at('2026-11-20 09:00')), at('2026-11-28 00:01'));
  assert.equal(isOverdue(after, at('2026-12-20 00:00')), true);
});

test('deadline: reminds after half and four fifths of its own time', () => {
  const deadline = openDeadline({ kind: 'take', startedAt: at('2026-11-20 10:30') }, calendar);
  assert.deepEqual(reminderInstants(deadline, calendar).map(formatInstant), [
    formatInstant(at('2026-11-20 15:00')),
    formatInstant(at('2026-11-20 16:12')),
  ]);
  const weekly = openDeadline({ kind: 'archive', startedAt: at('2026-11-12 10:30') }, calendar);
  assert.deepEqual(reminderInstants(weekly, calendar).map(formatInstant), [
    formatInstant(at('2026-11-16 12:00')),
    formatInstant(at('2026-11-18 14:24')),
  ]);
});

test('deadline: shows the share of its own time that is left', () => {
  const deadline = resolve(at('2026-11-20 09:00'), 'W5');
  const table: [words: string, left: number][] = [
    ['2026-11-20 09:00', 1],
    ['2026-11-22 23:00', 1],
    ['2026-11-23 12:00', 0.9],
    ['2026-11-25 00:00', 0.6],
    ['2026-11-28 00:00', 0],
    ['2026-12-28 00:00', 0],
  ];
  for (const [words, left] of table) {
    assert.ok(Math.abs(shareLeft(deadline, calendar, at(words)) - left) < 1e-9, words);
  }
  const stopped = suspend(deadline, at('2026-11-24 00:00'));
  assert.equal(shareLeft(stopped, calendar, at('2026-12-20 00:00')), 0.8);
});

test('deadline: a suspension moves it by the workdays suspended and by nothing else', () => {
  const table: [from: string, to: string, due: string, why: string][] = [
    ['2026-11-24 00:00', '2026-11-26 00:00', '2026-12-02 00:00', 'two whole workdays'],
    [
      '2026-11-20 10:00',
      '2026-11-22 18:00',
      '2026-11-28 00:00',
      'the first day and a weekend do not count anyway',
    ],
    ['2026-11-24 12:00', '2026-11-24 15:00', '2026-11-30 03:00', 'three hours of a workday'],
    ['2026-11-24 12:00', '2026-11-24 12:00', '2026-11-28 00:00', 'no time at all'],
    ['2026-11-28 00:00', '2026-12-02 00:00', '2026-11-28 00:00', 'after it was due'],
    ['2026-11-20 09:00', '2026-11-27 00:00', '2026-12-04 00:00', 'from the start'],
  ];
  for (const [from, to, due, why] of table) {
    const deadline = pause(resolve(at('2026-11-20 09:00'), 'W5'), at(from), at(to));
    assert.equal(formatInstant(deadline.dueAt), formatInstant(at(due)), why);
  }
});

test('deadline: can be suspended for 60 days in all, then goes on by itself', () => {
  const start = resolve(at('2026-03-02 09:00'), 'W15');
  const first = pause(start, at('2026-03-04 00:00'), at('2026-04-13 00:00'));
  const second = suspend(first, at('2026-04-14 00:00'));
  assert.equal(second.suspendedUntil, at('2026-05-04 00:00'));
  const late = resume(second, at('2026-08-01 00:00'));
  assert.equal(late.pauses[1]?.to, at('2026-05-04 00:00'));
  assert.deepEqual(suspendClock(late, at('2026-08-01 00:00'), 'weather', calendar), {
    ok: false,
    refusal: { code: 'suspension-used-up', facts: { days: 60 } },
  });
});

test('deadline: a vote is waited for as long as it takes, where the category says so', () => {
  const forVote = suspend(resolve(at('2026-03-02 09:00'), 'vote'), at('2026-03-03 00:00'), 'owners-vote');
  assert.equal(forVote.suspendedUntil, null);
  const late = resume(forVote, at('2026-08-03 00:00'));
  assert.equal(late.dueOn, addWorkdays(calendar, localDate('2026-08-02'), 15));
  const other = suspend(resolve(at('2026-03-02 09:00'), 'W15'), at('2026-03-03 00:00'), 'owners-vote');
  assert.equal(other.suspendedUntil, at('2026-05-02 00:00'));
});

test('deadline: what is left of a suspension counts every reason but a vote the category waits for', () => {
  const [start, stop] = [at('2026-03-02 09:00'), at('2026-03-03 00:00')];
  const left = (category: CategoryLimit, reason: PauseReason) =>
    suspensionLeftMs(suspend(resolve(start, category), stop, reason), addMs(stop, 10 * dayMs));
  assert.deepEqual(left('vote', 'owners-vote'), { vote: null, otherwise: 60 * dayMs });
  assert.deepEqual(left('vote', 'weather'), { vote: null, otherwise: 50 * dayMs });
  assert.deepEqual(left('W15', 'owners-vote'), { vote: 50 * dayMs, otherwise: 50 * dayMs });
});

test('deadline: refuses what a clock cannot do', () => {
  const start = at('2026-11-20 09:00');
  const now = at('2026-11-23 09:00');
  const running = resolve(start);
  const suspended = suspend(running, now);
  const ended = endClock(running, now, calendar);
  const callback = openDeadline({ kind: 'callback', startedAt: start }, calendar);
  const extended = extendClock(running, 5, now, calendar);
  assert.ok(extended.ok);
  const table: [outcome: { ok: boolean; refusal?: { code: string } }, code: string][] = [
    [suspendClock(ended, now, 'weather', calendar), 'clock-ended'],
    [suspendClock(callback, now, 'weather', calendar), 'clock-never-stands-still'],
    [suspendClock(suspended, now, 'weather', calendar), 'clock-suspended'],
    [resumeClock(running, now, calendar), 'clock-running'],
    [resumeClock(ended, now, calendar), 'clock-ended'],
    [extendClock(callback, 1, now, calendar), 'clock-never-extended'],
    [extendClock(ended, 1, now, calendar), 'clock-ended'],
    [extendClock(extended.value, 1, now, calendar), 'extended-already'],
    [extendClock(running, 6, now, calendar), 'extension-too-long'],
    [extendClock(running, 1, addMs(running.dueAt, 1), calendar), 'deadline-passed'],
  ];
  for (const [outcome, code] of table) assert.equal(outcome.refusal?.code, code);
  assert.throws(() => suspendClock(running, at('2026-11-19 09:00'), 'weather', calendar), RangeError);
});

test('deadline: an extension adds workdays, at most the original length', () => {
  const extended = extendClock(resolve(at('2026-09-24 09:00'), 'W3'), 3, at('2026-09-29 09:00'), calendar);
  assert.ok(extended.ok);
  assert.equal(extended.value.dueOn, addWorkdays(calendar, localDate('2026-09-24'), 6));
});

const minute = fc.integer({ min: 0, max: 60 * 1440 });
const category = fc.constantFrom<CategoryLimit>('U2h', 'W1', 'W3', 'W5', 'W7', 'W15', 'vote');
const origin = at('2026-09-10 08:00');
const later = (from: Instant, minutes: number) => addMs(from, minutes * minuteMs);

test('deadline: resuming at once changes nothing', () => {
  fc.assert(
    fc.property(minute, category, minute, (start, limit, wait) => {
      const deadline = resolve(later(origin, start), limit);
      const when = later(deadline.startedAt, wait);
      assert.equal(pause(deadline, when, when).dueAt, deadline.dueAt);
    }),
  );
});

test('deadline: suspending moves it by exactly the working time suspended', () => {
  const running = runsOnWorkdays(calendar);
  fc.assert(
    fc.property(minute, category, minute, minute, (start, limit, wait, length) => {
      const deadline = resolve(later(origin, start), limit);
      const from = later(deadline.startedAt, wait);
      const to = later(from, length);
      const moved = pause(deadline, from, to);
      const lost =
        from < deadline.dueAt ? runningMs(running, Math.max(from, runsFrom(deadline)) as Instant, to) : 0;
      assert.equal(runningMs(running, deadline.dueAt, moved.dueAt), lost);
      const kept = runningMs(running, runsFrom(deadline), moved.dueAt) - lost;
      assert.equal(kept, runningMs(running, runsFrom(deadline), deadline.dueAt));
    }),
  );
});

test('deadline: two adjoining suspensions are one', () => {
  const half = fc.integer({ min: 0, max: 30 * 1440 });
  fc.assert(
    fc.property(minute, category, minute, half, half, (start, limit, wait, first, second) => {
      const deadline = resolve(later(origin, start), limit);
      const from = later(deadline.startedAt, wait);
      const middle = later(from, first);
      const to = later(middle, second);
      assert.equal(pause(pause(deadline, from, middle), middle, to).dueAt, pause(deadline, from, to).dueAt);
    }),
  );
});

test('deadline: the share left is the same before and after a suspension, and never grows', () => {
  fc.assert(
    fc.property(minute, category, minute, minute, minute, (start, limit, wait, length, after) => {
      const deadline = resolve(later(origin, start), limit);
      const from = later(deadline.startedAt, wait);
      const to = later(from, length);
      const resumed = pause(deadline, from, to);
      const before = shareLeft(deadline, calendar, from);
      assert.equal(shareLeft(resumed, calendar, to), before);
      assert.ok(shareLeft(resumed, calendar, later(to, after)) <= before);
      assert.equal(shareLeft(resumed, calendar, resumed.dueAt), 0);
    }),
  );
});

test('deadline: round-the-clock hours end to the millisecond', () => {
  const start = addMs(at('2026-12-31 23:59'), 59_999);
  const deadline = openDeadline({ kind: 'on-site', startedAt: start }, calendar);
  assert.equal(deadline.dueAt - start, 2 * hourMs);
});
