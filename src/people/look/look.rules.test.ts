import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Asker, stranger, system } from '../../kernel/asker.ts';
import type { Id } from '../../kernel/id.ts';
import { lookerOf, looksAtOthers } from './look.rules.ts';

const me = 'me' as Id<'person'>;
const you = 'you' as Id<'person'>;
const holding = (...kinds: string[]): Asker => ({
  ...{ kind: 'person', accountId: 'account' as Id<'account'>, personId: me, displayName: '小陈' },
  posts: kinds.map((kind) => ({ id: kind as Id<'post'>, kind, covers: null })),
});

const lookers: readonly [string, Asker, string | undefined][] = [
  ['a stranger', stranger, undefined],
  ['the product itself', system, undefined],
  ['a follower', { kind: 'follower', reportId: 'r' as Id<'report'> }, undefined],
  ['a resident', holding(), undefined],
  ['a captain', holding('captain'), 'captain'],
  ['the street', holding('street'), 'street'],
  ['who holds several posts: the one of the daily work', holding('administrator', 'desk'), 'desk'],
];
for (const [who, asker, post] of lookers) {
  test(`looker: ${who}`, () => assert.equal(lookerOf(asker)?.post, post));
}

test('looker: leaves no trace by reading about themselves, and one of each thing seen', () => {
  const seen = [
    { kind: 'reporter', subjectId: me, number: '2026-0001' },
    { kind: 'reporter', subjectId: you, number: '2026-0002' },
    { kind: 'reporter', subjectId: you, number: '2026-0002' },
    { kind: 'original', number: '2026-0003' },
  ] as const;
  assert.deepEqual(looksAtOthers(holding('desk'), seen), [seen[1], seen[3]]);
  assert.deepEqual(looksAtOthers(stranger, seen), []);
});
