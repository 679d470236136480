import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Category } from '../../collect/category/category.contract.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import { addMs, dayMs, hourMs, localDate, parseInstant } from '../../kernel/time.ts';
import {
  decideAssist,
  decideFinishPart,
  decideHandBackPart,
  decideTakePart,
} from './matter.assisting.rules.ts';
import {
  decideAnswer,
  decideArchive,
  decideCall,
  decideMerge,
  decideMeToo,
  decideNote,
  decideReopen,
  decideWithdraw,
} from './matter.closing.rules.ts';
import { type Matter, type MatterAction, matterActions, matterStates } from './matter.contract.ts';
import type { Case, DeadlineChange, Decision, MatterFacts } from './matter.decision.ts';
import {
  decideContact,
  decideDispatch,
  decideReassign,
  decideResolve,
  decideReturn,
  decideTake,
} from './matter.handling.rules.ts';
import { decideHandOver } from './matter.handover.rules.ts';
import { decideAcceptInto } from './matter.intake.rules.ts';
import { decideMove } from './matter.move.rules.ts';
import { isPartAction } from './matter.part.rules.ts';
import {
  decideAskExtension,
  decideExtend,
  decideRefuseExtension,
  decideResume,
  decideSuspend,
} from './matter.promise.rules.ts';
import { type MatterRefusal, matterRefusals } from './matter.refusals.contract.ts';
import { isPossible } from './matter.rules.ts';
import {
  dueAt,
  mondayMorning,
  sampleCase,
  sampleId,
  sampleMatter,
  samplePart,
  sampleSupervision,
  sampleVoice,
  wuye,
} from './matter.sample.ts';
import { decideSplit } from './matter.split.rules.ts';
import { nextState, openStates } from './matter.states.ts';
import { decideLift, decideSupervise } from './matter.supervision.rules.ts';
import { decideUrge } from './matter.urging.rules.ts';

const sampleCategory: Category = {
  ...{ code: 'FAC03', group: 'FAC', name: { zh: '单元门', en: 'Door' }, tier: 'self', limit: 'W3' },
  ...{ handler: { zh: '物业', en: 'property company' }, flags: [], keywords: ['门'] },
  ...{ open: true, effectiveFrom: '2026-01-01', effectiveTo: null },
};

type Decider = (
  subject: Case,
) => Outcome<Pick<Decision, 'matter' | 'deadlines' | 'entries' | 'event' | 'notices'>, MatterRefusal>;

const handlers = { main: wuye, assisting: [] };
const reportId = sampleId('report');
const someoneElse = sampleId('report', 2);
const earlier = sampleMatter({
  id: sampleId('matter', 7),
  number: '2026-0001',
  acceptedAt: parseInstant('2026-01-01T00:00:00Z'),
});
const alone = (subject: Case): Case => ({
  ...subject,
  facts: { ...subject.facts, voices: [sampleVoice(1)] },
});
/** After the first reporter has left, another one speaks for the matter. */
const notFirst = ({ matter }: Case) => (matter.firstReportId === someoneElse ? reportId : someoneElse);
const inCompany = (subject: Case): Case => ({
  ...subject,
  facts: { ...subject.facts, voices: [sampleVoice(1), sampleVoice(2)] },
});

