import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Instant, instant } from '../../kernel/time.ts';
import { drawQr, makeSecret, setupAddress, stepOf } from './totp.ts';

/** RFC 6238, appendix B: the secret "12345678901234567890", SHA-1, the last six of its eight figures. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const vectors: [seconds: number, code: string][] = [
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
];
const at = (seconds: number): Instant => instant(seconds * 1000);

for (const [seconds, code] of vectors) {
  test(`a code: ${code} at ${seconds} s, as RFC 6238 has it`, () => {
    assert.equal(stepOf(secret, code, at(seconds), null), Math.floor(seconds / 30));
  });
}

for (const [name, offset, taken] of [
  ['of its own step', 0, true],
  ['one step late', 30, true],
  ['one step early', -30, true],
  ['two steps late', 60, false],
  ['two steps early', -60, false],
] as const) {
  test(`a code ${name}: is ${taken ? 'taken' : 'refused'}`, () => {
    // 1111111110 is the first second of its step.
    assert.equal(stepOf(secret, '050471', at(1111111110 + offset), null) !== undefined, taken);
    assert.equal(stepOf(secret, '050471', at(1111111139 + offset), null) !== undefined, taken);
  });
}

test('a code: is taken once, and none of an earlier step after it', () => {
  const step = stepOf(secret, '050471', at(1111111111), null);
  assert.ok(step !== undefined);
  assert.equal(stepOf(secret, '050471', at(1111111111), step), undefined);
  assert.equal(stepOf(secret, '081804', at(1111111111), step), undefined);
  assert.equal(stepOf(secret, '050471', at(1111111111), step - 1), step);
});

test('a code: is taken although an earlier one was taken under a clock two days ahead', () => {
  const step = stepOf(secret, '050471', at(1111111111), null);
  assert.equal(stepOf(secret, '050471', at(1111111111), (step ?? 0) + 5760), step);
});

test('secrets: 160 bits, each another', () => {
  const made = Array.from({ length: 20 }, makeSecret);
  assert.equal(new Set(made).size, 20);
  for (const one of made) assert.match(one, /^[A-Z2-7]{32}$/);
});

test('the address for authenticators: names product and account, and the QR code holds it whole', () => {
  const address = setupAddress('阳光议事 兰锦社区', 'wang.min', secret);
  const url = new URL(address);
  assert.equal(url.protocol, 'otpauth:');
  assert.equal(
    decodeURIComponent(url.pathname)
      .replace(/^\/+/, '')
      .replace(/^totp\//, ''),
    '阳光议事 兰锦社区:wang.min',
  );
  assert.equal(url.searchParams.get('secret'), secret);
  assert.equal(url.searchParams.get('issuer'), '阳光议事 兰锦社区');
  const { size, path } = drawQr(address);
  // Three finder patterns of seven dark squares in a row.
  assert.match(path, /^(M\d+ 0h1v1h-1z){7}/);
  assert.ok(size >= 21 && size <= 57, String(size));
});
