import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sayIn } from '../../kernel/text.ts';
import {
  composeSms,
  countSegments,
  fitSms,
  kindOf,
  maxSegments,
  sayOutward,
  stateAfter,
} from './message.rules.ts';

test('a text message: is counted as carriers count it', () => {
  const cases: [text: string, segments: number][] = [
    ['字'.repeat(70), 1],
    ['字'.repeat(71), 2],
    ['字'.repeat(134), 2],
    ['字'.repeat(135), 3],
    ['a'.repeat(160), 1],
    ['a'.repeat(161), 2],
    ['a'.repeat(306), 2],
    [`${'a'.repeat(159)}€`, 2],
    [`${'a'.repeat(70)}字`, 2],
    ['“'.repeat(71), 2],
  ];
  for (const [text, segments] of cases) assert.equal(countSegments(text), segments, text.slice(-3));
});

test('a text message: too long a sentence is cut, signature and link never', () => {
  const around = { before: '【兰锦社区】', after: ' https://ting.example.cn/c/lanjin/inbox' };
  assert.equal(fitSms('短', around), '【兰锦社区】短 https://ting.example.cn/c/lanjin/inbox');
  const cut = fitSms('长'.repeat(300), around);
  assert.ok(cut.startsWith('【兰锦社区】长') && cut.endsWith(`…${around.after}`));
  assert.equal(countSegments(cut), maxSegments);
});

test('a text message of several: says the newest and how many more there are', () => {
  const news = { say: sayIn('zh'), community: '兰锦社区', href: 'https://x.cn/inbox' };
  const said = composeSms({ ...news, sentences: ['受理了。', '派单了。', '接单了。'] });
  assert.equal(said, '【兰锦社区】接单了。还有2条。 https://x.cn/inbox');
});

test('a template nobody knows: is progress, and leads on', () => {
  for (const template of ['matter.forgotten', 'constructor', '__proto__']) {
    assert.deepEqual(kindOf({}, { template, urgent: false }), { kind: 'progress', urgent: false });
    assert.equal(sayOutward(sayIn('zh'), {}, { template, params: {} }), '有新进展。');
  }
});

test('a try: sent, refused for good, given up after the last, or still waiting', () => {
  assert.deepEqual(stateAfter({ as: 'sent' }, true), { state: 'sent', reason: null });
  assert.deepEqual(stateAfter({ as: 'refused', reason: 'x' }, false), { state: 'failed', reason: 'x' });
  assert.equal(stateAfter({ as: 'unreached', reason: 'x' }, false), null);
  assert.deepEqual(stateAfter({ as: 'unreached', reason: 'x' }, true), { state: 'given-up', reason: 'x' });
});
