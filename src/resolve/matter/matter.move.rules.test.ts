import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CategoryLimit } from '../../clocks/deadline/deadline.contract.ts';
import { type Tier, tiers } from '../../collect/category/category.contract.ts';
import { addMs, hourMs, minuteMs } from '../../kernel/time.ts';
import type { Matter } from './matter.contract.ts';
import type { MatterFacts } from './matter.decision.ts';
import { type MoveReason, moveReasons } from './matter.move.contract.ts';
import { decideMove, limitAfter, moveReasonsFor, proposeMove } from './matter.move.rules.ts';
import { dueAt, mondayMorning, sampleCase, sampleFacts, sampleMatter } from './matter.sample.ts';

const now = mondayMorning;
const past = dueAt(addMs(now, -minuteMs));
const ahead = dueAt(addMs(now, hourMs));

/** Which reasons lead where, by hand. */
const ladder: Record<Tier, Partial<Record<Tier, MoveReason[]>>> = {
  self: { joint: ['limit-passed', 'several-stairwells', 'common-funds'], linked: ['beyond-estate'] },
  joint: { linked: ['beyond-estate'], self: ['settles-nearer', 'moved-by-mistake'] },
  linked: { joint: ['settles-nearer', 'moved-by-mistake'], self: ['settles-nearer', 'moved-by-mistake'] },
};
for (const from of tiers) {
  for (const to of tiers) {
    test(`${from} → ${to}: by ${ladder[from][to]?.join(', ') ?? 'nothing'}, and by no other reason`, () => {
      assert.deepEqual(moveReasonsFor(from, to), ladder[from][to] ?? []);
      for (const reason of moveReasons) {
        const subject = sampleCase({
          matter: { tier: from, state: 'in_progress' },
          facts: { due: { resolve: past } },
        });
        const decided = decideMove(subject, { to, reason, words: '说明' });
        const fits = ladder[from][to]?.includes(reason) ?? false;
        assert.equal(decided.ok, fits, reason);
        if (!decided.ok) assert.equal(decided.refusal.code, from === to ? 'same-tier' : 'move-reason-unfit');
      }
    });
  }
}

const limits: [limit: CategoryLimit, reopened: number, from: Tier, to: Tier, MoveReason, CategoryLimit][] = [
  ['W3', 0, 'self', 'joint', 'limit-passed', 'W15'],
  ['W1', 0, 'self', 'linked', 'beyond-estate', 'W15'],
  ['U2h', 0, 'self', 'linked', 'beyond-estate', 'W15'],
  ['W15', 0, 'self', 'joint', 'several-stairwells', 'W15'],
  ['W15', 1, 'self', 'joint', 'several-stairwells', 'W15'],
  ['W5', 0, 'self', 'joint', 'common-funds', 'vote'],
  ['vote', 0, 'joint', 'linked', 'beyond-estate', 'vote'],
  ['W15', 0, 'joint', 'self', 'settles-nearer', 'W15'],
  ['W3', 1, 'linked', 'self', 'moved-by-mistake', 'W1'],
];
for (const [limit, reopenedCount, tier, to, reason, after] of limits) {
  test(`limit: ${limit} reopened ${reopenedCount} times, ${tier} → ${to} for ${reason}: ${after}`, () => {
    assert.equal(limitAfter({ limit, tier, reopenedCount }, to, reason), after);
  });
}

type ClockCase = [
  name: string,
  matter: Partial<Matter>,
  due: MatterFacts['due'],
  to: Tier,
  reason: MoveReason,
  steps: string[],
];
const clocks: ClockCase[] = [
  ['up in time: the same clock', {}, { resolve: ahead }, 'linked', 'beyond-estate', ['relimit W15']],
  [
    'up after a missed promise: that one ends, another begins',
    {},
    { resolve: past },
    'joint',
    'limit-passed',
    ['end', 'start W15 instead of 2026-06-01'],
  ],
  ['up with limit enough', { limit: 'W15' }, { resolve: ahead }, 'linked', 'beyond-estate', []],
  [
    'back: no clock changes',
    { tier: 'joint', limit: 'W15' },
    { resolve: ahead },
    'self',
    'settles-nearer',
    [],
  ],
  ['back, though late: still none', { tier: 'joint' }, { resolve: past }, 'self', 'settles-nearer', []],
];
for (const [name, matter, due, to, reason, steps] of clocks) {
  test(`clock: ${name}`, () => {
    const subject = sampleCase({
      matter: { state: 'in_progress', extended: true, ...matter },
      facts: { due },
    });
    const decided = decideMove(subject, { to, reason, words: '说明' });
    assert.ok(decided.ok, JSON.stringify(decided));
    const told = decided.value.deadlines.map((change) =>
      change.do === 'relimit'
        ? `relimit ${change.limit}`
        : change.do === 'start' && change.clock === 'resolve'
          ? `start ${change.limit} instead of ${change.missedOn}`
          : change.do,
    );
    assert.deepEqual(told, steps);
    const anew = steps.length === 2;
    assert.equal(decided.value.matter.extended, anew ? false : undefined, 'a new promise can be extended');
    assert.equal(decided.value.matter.state, undefined, 'its state stays');
  });
}

test('desk: cannot say that the limit passed before it has', () => {
  const subject = sampleCase({ matter: { state: 'taken' }, facts: { due: { resolve: ahead } } });
  const refused = decideMove(subject, { to: 'joint', reason: 'limit-passed', words: '说明' });
  assert.ok(!refused.ok && refused.refusal.code === 'limit-not-passed');
  assert.deepEqual(refused.refusal.facts, { date: '2026-06-01' });
});

test('reporters: read the reason and the words; households of “me too” no words', () => {
  const subject = sampleCase({ matter: { state: 'taken' }, facts: { due: { resolve: ahead } } });
  const decided = decideMove(subject, { to: 'joint', reason: 'several-stairwells', words: '三个单元都漏' });
  assert.ok(decided.ok);
  const { notices, entries, event } = decided.value;
  const to = (who: string) => JSON.stringify(notices.filter((notice) => notice.to === who));
  assert.match(to('reporters'), /三个单元都漏/);
  assert.doesNotMatch(to('voices'), /三个单元都漏/);
  assert.match(to('voices'), /several-stairwells/);
  assert.equal(event.wordsFor, 'reporters-and-staff');
  assert.deepEqual(
    [entries[0]?.facts.tier, entries[0]?.facts.from, entries[0]?.number],
    ['joint', 'self', subject.matter.number],
  );
});

test('proposal: by the limit, then by the stairwells heard of; only from the neighbours’ own tier', () => {
  const propose = (matter: Partial<Matter>, facts: Partial<MatterFacts>) =>
    proposeMove(
      sampleMatter({ state: 'taken', ...matter }),
      sampleFacts({ due: { resolve: ahead }, ...facts }),
      now,
    );
  assert.equal(propose({}, {}), null);
  assert.deepEqual(propose({}, { due: { resolve: past } }), { to: 'joint', reason: 'limit-passed' });
  assert.deepEqual(propose({}, { stairwellsHeard: 2 }), { to: 'joint', reason: 'several-stairwells' });
  assert.equal(propose({ tier: 'joint' }, { due: { resolve: past } }), null);
  assert.equal(propose({ state: 'suspended' }, { due: { resolve: past } }), null);
  assert.equal(propose({ state: 'done' }, { stairwellsHeard: 2 }), null);
});
