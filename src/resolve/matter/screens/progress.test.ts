import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sayIn } from '../../../kernel/text.ts';
import { parseInstant } from '../../../kernel/time.ts';
import type { MatterState } from '../matter.contract.ts';
import { reachedOf, verdictOf } from './progress.ts';

const zh = sayIn('zh');
const now = parseInstant('2026-06-01T10:20:00+08:00');
const open = { promisedOn: '2026-06-03', resolvedOn: null, suspendedFor: null };

test('promise: what is left, what is over, what was kept and what was late', () => {
  assert.deepEqual(verdictOf(zh, open, now), { kind: 'running', text: '还有2天' });
  assert.deepEqual(verdictOf(zh, { ...open, promisedOn: '2026-06-01' }, now)?.text, '今天到期');
  assert.deepEqual(verdictOf(zh, { ...open, promisedOn: '2026-05-30' }, now), {
    kind: 'late',
    text: '超了2天',
  });
  assert.deepEqual(verdictOf(zh, { ...open, resolvedOn: '2026-06-03' }, now), {
    kind: 'on-time',
    text: '按时',
  });
  assert.deepEqual(verdictOf(zh, { ...open, resolvedOn: '2026-06-05' }, now), {
    kind: 'late',
    text: '晚2天',
  });
});

test('promise: a matter that stands still says why, one without a date says nothing', () => {
  assert.equal(verdictOf(zh, { ...open, suspendedFor: 'owners-vote' }, now)?.text, '等业主表决');
  assert.equal(verdictOf(zh, { ...open, promisedOn: null }, now), undefined);
});

test('stages: the sun stands at the stage that is now, and past the last once it is over', () => {
  const at = (state: MatterState) => reachedOf({ state });
  assert.equal(at('accepted'), 'accept');
  assert.equal(at('in_progress'), 'handle');
  assert.equal(at('callback'), 'evaluate');
  assert.equal(at('closed'), 'finished');
});
