import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { statesDocument, statesPath } from '../../../scripts/write-states.ts';
import { type MatterAction, type MatterState, matterActions, matterStates } from './matter.contract.ts';
import {
  answerableStates,
  closedStates,
  doneStates,
  drawStates,
  nextState,
  openStates,
  publicStates,
  stagesOf,
  suspendableStates,
} from './matter.states.ts';

/** The table once more, by hand and by column: two people would have to make the same mistake. */
const open: MatterState[] = ['accepted', 'dispatched', 'returned', 'taken', 'in_progress', 'suspended'];
const stay = (states: MatterState[]) => Object.fromEntries(states.map((state) => [state, state]));
const all = (states: MatterState[], to: MatterState) =>
  Object.fromEntries(states.map((state) => [state, to]));
const columns: Record<MatterAction, Partial<Record<MatterState, MatterState>>> = {
  dispatch: { accepted: 'dispatched', returned: 'dispatched' },
  reassign: all(['dispatched', 'taken', 'in_progress'], 'dispatched'),
  take: { dispatched: 'taken' },
  return: { dispatched: 'returned' },
  contact: all(['taken', 'in_progress'], 'in_progress'),
  'ask-extension': stay(['in_progress']),
  extend: stay(['in_progress']),
  'refuse-extension': stay(['in_progress']),
  suspend: { in_progress: 'suspended' },
  resume: { suspended: 'in_progress' },
  resolve: { in_progress: 'done' },
  call: all(['done', 'callback'], 'callback'),
  answer: stay(['done', 'callback']),
  confirm: all(['done', 'callback'], 'closed'),
  reopen: all(['done', 'callback', 'closed'], 'dispatched'),
  archive: all(['done', 'callback'], 'closed'),
  join: stay(open),
  merge: all(open, 'merged'),
  split: stay(open),
  leave: stay(open),
  withdraw: all(open, 'withdrawn'),
  'me-too': stay(open),
  note: stay([...open, 'done', 'callback']),
  urge: stay(open),
  supervise: stay(open),
  lift: stay(open),
  'hand-over': stay(['dispatched', 'taken', 'in_progress', 'suspended']),
  move: stay(open.filter((state) => state !== 'suspended')),
  assist: stay(['dispatched', 'taken', 'in_progress', 'suspended']),
  'take-part': stay(['dispatched', 'taken', 'in_progress', 'suspended']),
  'finish-part': stay(['dispatched', 'taken', 'in_progress', 'suspended']),
  'hand-back-part': stay(['dispatched', 'taken', 'in_progress', 'suspended']),
};

for (const action of matterActions) {
  test(`states: ${action} leads where it should from each of the ${matterStates.length} states, and nowhere else`, () => {
    const actual = Object.fromEntries(matterStates.map((state) => [state, nextState(state, action)]));
    const expected = Object.fromEntries(matterStates.map((state) => [state, columns[action][state]]));
    assert.deepEqual(actual, expected);
  });
}

function reachableFrom(start: MatterState): Set<MatterState> {
  const seen = new Set<MatterState>([start]);
  for (const state of seen) {
    for (const action of matterActions) {
      const next = nextState(state, action);
      if (next !== undefined) seen.add(next);
    }
  }
  return seen;
}

test('states: every state can be reached from acceptance', () => {
  assert.deepEqual([...reachableFrom('accepted')].sort(), [...matterStates].sort());
});

test('states: from every open state the matter can still come to an answer', () => {
  for (const state of openStates) assert.ok(reachableFrom(state).has('closed'), state);
});

test('states: the named sets divide the states', () => {
  const parts = [openStates, answerableStates, closedStates].map((set) => [...set]);
  assert.deepEqual(parts.flat().sort(), [...matterStates].sort());
  assert.deepEqual([...suspendableStates], ['in_progress']);
  assert.deepEqual([...doneStates].sort(), ['callback', 'closed', 'done']);
  assert.ok(!publicStates.has('withdrawn') && publicStates.size === matterStates.length - 1);
});

test('stages: exactly one is now while the matter runs, none once it is closed', () => {
  for (const state of matterStates) {
    const now = stagesOf(state).filter((stage) => stage.status === 'now').length;
    assert.equal(now, closedStates.has(state) ? 0 : 1, state);
  }
  assert.equal(stagesOf('callback').find((stage) => stage.status === 'now')?.stage, 'rating');
});

test('docs/states.md: is what the table makes of it', () => {
  const drawn = drawStates().includes('in_progress --> done: resolve');
  assert.ok(drawn && statesDocument().includes(drawStates()));
  assert.equal(
    readFileSync(statesPath, 'utf8'),
    statesDocument(),
    'write it anew: node --import tsx scripts/write-states.ts',
  );
});
