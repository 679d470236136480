import assert from 'node:assert/strict';
import { test } from 'node:test';
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
import { dueAt, mondayMorning, sampleCase, sampleId, sampleMatter, sampleVoice } from './matter.sample.ts';

const first = sampleId('report', 1);
const other = sampleId('report', 2);
const done = (over: object = {}) =>
  sampleCase({ matter: { state: 'done', limit: 'W7', result: 'solved', ...over } });

test('callback: three tries on two days end its clock, two do not', () => {
  const ended = (count: number, days: number) => {
    const outcome = decideCall(done(), { calls: { count, days } });
    return outcome.ok && outcome.value.deadlines.length === 1;
  };
  assert.deepEqual([ended(2, 2), ended(3, 1), ended(3, 2)], [false, false, true]);
});

test('answer: yes and partly of the first reporter close it', () => {
  for (const [solved, closing] of [
    ['yes', 'confirmed'],
    ['partly', 'partly'],
  ] as const) {
    const outcome = decideAnswer(done(), { reportId: first, solved, reason: null });
    assert.ok(
      outcome.ok && outcome.value.matter.state === 'closed' && outcome.value.matter.closing === closing,
    );
    assert.deepEqual(
      outcome.value.entries.map((entry) => entry.type),
      ['matter.answered', 'matter.closed'],
    );
  }
});

test('answer: yes of a further reporter is kept and closes nothing', () => {
  const outcome = decideAnswer(done(), { reportId: other, solved: 'yes', reason: null });
  assert.ok(outcome.ok && outcome.value.matter.state === 'done' && outcome.value.deadlines.length === 0);
});

test('answer: no, of any reporter and with a reason, has it done again in half the time', () => {
  for (const reportId of [first, other]) {
    const outcome = decideAnswer(done(), { reportId, solved: 'no', reason: '还是不亮' });
    assert.ok(outcome.ok);
    const { matter, entries, deadlines } = outcome.value;
    assert.deepEqual([matter.state, matter.reopenedCount, matter.result], ['dispatched', 1, null]);
    assert.deepEqual(
      entries.map((entry) => entry.type),
      ['matter.answered', 'matter.reopened'],
    );
    assert.ok(
      deadlines.some(
        (change) =>
          change.do === 'start' &&
          change.clock === 'resolve' &&
          change.limit === 'W7' &&
          change.reopenings === 1,
      ),
    );
  }
  const silent = decideAnswer(done(), { reportId: first, solved: 'no', reason: null });
  assert.equal(silent.ok ? null : silent.refusal.code, 'reason-missing');
});

test('answer: a third no closes it as unsolved and sends it to the joint meeting', () => {
  const outcome = decideAnswer(done({ reopenedCount: 2 }), { reportId: first, solved: 'no', reason: '还漏' });
  assert.ok(outcome.ok);
  assert.deepEqual(
    [outcome.value.matter.state, outcome.value.matter.closing, outcome.value.matter.forJointMeeting],
    ['closed', 'unsolved', true],
  );
  assert.ok(outcome.value.notices.every((notice) => notice.template === 'sent-to-meeting'));
});

test('answer: after closing only a no counts, and only in time', () => {
  const closed = sampleCase({
    matter: { state: 'closed', closedAt: mondayMorning, result: 'solved' },
    facts: { due: { reopen: dueAt(mondayMorning) } },
  });
  const yes = decideAnswer(closed, { reportId: first, solved: 'yes', reason: null });
  assert.equal(yes.ok ? null : yes.refusal.code, 'step-not-possible');
  assert.ok(decideAnswer(closed, { reportId: other, solved: 'no', reason: '又不亮' }).ok);
});

test('withdraw: the only reporter ends it; with others it goes on, and the next becomes the first', () => {
  const alone = decideWithdraw(sampleCase({}), { reportId: first, reason: null });
  assert.ok(alone.ok && alone.value.matter.state === 'withdrawn' && alone.value.report.do === 'decide');
  const two = sampleCase({ facts: { voices: [sampleVoice(1), sampleVoice(2)] } });
  const leaves = decideWithdraw(two, { reportId: first, reason: null });
  assert.ok(leaves.ok);
  assert.deepEqual([leaves.value.matter.state, leaves.value.matter.firstReportId], ['accepted', other]);
  const late = decideWithdraw(done(), { reportId: first, reason: null });
  assert.equal(late.ok ? null : late.refusal.code, 'step-not-possible');
});

