import assert from 'node:assert/strict';
import { test } from 'node:test';
import { idsPerMs, isId } from '../kernel/id.ts';
import { newId } from './ids.ts';

test('ids: sort in the order they were made, more of them than a millisecond has room for', () => {
  const made = Array.from({ length: 5 * idsPerMs }, () => newId<string>());
  assert.ok(made.every(isId));
  assert.deepEqual([...made].sort(), made);
  assert.equal(new Set(made).size, made.length);
});

test('ids: neighbours share nothing but time and order', () => {
  const ends = Array.from({ length: 1000 }, () => newId<string>().slice(19));
  assert.equal(new Set(ends).size, ends.length);
  // Of 62 bits of chance, two neighbours share half on average.
  const shared = ends.slice(1).filter((end, at) => end.slice(0, 12) === ends[at]?.slice(0, 12));
  assert.deepEqual(shared, []);
});
