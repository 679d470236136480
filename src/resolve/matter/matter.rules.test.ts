import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMs, atMinute, dayMs, hourMs, type Instant, localDate, parseInstant } from '../../kernel/time.ts';
import type { Matter, MatterAction } from './matter.contract.ts';
import type { MatterFacts } from './matter.decision.ts';
import { matterEntries } from './matter.entries.ts';
import {
  countHouseholds,
  entryOf,
  isPossible,
  limitNow,
  maxExtension,
  refuseStale,
  subjectOf,
} from './matter.rules.ts';
import { dueAt, mondayMorning, sampleAct, sampleFacts, sampleMatter, sampleVoice } from './matter.sample.ts';

const now = mondayMorning;
const later = (ms: number): Instant => addMs(now, ms);
const closedOn = parseInstant('2026-05-28T16:40:00+08:00');

type GuardCase = [string, MatterAction, Partial<Matter>, Partial<MatterFacts>, Instant, true | string];
/** Closed on 5-28, so reopenable to the end of 6-12; resolved on 6-1, so silent after 6-8. */
const due = {
  ...sampleFacts().due,
  reopen: dueAt(atMinute(localDate('2026-06-12'), 1440)),
  archive: dueAt(atMinute(localDate('2026-06-08'), 1440)),
};
const unreachable = { voices: [sampleVoice(1, { reachable: false })] };
const cases: GuardCase[] = [
  ['return, first', 'return', { state: 'dispatched' }, {}, now, true],
  ['return, second', 'return', { state: 'dispatched', returnedCount: 1 }, {}, now, true],
  ['return, third', 'return', { state: 'dispatched', returnedCount: 2 }, {}, now, 'dispatch-is-final'],
  ['return at the last moment', 'return', { state: 'dispatched' }, {}, later(dayMs), true],
  ['return too late', 'return', { state: 'dispatched' }, {}, later(dayMs + 1), 'return-too-late'],
  ['return once taken', 'return', { state: 'taken' }, {}, now, 'step-not-possible'],
  ['ask for time', 'ask-extension', { state: 'in_progress' }, {}, now, true],
  [
    'ask twice',
    'ask-extension',
    { state: 'in_progress', extensionAsked: true },
    {},
    now,
    'extension-already-asked',
  ],
  ['extend twice', 'extend', { state: 'in_progress', extended: true }, {}, now, 'extension-already-given'],
  ['extend at the deadline', 'extend', { state: 'in_progress' }, {}, later(dayMs), true],
  ['extend past the deadline', 'extend', { state: 'in_progress' }, {}, later(dayMs + 1), 'past-due'],
  ['refuse what was not asked', 'refuse-extension', { state: 'in_progress' }, {}, now, 'extension-not-asked'],
  [
    'suspend after 60 days: a vote may still be waited for',
    'suspend',
    { state: 'in_progress' },
    { suspensionDaysLeft: { vote: null, otherwise: 0 } },
    now,
    true,
  ],
  ['suspend before work began', 'suspend', { state: 'taken' }, {}, now, 'step-not-possible'],
  [
    'reopen on day 15',
    'reopen',
    { state: 'closed', closedAt: closedOn },
    {},
    atMinute(localDate('2026-06-12'), 1439),
    true,
  ],
  [
    'reopen on day 16',
    'reopen',
    { state: 'closed', closedAt: closedOn },
    {},
    atMinute(localDate('2026-06-13'), 1),
    'reopen-too-late',
  ],
  [
    'reopen a third time',
    'reopen',
    { state: 'closed', closedAt: closedOn, reopenedCount: 2 },
    {},
    now,
    'reopened-twice',
  ],
  ['reopen what is merged', 'reopen', { state: 'merged' }, {}, now, 'step-not-possible'],
  [
    'archive on day 7',
    'archive',
    { state: 'callback' },
    { calls: { count: 3, days: 2 } },
    atMinute(localDate('2026-06-08'), 1439),
    'not-silent-yet',
  ],
  [
    'archive after day 7',
    'archive',
    { state: 'callback' },
    { calls: { count: 3, days: 2 } },
    atMinute(localDate('2026-06-09'), 0),
    true,
  ],
  [
    'archive after day 7, whoever was called: the question stood on the page all the time',
    'archive',
    { state: 'done' },
    { calls: { count: 0, days: 0 } },
    later(9 * dayMs),
    true,
  ],
  ['archive when nobody can be reached', 'archive', { state: 'done' }, unreachable, later(9 * dayMs), true],
];
for (const [name, action, matter, facts, at, expected] of cases) {
  test(`guard: ${name} → ${expected === true ? 'possible' : expected}`, () => {
    assert.equal(isPossible(sampleMatter(matter), action, sampleFacts({ due, ...facts }), at), expected);
  });
}

test('version: the one who comes second is told what changed, by whom and when', () => {
  const last = { action: 'take', hat: 'handler', at: now } as const;
  assert.equal(refuseStale(sampleMatter({ version: 3 }), 3, last).ok, true);
  const stale = refuseStale(sampleMatter({ version: 4, state: 'taken' }), 3, last);
  assert.deepEqual(stale.ok ? null : stale.refusal, {
    code: 'matter-changed',
    facts: { changed: 'take', by: 'handler', at: '2026-06-01T01:00:00.000Z', state: 'taken', version: 4 },
  });
});

test('limit: halves once for each reopening, by the table of the clocks', () => {
  const limits = [0, 1, 2].map((reopenedCount) => limitNow({ limit: 'W15', reopenedCount }));
  assert.deepEqual(limits, ['W15', 'W7', 'W3']);
  assert.equal(limitNow({ limit: 'U2h', reopenedCount: 2 }), 'U2h');
});

test('extension: never longer than the limit', () => {
  assert.deepEqual((['U2h', 'W1', 'W3', 'W15', 'vote'] as const).map(maxExtension), [1, 1, 3, 15, 15]);
});

test('households: each counts once, reports without one count one by one', () => {
  const voices = ['a', 'a', 'b', null, null].map((householdId) => ({ householdId }));
  assert.equal(countHouseholds(voices), 4);
});

test('entry: a sensitive matter keeps its building to itself; hidden words are no public fact', () => {
  assert.equal(subjectOf(sampleMatter()).building, '3');
  assert.equal(subjectOf(sampleMatter({ sensitive: true })).building, null);
  const entry = entryOf(
    matterEntries.returned,
    sampleMatter(),
    sampleAct(later(hourMs)),
    { times: 1 },
    { reason: '不归我们管' },
  );
  assert.deepEqual(entry.facts, {
    category: 'FAC01',
    tier: 'self',
    building: '3',
    times: 1,
  });
  assert.deepEqual(entry.privateValues, { reason: '不归我们管' });
});
