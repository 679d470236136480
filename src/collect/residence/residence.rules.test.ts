import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Asker } from '../../kernel/asker.ts';
import type { Id } from '../../kernel/id.ts';
import { addMs, dayMs, parseInstant } from '../../kernel/time.ts';
import { mayConfirmDoor, mayDecideRequest, stairwellsOf } from './residence.policy.ts';
import {
  checkAskingAgain,
  noticesOfAsking,
  noticesOfDecision,
  noticesOfJoining,
  readDoor,
} from './residence.rules.ts';

const now = parseInstant('2026-11-22T10:00:00+08:00');
const id = <Noun extends string>(text: string) => text as Id<Noun>;

describe('a door', () => {
  const cases: [typed: string, door: string | null][] = [
    ['501', '501'],
    [' ５０１室', '501'],
    ['5-01', '501'],
    ['a12号', 'A12'],
    ['1101B', '1101B'],
    ['五零一', null],
    ['', null],
    ['12345', null],
  ];
  for (const [typed, door] of cases) test(JSON.stringify(typed), () => assert.equal(readDoor(typed), door));
});

describe('asking again', () => {
  const asked = (state: 'asked' | 'refused', days: number) => ({ state, askedAt: addMs(now, -days * dayMs) });
  const cases: [title: string, earlier: ReturnType<typeof asked>[], answer: string][] = [
    ['the first time', [], 'may'],
    ['one waits', [asked('asked', 30)], 'may'],
    ['two wait', [asked('asked', 30), asked('asked', 1)], 'requests-waiting'],
    ['five within a week', Array.from({ length: 5 }, () => asked('refused', 6)), 'requests-used-up 86400'],
    ['five, a week ago', Array.from({ length: 5 }, () => asked('refused', 7)), 'may'],
  ];
  for (const [title, earlier, answer] of cases)
    test(title, () => {
      const again = checkAskingAgain(earlier, now);
      const { code, retryAfterSeconds } = again.ok ? { code: 'may' } : again.refusal;
      assert.equal([code, retryAfterSeconds].filter((part) => part !== undefined).join(' '), answer);
    });
});

describe('deciding', () => {
  const me = id<'person'>('me');
  const person = (...posts: [kind: string, covers?: string][]): Asker => ({
    ...{ kind: 'person', accountId: id('account'), personId: me, displayName: '' },
    posts: posts.map(([kind, covers]) => ({ id: id(kind), kind, covers: covers ? id(covers) : null })),
  });
  const captain = person(['captain', 's1']);
  const request = {
    personId: id<'person'>('them'),
    stairwellId: id<'stairwell'>('s1'),
    state: 'asked',
  } as const;
  const cases: [
    title: string,
    asker: Asker,
    over: Partial<typeof request> | object,
    expected: true | string,
  ][] = [
    ['captain of the stairwell', captain, {}, true],
    ['captain of another', person(['captain', 's2']), {}, 'request-not-found'],
    ['desk', person(['desk']), {}, true],
    ['administrator', person(['administrator']), {}, true],
    ['handler', person(['handler', 's1']), {}, 'request-not-found'],
    ['chair', person(['chair']), {}, 'request-not-found'],
    ['street', person(['street']), {}, 'request-not-found'],
    ['resident', person(), {}, 'request-not-found'],
    ['stranger', { kind: 'stranger' }, {}, 'request-not-found'],
    ['captain, their own home', captain, { personId: me }, 'own-request'],
    ['desk, their own home', person(['desk']), { personId: me }, 'own-request'],
    ['captain, decided already', captain, { state: 'refused' }, 'decided-already'],
  ];
  for (const [title, asker, over, expected] of cases) {
    test(title, () => assert.equal(mayDecideRequest(asker, { ...request, ...over }), expected));
  }

  test('a door the register does not know: captain cannot confirm it, the desk can', () => {
    assert.equal(mayConfirmDoor(captain, false), 'door-not-registered');
    assert.equal(mayConfirmDoor(captain, true), true);
    assert.equal(mayConfirmDoor(person(['desk']), false), true);
    assert.deepEqual(stairwellsOf(person(['captain', 's1'], ['captain', 's2'])), ['s1', 's2']);
  });
});

describe('who is told', () => {
  const names = { zh: '3幢2单元501室', en: 'building 3' };
  const told = (notices: { recipient: object; template: string }[]) =>
    notices.map(({ recipient, template }) => [Object.values(recipient).join(' '), template]);

  test('of asking: the captain, or the desk where there is none', () => {
    const asked = { requestId: id<'residence-request'>('r'), name: '小刘', names };
    const posts = { captains: [id<'post'>('c')], desk: [id<'post'>('d')] };
    assert.deepEqual(told(noticesOfAsking(asked, posts)), [['post c', 'residence.asked']]);
    assert.deepEqual(told(noticesOfAsking(asked, { ...posts, captains: [] })), [
      ['post d', 'residence.asked'],
    ]);
  });

  test('of a decision: the person, and the captain if it was the desk’s', () => {
    const decided = {
      requestId: id<'residence-request'>('r'),
      personId: id<'person'>('p'),
      name: '小刘',
      names,
    };
    const captains = [{ postId: id<'post'>('c'), personId: id<'person'>('captain') }];
    assert.deepEqual(told(noticesOfDecision({ ...decided, reason: null }, captains, id('captain'))), [
      ['person p', 'residence.confirmed'],
    ]);
    assert.deepEqual(told(noticesOfDecision({ ...decided, reason: '不认识' }, captains, id('desk'))), [
      ['person p', 'residence.refused'],
      ['post c', 'residence.refused-elsewhere'],
    ]);
  });

  test('of joining: everybody who lives there but who joined', () => {
    const joined = { householdId: id<'household'>('h'), personId: id<'person'>('p'), name: '小刘', names };
    assert.deepEqual(told(noticesOfJoining(joined, [id('p'), id('q')])), [['person q', 'residence.joined']]);
  });
});
