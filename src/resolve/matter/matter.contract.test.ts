import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { sayIn } from '../../kernel/text.ts';
import { localDate } from '../../kernel/time.ts';
import { intakeActions, matterActions } from './matter.contract.ts';
import type { MatterNotice } from './matter.decision.ts';
import { sayNotice } from './matter.notices.text.ts';
import { acceptReport, matterOperations } from './matter.operations.contract.ts';
import { matterRefusals } from './matter.refusals.contract.ts';
import { sayDate, sayEvent } from './matter.text.ts';

const commuting = [
  ...['matter.me-too', 'matter.note', 'matter.see-contact'],
  ...['matter.take-part', 'matter.finish-part', 'matter.hand-back-part'],
];

for (const one of Object.values(matterOperations)) {
  test(`${one.name}: strict input, its path's blanks in it, a version where it changes a matter`, () => {
    const shape = (one.input as z.ZodObject).shape;
    for (const blank of one.path.matchAll(/:(\w+)/g))
      assert.ok(Object.hasOwn(shape, blank[1] ?? ''), one.path);
    const changes =
      one.method !== 'GET' && one.path.includes('/matters/:matterId') && !commuting.includes(one.name);
    if (changes) {
      assert.ok(Object.hasOwn(shape, 'version') && Object.hasOwn(one.refusals, 'matter-changed'));
    }
    assert.doesNotThrow(() => z.toJSONSchema(one.input, { io: 'input' }));
    assert.doesNotThrow(() => z.toJSONSchema(one.output, { io: 'input' }));
    assert.equal(one.input.safeParse({ surprise: 1 }).success, false);
  });
}

test('operations: names and method-and-path are unique', () => {
  const all = Object.values(matterOperations);
  assert.equal(new Set(all.map((one) => one.name)).size, all.length);
  assert.equal(new Set(all.map((one) => `${one.method} ${one.path}`)).size, all.length);
});

test('accept: takes what the desk sends, refuses an empty title', () => {
  const good = {
    reportId: '01900000-0000-7000-8000-000000000001',
    publicTitle: '3幢楼道灯不亮',
    categoryCode: 'FAC01',
    tier: 'self',
    messageToReporter: null,
    mainHandlerPostId: null,
    assistingPostIds: [],
    messageToHandlers: null,
  };
  assert.equal(acceptReport.input.safeParse(good).success, true);
  assert.equal(acceptReport.input.safeParse({ ...good, publicTitle: '  ' }).success, false);
  assert.equal(acceptReport.input.safeParse({ ...good, tier: 'other' }).success, false);
});

test('refusals: each says in both languages what is wrong and what to do; no exclamation marks', () => {
  for (const [code, refusal] of Object.entries(matterRefusals)) {
    assert.match(code, /^[a-z]+(-[a-z]+)*$/);
    assert.ok(refusal.zh.endsWith('。') && refusal.en.endsWith('.'), code);
    assert.ok(!/[!！]|诉求|尊敬|温馨/.test(refusal.zh + refusal.en), code);
  }
});

test('words: every action has its line in both languages', () => {
  for (const action of [...matterActions, ...intakeActions, 'collected'] as const) {
    assert.notEqual(sayEvent(sayIn('zh'), action, {}), '');
    assert.notEqual(sayEvent(sayIn('en'), action, {}), '');
  }
  assert.equal(
    sayEvent(sayIn('zh'), 'accept', { dueOn: '2026-06-02', tier: 'self' }),
    '已受理，6月2日前办好',
  );
  assert.equal(
    sayEvent(sayIn('en'), 'suspend', { reason: 'weather', until: '2026-06-05' }),
    'Standing still, weather, until 5 June',
  );
  assert.equal(sayDate('en', '2026-06-01'), '1 June');
});

test('notices: say number, title and date', () => {
  const notice: MatterNotice = {
    to: 'followers',
    template: 'closed',
    params: { number: '2026-0170', title: '3幢楼道灯不亮', reopenUntil: localDate('2026-06-16') },
  };
  assert.equal(sayNotice(sayIn('zh'), notice), '2026-0170“3幢楼道灯不亮”归档了。6月16日前都能要求重办。');
  assert.equal(
    sayNotice(sayIn('en'), notice),
    '2026-0170 “3幢楼道灯不亮” is closed. It can be reopened until 16 June.',
  );
});
