import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PauseReason } from '../../clocks/deadline/deadline.contract.ts';
import { localDate } from '../../kernel/time.ts';
import type { DeadlineChange } from './matter.decision.ts';
import {
  decideContact,
  decideDispatch,
  decideResolve,
  decideReturn,
  needsProof,
} from './matter.handling.rules.ts';
import { decideAskExtension, decideExtend, decideSuspend } from './matter.promise.rules.ts';
import { sampleCase, sampleId, wuye } from './matter.sample.ts';

type Result =
  | { ok: true; value: { deadlines: readonly DeadlineChange[] } }
  | { ok: false; refusal: { code: string } };
const told = (outcome: Result) =>
  outcome.ok
    ? outcome.value.deadlines.map((change) => `${change.do} ${change.clock}`).join(', ')
    : outcome.refusal.code;
const assisting = { ...wuye, postId: sampleId('post', 21) };
const working = (over: Parameters<typeof sampleCase>[0]['matter'] = {}) =>
  sampleCase({ matter: { state: 'in_progress', ...over } });

test('dispatch: one main handler, others assist, each is told; take and first contact are timed', () => {
  const handlers = { main: wuye, assisting: [assisting] };
  const outcome = decideDispatch(sampleCase({}), { handlers, messageToHandlers: '带梯子' });
  assert.equal(told(outcome), 'start take, start return, start first-contact');
  assert.ok(outcome.ok);
  const posts = outcome.value.notices.filter((notice) => notice.to === 'post');
  assert.deepEqual(
    posts.map((notice) => (notice.template === 'to-take' ? notice.params.main : null)),
    [true, false],
  );
});

test('dispatch: nobody in the post, or the same post twice, is refused', () => {
  const dispatch = (handlers: Parameters<typeof decideDispatch>[1]['handlers']) =>
    told(decideDispatch(sampleCase({}), { handlers, messageToHandlers: null }));
  assert.equal(dispatch({ main: null, assisting: [] }), 'handler-unknown');
  assert.equal(dispatch({ main: wuye, assisting: [null] }), 'handler-unknown');
  assert.equal(dispatch({ main: wuye, assisting: [wuye] }), 'handler-twice');
});

test('return: the clocks of the handler end, the desk gets it back', () => {
  const outcome = decideReturn(sampleCase({ matter: { state: 'dispatched', returnedCount: 1 } }), {
    reason: '归城管',
    evidencePhotoIds: [],
  });
  assert.equal(told(outcome), 'end take, end return, end first-contact');
  assert.ok(
    outcome.ok && outcome.value.matter.returnedCount === 2 && outcome.value.matter.mainHandler === null,
  );
  assert.equal(outcome.value.matter.contactedAt, null, 'the next handler makes a first contact of their own');
});

test('contact: the first one ends its clock, the first arrival the one on site', () => {
  const contact = (over: Parameters<typeof sampleCase>[0]['matter'], onSite: boolean) =>
    told(
      decideContact(sampleCase({ matter: { state: 'taken', ...over } }), {
        way: 'phone',
        note: null,
        onSite,
      }),
    );
  assert.equal(contact({}, false), 'end first-contact');
  assert.equal(contact({ limit: 'U2h' }, true), 'end first-contact, end on-site');
  assert.equal(contact({ state: 'in_progress', limit: 'U2h', contactedAt: 1 as never }, true), 'end on-site');
  assert.equal(contact({ state: 'in_progress', contactedAt: 1 as never }, true), '');
});

test('extension: asking moves no clock, giving it does; too long is refused with the most there is', () => {
  const ask = { workingDays: 1, reason: '等配件' };
  assert.equal(told(decideAskExtension(working(), ask)), '');
  assert.equal(told(decideExtend(working({ extensionAsked: true }), ask)), 'extend resolve');
  const tooLong = decideExtend(working({ limit: 'W3' }), { ...ask, workingDays: 4 });
  assert.deepEqual(tooLong.ok ? null : tooLong.refusal, { code: 'extension-too-long', facts: { max: 3 } });
});

test('suspension: a day ahead and no longer than the clock has left; so is a vote, unless it is put to one', () => {
  const suspend = (
    until: string | null,
    otherwise = 60,
    reason: PauseReason = 'weather',
    vote: number | null = otherwise,
  ) =>
    told(
      decideSuspend(
        sampleCase({ matter: { state: 'in_progress' }, facts: { suspensionDaysLeft: { vote, otherwise } } }),
        {
          reason,
          until: until === null ? null : localDate(until),
          explanation: '连着下雨',
        },
      ),
    );
  assert.equal(suspend('2026-06-01'), 'until-not-ahead');
  assert.equal(suspend('2026-07-31'), 'suspend resolve');
  assert.equal(suspend('2026-08-01'), 'suspended-too-long');
  assert.equal(suspend('2026-06-12', 10), 'suspended-too-long');
  assert.equal(suspend(null), 'until-not-ahead');
  assert.equal(suspend(null, 0, 'owners-vote', null), 'suspend resolve');
  assert.equal(suspend('2026-09-01', 0, 'owners-vote', null), 'suspend resolve');
  assert.equal(suspend(null, 1, 'owners-vote'), 'suspend resolve');
  assert.equal(suspend(null, 0, 'owners-vote'), 'suspended-too-long');
  assert.equal(suspend('2026-09-01', 60, 'owners-vote'), 'suspended-too-long');
});

test('resolve: proof where something can be seen, or the reason why not', () => {
  const resolve = (over: object, input: object) =>
    told(
      decideResolve(working(over), {
        result: 'solved',
        reply: '换了灯',
        proofPhotoIds: [],
        whyNoPhoto: null,
        ...input,
      }),
    );
  const voided = 'end take, end return, end first-contact, start callback, start archive';
  const done = `end resolve, ${voided}`;
  assert.equal(resolve({}, {}), 'proof-missing');
  assert.equal(resolve({}, { whyNoPhoto: '夜里看不清' }), done);
  assert.equal(resolve({}, { proofPhotoIds: [sampleId('photo')] }), done);
  assert.equal(resolve({}, { result: 'explained' }), done);
  assert.equal(resolve({ proofExpected: false }, {}), done);
  assert.equal(resolve({ proofExpected: false, limit: 'U2h' }, {}), `end resolve, end on-site, ${voided}`);
  assert.equal(needsProof({ proofExpected: true }, 'not-possible'), false);
});

test('neighbours: who said “me too” hears result and date, and no word of what staff wrote', () => {
  const words = '王阿姨家的水表';
  const until = localDate('2026-06-05');
  const outcomes = [
    decideResolve(working({ proofExpected: false }), {
      ...{ result: 'solved', reply: words, proofPhotoIds: [], whyNoPhoto: null },
    }),
    decideExtend(working(), { workingDays: 1, reason: words }),
    decideSuspend(working(), { reason: 'weather', until, explanation: words }),
  ];
  for (const outcome of outcomes) {
    assert.ok(outcome.ok);
    const { notices } = outcome.value;
    const toNeighbours = notices.filter(({ to }) => to === 'voices' || to === 'followers');
    assert.equal(toNeighbours.length, 1);
    assert.ok(!JSON.stringify(toNeighbours).includes(words));
    assert.ok(JSON.stringify(notices.filter(({ to }) => to === 'reporters')).includes(words));
  }
});
