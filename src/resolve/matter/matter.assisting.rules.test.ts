import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  decideAssist,
  decideFinishPart,
  decideHandBackPart,
  decideTakePart,
} from './matter.assisting.rules.ts';
import { decideReopen } from './matter.closing.rules.ts';
import type { Case, MatterNotice } from './matter.decision.ts';
import { decideResolve, decideReturn } from './matter.handling.rules.ts';
import { dueAt, mondayMorning, sampleCase, sampleId, samplePart, wuye } from './matter.sample.ts';

const garden = samplePart(1, { state: 'taken' });
const lift = samplePart(2);
const assisting = [garden.handler, lift.handler];

const inWork = (over: Parameters<typeof sampleCase>[0] = {}): Case =>
  sampleCase({
    ...over,
    matter: { state: 'in_progress', assisting, ...over.matter },
    facts: { parts: [garden, lift], ...over.facts },
  });

const told = (notices: readonly MatterNotice[]) =>
  notices.map((notice) => `${notice.to === 'post' ? notice.postId.slice(-2) : notice.to} ${notice.template}`);

test('assisting handler: takes, also before the main handler has; the matter stays where it is', () => {
  for (const state of ['dispatched', 'taken', 'in_progress', 'suspended'] as const) {
    const decided = decideTakePart(inWork({ matter: { state } }), { partId: lift.id });
    assert.ok(decided.ok, state);
    assert.deepEqual([decided.value.matter, decided.value.deadlines], [{}, []]);
    assert.deepEqual(decided.value.notices, []);
  }
  const early = decideTakePart(inWork({ matter: { state: 'returned' } }), { partId: lift.id });
  assert.ok(!early.ok && early.refusal.code === 'step-not-possible');
  const unknown = decideTakePart(inWork(), { partId: sampleId('part', 9) });
  assert.ok(!unknown.ok && unknown.refusal.code === 'part-not-found');
});

test('assisting handler: finishes with words and photos; the main one hears what is left, reporters no words', () => {
  const decided = decideFinishPart(inWork(), {
    ...{ partId: garden.id, words: '枝剪好了，刘阿姨家窗前不挡了' },
    photoIds: [sampleId('photo')],
  });
  assert.ok(decided.ok);
  const { notices, entries, event, matter } = decided.value;
  assert.deepEqual(matter, {});
  assert.deepEqual(told(notices), ['20 part-finished', 'reporters part-finished-in-short']);
  assert.doesNotMatch(JSON.stringify(notices[1]), /刘阿姨/);
  assert.deepEqual(entries[0]?.facts, {
    ...{ category: 'FAC01', tier: 'self', building: '3' },
    ...{ photos: 1, open: 1, round: 1 },
  });
  assert.doesNotMatch(JSON.stringify(entries[0]?.facts), /刘阿姨/);
  assert.deepEqual([event.wordsFor, event.photoIds.length], ['staff', 1]);
});

test('assisting handler: handing back ends its assisting; desk and main handler are told why', () => {
  const decided = decideHandBackPart(inWork(), { partId: lift.id, reason: '电梯归维保单位' });
  assert.ok(decided.ok);
  assert.deepEqual(decided.value.matter, { assisting: [garden.handler] });
  assert.deepEqual(told(decided.value.notices), ['desk part-handed-back', '20 part-handed-back']);
});

test('desk: changes who assists without stopping the main handler', () => {
  const other = samplePart(5).handler;
  const decided = decideAssist(inWork(), {
    handlers: [garden.handler, other],
    messageToHandlers: '今天去看',
  });
  assert.ok(decided.ok);
  const { matter, deadlines, notices, parts } = decided.value;
  assert.deepEqual(matter, { state: 'in_progress', assisting: [garden.handler, other] });
  assert.deepEqual([deadlines, parts?.length], [[], 2], 'one released, one given');
  assert.deepEqual(told(notices), ['27 to-take', '24 taken-away', '20 assisting-changed']);
  const twice = decideAssist(inWork(), { handlers: [wuye], messageToHandlers: null });
  assert.ok(!twice.ok && twice.refusal.code === 'handler-twice', 'the main handler does not assist itself');
  const nobody = decideAssist(inWork(), { handlers: [null], messageToHandlers: null });
  assert.ok(!nobody.ok && nobody.refusal.code === 'handler-unknown');
});

const result = {
  result: 'solved',
  reply: '修好了',
  proofPhotoIds: [sampleId('photo')],
  whyNoPhoto: null,
} as const;

test('main handler: waits for open parts or says why not; then they are released and the entry counts them', () => {
  const waits = decideResolve(inWork(), result);
  assert.ok(!waits.ok);
  assert.deepEqual([waits.refusal.code, waits.refusal.facts], ['parts-open', { parts: 2 }]);
  const decided = decideResolve(inWork(), { ...result, whyPartsOpen: '剪枝等开春' });
  assert.ok(decided.ok);
  assert.deepEqual(
    decided.value.parts?.map((change) => change.do === 'step' && change.to),
    ['released', 'released'],
  );
  assert.equal(decided.value.event.facts.partsLeft, 2);
  const entry = decided.value.entries.find(({ type }) => type === 'matter.parts-left');
  assert.ok(entry && !JSON.stringify(entry.facts).includes('开春'));
  assert.deepEqual(told(decided.value.notices).slice(-2), ['23 taken-away', '24 taken-away']);
});

test('main handler: resolves without another word once every part is finished', () => {
  const parts = [garden, lift].map((part) => ({ ...part, state: 'finished' as const }));
  const decided = decideResolve(inWork({ facts: { parts } }), result);
  assert.ok(decided.ok);
  assert.deepEqual([decided.value.parts, decided.value.event.facts.partsLeft], [[], undefined]);
});

test('main handler: returning the matter takes the parts with it; done again, each has a part again', () => {
  const returned = decideReturn(inWork({ matter: { state: 'dispatched' } }), {
    reason: '不归我们',
    evidencePhotoIds: [],
  });
  assert.ok(returned.ok);
  assert.equal(returned.value.parts?.length, 2);
  const parts = [garden, lift].map((part) => ({ ...part, state: 'finished' as const }));
  const again = decideReopen(
    inWork({
      matter: { state: 'closed', closedAt: mondayMorning },
      facts: { parts, due: { reopen: dueAt(mondayMorning) } },
    }),
    { reason: '又不亮了' },
  );
  assert.ok(again.ok);
  assert.deepEqual(
    again.value.parts?.map((change) => change.do === 'give' && change.round),
    [2, 2],
  );
});
