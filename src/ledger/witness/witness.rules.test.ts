import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { addMs, hourMs, minuteMs, parseInstant } from '../../kernel/time.ts';
import { decideCosignature, isKeyNameFit, sizesToSign, speaksFor } from './witness.rules.ts';

describe('witness: who speaks for a party', () => {
  const cases: [...Parameters<typeof speaksFor>, speaks: boolean][] = [
    ['community', 'administrator', null, true],
    ['community', 'desk', null, true],
    ['community', 'chair', null, true],
    ['community', 'captain', null, false],
    ['community', 'street', null, false],
    ['community', 'handler', 'property-company', false],
    ['owners-committee', 'handler', 'owners-committee', true],
    ['owners-committee', 'handler', 'property-company', false],
    ['owners-committee', 'chair', null, false],
    ['property-company', 'handler', 'property-company', true],
    ['property-company', 'handler', 'owners-committee', false],
    ['property-company', 'administrator', null, false],
  ];
  for (const [party, kind, organisation, speaks] of cases) {
    test(`${kind} of ${organisation ?? 'the community'} for ${party}: ${speaks}`, () =>
      assert.equal(speaksFor(party, kind, organisation), speaks));
  }
});

describe('witness: the name of a key', () => {
  const cases: [name: string, fit: boolean][] = [
    ['wuyang.example/ledger/lanjin/witness/community', true],
    ['127.0.0.1:8080/ledger/lanjin/witness/property-company', true],
    ['w1', false],
    ['Wuyang.example', false],
    ['陈师傅', false],
    ['witness of lanjin', false],
    ['a+b.example', false],
    ['13812345678.example', false],
    [`x${'a'.repeat(100)}`, false],
  ];
  for (const [name, fit] of cases) test(`${name}: ${fit}`, () => assert.equal(isKeyNameFit(name), fit));
});

describe('witness: goes forward', () => {
  const now = parseInstant('2026-11-24T09:00:00+08:00');
  const at = (ms: number) => Math.floor(addMs(now, ms) / 1000);
  const signedAt = addMs(now, -hourMs);
  const last = { size: 40, seconds: at(-30 * minuteMs) };
  const cases: [what: string, size: number, seconds: number, before: typeof last | null, outcome: string][] =
    [
      ['the first one', 40, at(0), null, 'ok'],
      ['a larger tree later', 41, at(0), last, 'ok'],
      ['the same tree once more', 40, at(0), last, 'ok'],
      ['a larger tree in the same second', 41, last.seconds, last, 'ok'],
      ['a smaller tree', 39, at(0), last, 'cosignature-behind'],
      ['an earlier time', 41, last.seconds - 1, last, 'cosignature-behind'],
      ['a clock a little ahead', 41, at(5 * minuteMs), last, 'ok'],
      ['a clock far ahead', 41, at(5 * minuteMs + 1000), last, 'witness-clock-wrong'],
      ['a clock a little behind the log', 40, at(-hourMs - 5 * minuteMs), null, 'ok'],
      ['a time before there was such a tree', 40, at(-hourMs - 6 * minuteMs), null, 'witness-clock-wrong'],
    ];
  for (const [what, size, seconds, before, outcome] of cases) {
    test(`${what}: ${outcome}`, () => {
      const decided = decideCosignature({ size, seconds }, { last: before, now, signedAt });
      assert.equal(decided.ok ? 'ok' : decided.refusal.code, outcome);
    });
  }
});

describe('witness: what to sign next', () => {
  const cases: [from: number, newest: number, others: number[], sizes: number[]][] = [
    [0, 9, [], [9]],
    [4, 9, [7, 5, 7], [5, 7, 9]],
    [7, 9, [5, 7], [9]],
    [9, 9, [7], [9]],
    [4, 9, [9, 12], [9]],
    [12, 9, [7], [9]],
  ];
  for (const [from, newest, others, sizes] of cases) {
    test(`saw ${from}, others ${others.join(' and ') || 'nothing'}, newest ${newest}: ${sizes.join(', ')}`, () =>
      assert.deepEqual(sizesToSign(from, newest, others), sizes));
  }
});
