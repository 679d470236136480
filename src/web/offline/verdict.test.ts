import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Answered, backOffMs, judge, type Verdict } from './verdict.ts';

const json = 'application/json; charset=utf-8';
const problem = 'application/problem+json; charset=utf-8';
const answered = (
  status: number,
  type: string,
  body: unknown,
  retryAfter: string | null = null,
): Answered => ({
  ...{ status, type, body, retryAfter },
});
const held = (code: string, text: string): Verdict => ({ kind: 'held', code, text });
const later = (waitMs: number | null): Verdict => ({ kind: 'later', waitMs });
const tooMany = (waitMs: number | null): Verdict => ({ kind: 'later', waitMs, isTooMany: true });
const nowMs = Date.parse('2026-11-24T01:00:00Z');

for (const [what, answer, expected] of [
  ['a receipt is one', answered(200, json, { number: '2026-0001' }), 'received'],
  ['200 from a hotel’s sign-in page is none', answered(200, 'text/html', null), later(null)],
  ['200 with other JSON is none', answered(200, json, { ok: true }), later(null)],
  [
    'words that were refused wait for a person',
    answered(422, problem, { code: 'a', detail: '改' }),
    held('a', '改'),
  ],
  [
    'each field is told',
    answered(422, problem, { code: 'a', detail: '改', errors: [{ detail: '电话不对' }] }),
    held('a', '改 电话不对'),
  ],
  [
    'a session that is gone waits for a person',
    answered(401, problem, { code: 'b', detail: '登录' }),
    held('b', '登录'),
  ],
  ['too much at once is tried when it says', answered(429, problem, { code: 'c' }, '90'), tooMany(90_000)],
  ['too much for a server in front, too', answered(429, 'text/html', null), tooMany(null)],
  [
    'too large is told by what is too large',
    answered(413, problem, { code: 'photo-too-large' }),
    held('too-large', ''),
  ],
  [
    'a moment as Retry-After is waited for',
    answered(503, 'text/html', null, 'Tue, 24 Nov 2026 01:02:00 GMT'),
    later(120_000),
  ],
  [
    'a moment that has passed is now',
    answered(503, 'text/html', null, 'Tue, 24 Nov 2026 00:02:00 GMT'),
    later(0),
  ],
  [
    'a moment years ahead is a day at most',
    answered(503, 'text/html', null, 'Wed, 24 Nov 2032 00:02:00 GMT'),
    later(86_400_000),
  ],
  ['a full disk is tried again', answered(503, problem, { code: 'storage-full' }), later(null)],
  ['a defect is tried again', answered(500, problem, { code: 'defect' }), later(null)],
  [
    'pieces that were cleared away are sent once more',
    answered(409, problem, { code: 'pieces-lost' }),
    'pieces-lost',
  ],
  ['too large for a server in front', answered(413, 'text/html', null), held('too-large', '')],
  ['a page of a server in front is no refusal', answered(403, 'text/html', null), later(null)],
  [
    'half a date as Retry-After is not guessed at',
    answered(429, problem, { code: 'c' }, 'Tue, 24 Nov'),
    tooMany(null),
  ],
] as [string, Answered, Verdict | 'received' | 'pieces-lost'][]) {
  test(`outbox: ${what}`, () => {
    const verdict = judge(answer, 'number', nowMs);
    if (typeof expected === 'string') assert.equal(verdict.kind, expected);
    else assert.deepEqual(verdict, expected);
  });
}

test('outbox: waits longer each time, half an hour at most, and never all telephones together', () => {
  assert.equal(backOffMs(0, 0.5), 5_000);
  assert.equal(backOffMs(3, 0.5), 40_000);
  assert.equal(backOffMs(100, 0.5), 30 * 60_000);
  assert.ok(backOffMs(3, 0) < backOffMs(3, 1));
});
