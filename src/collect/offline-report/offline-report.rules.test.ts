import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMs, dayMs, hourMs, parseInstant } from '../../kernel/time.ts';
import { occurredAtOf, photosInOrder } from './offline-report.rules.ts';

const now = parseInstant('2026-11-24T01:00:00Z');

for (const [what, writtenAt, expected] of [
  ['yesterday is believed', addMs(now, -dayMs), addMs(now, -dayMs)],
  ['a clock that goes ahead is not', addMs(now, hourMs), now],
  ['a clock that began anew in 1970 is not', parseInstant('1970-01-01T00:00:00Z'), now],
] as const) {
  test(`offline report: ${what}`, () => assert.equal(occurredAtOf(writtenAt, now), expected));
}

const arrived = [
  { pieceId: 'a', photoId: 1 },
  { pieceId: 'voice', photoId: null },
  { pieceId: 'b', photoId: 2 },
];

for (const [what, named, expected] of [
  ['photos stand as the report names them', ['b', 'voice', 'a'], [2, 1]],
  ['a photo taken out before sending stays behind', ['a'], [1]],
  ['none named, none sent', [], []],
  ['one that has not arrived is missed', ['a', 'c'], null],
] as const) {
  test(`offline report: ${what}`, () => assert.deepEqual(photosInOrder(named, arrived), expected));
}