/** Every action with an ordinary input: the deciding function must agree with table and guards. */
const deciders: Record<MatterAction, Decider> = {
  dispatch: (subject) => decideDispatch(subject, { handlers, messageToHandlers: null }),
  reassign: (subject) => decideReassign(subject, { handlers, reason: '换岗' }),
  'hand-over': (subject) =>
    decideHandOver(subject, {
      from: subject.matter.mainHandler?.postId ?? wuye.postId,
      to: { ...wuye, postId: sampleId('post', 21) },
      ...{ goesOn: true, reason: '岗位交接' },
    }),
  take: decideTake,
  return: (subject) => decideReturn(subject, { reason: '不归我们', evidencePhotoIds: [] }),
  contact: (subject) => decideContact(subject, { way: 'phone', note: null, onSite: false }),
  'ask-extension': (subject) => decideAskExtension(subject, { workingDays: 1, reason: '缺件' }),
  extend: (subject) => decideExtend(subject, { workingDays: 1, reason: '缺件' }),
  'refuse-extension': (subject) => decideRefuseExtension(subject, { reason: '不缺' }),
  suspend: (subject) =>
    decideSuspend(subject, { reason: 'weather', until: localDate('2026-06-02'), explanation: '下雨' }),
  resume: decideResume,
  resolve: (subject) =>
    decideResolve(subject, {
      result: 'solved',
      reply: '换好了',
      proofPhotoIds: [sampleId('photo')],
      whyNoPhoto: null,
    }),
  call: (subject) => decideCall(subject, { calls: { count: 1, days: 1 } }),
  answer: (subject) => decideAnswer(subject, { reportId: notFirst(subject), solved: 'yes', reason: null }),
  confirm: (subject) =>
    decideAnswer(subject, { reportId: subject.matter.firstReportId, solved: 'yes', reason: null }),
  reopen: (subject) => decideReopen(subject, { reason: '还是不亮' }),
  archive: decideArchive,
  join: (subject) =>
    decideAcceptInto(
      {
        id: someoneElse,
        number: '2026-0171',
        state: 'submitted',
        channel: 'form',
        building: null,
        area: null,
        askedAt: null,
        reachable: true,
      },
      subject,
      { messageToReporter: null },
    ),
  merge: (subject) => decideMerge(subject, { into: earlier }),
  split(subject) {
    const decided = decideSplit(subject, {
      ...{ matterId: sampleId('matter', 77), whole: false, publicTitle: '门坏了', tier: 'self' },
      ...{ category: sampleCategory, messageToReporter: null },
      report: {
        ...{
          id: someoneElse,
          number: '2026-0177',
          channel: 'form',
          building: null,
          area: null,
          askedAt: null,
        },
        reachable: true,
      },
    });
    return decided.ok ? { ok: true, value: decided.value.source } : decided;
  },
  leave: (subject) => decideWithdraw(inCompany(subject), { reportId, reason: null }),
  withdraw: (subject) => decideWithdraw(alone(subject), { reportId, reason: null }),
  'me-too': (subject) => decideMeToo(subject, { householdId: sampleId('household', 99) }),
  note: (subject) => decideNote(subject, { text: '门口有灯座', photoIds: [], for: 'reporter-and-staff' }),
  urge: (subject) => decideUrge(subject, { words: '快一点', mark: null }),
  supervise: (subject) =>
    decideSupervise(subject, { level: 'red', reason: 'safety', workingDays: 1, words: '今天就去' }),
  lift: (subject) => decideLift(subject, { words: '已经有人去了' }),
  move: (subject) =>
    decideMove(
      subject,
      subject.matter.tier === 'linked'
        ? { to: 'self', reason: 'settles-nearer', words: '邻里谈好了' }
        : { to: 'linked', reason: 'beyond-estate', words: '要请电力公司' },
    ),
  assist: (subject) => decideAssist(subject, { handlers: [], messageToHandlers: null }),
  'take-part': (subject) => decideTakePart(subject, { partId: givenPart.id }),
  'finish-part': (subject) =>
    decideFinishPart(subject, { partId: takenPart.id, words: '剪了枝', photoIds: [] }),
  'hand-back-part': (subject) => decideHandBackPart(subject, { partId: givenPart.id, reason: '不归我们' }),
};

const givenPart = samplePart(1);
const takenPart = samplePart(2, { state: 'taken' });

/** Facts and fields under which no guard but the table itself can refuse. */
const nothingInTheWay = {
  due: { archive: dueAt(mondayMorning), reopen: dueAt(mondayMorning) },
  calls: { count: 3, days: 2 },
};
/** For resolving, parts stand in the way. */
const partsOf = (action: MatterAction) => (isPartAction(action) ? [givenPart, takenPart] : []);

for (const state of matterStates) {
  for (const action of matterActions) {
    const expected = nextState(state, action);
    test(`${state} × ${action} → ${expected ?? 'refused'}`, () => {
      const subject = sampleCase({
        matter: {
          state,
          closedAt: state === 'closed' ? mondayMorning : null,
          extensionAsked: action === 'refuse-extension',
          supervision: action === 'lift' ? sampleSupervision() : null,
        },
        facts: { ...nothingInTheWay, parts: partsOf(action) },
      });
      const possible = isPossible(subject.matter, action, subject.facts, subject.act.now);
      const outcome = deciders[action](subject);
      assert.equal(possible === true, expected !== undefined);
      assert.equal(outcome.ok, expected !== undefined, JSON.stringify(outcome));
      if (!outcome.ok) {
        const joinElsewhere = action === 'join' && outcome.refusal.code === 'target-not-open';
        assert.ok(joinElsewhere || outcome.refusal.code === possible);
        return;
      }
      assert.equal(outcome.value.matter.state ?? state, expected);
      assert.equal(outcome.value.event.action, action === 'join' ? 'accept-into' : action);
      assert.ok(outcome.value.entries.length > 0, 'every step leaves an entry');
    });
  }
}

const steps = fc.array(
  fc.record({
    pick: fc.nat(),
    /** One step in eight tries anything at all; the others do something that is possible and ends nothing. */
    anything: fc.nat(7).map((n) => n === 0),
    hours: fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 24 * 12 })),
    calls: fc.integer({ min: 0, max: 4 }),
  }),
  { maxLength: 60 },
);

