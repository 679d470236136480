import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMs, hourMs, minuteMs } from '../../kernel/time.ts';
import { decideMerge } from './matter.closing.rules.ts';
import type { Matter } from './matter.contract.ts';
import type { MatterFacts } from './matter.decision.ts';
import { decideResolve } from './matter.handling.rules.ts';
import {
  dueAt,
  mondayMorning,
  sampleCase,
  sampleId,
  sampleMatter,
  sampleSupervision,
} from './matter.sample.ts';
import type { SupervisionReason } from './matter.supervision.contract.ts';
import { decideLift, decideSupervise, groundsFor, proposeSupervision } from './matter.supervision.rules.ts';

const now = mondayMorning;
const past = dueAt(addMs(now, -minuteMs));
const ahead = dueAt(addMs(now, hourMs));

type Ground = [name: string, matter: Partial<Matter>, due: MatterFacts['due'], holds: SupervisionReason[]];
const grounds: Ground[] = [
  ['nothing is wrong', {}, { resolve: ahead }, []],
  ['late', {}, { resolve: past }, ['overdue']],
  ['on the very instant it is due', {}, { resolve: dueAt(now) }, []],
  ['late, but standing still', { state: 'suspended' }, { resolve: past }, []],
  ['urged once', { urgedCount: 1 }, { resolve: ahead }, []],
  ['urged twice', { urgedCount: 2 }, { resolve: ahead }, ['urged-twice']],
  ['done again', { reopenedCount: 1 }, { resolve: ahead }, ['reopened']],
  ['nobody on site in two hours', { limit: 'U2h' }, { 'on-site': past, resolve: ahead }, ['safety']],
  ['somebody went there late', { limit: 'U2h', onSiteAt: now }, { 'on-site': past, resolve: ahead }, []],
  [
    'everything at once',
    { urgedCount: 3, reopenedCount: 1 },
    { resolve: past },
    ['overdue', 'reopened', 'urged-twice'],
  ],
  ['done, whatever it was', { state: 'done', urgedCount: 5 }, { resolve: past }, []],
];
for (const [name, matter, due, holds] of grounds) {
  test(`grounds: ${name} → ${holds.join(', ') || 'none'}`, () => {
    assert.deepEqual(groundsFor(sampleMatter({ state: 'in_progress', ...matter }), due, now), holds);
  });
}

test('proposal: yellow first, red for danger, and red once the date of a yellow one has passed', () => {
  const propose = (matter: Partial<Matter>, due: MatterFacts['due']) =>
    proposeSupervision(sampleMatter({ state: 'in_progress', ...matter }), due, now);
  const yellow = { supervision: sampleSupervision({ level: 'yellow' }) };
  const red = { supervision: sampleSupervision({ level: 'red' }) };
  assert.equal(propose({}, { resolve: ahead }), null);
  assert.deepEqual(propose({}, { resolve: past }), { level: 'yellow', reason: 'overdue' });
  assert.deepEqual(propose({}, { 'on-site': past }), { level: 'red', reason: 'safety' });
  assert.equal(propose(yellow, { resolve: past, supervision: ahead }), null);
  assert.deepEqual(propose(yellow, { resolve: past, supervision: past }), {
    level: 'red',
    reason: 'overdue',
  });
  assert.equal(propose(red, { resolve: past, supervision: past }), null);
});

const input = { level: 'yellow', reason: 'overdue', workingDays: 2, words: '请说明原因' } as const;
const late = { due: { resolve: past } };

