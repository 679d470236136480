import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatInstant, parseInstant } from '../../kernel/time.ts';
import { dueOf, needlesOf, readErasures, writeErasure } from './erasure.rules.ts';

test('erasure: can be taken back for seven whole days', () => {
  const asked = parseInstant('2026-11-24T09:00:00+08:00');
  assert.equal(formatInstant(dueOf(asked)), formatInstant(parseInstant('2026-12-02T00:00:00+08:00')));
});

const needles: readonly [string, string | null, string[]][] = [
  ['刘阿姨', '+8613900000001', ['+8613900000001', '13900000001', '刘阿姨']],
  ['刘阿姨', null, ['刘阿姨']],
  ['刘', null, []],
];
for (const [displayName, phone, expected] of needles) {
  test(`needles of ${displayName} with ${phone ?? 'no number'}`, () =>
    assert.deepEqual(needlesOf({ displayName, phone }, []), expected));
}

test('needles of reports: names and numbers that were left with them', () => {
  const left = { contactName: '老刘', contactPhone: '13900000002', publicName: '3幢刘' };
  assert.deepEqual(needlesOf(undefined, [left, left]), ['13900000002', '3幢刘', '老刘']);
});

test('list of erasures: is read back line by line, a line cut short by a crash is none', () => {
  const one = {
    community: '019ab000-0000-7000-8000-000000000001',
    person: '019ab000-0000-7000-8000-000000000002',
    at: '2026-12-02T00:00:00.000Z',
  };
  const written = writeErasure(one);
  assert.deepEqual(readErasures(`${written}${written}`), [one, one]);
  assert.deepEqual(readErasures(`${written}${written.slice(0, 60)}`), [one]);
  assert.deepEqual(readErasures('nothing of ours\n'), []);
});
