import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Id } from '../../kernel/id.ts';
import { type Slot, slotOf } from '../../kernel/quota.ts';
import { parseInstant } from '../../kernel/time.ts';
import {
  countedOf,
  judgeSending,
  namelessAnHour,
  type Sending,
  sameWordsAnHour,
  wordsToCompare,
} from './report-flow.rules.ts';

const now = parseInstant('2026-11-24T09:00:00+08:00');
const address = '203.0.113.7';
const nobody: Sending = { personId: null, phone: null, device: null, address, text: null };

describe('flow of reports: under what one is counted', () => {
  const cases: [title: string, sending: Partial<Sending>, counted: string[]][] = [
    ['a program', {}, ['unmarked', 'nameless']],
    ['a browser that leaves nothing', { device: 'd' }, ['device', 'nameless']],
    ['a browser with a number', { device: 'd', phone: '138' }, ['number', 'device']],
    ['somebody signed in', { device: 'd', personId: 'p' as Id<'person'> }, ['person', 'device']],
    ['words', { device: 'd', phone: '138', text: '灯' }, ['number', 'device', 'own-words', 'words']],
    ['words of nobody who can be told apart', { text: '灯' }, ['unmarked', 'nameless', 'words']],
    ['words that hold no letter', { device: 'd', phone: '138', text: '1234…' }, ['number', 'device']],
  ];
  for (const [title, sending, counted] of cases) {
    test(title, () => {
      const all = countedOf({ ...nobody, ...sending });
      assert.deepEqual(
        all.map(({ what }) => what),
        counted,
      );
    });
  }

  test('the address is never counted for those who are told apart', () => {
    const counted = countedOf({ ...nobody, device: 'd', phone: '138', text: '楼道灯不亮' });
    assert.ok(counted.every(({ who }) => !who.includes(address)));
  });

  test('figures, signs and gaps make no difference between words', () => {
    assert.equal(wordsToCompare(' 刷屏 No. 17！'), wordsToCompare('刷屏no.18'));
    assert.notEqual(wordsToCompare('楼道灯不亮'), wordsToCompare('楼道门不亮'));
  });
});

describe('flow of reports: what becomes of one more', () => {
  const cases: [title: string, before: Record<string, number>, answer: string | null, urgent?: boolean][] = [
    ['nothing before', {}, null],
    ['nine with this number', { number: 9 }, null],
    ['ten with this number', { number: 10 }, 'reported-too-often'],
    ['ten by this person', { person: 10 }, 'reported-too-often'],
    ['ten from this browser, which others share', { device: 10 }, null],
    ['thirty from this browser', { device: 30 }, 'reported-too-often'],
    ['sixty from programs of one address', { unmarked: 60 }, 'reported-too-often'],
    ['the same by the same', { 'own-words': 1 }, 'same-words'],
    ['the same by the same, of danger', { 'own-words': 1 }, 'same-words', true],
    ['one fewer of the same words than many', { words: sameWordsAnHour - 1 }, null],
    ['many of the same words', { words: sameWordsAnHour }, 'same-words'],
    ['many of the same words, of danger', { words: sameWordsAnHour }, null, true],
    ['many without a name from one address', { nameless: namelessAnHour }, 'crowd'],
    ['many without a name from one address, of danger', { nameless: namelessAnHour }, null, true],
  ];
  for (const [title, before, answer, urgent = false] of cases) {
    test(title, () => {
      const slots = new Map(
        Object.entries(before).map(([what, count]): [string, Slot[]] => [what, [{ at: slotOf(now), count }]]),
      );
      const judged = judgeSending(slots, 1, { urgent, now });
      assert.equal(judged.ok ? judged.value : judged.refusal.code, answer);
    });
  }

  test('where everything is allowed twice over, it is', () => {
    const slots = new Map([['number', [{ at: slotOf(now), count: 10 }]]]);
    assert.deepEqual(judgeSending(slots, 2, { urgent: false, now }), { ok: true, value: null });
  });
});