test('street: supervises what is late, with a date of its own; the words stay with staff', () => {
  const subject = sampleCase({ matter: { state: 'in_progress' }, facts: late, hat: 'street' });
  const decided = decideSupervise(subject, input);
  assert.ok(decided.ok);
  const { matter, deadlines, event, notices } = decided.value;
  assert.deepEqual(matter.supervision, {
    ...{ level: 'yellow', reason: 'overdue', by: 'street', personId: sampleId('person', 1) },
    ...{ at: now, dueOn: '2026-06-03' },
  });
  assert.deepEqual(deadlines, [{ do: 'start', clock: 'supervision', workingDays: 2, from: now }]);
  assert.equal(event.wordsFor, 'staff');
  const toReporters = notices.filter(({ to }) => to === 'reporters');
  assert.deepEqual(
    toReporters.map(({ template }) => template),
    ['supervised-in-short'],
  );
});

test('supervision: a ground that does not hold is refused, danger is for people to judge', () => {
  const fine = sampleCase({ matter: { state: 'in_progress' }, facts: { due: { resolve: ahead } } });
  for (const reason of ['overdue', 'reopened', 'urged-twice'] as const) {
    const refused = decideSupervise(fine, { ...input, reason });
    assert.ok(!refused.ok && refused.refusal.code === 'ground-missing', reason);
  }
  assert.ok(decideSupervise(fine, { ...input, reason: 'safety' }).ok);
});

test('supervision: yellow may become red, with a new date; the same or less is refused', () => {
  const under = (level: 'yellow' | 'red') =>
    sampleCase({
      matter: { state: 'in_progress', supervision: sampleSupervision({ level }) },
      facts: late,
    });
  const raised = decideSupervise(under('yellow'), { ...input, level: 'red' });
  assert.ok(raised.ok);
  assert.deepEqual(
    raised.value.deadlines.map((change) => [change.do, change.clock]),
    [
      ['end', 'supervision'],
      ['start', 'supervision'],
    ],
  );
  for (const [standing, wanted] of [
    ['yellow', 'yellow'],
    ['red', 'yellow'],
    ['red', 'red'],
  ] as const) {
    const refused = decideSupervise(under(standing), { ...input, level: wanted });
    assert.ok(!refused.ok && refused.refusal.code === 'supervised-already', `${standing} → ${wanted}`);
  }
});

test('supervision: lifted with a word its clock no longer counts; what is not there cannot be lifted', () => {
  const under = sampleCase({ matter: { state: 'taken', supervision: sampleSupervision() }, hat: 'street' });
  const lifted = decideLift(under, { words: '已经在修' });
  assert.ok(lifted.ok);
  assert.equal(lifted.value.matter.supervision, null);
  assert.deepEqual(lifted.value.deadlines, [{ do: 'end', clock: 'supervision', at: now, as: 'void' }]);
  const refused = decideLift(sampleCase({ matter: { state: 'taken' } }), { words: '' });
  assert.ok(!refused.ok && refused.refusal.code === 'not-supervised');
});

test('supervision: a result ends it, met or missed, and its supervisor hears of it', () => {
  const subject = sampleCase({ matter: { state: 'in_progress', supervision: sampleSupervision() } });
  const resolved = decideResolve(subject, {
    ...{ result: 'solved', reply: '换好了', proofPhotoIds: [], whyNoPhoto: '太暗' },
  });
  assert.ok(resolved.ok);
  assert.equal(resolved.value.matter.supervision, null);
  const ended = resolved.value.deadlines.find(({ clock }) => clock === 'supervision');
  assert.deepEqual(ended, { do: 'end', clock: 'supervision', at: now, as: 'done' });
  const told = resolved.value.notices.find(({ template }) => template === 'supervision-met');
  assert.ok(told?.to === 'person' && told.personId === sampleId('person', 5));
});

test('supervision: goes with a matter that is merged away', () => {
  const into = sampleMatter({
    id: sampleId('matter', 7),
    number: '2026-0001',
    acceptedAt: addMs(now, -hourMs),
  });
  const merged = decideMerge(sampleCase({ matter: { supervision: sampleSupervision() } }), { into });
  assert.ok(merged.ok);
  assert.equal(merged.value.matter.supervision, null);
  assert.ok(merged.value.deadlines.some((change) => change.do === 'end' && change.clock === 'supervision'));
});
