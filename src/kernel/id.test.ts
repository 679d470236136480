import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isId, makeId } from './id.ts';

test('id: the example of RFC 9562, A.6', () => {
  const chance = Uint8Array.of(0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f);
  assert.equal(makeId(0x017f22e279b0, 0xcc3, chance), '017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
});

test('id: version 7 and the RFC variant, whatever time and chance', () => {
  const chance = fc.uint8Array({ minLength: 8, maxLength: 8 });
  fc.assert(
    fc.property(fc.nat({ max: 2 ** 48 - 1 }), fc.nat({ max: 4095 }), chance, (ms, place, bytes) => {
      assert.match(
        makeId(ms, place, bytes),
        /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
    }),
  );
});

test('id: a later millisecond sorts later, and within one a later place', () => {
  const high = new Uint8Array(8).fill(255);
  const low = new Uint8Array(8);
  fc.assert(
    fc.property(fc.nat({ max: 2 ** 48 - 2 }), fc.nat({ max: 4094 }), (ms, place) => {
      assert.ok(makeId(ms, 4095, high) < makeId(ms + 1, 0, low));
      assert.ok(makeId(ms, place, high) < makeId(ms, place + 1, low));
    }),
  );
});

test('id: too little chance, or a place beyond the millisecond, is a defect', () => {
  assert.throws(() => makeId(0, 0, new Uint8Array(7)), RangeError);
  for (const place of [-1, 4096, Number.NaN])
    assert.throws(() => makeId(0, place, new Uint8Array(8)), RangeError);
});

test('id: only the canonical lower-case form is one', () => {
  assert.equal(isId('017f22e2-79b0-7cc3-98c4-dc0c0c07398f'), true);
  for (const text of [
    '',
    '017F22E2-79B0-7CC3-98C4-DC0C0C07398F',
    '017f22e279b07cc398c4dc0c0c07398f',
    '{017f22e2-79b0-7cc3-98c4-dc0c0c07398f}',
    '017f22e2-79b0-7cc3-98c4-dc0c0c07398f\n',
    '017f22e2-79b0-7cc3-98c4-dc0c0c07398g',
  ]) {
    assert.equal(isId(text), false, JSON.stringify(text));
  }
});
