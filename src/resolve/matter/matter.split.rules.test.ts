import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Category } from '../../collect/category/category.contract.ts';
import { sampleCase, sampleId, wuye } from './matter.sample.ts';
import { checkSplit, decideSplit } from './matter.split.rules.ts';

const said = '3幢楼道灯不亮，\n单元门也刷不开。';
const reportId = sampleId('report');
const other = { reportId: sampleId('report', 2), number: '2026-0171', personId: null, reachable: false };
const alone = sampleCase({ matter: { state: 'taken' } });
const inCompany = {
  ...alone,
  facts: { ...alone.facts, voices: [...alone.facts.voices.slice(0, 1), other] },
};

const checks = [
  ['a part of the words', alone, '单元门也刷不开', true],
  ['a part copied over a line’s end', alone, '灯不亮， 单元门也', true],
  ['words nobody said', alone, '单元门坏了', 'part-not-said'],
  ['all the words of the only report', alone, said, 'split-leaves-nothing'],
  ['the only report', alone, null, 'split-leaves-nothing'],
  ['one of two reports', inCompany, null, true],
  ['what is closed', sampleCase({ matter: { state: 'closed' } }), '单元门', 'step-not-possible'],
  ['what has joined another', sampleCase({ matter: { state: 'merged' } }), '单元门', 'step-not-possible'],
] as const;
for (const [what, subject, part, expected] of checks) {
  test(`split: ${what} → ${expected === true ? 'possible' : expected}`, () => {
    const outcome = checkSplit(subject, { reportId, said, part });
    assert.equal(outcome.ok || outcome.refusal.code, expected);
  });
}

const category: Category = {
  ...{ code: 'FAC03', group: 'FAC', name: { zh: '单元门', en: 'Door' }, tier: 'self', limit: 'W3' },
  ...{ handler: { zh: '物业', en: 'property company' }, flags: [], keywords: ['门'] },
  ...{ open: true, effectiveFrom: '2026-01-01', effectiveTo: null },
};
const input = {
  ...{ matterId: sampleId('matter', 9), whole: false, publicTitle: '3幢门刷不开', tier: 'self' as const },
  ...{ category, messageToReporter: '分开办' },
  report: {
    ...{ id: sampleId('report', 3), number: '2026-0180', channel: 'form' as const, building: null },
    ...{ area: null, askedAt: null, reachable: true },
  },
};

test('split: each names the other, in its history and in the ledger; handlers and the reporter hear of it', () => {
  const split = decideSplit(
    { ...alone, matter: { ...alone.matter, assisting: [{ ...wuye, postId: sampleId('post', 21) }] } },
    input,
  );
  assert.ok(split.ok);
  const { source, opened } = split.value;
  const from = alone.matter.number;
  assert.deepEqual([source.event.action, source.event.facts], ['split', { into: '2026-0180' }]);
  assert.deepEqual([opened.event.action, opened.event.facts.from], ['accept', from]);
  assert.deepEqual(
    source.entries.map(({ type }) => type),
    ['matter.split'],
  );
  assert.deepEqual(
    opened.entries.map(({ type }) => type),
    ['matter.accepted', 'matter.split-off'],
  );
  assert.deepEqual(
    source.notices.map(({ template }) => template),
    ['split-away', 'split-away'],
  );
  assert.deepEqual(
    opened.notices.map(({ template }) => template),
    ['split'],
  );
  assert.deepEqual(
    [opened.matter.number, opened.matter.state, opened.matter.limit],
    ['2026-0180', 'accepted', 'W3'],
  );
  assert.deepEqual(source.deadlines, [], 'what stays keeps its promise');
});

test('split: when the first report leaves, the next one is the first', () => {
  const whole = { ...input, whole: true, report: { ...input.report, id: reportId } };
  const split = decideSplit(inCompany, whole);
  assert.ok(split.ok);
  assert.equal(split.value.source.matter.firstReportId, other.reportId);
  const second = decideSplit(inCompany, { ...whole, report: { ...whole.report, id: other.reportId } });
  assert.ok(second.ok && !('firstReportId' in second.value.source.matter));
});

test('split: into a category that is in force', () => {
  const unknown = decideSplit(alone, { ...input, category: undefined });
  assert.ok(!unknown.ok && unknown.refusal.code === 'category-unknown');
});
