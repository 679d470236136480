import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Id } from '../../kernel/id.ts';
import { slotOf } from '../../kernel/quota.ts';
import { parseInstant } from '../../kernel/time.ts';
import { mayFlag } from './flag.policy.ts';
import { checkFlag, countedUnder, judgeFlag, mayFlagAgain, readFlagged, writeFlagged } from './flag.rules.ts';

const now = parseInstant('2026-11-24T09:00:00+08:00');

describe('flag: who counts', () => {
  const person = 'p' as Id<'person'>;
  const cases: [title: string, personId: Id<'person'> | null, device: string | null, counted: string][] = [
    ['somebody signed in, wherever they are', person, 'd', 'flag p'],
    ['a browser', null, 'd', 'flag d'],
    ['a program, with all of its address', null, null, 'flag-unmarked a'],
  ];
  for (const [title, personId, device, counted] of cases) {
    test(title, () => {
      const { what, who } = countedUnder(personId, { device, address: 'a' });
      assert.equal(`${what} ${who}`, counted);
    });
  }
});

describe('flag: whether one more is taken', () => {
  const cases: [title: string, what: string, before: number, badFaith: number, taken: boolean][] = [
    ['the fifth in an hour', 'flag', 4, 0, true],
    ['the sixth in an hour', 'flag', 5, 0, false],
    ['after two in bad faith as before', 'flag', 4, 2, true],
    ['after three in bad faith: the second of a day', 'flag', 1, 3, true],
    ['after three in bad faith: the third of a day', 'flag', 2, 3, false],
    ['programs of one address: the twenty-first', 'flag-unmarked', 20, 0, false],
  ];
  for (const [title, what, count, badFaith, taken] of cases) {
    test(title, () => {
      const before = new Map([[what, [{ at: slotOf(now), count }]]]);
      const may = mayFlagAgain(before, badFaith, 1, now);
      assert.equal(may.ok, taken);
      if (!may.ok) assert.ok((may.refusal.retryAfterSeconds ?? 0) > 0);
    });
  }
});

test('flag: a reason of one’s own needs words, the others do not', () => {
  assert.ok(!checkFlag({ reason: 'other', words: null }).ok);
  assert.ok(checkFlag({ reason: 'other', words: '写着门牌' }).ok);
  assert.ok(checkFlag({ reason: 'insult', words: null }).ok);
});

describe('flag: what a decision makes of it', () => {
  type Case = [title: string, from: Parameters<typeof judgeFlag>[0], to: string];
  const flag = (state: 'open' | 'hidden' | 'kept', part: 'title' | 'name' | 'reply') => ({ state, part });
  const cases: Case[] = [
    ['a name is hidden', { flag: flag('open', 'name'), decision: 'hide', newTitle: null }, 'hidden hide'],
    ['a reply stays', { flag: flag('open', 'reply'), decision: 'keep', newTitle: null }, 'kept none'],
    [
      'a title without another',
      { flag: flag('open', 'title'), decision: 'hide', newTitle: '' },
      'title-missing',
    ],
    [
      'a title with another',
      { flag: flag('open', 'title'), decision: 'hide', newTitle: '灯' },
      'hidden hide',
    ],
    [
      'hidden twice',
      { flag: flag('hidden', 'name'), decision: 'hide', newTitle: null },
      'flag-decided-already',
    ],
    ['kept twice', { flag: flag('kept', 'name'), decision: 'keep', newTitle: null }, 'flag-decided-already'],
    ['shown again', { flag: flag('hidden', 'reply'), decision: 'keep', newTitle: null }, 'kept show'],
    [
      'a title back',
      { flag: flag('hidden', 'title'), decision: 'keep', newTitle: null },
      'title-stays-changed',
    ],
    ['hidden after all', { flag: flag('kept', 'reply'), decision: 'hide', newTitle: null }, 'hidden hide'],
  ];
  for (const [title, judging, expected] of cases) {
    test(title, () => {
      const judged = judgeFlag(judging);
      const said = judged.ok ? `${judged.value.state} ${judged.value.change}` : judged.refusal.code;
      assert.equal(said, expected);
    });
  }
});

describe('flag: what is there to be flagged', () => {
  const [photo, other] = ['photo-1', 'photo-2'] as Id[];
  const title = { part: 'title', sourceId: null } as const;
  const one = { part: 'photo', sourceId: photo ?? null } as const;
  const cases: [title: string, args: Parameters<typeof mayFlag>, answer: true | string][] = [
    ['a title that is read', ['public', title, [title]], true],
    ['a name that is not shown', ['public', { part: 'name', sourceId: null }, [title]], 'flag-part-missing'],
    ['one photo of those that are read', ['reporter', one, [title, one]], true],
    [
      'a photo that is not read',
      ['public', { part: 'photo', sourceId: other ?? null }, [title, one]],
      'flag-part-missing',
    ],
    ['an event by a photo’s id', ['public', { ...one, part: 'event' }, [title, one]], 'flag-part-missing'],
    ['by whoever may not know of the matter', ['none', title, []], 'matter-not-found'],
  ];
  for (const [title, args, answer] of cases) {
    test(title, () => assert.equal(mayFlag(...args), answer));
  }

  test('a part: is read as it was written', () => {
    for (const flagged of [title, one]) assert.deepEqual(readFlagged(writeFlagged(flagged)), flagged);
  });
});
