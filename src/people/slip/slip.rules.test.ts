import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { addMs, hourMs, type Instant, minuteMs, parseInstant } from '../../kernel/time.ts';
import {
  checkTries,
  expiryOf,
  formatCode,
  isUsable,
  lastDayOf,
  maxUses,
  readCode,
  tryLimits,
} from './slip.rules.ts';

const now = parseInstant('2026-11-22T10:00:00+08:00');
const chance = (n: number) => createHash('sha256').update(String(n)).digest();

describe('a code', () => {
  test('its form: two groups of four, no character that is mistaken for another, read back however typed', () => {
    for (let n = 0; n < 300; n++) {
      const code = formatCode(chance(n));
      assert.match(code, /^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/);
      const [a = '', b = ''] = code.split('-');
      const full = code.replaceAll(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));
      for (const typed of [code, code.toLowerCase(), `${a}${b}`, ` ${a} ${b} `, `${a} — ${b}`, full]) {
        assert.equal(readCode(typed), code, typed);
      }
    }
  });

  test('every character is as likely as every other', () => {
    const seen = new Map<string, number>();
    for (let n = 0; n < 4_000; n++) {
      for (const one of formatCode(chance(n)).replace('-', '')) seen.set(one, (seen.get(one) ?? 0) + 1);
    }
    assert.equal(seen.size, 31);
    const usual = (4_000 * 8) / 31;
    for (const [one, count] of seen) assert.ok(Math.abs(count - usual) < usual * 0.2, `${one}: ${count}`);
  });

  for (const typed of ['', '1234-5678', 'ABCD-EFG', 'ABCD-EFGHJ', 'ABCO-EFGH', '认户条', 'A'.repeat(61)]) {
    test(`not one: ${JSON.stringify(typed)}`, () => assert.equal(readCode(typed), null));
  }
});

test('a slip: holds to the end of its thirtieth day after the one it was made on', () => {
  const until = expiryOf(now);
  assert.equal(until, parseInstant('2026-12-23T00:00:00+08:00'));
  assert.equal(lastDayOf(until), '2026-12-22');
  assert.equal(isUsable({ expiresAt: until, usedBy: [] }, 'a', addMs(until, -1)), true);
  assert.equal(isUsable({ expiresAt: until, usedBy: ['a'] }, 'a', until), false);
});

test('a slip: binds six people, and one it bound before once more', () => {
  const usedBy = Array.from({ length: maxUses }, (_, n) => `p${n}`);
  const expiresAt = addMs(now, hourMs);
  assert.equal(isUsable({ expiresAt, usedBy: usedBy.slice(1) }, 'new', now), true);
  assert.equal(isUsable({ expiresAt, usedBy }, 'new', now), false);
  assert.equal(isUsable({ expiresAt, usedBy }, 'p0', now), true);
});

describe('trying', () => {
  const ago = (...minutes: number[]) => minutes.map((some) => addMs(now, -some * minuteMs));
  const many = (count: number, minutes: number) => ago(...Array.from({ length: count }, () => minutes));
  const cases: [title: string, own: Instant[], everybody: Instant[], waitsMinutes: number][] = [
    ['the first', [], [], 0],
    ['four within the hour', many(tryLimits.personHour - 1, 5), many(4, 5), 0],
    ['five within the hour', many(tryLimits.personHour, 5), many(5, 5), 55],
    ['five, an hour ago', many(tryLimits.personHour, 60), many(5, 60), 0],
    ['ten within the day', many(tryLimits.personDay, 90), many(10, 90), 24 * 60 - 90],
    ['nobody’s own, but everybody’s', [], many(tryLimits.everybodyDay, 60), 23 * 60],
  ];
  for (const [title, own, everybody, waits] of cases) {
    test(`${title}: waits ${waits} minutes`, () => {
      const checked = checkTries({ own, everybody }, now);
      assert.equal(checked.ok ? 0 : checked.refusal.retryAfterSeconds, waits * 60);
    });
  }
});
