import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { judgeSending } from '../../collect/report/report-flow.rules.ts';
import { slotOf } from '../../kernel/quota.ts';
import { addMs, dayMs, parseInstant } from '../../kernel/time.ts';
import { decideLift, decideMark, noticesOfMark } from './abuse.rules.ts';

const now = parseInstant('2026-11-24T09:00:00+08:00');

describe('abuse: what a mark brings about', () => {
  type Case = [title: string, report: Parameters<typeof decideMark>[0], expected: string];
  const cases: Case[] = [
    ['undecided: it waits aside', { state: 'submitted', isMarked: false }, 'aside'],
    ['rejected: where it stands', { state: 'rejected', isMarked: false }, 'stays'],
    ['withdrawn: where it stands', { state: 'withdrawn', isMarked: false }, 'stays'],
    ['accepted: not any more', { state: 'accepted', isMarked: false }, 'report-became-matter'],
    ['merged: not any more', { state: 'merged', isMarked: false }, 'report-became-matter'],
    ['marked: not twice', { state: 'submitted', isMarked: true }, 'abuse-marked-already'],
  ];
  for (const [title, report, expected] of cases) {
    test(title, () => {
      const decided = decideMark(report, now);
      const said = decided.ok ? (decided.value.setsAside ? 'aside' : 'stays') : decided.refusal.code;
      assert.equal(said, expected);
      if (decided.ok) assert.equal(decided.value.restrainedUntil, addMs(now, 7 * dayMs));
    });
  }
});

test('abuse: a lifted mark puts back what nobody has decided on, and nothing else', () => {
  assert.deepEqual(decideLift({ state: 'submitted', isMarked: true }), {
    ok: true,
    value: { putsBack: true },
  });
  assert.deepEqual(decideLift({ state: 'rejected', isMarked: true }), {
    ok: true,
    value: { putsBack: false },
  });
  assert.ok(!decideLift({ state: 'submitted', isMarked: false }).ok);
});

test('abuse: whoever has no account is told on the page of the report', () => {
  const about = { id: 'r' as never, number: '2026-0001', personId: null };
  const notices = noticesOfMark(about, { done: 'lifted' });
  assert.deepEqual(
    notices.map(({ recipient }) => recipient.to),
    ['report'],
  );
});

describe('abuse: what is left to whoever is restrained', () => {
  const cases: [title: string, before: number, urgent: boolean, restrained: boolean, taken: boolean][] = [
    ['the second of an hour', 1, false, true, true],
    ['the third of an hour', 2, false, true, false],
    ['the third of an hour, of danger', 2, true, true, true],
    ['the third of an hour, of anybody else', 2, false, false, true],
  ];
  for (const [title, count, urgent, restrained, taken] of cases) {
    test(title, () => {
      const before = new Map([['number', [{ at: slotOf(now), count }]]]);
      assert.equal(judgeSending(before, 1, { urgent, now, restrained }).ok, taken);
    });
  }
});
