import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Asker, stranger, system } from '../../kernel/asker.ts';
import { type Matter, type MatterAction, matterActions, matterStates } from './matter.contract.ts';
import { nothingKnown } from './matter.decision.ts';
import {
  actOf,
  canOf,
  mayCallBack,
  mayDecideOnReport,
  mayDo,
  mayKnowPlace,
  mayList,
  readerOf,
  visibleReporter,
} from './matter.policy.ts';
import {
  mondayMorning,
  sampleFacts,
  sampleId,
  sampleMatter,
  samplePerson,
  samplePost,
  sampleSupervision,
  sampleVoice,
  wuye,
} from './matter.sample.ts';

const askers = {
  stranger,
  resident: samplePerson(60),
  reporter: samplePerson(51),
  follower: { kind: 'follower', reportId: sampleId('report') } as Asker,
  otherFollower: { kind: 'follower', reportId: sampleId('report', 8) } as Asker,
  captain: samplePerson(30, samplePost('captain', 30, sampleId('stairwell', 31))),
  otherCaptain: samplePerson(32, samplePost('captain', 32, sampleId('stairwell', 99))),
  chair: samplePerson(31, samplePost('chair', 31)),
  handler: samplePerson(20, samplePost('handler', 20, wuye.organisationId)),
  colleague: samplePerson(21, samplePost('handler', 21, wuye.organisationId)),
  otherHandler: samplePerson(22, samplePost('handler', 22, sampleId('organisation', 2))),
  assisting: samplePerson(23, samplePost('handler', 23, sampleId('organisation', 3))),
  desk: samplePerson(1, samplePost('desk', 1)),
  administrator: samplePerson(4, samplePost('administrator', 4)),
  street: samplePerson(5, samplePost('street', 5)),
  system,
} satisfies Record<string, Asker>;
type Who = keyof typeof askers;
const everyone = Object.keys(askers) as Who[];

const matter = sampleMatter({
  assisting: [{ postId: sampleId('post', 23), organisationId: null, throughDesk: false }],
});
const facts = sampleFacts();

const mainHandlers: Who[] = ['handler', 'colleague'];
const reporters: Who[] = ['reporter', 'follower'];
/** Written by hand: who may, for each action. Everybody else is refused. */
const table: Record<MatterAction, Who[]> = {
  dispatch: ['desk'],
  reassign: ['desk'],
  take: mainHandlers,
  return: mainHandlers,
  contact: [...mainHandlers, 'assisting'],
  'ask-extension': mainHandlers,
  extend: ['desk'],
  'refuse-extension': ['desk'],
  suspend: ['desk'],
  resume: ['desk', 'system'],
  resolve: mainHandlers,
  call: ['desk'],
  answer: [...reporters, 'desk'],
  confirm: [...reporters, 'desk'],
  reopen: [...reporters, 'desk'],
  archive: ['desk', 'system'],
  join: ['desk'],
  merge: ['desk'],
  split: ['desk'],
  leave: reporters,
  withdraw: reporters,
  'me-too': everyone.filter((who) => askers[who].kind === 'person' && who !== 'street'),
  note: [...reporters, ...mainHandlers, 'assisting', 'desk'],
  urge: [...reporters, 'desk', 'system'],
  supervise: ['street', 'administrator'],
  lift: ['street', 'administrator'],
  move: ['desk'],
  'hand-over': ['desk', 'administrator'],
  assist: ['desk'],
  'take-part': ['assisting'],
  'finish-part': ['assisting'],
  'hand-back-part': ['assisting'],
};
for (const action of matterActions) {
  for (const who of everyone) {
    const allowed = table[action].includes(who);
    test(`${who}: ${allowed ? 'may' : 'may not'} ${action}`, () => {
      const verdict = mayDo(askers[who], action, matter, facts);
      assert.equal(verdict === true, allowed, String(verdict));
      if (who === 'street' && !allowed) assert.equal(verdict, 'street-reads-only');
    });
  }
}

test('supervision: is lifted by the post that placed it', () => {
  for (const by of ['street', 'administrator'] as const) {
    const supervised = sampleMatter({ supervision: sampleSupervision({ by }) });
    const verdict = (who: Who) => mayDo(askers[who], 'lift', supervised, facts);
    const [own, other] =
      by === 'street' ? (['street', 'administrator'] as const) : (['administrator', 'street'] as const);
    assert.deepEqual([verdict(own), verdict(other)], [true, 'supervision-not-yours']);
    assert.equal(verdict('desk'), 'supervisor-only');
  }
});

test('reporter: urges once a day, and another reporter of the same matter as well', () => {
  const reportId = sampleVoice(1).reportId;
  const today = sampleFacts({ voices: [sampleVoice(1), sampleVoice(2)], urgedToday: [reportId] });
  assert.equal(mayDo(askers.reporter, 'urge', matter, today), 'urged-today');
  const other: Asker = { kind: 'follower', reportId: sampleVoice(2).reportId };
  assert.equal(mayDo(other, 'urge', matter, today), true);
  assert.equal(mayDo(askers.desk, 'urge', matter, today), true);
});

