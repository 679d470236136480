import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Id } from '../../kernel/id.ts';
import { addMs, type Instant, minuteMs, parseInstant } from '../../kernel/time.ts';
import {
  type AttemptState,
  chargeAttempt,
  checkPassword,
  identifyByPhone,
  isCodeUsable,
  mayRequestAnother,
  normaliseUsername,
} from './account.rules.ts';

const now = parseInstant('2026-11-22T10:00:00+08:00');
const later = (ms: number): Instant => addMs(now, ms);
const second = 1_000;

describe('wrong passwords', () => {
  const fresh: AttemptState = { failedAttempts: 0, lockedUntil: null };

  function attempts(count: number, at: Instant, from: AttemptState = fresh) {
    const admitted: boolean[] = [];
    let state = from;
    for (let i = 0; i < count; i++) {
      const { admitted: this_, ...next } = chargeAttempt(state, at);
      admitted.push(this_);
      state = next;
    }
    return { admitted, state };
  }

  test('an account: the fifth still counts, the sixth does not', () => {
    assert.deepEqual(attempts(6, now).admitted, [true, true, true, true, true, false]);
  });

  test('an account: opens again after fifteen minutes, not one moment sooner', () => {
    const { state } = attempts(5, now);
    assert.equal(chargeAttempt(state, later(15 * minuteMs - 1)).admitted, false);
    assert.equal(chargeAttempt(state, later(15 * minuteMs)).admitted, true);
  });

  test('an account: trying while it is locked does not lock it longer', () => {
    const { state } = attempts(5, now);
    const tried = attempts(50, later(10 * minuteMs), state).state;
    assert.equal(chargeAttempt(tried, later(15 * minuteMs)).admitted, true);
  });

  test('an account: after a lock five tries are free again', () => {
    const { state } = attempts(5, now);
    assert.deepEqual(attempts(6, later(15 * minuteMs), state).admitted, [
      true,
      true,
      true,
      true,
      true,
      false,
    ]);
  });

  test('an account: never admits more than five in any fifteen minutes without a right one', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 3 * minuteMs }), { maxLength: 60 });
    fc.assert(
      fc.property(gaps, (waits) => {
        let state = fresh;
        let at = now;
        const locks: Instant[] = [];
        const admittedAt: Instant[] = [];
        for (const wait of waits) {
          at = addMs(at, wait);
          const { admitted, ...next } = chargeAttempt(state, at);
          if (admitted) admittedAt.push(at);
          if (next.lockedUntil !== null && next.lockedUntil !== state.lockedUntil) locks.push(at);
          state = next;
        }
        for (const lock of locks) {
          const during = admittedAt.filter((moment) => moment > lock && moment < lock + 15 * minuteMs);
          assert.deepEqual(during, []);
        }
        assert.ok(admittedAt.length <= 5 * (locks.length + 1));
      }),
    );
  });
});

describe('asking for a code', () => {
  const cases: [title: string, sentAgoMs: number[], answer: string | true, waitSeconds?: number][] = [
    ['the first', [], true],
    ['a second after 59 seconds', [59 * second], 'code-too-soon', 1],
    ['a second after a minute', [minuteMs], true],
    ['a fifth', [50, 40, 30, 20].map((minutes) => minutes * minuteMs), true],
    ['a sixth within the hour', [50, 40, 30, 20, 10].map((m) => m * minuteMs), 'code-limit-reached', 600],
    ['a sixth after the hour', [60, 40, 30, 20, 10].map((minutes) => minutes * minuteMs), true],
  ];
  for (const [title, ago, answer, waitSeconds] of cases) {
    test(`a phone: ${title}`, () => {
      const may = mayRequestAnother(
        ago.map((ms) => later(-ms)),
        now,
      );
      assert.equal(may.ok ? true : may.refusal.code, answer);
      if (!may.ok) assert.equal(may.refusal.retryAfterSeconds, waitSeconds);
    });
  }
});

test('wrong passwords: a lock from ahead of the clock holds nobody up', () => {
  const state = { failedAttempts: 5, lockedUntil: later(3 * 24 * 60 * minuteMs) };
  assert.equal(chargeAttempt(state, now).admitted, true);
});

