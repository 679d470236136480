import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Handler, Matter } from './matter.contract.ts';
import { decideHandOver, withHandlerReplaced } from './matter.handover.rules.ts';
import { sampleCase, sampleId, wuye } from './matter.sample.ts';

const at = (n: number, organisation: number | null = 1): Handler => ({
  postId: sampleId('post', n),
  organisationId: organisation === null ? null : sampleId('organisation', organisation),
  throughDesk: false,
});
const zhang = wuye;
const li = at(21);
const qian = at(22, 2);

function handOver(matter: Partial<Matter>, to: Handler, goesOn: boolean) {
  const subject = sampleCase({ matter: { state: 'in_progress', ...matter } });
  return decideHandOver(subject, { from: zhang.postId, to, goesOn, reason: '岗位交接' });
}

describe('handlers, once one stands in the place of another', () => {
  const cases: [
    what: string,
    before: [Handler | null, Handler[]],
    to: Handler,
    after: [Handler | null, Handler[]],
  ][] = [
    ['as main', [zhang, [qian]], li, [li, [qian]]],
    ['as assisting', [qian, [zhang]], li, [qian, [li]]],
    ['as main, by one who assists already', [zhang, [li, qian]], li, [li, [qian]]],
    ['as assisting, by the main one', [li, [zhang, qian]], li, [li, [qian]]],
    ['as assisting, by another who assists', [qian, [zhang, li]], li, [qian, [li]]],
    ['where it had no part', [qian, []], li, [qian, []]],
  ];
  for (const [what, [mainHandler, assisting], to, [main, others]] of cases) {
    test(what, () => {
      const after = withHandlerReplaced({ mainHandler, assisting }, zhang.postId, to);
      assert.deepEqual(after, { main, assisting: others });
    });
  }
});

for (const state of ['dispatched', 'taken', 'in_progress', 'suspended'] as const) {
  test(`handing over within the post, ${state}: it stays where it is, and no reporter hears of it`, () => {
    const decided = handOver({ state }, li, true);
    assert.ok(decided.ok);
    const { matter, deadlines, notices, entries, event } = decided.value;
    assert.deepEqual([matter.state, matter.mainHandler, deadlines], [state, li, []]);
    assert.deepEqual(
      notices.map(({ to, template }) => [to, template]),
      [['post', 'handed-over']],
    );
    assert.deepEqual([entries[0]?.type, entries[0]?.facts.part], ['matter.handed-over', 'main']);
    assert.deepEqual([event.action, event.wordsFor], ['hand-over', 'staff']);
  });
}

test('handing over to another unit: taken anew, the reporters are told, and whoever left is not', () => {
  const decided = handOver({}, qian, false);
  assert.ok(decided.ok);
  const { matter, notices, entries } = decided.value;
  assert.deepEqual([matter.state, matter.mainHandler], ['dispatched', qian]);
  assert.deepEqual(
    notices.map(({ to, template }) => [to, template]),
    [
      ['post', 'to-take'],
      ['reporters', 'other-unit'],
    ],
  );
  assert.equal(entries[0]?.type, 'matter.reassigned');
});

test('handing over to another unit while it stands still: it goes on standing still, and the reporters are told', () => {
  const decided = handOver({ state: 'suspended' }, qian, false);
  assert.ok(decided.ok);
  assert.equal(decided.value.matter.state, 'suspended');
  assert.deepEqual(
    decided.value.notices.map(({ template }) => template),
    ['handed-over', 'other-unit'],
  );
});

test('handing over a part in assisting to another unit: nothing is taken anew, no reporter hears of it', () => {
  const decided = handOver({ mainHandler: at(30, 3), assisting: [zhang] }, qian, false);
  assert.ok(decided.ok);
  const { matter, notices, entries } = decided.value;
  assert.deepEqual([matter.state, matter.assisting], ['in_progress', [qian]]);
  assert.deepEqual(
    notices.map(({ template }) => template),
    ['handed-over'],
  );
  assert.equal(entries[0]?.facts.part, 'assisting');
});

test('handing over what the post does not have, or what is resolved: is refused', () => {
  const other = handOver({ mainHandler: qian }, li, true);
  assert.equal(!other.ok && other.refusal.code, 'handler-unknown');
  const done = handOver({ state: 'done' }, li, true);
  assert.equal(!done.ok && done.refusal.code, 'step-not-possible');
});