test('merge: the later into the earlier, same building and category, both open', () => {
  const into = (over: object) => {
    const target = sampleMatter({ id: sampleId('matter', 2), number: '2026-0100', ...over });
    const outcome = decideMerge(sampleCase({}), { into: target });
    return outcome.ok ? outcome.value.matter.state : outcome.refusal.code;
  };
  assert.equal(into({}), 'merged');
  assert.equal(into({ number: '2026-0200' }), 'merge-later-into-earlier');
  assert.equal(into({ id: sampleId('matter') }), 'merge-later-into-earlier');
  assert.equal(into({ state: 'closed' }), 'target-not-open');
  assert.equal(into({ categoryCode: 'FIR01' }), 'other-category');
  assert.equal(into({ building: { id: sampleId('building', 5), code: '5', name: '5幢' } }), 'other-place');
});

test('me too: a household counts once', () => {
  const again = decideMeToo(sampleCase({}), { householdId: sampleId('household', 1) });
  assert.equal(again.ok ? null : again.refusal.code, 'household-already-counted');
  const more = decideMeToo(sampleCase({}), { householdId: sampleId('household', 2) });
  assert.ok(more.ok && more.value.event.facts.households === 2);
});

test('note: what staff write for staff does not reach reporters; what a reporter writes reaches both', () => {
  const note = { text: '周二再来', photoIds: [], for: 'staff' } as const;
  const staff = decideNote(sampleCase({ hat: 'desk' }), note);
  assert.ok(staff.ok && staff.value.event.wordsFor === 'staff');
  assert.ok(staff.value.notices.every((notice) => notice.to !== 'reporters'));
  const reporter = decideNote(sampleCase({ hat: 'reporter' }), note);
  assert.ok(reporter.ok && reporter.value.event.wordsFor === 'reporters-and-staff');
  assert.deepEqual(reporter.value.notices.map((notice) => notice.to).sort(), ['desk', 'post']);
});

test('words: are kept with the report that speaks, whoever takes them down; those of staff with none', () => {
  const spoken = (outcome: ReturnType<typeof decideNote>) => (outcome.ok ? outcome.value.event.reportId : '');
  const reporter = sampleCase({ hat: 'reporter', matter: { state: 'done' } });
  const speaking = { ...reporter, act: { ...reporter.act, reportId: other } };
  const note = { text: '门锁密码', photoIds: [], for: 'reporter-and-staff' } as const;
  assert.equal(spoken(decideNote(speaking, note)), other);
  assert.equal(spoken(decideNote(sampleCase({ hat: 'desk' }), note)), null);
  assert.equal(spoken(decideReopen(speaking, { reason: '还漏' })), other);
  for (const solved of ['yes', 'no'] as const) {
    assert.equal(spoken(decideAnswer(done(), { reportId: other, solved, reason: '我家' })), other);
  }
});

test('silence: ends its own clock without judging it; the callback that was owed is judged', () => {
  const silent = sampleCase({
    matter: { state: 'callback', result: 'solved' },
    facts: { due: { archive: dueAt(mondayMorning) } },
  });
  const outcome = decideArchive(silent);
  assert.ok(outcome.ok);
  const ends = outcome.value.deadlines.flatMap((change) =>
    change.do === 'end' ? [`${change.clock} ${change.as}`] : [],
  );
  assert.deepEqual(ends, ['callback done', 'archive void']);
});

test('ledger: no free text and no id of a person among public facts', () => {
  const outcome = decideAnswer(done(), { reportId: first, solved: 'no', reason: '王阿姨家还是不亮' });
  assert.ok(
    outcome.ok && !JSON.stringify(outcome.value.entries.map((entry) => entry.facts)).includes('王阿姨'),
  );
});
