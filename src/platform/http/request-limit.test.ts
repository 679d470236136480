import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SteadyRequestStore } from './request-limit.ts';

test('requests: are counted apart by address, and anew when the window is over', () => {
  let steady = 0;
  const store = new SteadyRequestStore(() => steady);
  const count = (key: string) => {
    let counted: unknown;
    store.incr(key, (_error, found) => (counted = found), 60_000);
    return counted;
  };
  assert.deepEqual(count('one'), { current: 1, ttl: 60_000 });
  steady = 59_999;
  assert.deepEqual(count('one'), { current: 2, ttl: 1 });
  assert.deepEqual(count('another'), { current: 1, ttl: 60_000 });
  steady = 60_000;
  assert.deepEqual(count('one'), { current: 1, ttl: 60_000 });
  assert.deepEqual(count('another'), { current: 2, ttl: 59_999 });
});