test('readers: each gets the view that is theirs', () => {
  const views = Object.fromEntries(everyone.map((who) => [who, readerOf(askers[who], matter, facts)]));
  const staff: Who[] = ['handler', 'colleague', 'assisting', 'desk', 'administrator', 'street', 'system'];
  const expected = (who: Who) =>
    staff.includes(who) ? 'staff' : reporters.includes(who) ? 'reporter' : 'public';
  assert.deepEqual(views, Object.fromEntries(everyone.map((who) => [who, expected(who)])));
});

for (const hidden of [{ sensitive: true }, { state: 'withdrawn' }] satisfies Partial<Matter>[]) {
  test(`stranger: ${JSON.stringify(hidden)} looks like no matter at all, whatever is tried`, () => {
    const secret = sampleMatter(hidden);
    for (const who of ['stranger', 'resident', 'otherFollower', 'otherHandler', 'captain'] as const) {
      assert.equal(readerOf(askers[who], secret, facts), 'none');
      for (const action of ['dispatch', 'take', 'withdraw', 'me-too', 'note'] as const) {
        const verdict = mayDo(askers[who], action, secret, facts);
        assert.equal(verdict, 'matter-not-found', `${who} ${action}`);
      }
    }
  });
}

const d1 = sampleId('person', 1);
const d2 = sampleId('person', 2);
const callers: [string, Asker, Partial<Parameters<typeof sampleFacts>[0]>, true | string][] = [
  ['desk person who did nothing', askers.desk, {}, true],
  ['desk person who contacted', askers.desk, { workers: [d1] }, 'worked-on-it'],
  ['handler', askers.handler, {}, 'desk-only'],
  [
    'handler who also sits at the desk',
    samplePerson(20, samplePost('desk', 9), samplePost('handler', 20)),
    { workers: [sampleId('person', 20)] },
    'worked-on-it',
  ],
  ['captain while the desk has somebody', askers.captain, { workers: [d1] }, 'desk-calls-first'],
  ['captain when nobody at the desk is left', askers.captain, { workers: [d1, d2] }, true],
  ['captain who worked on it', askers.captain, { workers: [d1, d2, sampleId('person', 30)] }, 'worked-on-it'],
  ['captain of another building', askers.otherCaptain, { workers: [d1, d2] }, 'desk-only'],
  ['chair when nobody at the desk is left', askers.chair, { workers: [d1, d2] }, true],
  ['administrator', askers.administrator, { workers: [d1, d2] }, 'desk-only'],
  ['street', askers.street, { workers: [d1, d2] }, 'street-reads-only'],
];
for (const [name, asker, over, expected] of callers) {
  test(`callback: ${name} → ${expected}`, () => {
    assert.equal(mayCallBack(asker, sampleMatter({ state: 'done' }), sampleFacts(over)), expected);
  });
}

test('answer: not by whoever worked on it, though they reported it, nor by the link of their report', () => {
  const worked = sampleFacts({ workers: [sampleId('person', 51)] });
  for (const action of ['answer', 'confirm'] as const) {
    assert.equal(mayDo(askers.reporter, action, matter, worked), 'worked-on-it');
    assert.equal(mayDo(askers.follower, action, matter, worked), 'worked-on-it');
    assert.equal(mayDo(askers.desk, action, matter, worked), true);
  }
  assert.equal(mayDo(askers.reporter, 'reopen', matter, worked), true, 'a “no” is no favour to oneself');
});

test('reporter: speaks for their own report; under another hat for none', () => {
  const of = (who: Who, action: MatterAction) =>
    actOf(askers[who], action, matter, facts, mondayMorning).reportId;
  assert.deepEqual(
    [of('reporter', 'note'), of('follower', 'reopen')],
    [sampleId('report'), sampleId('report')],
  );
  assert.deepEqual([of('desk', 'note'), of('handler', 'note'), of('system', 'archive')], [null, null, null]);
});

