import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Asker, stranger } from '../../kernel/asker.ts';
import type { Id } from '../../kernel/id.ts';
import { mayAskErasure, type Standing } from './erasure.policy.ts';

const person: Asker = {
  ...{ kind: 'person', accountId: 'a' as Id<'account'>, personId: 'p' as Id<'person'> },
  ...{ displayName: '刘阿姨', posts: [] },
};
const free: Standing = { asked: false, holdsPost: false, isRecent: true, open: [] };

const cases: readonly [string, Asker, Partial<Standing>, true | string][] = [
  ['a stranger', stranger, {}, 'sign-in-first'],
  ['a resident just signed in', person, {}, true],
  ['a resident signed in long ago', person, { isRecent: false }, 'sign-in-not-recent'],
  ['a resident with a matter under way', person, { open: ['2026-0001'] }, 'matters-open'],
  ['somebody who holds a post', person, { holdsPost: true, open: ['2026-0001'] }, 'post-held'],
  ['somebody who asked already', person, { asked: true }, 'erasure-asked-already'],
];
for (const [who, asker, change, expected] of cases) {
  test(`${who}: ${expected === true ? 'has their data erased' : `is told ${expected}`}`, () =>
    assert.equal(mayAskErasure(asker, { ...free, ...change }), expected));
}
