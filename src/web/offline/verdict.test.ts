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
  ['too much at once is tried when it says', answered(429, problem, { code: 'c' }, '90'), later(90_000)],
  ['a full disk is tried again', answered(503, problem, { code: 'storage-full' }), later(null)],
  ['a defect is tried again', answered(500, problem, { code: 'defect' }), later(null)],
  [
    'pieces that were cleared away are sent once more',
    answered(409, problem, { code: 'pieces-lost' }),
    'pieces-lost',
  ],
  ['too large for a server in front', answered(413, 'text/html', null), held('body-too-large', '')],
  ['a page of a server in front is no refusal', answered(403, 'text/html', null), later(null)],
  [
    'a date as Retry-After is not guessed at',
    answered(429, problem, { code: 'c' }, 'Tue, 24 Nov'),
    later(null),
  ],
] as [string, Answered, Verdict | 'received' | 'pieces-lost'][]) {
  test(`outbox: ${what}`, () => {
    const verdict = judge(answer, 'number');
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
