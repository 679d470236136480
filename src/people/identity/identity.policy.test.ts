import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Asker, stranger } from '../../kernel/asker.ts';
import type { Id } from '../../kernel/id.ts';
import { addMs, parseInstant } from '../../kernel/time.ts';
import { mayBind, mayUnbind } from './identity.policy.ts';
import { attemptMs, isAttemptOpen, isSameHolder } from './identity.rules.ts';

const person: Asker = {
  ...{ kind: 'person', accountId: 'a' as Id<'account'>, personId: 'p' as Id<'person'> },
  ...{ displayName: '王', posts: [] },
};
const able = { signedInBy: 'staff', isBound: false, hasProvider: true, isRecent: true } as const;

test('binding: staff just signed in, where there is a provider and nothing is bound', () => {
  const cases: [Asker, Partial<Parameters<typeof mayBind>[1]>, ReturnType<typeof mayBind>][] = [
    [person, {}, true],
    [stranger, {}, 'not-signed-in'],
    [person, { signedInBy: 'resident' }, 'staff-sign-in-first'],
    [person, { signedInBy: null }, 'staff-sign-in-first'],
    [person, { hasProvider: false }, 'provider-off'],
    [person, { isBound: true }, 'identity-bound'],
    [person, { isBound: true, isRecent: false }, 'identity-bound'],
    [person, { isRecent: false }, 'sign-in-not-recent'],
  ];
  for (const [asker, change, answer] of cases)
    assert.equal(mayBind(asker, { ...able, ...change }), answer, JSON.stringify(change));
});

test('unbinding: staff with something bound, however long they have been there', () => {
  assert.equal(mayUnbind(person, { signedInBy: 'staff', isBound: true }), true);
  assert.equal(mayUnbind(person, { signedInBy: 'staff', isBound: false }), 'identity-none');
  assert.equal(mayUnbind(person, { signedInBy: 'resident', isBound: true }), 'staff-sign-in-first');
  assert.equal(mayUnbind(stranger, { signedInBy: null, isBound: true }), 'not-signed-in');
});

test('an attempt: is open to the answer for its state, for ten minutes', () => {
  const begunAt = parseInstant('2026-11-24T09:00:00+08:00');
  const at = (ms: number, isSameState = true) => isAttemptOpen({ begunAt, isSameState }, addMs(begunAt, ms));
  assert.deepEqual([at(0), at(attemptMs - 1), at(attemptMs), at(0, false)], [true, true, false, false]);
});

test('what was begun to be bound: by the same account in the same session', () => {
  const [accountId, sessionId] = ['a' as Id<'account'>, 's' as Id<'session'>];
  const purpose = { kind: 'bind', accountId, sessionId } as const;
  assert.equal(isSameHolder(purpose, { accountId, id: sessionId }), true);
  assert.equal(isSameHolder(purpose, { accountId, id: 'other' as Id<'session'> }), false);
  assert.equal(isSameHolder(purpose, { accountId: 'other' as Id<'account'>, id: sessionId }), false);
  assert.equal(isSameHolder(purpose, undefined), false);
});
