import { type MatterAction, type MatterState, matterStates, type Stage, stages } from './matter.contract.ts';

/**
 * State × action → next state; an action that is absent from a row is impossible there. There is no transition
 * outside this table: rules ask `nextState`, and the drawing in docs/states.md is made from it.
 *
 * `call` is a callback attempt; `answer` an answer that changes nothing yet (a further reporter is content),
 * `confirm` one that ends the matter, `reopen` an answer or request that has it done again. `join` adds a
 * report, `leave` takes one of several back, `withdraw` the only one; `split` sets one part
 * of it apart as a matter of its own; `me-too` adds a household, `note` words.
 * `assist` changes who assists; what they do with their parts never moves the matter itself.
 * `urge`, `supervise` and `lift` set and clear flags, `move` changes who settles it, `hand-over` who holds its
 * post: the state stays.
 */
export const transitions = {
  accepted: {
    dispatch: 'dispatched',
    join: 'accepted',
    merge: 'merged',
    split: 'accepted',
    leave: 'accepted',
    withdraw: 'withdrawn',
    'me-too': 'accepted',
    note: 'accepted',
    urge: 'accepted',
    supervise: 'accepted',
    lift: 'accepted',
    move: 'accepted',
  },
  dispatched: {
    take: 'taken',
    return: 'returned',
    reassign: 'dispatched',
    join: 'dispatched',
    merge: 'merged',
    split: 'dispatched',
    leave: 'dispatched',
    withdraw: 'withdrawn',
    'me-too': 'dispatched',
    note: 'dispatched',
    urge: 'dispatched',
    supervise: 'dispatched',
    lift: 'dispatched',
    move: 'dispatched',
    'hand-over': 'dispatched',
    assist: 'dispatched',
    'take-part': 'dispatched',
    'finish-part': 'dispatched',
    'hand-back-part': 'dispatched',
  },
  returned: {
    dispatch: 'dispatched',
    join: 'returned',
    merge: 'merged',
    split: 'returned',
    leave: 'returned',
    withdraw: 'withdrawn',
    'me-too': 'returned',
    note: 'returned',
    urge: 'returned',
    supervise: 'returned',
    lift: 'returned',
    move: 'returned',
  },
  taken: {
    contact: 'in_progress',
    reassign: 'dispatched',
    join: 'taken',
    merge: 'merged',
    split: 'taken',
    leave: 'taken',
    withdraw: 'withdrawn',
    'me-too': 'taken',
    note: 'taken',
    urge: 'taken',
    supervise: 'taken',
    lift: 'taken',
    move: 'taken',
    'hand-over': 'taken',
    assist: 'taken',
    'take-part': 'taken',
    'finish-part': 'taken',
    'hand-back-part': 'taken',
  },
  in_progress: {
    contact: 'in_progress',
    'ask-extension': 'in_progress',
    extend: 'in_progress',
    'refuse-extension': 'in_progress',
    suspend: 'suspended',
    resolve: 'done',
    reassign: 'dispatched',
    join: 'in_progress',
    merge: 'merged',
    split: 'in_progress',
    leave: 'in_progress',
    withdraw: 'withdrawn',
    'me-too': 'in_progress',
    note: 'in_progress',
    urge: 'in_progress',
    supervise: 'in_progress',
    lift: 'in_progress',
    move: 'in_progress',
    'hand-over': 'in_progress',
    assist: 'in_progress',
    'take-part': 'in_progress',
    'finish-part': 'in_progress',
    'hand-back-part': 'in_progress',
  },
  suspended: {
    resume: 'in_progress',
    join: 'suspended',
    merge: 'merged',
    split: 'suspended',
    leave: 'suspended',
    withdraw: 'withdrawn',
    'me-too': 'suspended',
    note: 'suspended',
    urge: 'suspended',
    supervise: 'suspended',
    lift: 'suspended',
    'hand-over': 'suspended',
    assist: 'suspended',
    'take-part': 'suspended',
    'finish-part': 'suspended',
    'hand-back-part': 'suspended',
  },
  done: {
    call: 'callback',
    answer: 'done',
    confirm: 'closed',
    reopen: 'dispatched',
    archive: 'closed',
    note: 'done',
  },
  callback: {
    call: 'callback',
    answer: 'callback',
    confirm: 'closed',
    reopen: 'dispatched',
    archive: 'closed',
    note: 'callback',
  },
  closed: { reopen: 'dispatched' },
  withdrawn: {},
  merged: {},
} as const satisfies Record<MatterState, Partial<Record<MatterAction, MatterState>>>;

/** The state an action leads to, or undefined where the table has no such step. */
export function nextState(state: MatterState, action: MatterAction): MatterState | undefined {
  const row: Partial<Record<MatterAction, MatterState>> = transitions[state];
  return row[action];
}

/** Still being worked on: what the desk's queue shows, what another report may join. */
export const openStates: ReadonlySet<MatterState> = new Set([
  'accepted',
  'dispatched',
  'returned',
  'taken',
  'in_progress',
  'suspended',
]);

/** With somebody who handles it: what changes hands when a post does. */
export const handledStates: ReadonlySet<MatterState> = new Set(
  matterStates.filter((state) => nextState(state, 'hand-over') !== undefined),
);

/** Done, and waiting for the reporter's word. */
export const answerableStates: ReadonlySet<MatterState> = new Set(['done', 'callback']);

/** Nothing more is expected of anybody. */
export const closedStates: ReadonlySet<MatterState> = new Set(['closed', 'withdrawn', 'merged']);

/** Counted as done in 办结率: done ÷ accepted. */
export const doneStates: ReadonlySet<MatterState> = new Set(['done', 'callback', 'closed']);

/** Shown to everyone; what was taken back by its reporter is not. */
export const publicStates: ReadonlySet<MatterState> = new Set(
  matterStates.filter((state) => state !== 'withdrawn'),
);

/** Where the clock may be stopped. */
export const suspendableStates: ReadonlySet<MatterState> = new Set(
  matterStates.filter((state) => nextState(state, 'suspend') !== undefined),
);

const stageOfState = {
  accepted: 'accepted',
  dispatched: 'accepted',
  returned: 'accepted',
  taken: 'handling',
  in_progress: 'handling',
  suspended: 'handling',
  done: 'feedback',
  callback: 'rating',
  closed: 'rating',
  withdrawn: 'rating',
  merged: 'rating',
} satisfies Record<MatterState, Stage>;

export type StageStatus = { stage: Stage; status: 'done' | 'now' | 'later' };

/** The five stages of a matter as its readers see them; a closed matter has all of them behind it. */
export function stagesOf(state: MatterState): StageStatus[] {
  const now = closedStates.has(state) ? stages.length : stages.indexOf(stageOfState[state]);
  return stages.map((stage, index) => ({
    stage,
    status: index < now ? 'done' : index === now ? 'now' : 'later',
  }));
}

/** The table as a Mermaid state diagram; steps that stay where they are are left out. */
export function drawStates(): string {
  const lines = matterStates.flatMap((from) => {
    const row: Partial<Record<MatterAction, MatterState>> = transitions[from];
    const byTarget = new Map<MatterState, string[]>();
    for (const [action, to] of Object.entries(row)) {
      if (to !== from) byTarget.set(to, [...(byTarget.get(to) ?? []), action]);
    }
    const steps = [...byTarget].map(([to, actions]) => `  ${from} --> ${to}: ${actions.join(', ')}`);
    return steps.length === 0 ? [`  ${from} --> [*]`] : steps;
  });
  return ['stateDiagram-v2', '  [*] --> accepted: accept', ...lines, ''].join('\n');
}
