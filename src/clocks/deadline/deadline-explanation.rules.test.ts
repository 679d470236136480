import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sayIn } from '../../kernel/text.ts';
import { addMs, dayMs, minuteMs, parseInstant } from '../../kernel/time.ts';
import { publishedCalendar } from '../calendar/calendar.seed.ts';
import { type CategoryLimit, clockKinds, type Deadline, deadlineView } from './deadline.contract.ts';
import { type ClockStart, extendClock, openDeadline, resumeClock, suspendClock } from './deadline.rules.ts';
import { sayLine } from './deadline.text.ts';
import { viewDeadline } from './deadline.view.ts';
import { explainDeadline } from './deadline-explanation.rules.ts';

const calendar = publishedCalendar();
const at = (words: string) => parseInstant(`${words.replace(' ', 'T')}+08:00`);
const zh = sayIn('zh');
const en = sayIn('en');

function resolve(startedAt: string, category: CategoryLimit = 'W5', reopenings = 0): Deadline {
  return openDeadline({ kind: 'resolve', startedAt: at(startedAt), category, reopenings }, calendar);
}

function told(deadline: Deadline): string[] {
  return explainDeadline(deadline, calendar).map((line) => sayLine(zh, line));
}

function taken<Value>(outcome: { ok: true; value: Value } | { ok: false }): Value {
  assert.ok(outcome.ok);
  return outcome.value;
}

test('explanation: tells why five workdays from 30 September end on 13 October', () => {
  const view = viewDeadline(zh, resolve('2026-09-30 09:12'), calendar, at('2026-10-09 10:00'));
  assert.equal(view.why.question, '为什么是10月13日到期？');
  assert.deepEqual(
    view.why.lines.map((line) => line.text),
    [
      '9月30日 周三 09:12 受理，限5个工作日',
      '9月30日 周三：当天不算，从第二天起算',
      '10月1日到10月7日：国庆节，不算',
      '10月8日到10月9日：第1–2天',
      '10月10日 周六：国庆节调休上班，算第3天',
      '10月11日 周日：周末，不算',
      '10月12日到10月13日：第4–5天',
      '10月13日 周二 24:00 到期',
    ],
  );
});

test('explanation: says the same in English', () => {
  const view = viewDeadline(en, resolve('2026-09-30 09:12', 'W3'), calendar, at('2026-10-09 10:00'));
  assert.equal(view.why.question, 'Why is it due on 10 Oct?');
  assert.deepEqual(
    view.why.lines.map((line) => line.text),
    [
      'Wed 30 Sep 09:12: accepted; the limit is 3 working days',
      'Wed 30 Sep: the first day is not counted',
      '1 Oct to 7 Oct: National Day, not counted',
      '8 Oct to 9 Oct: days 1–2',
      'Sat 10 Oct: a workday that makes up for National Day, day 3',
      'Due Sat 10 Oct 24:00',
    ],
  );
});

test('explanation: tells halving, extension, suspension and hours of a day', () => {
  let deadline = resolve('2026-11-20 09:00', 'W7', 1);
  deadline = taken(extendClock(deadline, 2, at('2026-11-23 10:00'), calendar));
  deadline = taken(suspendClock(deadline, at('2026-11-24 12:00'), 'weather', calendar));
  deadline = taken(resumeClock(deadline, at('2026-11-26 18:00'), calendar));
  assert.deepEqual(told(deadline), [
    '11月20日 周五 09:00 重新办理，限3个工作日',
    '重新办理，时限减半：7个工作日 → 3个工作日',
    '11月23日 周一批准延期，多2个工作日',
    '11月20日 周五：当天不算，从第二天起算',
    '11月21日到11月22日：周末，不算',
    '11月23日 周一：第1天',
    '11月24日 周二：算12小时，累计1天12小时',
    '11月24日 周二 12:00到11月26日 周四 18:00：暂停（天气不允许），不算',
    '11月26日 周四：算6小时，累计1天18小时',
    '11月27日 周五：算1天，累计2天18小时',
    '11月28日到11月29日：周末，不算',
    '11月30日 周一：算1天，累计3天18小时',
    '12月1日 周二：算1天，累计4天18小时',
    '12月2日 周三：算6小时，累计5天',
    '12月2日 周三 06:00 到期',
  ]);
});