const details = {
  reportId: sampleId('report'),
  publicName: '王阿姨',
  name: '王芳',
  phone: '13800000000',
  dwelling: '3-2-501',
};
const sight: [
  Parameters<typeof visibleReporter>[1]['anonymity'],
  Who,
  { phone: boolean; called: boolean },
][] = [
  ['public-name', 'stranger', { phone: false, called: true }],
  ['public-name', 'handler', { phone: true, called: true }],
  ['public-name', 'street', { phone: false, called: true }],
  ['community-only', 'stranger', { phone: false, called: false }],
  ['community-only', 'resident', { phone: false, called: false }],
  ['community-only', 'captain', { phone: false, called: false }],
  ['community-only', 'administrator', { phone: false, called: false }],
  ['community-only', 'handler', { phone: true, called: false }],
  ['community-only', 'otherHandler', { phone: false, called: false }],
  ['community-only', 'desk', { phone: true, called: false }],
  ['community-only', 'follower', { phone: true, called: false }],
  ['hidden-from-handler', 'handler', { phone: false, called: false }],
  ['hidden-from-handler', 'assisting', { phone: false, called: false }],
  ['hidden-from-handler', 'desk', { phone: true, called: false }],
  ['anonymous', 'desk', { phone: false, called: false }],
];
for (const [anonymity, who, expected] of sight) {
  test(`${anonymity}: ${who} ${expected.phone ? 'sees' : 'does not see'} name and phone`, () => {
    const seen = visibleReporter(askers[who], { ...details, anonymity }, matter, facts);
    assert.deepEqual(
      { phone: seen.phone !== null && seen.name !== null, called: seen.publicName !== null },
      expected,
    );
  });
}

/** The spot to the door: who may know the reporter, and everybody at work where nobody is named. */
const spots: [Parameters<typeof mayKnowPlace>[1]['anonymity'], Who, boolean][] = [
  ['community-only', 'handler', true],
  ['community-only', 'desk', true],
  ['community-only', 'follower', true],
  ['community-only', 'street', false],
  ['community-only', 'otherHandler', false],
  ['hidden-from-handler', 'handler', false],
  ['hidden-from-handler', 'desk', true],
  ['anonymous', 'handler', true],
];
for (const [anonymity, who, expected] of spots) {
  test(`${anonymity}: ${who} is told ${expected ? 'the spot' : 'the building alone'}`, () => {
    assert.equal(mayKnowPlace(askers[who], { id: details.reportId, anonymity }, matter, facts), expected);
  });
}

test('captain: sees the phone only while asked to make the callback', () => {
  const done = sampleMatter({ state: 'done' });
  const asked = sampleFacts({ workers: [d1, d2] });
  const report = { ...details, anonymity: 'community-only' } as const;
  assert.equal(visibleReporter(askers.captain, report, done, asked).phone, details.phone);
  assert.equal(visibleReporter(askers.captain, report, done, facts).phone, null);
  assert.equal(
    visibleReporter(askers.captain, { ...report, anonymity: 'hidden-from-handler' }, done, asked).phone,
    null,
  );
});

test('outside unit: the desk takes and resolves in its name, under the handler’s hat', () => {
  const outside = sampleMatter({ state: 'dispatched', mainHandler: { ...wuye, throughDesk: true } });
  assert.equal(mayDo(askers.desk, 'take', outside, facts), true);
  assert.equal(actOf(askers.desk, 'take', outside, facts, mondayMorning).hat, 'handler');
});

test('hats: people act under the post that allows it', () => {
  const hat = (who: Who, action: MatterAction) =>
    actOf(askers[who], action, matter, facts, mondayMorning).hat;
  assert.deepEqual(
    [
      hat('desk', 'dispatch'),
      hat('handler', 'take'),
      hat('reporter', 'withdraw'),
      hat('follower', 'reopen'),
      hat('resident', 'me-too'),
      hat('system', 'archive'),
      hat('captain', 'call'),
      hat('chair', 'call'),
    ],
    ['desk', 'handler', 'reporter', 'reporter', 'neighbour', 'system', 'captain', 'chair'],
  );
});

test('can: every action is answered, who asks before where it stands', () => {
  const can = canOf(askers.desk, matter, facts, mondayMorning);
  assert.deepEqual(Object.keys(can).sort(), [...matterActions].sort());
  assert.deepEqual([can.dispatch, can.take, can.extend], [true, 'main-handler-only', 'step-not-possible']);
});

test('intake and queue: the desk decides; staff read; strangers learn nothing', () => {
  assert.equal(mayDecideOnReport(askers.desk), true);
  assert.equal(mayDecideOnReport(askers.handler), 'desk-only');
  assert.equal(mayDecideOnReport(askers.street), 'street-reads-only');
  assert.equal(mayDecideOnReport(askers.resident), 'report-not-found');
  assert.equal(mayDecideOnReport(stranger), 'report-not-found');
  assert.equal(mayList(askers.resident), 'staff-only');
  assert.equal(mayList(askers.street), true);
});

test('stranger: may do the same whatever surrounds a matter, in every state', () => {
  const busy = sampleFacts({
    workers: [sampleId('person', 1)],
    urgedToday: [sampleId('report', 1)],
    calls: { count: 3, days: 2 },
    households: 9,
  });
  for (const state of matterStates) {
    for (const sensitive of [false, true]) {
      const matter = sampleMatter({ state, sensitive });
      assert.equal(readerOf(stranger, matter, nothingKnown), readerOf(stranger, matter, busy));
      assert.deepEqual(
        canOf(stranger, matter, nothingKnown, mondayMorning),
        canOf(stranger, matter, busy, mondayMorning),
      );
    }
  }
});
