import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Asker } from '../../kernel/asker.ts';
import { stranger } from '../../kernel/asker.ts';
import { mayMakeCopy, mayReadOffer } from './copy.policy.ts';
import { copiesADay } from './copy.rules.ts';

const person = { kind: 'person' } as Asker;

test('stranger: gets no copy, whoever they say they are', () => {
  assert.equal(mayReadOffer(stranger), 'sign-in-first');
  assert.equal(mayMakeCopy(stranger, { isRecent: true, taken: 0 }), 'sign-in-first');
});

test('resident: takes a copy with a fresh sign-in, some times a day', () => {
  assert.equal(mayReadOffer(person), true);
  assert.equal(mayMakeCopy(person, { isRecent: true, taken: copiesADay - 1 }), true);
  assert.equal(mayMakeCopy(person, { isRecent: true, taken: copiesADay }), 'copy-made-often');
  assert.equal(mayMakeCopy(person, { isRecent: false, taken: 0 }), 'sign-in-not-recent');
});