test('explanation: says that a clock stands still and will move', () => {
  const suspended = taken(
    suspendClock(resolve('2026-11-20 09:00', 'W1'), at('2026-11-20 10:00'), 'owners-vote', calendar),
  );
  assert.equal(told(suspended)[2], '11月20日 周五 10:00起暂停（等业主表决），恢复后日期会顺延');
  const view = viewDeadline(zh, suspended, calendar, at('2026-12-20 10:00'));
  assert.deepEqual(
    [view.state, view.shareLeft, view.suspendedUntil],
    ['suspended', 1, '2027-01-19T02:00:00.000Z'],
  );
});

test('explanation: tells business hours stretch by stretch', () => {
  const deadline = openDeadline({ kind: 'take', startedAt: at('2026-09-30 10:30') }, calendar);
  assert.deepEqual(told(deadline), [
    '9月30日 周三 10:30 派单，限4个工作小时',
    '9月30日 周三 10:30–11:30：上班时间，累计1小时',
    '9月30日 周三 14:00–17:00：上班时间，累计4小时',
    '9月30日 周三 17:00 到期',
  ]);
});

test('explanation: tells that a period ending on a rest day moves', () => {
  const deadline = openDeadline({ kind: 'archive', startedAt: at('2026-09-25 16:30') }, calendar);
  assert.deepEqual(told(deadline).slice(2), [
    '10月2日 周五是国庆节，顺延到10月8日 周四',
    '10月8日 周四 24:00 到期',
  ]);
});

test('explanation: warns of a year whose holidays are not published', () => {
  assert.equal(told(resolve('2026-12-25 09:00')).at(-1), '2027年的放假安排还没公布，日期可能会变');
});

test('explanation: what it counts adds up to the limit, whatever was suspended', () => {
  const minute = fc.integer({ min: 0, max: 40 * 1440 });
  fc.assert(
    fc.property(minute, minute, minute, fc.integer({ min: 0, max: 5 }), (start, wait, length, extra) => {
      const startedAt = addMs(at('2026-09-01 00:00'), start * minuteMs);
      let deadline = openDeadline({ kind: 'resolve', startedAt, category: 'W7' }, calendar);
      if (extra > 0) deadline = taken(extendClock(deadline, extra, startedAt, calendar));
      const from = addMs(startedAt, wait * minuteMs);
      deadline = taken(suspendClock(deadline, from, 'weather', calendar));
      deadline = taken(resumeClock(deadline, addMs(from, length * minuteMs), calendar));
      let counted = 0;
      for (const line of explainDeadline(deadline, calendar)) {
        if (line.step === 'counted') counted += (line.last - line.first + 1) * dayMs;
        if (line.step === 'counted-make-up') counted += dayMs;
        if (line.step === 'counted-part') counted += line.ms;
      }
      assert.equal(counted, (7 + extra) * dayMs);
    }),
  );
});

test('explanation: every clock is viewed as its contract says, in both languages', () => {
  for (const kind of clockKinds) {
    const startedAt = at('2026-11-20 16:30');
    const start: ClockStart =
      kind === 'resolve' ? { kind, startedAt, category: 'vote' } : { kind, startedAt };
    const deadline = openDeadline(start, calendar);
    for (const say of [zh, en]) {
      const view = deadlineView.parse(viewDeadline(say, deadline, calendar, startedAt));
      assert.equal(view.state, 'running');
      assert.doesNotMatch(JSON.stringify(view), /undefined|NaN|\[object/);
    }
  }
});