test('another code: those sent ahead of the clock do not count', () => {
  assert.deepEqual(mayRequestAnother([later(2 * 24 * 60 * minuteMs)], now), { ok: true, value: true });
});

describe('a code', () => {
  const code = { createdAt: now, usedAt: null, tries: 0 };
  const cases: [title: string, changed: object, at: Instant, usable: boolean][] = [
    ['fresh', {}, now, true],
    ['just before five minutes', {}, later(5 * minuteMs - 1), true],
    ['from two days ahead', {}, later(-2 * 24 * 60 * minuteMs), false],
    ['after five minutes', {}, later(5 * minuteMs), false],
    ['used', { usedAt: now }, now, false],
    ['tried four times', { tries: 4 }, now, true],
    ['tried five times', { tries: 5 }, now, false],
  ];
  for (const [title, changed, at, usable] of cases) {
    test(`${title}: ${usable ? 'may be tried' : 'is of no use'}`, () => {
      assert.equal(isCodeUsable({ ...code, ...changed }, at), usable);
    });
  }
});

test('user names: are compared without regard to case, width and margins', () => {
  assert.equal(normaliseUsername(' Wang.Min '), 'wang.min');
  assert.equal(normaliseUsername('ｗａｎｇ'), 'wang');
  for (const bad of ['', 'w', '王敏', '1wang', 'wang min', "wang'--"])
    assert.equal(normaliseUsername(bad), null);
});

const passwords: [password: string, answer: true | string][] = [
  ['correct horse', true],
  ['四个字的口令不够长吗', true],
  ['short', 'password-too-short'],
  ['wangmin-2026', 'password-too-easy'],
  ['aaaaaaaaaaaa', 'password-too-easy'],
  ['1212121212', 'password-too-easy'],
];
for (const [password, answer] of passwords) {
  test(`a password: "${password}" ${answer === true ? 'will do' : `is ${answer}`}`, () => {
    const checked = checkPassword(password, 'wangmin');
    assert.equal(checked.ok ? true : checked.refusal.code, answer);
  });
}

describe('who signs in by phone', () => {
  const id = <Noun extends string>(name: string) => name as Id<Noun>;
  const account = { id: id<'account'>('a'), phone: '+8613812345678' };
  const ofA = { id: id<'person'>('p'), accountId: id<'account'>('a') };
  const ofB = { id: id<'person'>('q'), accountId: id<'account'>('b'), hasPassword: true };
  const written = { ...ofB, hasPassword: false };
  const registered = { id: id<'person'>('r'), accountId: null, hasPassword: false };
  const none = { account: undefined, personOfAccount: undefined, personOfPhone: undefined };
  const cases: [title: string, known: object, account: string, person: string, joins: boolean][] = [
    ['nobody knows the phone', {}, 'new', 'new', false],
    ['the desk registered it', { personOfPhone: registered }, 'new', 'r', true],
    ['an account from elsewhere', { account }, 'a', 'new', false],
    [
      'an account from elsewhere and the desk registered it',
      { account, personOfPhone: registered },
      'a',
      'r',
      true,
    ],
    ['a person of here', { account, personOfAccount: ofA, personOfPhone: ofA }, 'a', 'p', false],
    ['a person of here under another phone', { account, personOfAccount: ofA }, 'a', 'p', false],
    ['the phone of somebody who signs in by name', { personOfPhone: ofB }, 'b', 'q', false],
    [
      'a number written down for somebody who signs in by another',
      { personOfPhone: written },
      'new',
      'new',
      false,
    ],
    ['a phone with an account, registered for another', { account, personOfPhone: ofB }, 'a', 'new', false],
  ];
  for (const [title, known, accountId, person, joins] of cases) {
    test(title, () => {
      const settled = identifyByPhone({ ...none, ...known });
      assert.deepEqual([settled.account, settled.person, settled.joinsPerson], [accountId, person, joins]);
      const holdsPhone = 'personOfPhone' in known;
      assert.equal(settled.phoneIsFree, !holdsPhone);
    });
  }
});