test('any sequence of actions stays on the table, keeps its counts and never gets stuck', () => {
  fc.assert(
    fc.property(steps, (sequence) => {
      let matter: Matter = sampleMatter({ mainHandler: null, dispatchedAt: null, resolvedAt: null });
      let now = mondayMorning;
      let due: MatterFacts['due'] = {};
      for (const { pick, anything, hours, calls } of sequence) {
        now = addMs(now, hours * hourMs);
        const facts = { calls: { count: calls, days: Math.min(calls, 2) }, due };
        const subject = sampleCase({ now, facts });
        const choice = anything ? matterActions : goingOn({ ...subject, matter });
        const action = choice[pick % choice.length];
        if (action === undefined) continue;
        const outcome = deciders[action]({ ...subject, matter });
        if (!outcome.ok) {
          assert.ok(Object.hasOwn(matterRefusals, outcome.refusal.code));
          continue;
        }
        const next = outcome.value.matter.state ?? matter.state;
        assert.equal(next, nextState(matter.state, action));
        matter = { ...matter, ...outcome.value.matter, version: matter.version + 1 } as Matter;
        due = keepClocks(due, outcome.value.deadlines);
        assertSound(matter, due);
      }
    }),
    { numRuns: 300 },
  );
});

test('first contact: two handlers and a return later, a reopening still starts each clock once', () => {
  let matter: Matter = sampleMatter({ mainHandler: null, dispatchedAt: null, resolvedAt: null });
  let due: MatterFacts['due'] = {};
  const act = (...actions: MatterAction[]) => {
    for (const action of actions) {
      const outcome = deciders[action]({ ...sampleCase({ facts: { due } }), matter });
      assert.ok(outcome.ok, action);
      matter = { ...matter, ...outcome.value.matter } as Matter;
      due = keepClocks(due, outcome.value.deadlines);
    }
  };
  act('dispatch', 'take', 'contact', 'reassign', 'return', 'dispatch', 'take', 'contact', 'resolve');
  assert.deepEqual(Object.keys(due).sort(), ['archive', 'callback']);
  act('reopen');
  assert.deepEqual(Object.keys(due).sort(), ['first-contact', 'resolve', 'return', 'take']);
});

function goingOn({ matter, facts, act }: Case): MatterAction[] {
  return matterActions.filter(
    (action) =>
      action !== 'merge' && action !== 'withdraw' && isPossible(matter, action, facts, act.now) === true,
  );
}

/** Running clocks only: a week for silence, a fortnight to reopen, a day for everything else. */
function keepClocks(due: MatterFacts['due'], changes: readonly DeadlineChange[]): MatterFacts['due'] {
  const kept: { -readonly [Kind in keyof MatterFacts['due']]: MatterFacts['due'][Kind] } = { ...due };
  for (const change of changes) {
    const days = change.clock === 'archive' ? 7 : change.clock === 'reopen' ? 15 : 1;
    if (change.do === 'start') {
      assert.equal(kept[change.clock], undefined, `a second ${change.clock} clock was started`);
      kept[change.clock] = dueAt(addMs(change.from, days * dayMs));
    }
    if (change.do === 'end') delete kept[change.clock];
  }
  return kept;
}

/** What holds in every state, however it was reached. */
function assertSound(matter: Matter, due: MatterFacts['due']): void {
  const { state } = matter;
  assert.equal(state === 'done' || state === 'callback', due.archive !== undefined, 'asked means timed');
  if (openStates.has(state) && matter.dispatchedAt !== null && matter.reopenedCount > 0) {
    assert.ok(due.resolve !== undefined, 'done again means promised again');
  }
  assert.equal(matter.supervision !== null, due.supervision !== undefined, 'supervised means timed');
  if (!openStates.has(state)) assert.equal(matter.supervision, null, 'supervised only while open');
  assert.ok(matter.reopenedCount <= 2 && matter.returnedCount <= 2);
  if (state === 'suspended') assert.ok(matter.suspendedFor !== null, 'a suspension has its reason');
  if (['dispatched', 'taken', 'in_progress', 'done', 'callback'].includes(state))
    assert.ok(matter.mainHandler !== null);
  if (state === 'done' || state === 'callback' || state === 'closed') {
    assert.ok(matter.result !== null && matter.resolvedAt !== null, 'done things have a result');
  }
  assert.equal(state === 'closed', matter.closing !== null, 'a closing exactly when closed');
  const canGoOn = matterActions.some((action) => nextState(state, action) !== undefined);
  assert.ok(canGoOn || state === 'withdrawn' || state === 'merged');
}
