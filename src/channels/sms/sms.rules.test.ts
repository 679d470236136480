import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMs, minuteMs, parseInstant } from '../../kernel/time.ts';
import { smsPayload } from './sms.contract.ts';
import { isWorthSending, maskPhone, stateAfter } from './sms.rules.ts';

test('a number in the log: shows three figures and four', () => {
  assert.equal(maskPhone('+8613812345678'), '138****5678');
});

test('a code: is worth sending for five minutes', () => {
  const at = parseInstant('2026-11-22T09:00:00+08:00');
  assert.equal(isWorthSending('one-time-code', at, at), true);
  assert.equal(isWorthSending('one-time-code', at, addMs(at, 5 * minuteMs - 1)), true);
  assert.equal(isWorthSending('one-time-code', at, addMs(at, 5 * minuteMs)), false);
});

test('a message: is tried again only where trying can help', () => {
  const refused = { as: 'refused', reason: 'http-422' } as const;
  const unreached = { as: 'unreached', reason: 'timeout' } as const;
  assert.equal(stateAfter({ as: 'sent' }, false), 'sent');
  assert.equal(stateAfter({ as: 'sent' }, true), 'sent');
  assert.equal(stateAfter(refused, false), 'failed');
  assert.equal(stateAfter(unreached, false), 'queued');
  assert.equal(stateAfter(unreached, true), 'failed');
});

test('a job’s payload: a mobile number in E.164 and words', () => {
  const sound = { phone: '+8613812345678', text: '验证码123456' };
  assert.deepEqual(smsPayload.parse(sound), { ...sound, purpose: 'one-time-code' });
  for (const wrong of [
    { phone: '13812345678' },
    { phone: '+8657188888888' },
    { text: '' },
    { text: 'x'.repeat(501) },
    { purpose: 'advertising' },
    { link: 'https://example.com' },
  ]) {
    assert.equal(smsPayload.safeParse({ ...sound, ...wrong }).success, false, JSON.stringify(wrong));
  }
});
