import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Category } from '../../collect/category/category.contract.ts';
import type { IntakeReport, ReportChange } from './matter.decision.ts';
import {
  decideAccept,
  decideAcceptInto,
  decideAsk,
  decideRedirect,
  decideReject,
} from './matter.intake.rules.ts';
import { plainDays, sampleAct, sampleCase, sampleId } from './matter.sample.ts';

const report: IntakeReport = {
  id: sampleId('report', 9),
  number: '2026-0171',
  state: 'submitted',
  channel: 'form',
  building: { id: sampleId('building', 3), code: '3', name: '3幢' },
  area: null,
  askedAt: null,
  reachable: true,
};
const category: Category = {
  code: 'FIR01',
  group: 'FIR',
  name: { zh: '飞线充电', en: 'Cables' },
  tier: 'self',
  handler: { zh: '物业', en: 'property company' },
  limit: 'U2h',
  flags: ['proof_photo'],
  keywords: [],
  open: true,
  effectiveFrom: '2019-01-01',
  effectiveTo: null,
};
const accept = {
  matterId: sampleId('matter', 9),
  publicTitle: '3幢有人飞线充电',
  category,
  tier: 'self',
  messageToReporter: '物业在去现场。',
} as const;
const act = sampleAct();
const stateOf = (change: ReportChange) => (change.do === 'decide' ? change.state : null);

test('accept: opens a matter under the report’s number, promises a date and starts its clocks', () => {
  const decided = decideAccept(report, accept, act, plainDays);
  assert.ok(decided.ok);
  const { matter, deadlines, entries, notices, report: change } = decided.value;
  assert.equal(matter.state, 'accepted');
  assert.equal(matter.number, report.number);
  assert.equal(matter.proofExpected, true);
  assert.deepEqual(change, {
    do: 'decide',
    reportId: report.id,
    state: 'accepted',
    matterId: matter.id,
    reason: null,
    message: accept.messageToReporter,
  });
  assert.deepEqual(
    deadlines.map((change) => `${change.do} ${change.clock}`),
    ['start resolve', 'start on-site'],
  );
  assert.equal(entries[0]?.type, 'matter.accepted');
  assert.deepEqual(entries[0]?.facts, {
    category: 'FIR01',
    tier: 'self',
    building: '3',
    channel: 'form',
    limit: 'U2h',
    dueOn: '2026-06-02',
  });
  assert.deepEqual(notices[0]?.params, {
    number: '2026-0171',
    title: '3幢有人飞线充电',
    dueOn: '2026-06-02',
    message: '物业在去现场。',
  });
});

test('accept: only two-hour categories start the clock on site', () => {
  const decided = decideAccept(report, { ...accept, category: { ...category, limit: 'W3' } }, act, plainDays);
  assert.ok(decided.ok && decided.value.deadlines.every((change) => change.clock !== 'on-site'));
});

test('accept: a category that is not in force is refused', () => {
  const decided = decideAccept(report, { ...accept, category: undefined }, act, plainDays);
  assert.equal(decided.ok ? null : decided.refusal.code, 'category-unknown');
});

for (const state of ['accepted', 'merged', 'rejected', 'redirected', 'withdrawn'] as const) {
  test(`report: nothing is decided twice (${state})`, () => {
    const decided = { ...report, state };
    const outcomes = [
      decideAccept(decided, accept, act, plainDays),
      decideAcceptInto(decided, sampleCase({}), { messageToReporter: null }),
      decideReject(decided, { reason: 'outside-duty', messageToReporter: 'x' }, act),
      decideRedirect(decided, { channel: 'court', messageToReporter: 'x' }, act),
      decideAsk(decided, { question: 'x' }, act),
    ];
    for (const outcome of outcomes)
      assert.equal(outcome.ok ? null : outcome.refusal.code, 'report-already-decided');
  });
}

test('accept into: same building or none, open matters only', () => {
  const code = (matter: Parameters<typeof sampleCase>[0]) => {
    const outcome = decideAcceptInto(report, sampleCase(matter), { messageToReporter: null });
    return outcome.ok ? stateOf(outcome.value.report) : outcome.refusal.code;
  };
  assert.equal(code({}), 'merged');
  assert.equal(code({ matter: { building: null } }), 'merged');
  assert.equal(
    code({ matter: { building: { id: sampleId('building', 4), code: '4', name: '4幢' } } }),
    'other-place',
  );
  assert.equal(code({ matter: { state: 'done' } }), 'target-not-open');
});

test('reject, redirect: the reporter hears why; the words are only committed to', () => {
  const rejected = decideReject(report, { reason: 'unlawful', messageToReporter: '这样做不合法。' }, act);
  assert.ok(rejected.ok);
  assert.deepEqual(rejected.value.entries[0]?.facts, { reason: 'unlawful' });
  assert.deepEqual(rejected.value.entries[0]?.privateValues, { message: '这样做不合法。' });
  const redirected = decideRedirect(report, { channel: 'police-110', messageToReporter: '打110。' }, act);
  assert.ok(redirected.ok && stateOf(redirected.value.report) === 'redirected');
});

test('ask: once, and nothing is decided by it', () => {
  const asked = decideAsk(report, { question: '是几单元？' }, act);
  assert.ok(asked.ok && asked.value.report.do === 'ask');
  const again = decideAsk({ ...report, askedAt: act.now }, { question: '?' }, act);
  assert.equal(again.ok ? null : again.refusal.code, 'already-asked');
  const nobody = decideAsk({ ...report, reachable: false }, { question: '?' }, act);
  assert.equal(nobody.ok ? null : nobody.refusal.code, 'reporter-unreachable');
});
