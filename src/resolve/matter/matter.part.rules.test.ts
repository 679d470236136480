import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Handler } from './matter.contract.ts';
import type { Part, PartChange } from './matter.decision.ts';
import { partActions, partStates } from './matter.part.contract.ts';
import {
  checkAnyPart,
  checkPart,
  handOverParts,
  nextPartState,
  openParts,
  partsFor,
  releaseParts,
} from './matter.part.rules.ts';
import { mondayMorning, sampleId, samplePart } from './matter.sample.ts';

/** The table once more, by hand. */
const expected: Record<string, string> = {
  'given take-part': 'taken',
  'given hand-back-part': 'handed-back',
  'taken finish-part': 'finished',
  'taken hand-back-part': 'handed-back',
};
for (const state of partStates) {
  for (const action of partActions) {
    const to = expected[`${state} ${action}`];
    test(`part: ${state} × ${action} → ${to ?? 'refused'}`, () => {
      assert.equal(nextPartState(state, action), to);
      const part = samplePart(1, { state });
      assert.equal(checkPart(part, action, [part]), to === undefined ? 'part-not-open' : true);
    });
  }
}

test('assisting handler: hands back once in a round; named again, the desk has decided', () => {
  const before = samplePart(1, { state: 'handed-back', settled: true });
  const again = samplePart(2, { handler: before.handler });
  assert.equal(checkPart(again, 'hand-back-part', [before, again]), 'part-is-final');
  assert.equal(checkPart(again, 'take-part', [before, again]), true);
  const nextRound = { ...again, round: 2 };
  assert.equal(checkPart(nextRound, 'hand-back-part', [before, nextRound]), true);
});

test('assisting handler with several parts: may where any of them may', () => {
  const [given, finished] = [samplePart(1), samplePart(2, { state: 'finished' })];
  assert.equal(checkAnyPart([finished, given], 'take-part'), true);
  assert.equal(checkAnyPart([finished], 'take-part'), 'part-not-open');
  assert.equal(checkAnyPart([], 'take-part'), 'part-not-open');
});

const helper = (n: number): Handler => ({
  postId: sampleId('post', n),
  organisationId: null,
  throughDesk: false,
});
const of = (n: number, state: Part['state'], over: Partial<Part> = {}) =>
  samplePart(n, { handler: helper(n), state, ...over });
const brief = (change: PartChange) => {
  if (change.do === 'give') return `give ${change.handler.postId.slice(-1)} in ${change.round}`;
  if (change.do === 'hand-over')
    return `hand ${change.partId.slice(-1)} to ${change.handler.postId.slice(-1)}`;
  return change.do === 'step' ? `${change.to} ${change.partId.slice(-1)}` : change.do;
};

const changes: [string, Part[], number[], number, string[]][] = [
  ['a first dispatch gives each a part', [], [1, 2], 1, ['give 1 in 1', 'give 2 in 1']],
  ['whoever stays keeps what they have', [of(1, 'taken'), of(2, 'finished')], [1, 2], 1, []],
  ['who is named no more loses what was open', [of(1, 'given')], [2], 1, ['released 1', 'give 2 in 1']],
  ['what is finished stays finished', [of(1, 'finished')], [], 1, []],
  ['what was handed back is decided', [of(1, 'handed-back')], [1], 1, ['settle', 'give 1 in 1']],
  ['a new round gives all of them anew', [of(1, 'finished')], [1], 2, ['give 1 in 2']],
];
for (const [why, parts, posts, round, told] of changes) {
  test(`parts: ${why}`, () => {
    assert.deepEqual(partsFor(parts, posts.map(helper), round, mondayMorning).map(brief), told);
  });
}

test('parts: go on with whoever receives the post, unless they have one or the whole', () => {
  const parts = [of(1, 'taken'), of(2, 'given')];
  const handed = (to: number, assisting: number[]) =>
    handOverParts(parts, helper(1).postId, helper(to), assisting.map(helper), mondayMorning).map(brief);
  assert.deepEqual(handed(3, [3, 2]), ['hand 1 to 3']);
  assert.deepEqual(handed(2, [2]), ['released 1'], 'the receiver assists already');
  assert.deepEqual(handed(2, []), ['released 1', 'released 2'], 'the receiver has the whole');
});

test('parts: released are those still open, with the reason', () => {
  const parts = [of(1, 'given'), of(2, 'taken'), of(3, 'finished'), of(4, 'handed-back', { settled: true })];
  assert.equal(openParts(parts).length, 2);
  const released = releaseParts(parts, mondayMorning, '雨停了再剪枝');
  assert.deepEqual(released.map(brief), ['released 1', 'released 2']);
  assert.ok(released.every((change) => change.do === 'step' && change.words === '雨停了再剪枝'));
});
