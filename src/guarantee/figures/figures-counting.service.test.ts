import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { seedNationalCalendar } from '../../clocks/calendar/calendar.service.ts';
import type { CommunityId } from '../../kernel/id.ts';
import { addMs, dateOf, hourMs, type Instant, type LocalDate, parseInstant } from '../../kernel/time.ts';
import type { EntryDefinition, EntryDraft } from '../../ledger/entry/entry.contract.ts';
import { draftEntry } from '../../ledger/entry/entry.rules.ts';
import { appendEntries, sequence } from '../../ledger/entry/entry.service.ts';
import { systemClock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { matterEntries } from '../../resolve/matter/matter.entries.ts';
import { countersAt } from './figures.carrying.rules.ts';
import { stepOf } from './figures.counters.rules.ts';
import { factsAfter, type MatterFacts, type Reckoning } from './figures.facts.rules.ts';
import { figuresFrom, medianOf } from './figures.rules.ts';
import { selectUpTo } from './figures.store.ts';
import { countEntries, recount } from './figures-counting.service.ts';

let made: TestDatabase;
before(async () => {
  made = await testDatabase();
  await made.database.global((tx) => seedNationalCalendar(tx));
});
after(() => made.database.close());

const kinds = [
  'dispatched',
  'returned',
  'contacted',
  'suspended',
  'resumed',
  'resolved',
  'resolved',
  'answered',
  'reopened',
  'moved',
  'joined',
  'absorbed',
  'voiced',
  'split',
  'withdrawn',
  'merged',
] as const;

/** Something that happens to one of a few matters, some hours after or before what was told last. */
const step = fc.record({
  matter: fc.nat(5),
  kind: fc.constantFrom(...kinds),
  hours: fc.oneof(
    { weight: 9, arbitrary: fc.nat(200) },
    { weight: 1, arbitrary: fc.integer({ min: -60, max: 0 }) },
  ),
  choice: fc.nat(5),
});
type Step = { matter: number; kind: (typeof kinds)[number]; hours: number; choice: number };

/** A history in the ledger's words, in the order in which it is told. */
function tell(steps: readonly Step[]): EntryDraft[] {
  const known = new Set<number>();
  let at = parseInstant('2026-11-20T09:00:00+08:00');
  return steps.flatMap(({ matter, kind, hours, choice }) => {
    at = addMs(at, hours * hourMs);
    if (known.has(matter)) return [entryOf(kind, matter, at, choice)];
    known.add(matter);
    return [acceptanceOf(matter, at, choice)];
  });
}

const numberOf = (matter: number) => `2026-010${matter}`;
const pick = <T>(list: readonly [T, ...T[]], choice: number): T => list[choice % list.length] ?? list[0];
const subjectOf = (matter: number) => ({
  category: pick(['ENV01', 'FAC06', 'CAR04'], matter),
  tier: 'self' as const,
  building: pick(['3幢', '5幢', null], matter),
});

function acceptanceOf(matter: number, occurredAt: Instant, choice: number): EntryDraft {
  const channel = pick(['form', 'box', 'round'] as const, choice);
  const facts = { ...subjectOf(matter), channel, limit: 'W5' as const, dueOn: '2027-01-01' };
  return draftEntry(matterEntries.accepted, {
    ...{ number: numberOf(matter), occurredAt, facts },
    privateValues: { title: null },
  });
}

function entryOf(kind: Step['kind'], matter: number, occurredAt: Instant, choice: number): EntryDraft {
  const definition: EntryDefinition = matterEntries[kind];
  const to = numberOf((matter + 1) % 6);
  const all: Record<Step['kind'], object> = {
    dispatched: { assisting: 0, round: 1 },
    returned: { times: 1 },
    contacted: { way: 'phone', first: true, onSite: false },
    suspended: { reason: 'weather', until: null },
    resumed: { dueOn: '2027-01-01' },
    resolved: {
      result: pick(['solved', 'explained'], choice),
      photos: 0,
      onTime: choice % 2 === 0,
      round: 1,
    },
    answered: {
      ...{ solved: pick(['yes', 'partly', 'no'], choice), first: choice !== 5 },
      satisfaction: pick(['satisfied', 'mostly', 'dissatisfied', null], choice),
    },
    reopened: { times: 1, limit: 'W3', dueOn: '2027-01-01' },
    moved: {
      tier: pick(['joint', 'linked'], choice),
      from: 'self',
      reason: 'limit-passed',
      limit: 'W5',
      dueOn: null,
    },
    joined: { report: to, channel: 'phone' },
    absorbed: { from: to, voices: 1 + choice },
    voiced: { households: 1 + choice },
    split: { into: to, whole: choice % 2 === 0 },
    withdrawn: { voicesLeft: choice },
    merged: { into: to },
  };
  const privateValues = Object.fromEntries(definition.privateNames.map((name) => [name, null]));
  const facts = { ...subjectOf(matter), ...all[kind] };
  return draftEntry(definition, { number: numberOf(matter), occurredAt, facts, privateValues });
}

/** Counted the long way: every entry up to the end of a day, matter by matter. */
function countNaively(told: readonly EntryDraft[], day: LocalDate, reckoning: Reckoning) {
  const latest = new Map<string, MatterFacts>();
  const matters = new Map<string, MatterFacts>();
  for (const entry of told) {
    const facts = factsAfter(latest.get(entry.number ?? ''), entry, reckoning);
    if (facts === undefined) continue;
    latest.set(facts.number, facts);
    // What was written down late, with an earlier date, belongs to the day of what was known before it.
    if (facts.day <= day) matters.set(facts.number, facts);
  }
  const all = [...matters.values()];
  const received = all.filter(({ standing }) => standing === 'open' || standing === 'resolved');
  const resolved = received.filter(({ standing }) => standing === 'resolved');
  const count = (list: readonly MatterFacts[], holds: (facts: MatterFacts) => boolean) =>
    list.filter(holds).length;
  const missed = (one: MatterFacts) =>
    one.standing === 'open' &&
    one.contact === null &&
    one.dispatchedAt !== null &&
    dateOf(reckoning.contactDueAt(one.dispatchedAt)) < day;
  const tier = (list: readonly MatterFacts[]) => ({
    self: count(list, (one) => one.tier === 'self'),
    joint: count(list, (one) => one.tier === 'joint'),
    linked: count(list, (one) => one.tier === 'linked'),
  });
  const steps = (list: readonly MatterFacts[], ms: (one: MatterFacts) => number | null) => {
    const found = new Map<number, number>();
    for (const one of list) {
      const length = ms(one);
      if (length !== null) found.set(stepOf(length), (found.get(stepOf(length)) ?? 0) + 1);
    }
    return medianOf(found);
  };
  const rates = {
    response: [
      count(received, (one) => one.contact?.inTime === true),
      count(received, (one) => one.contact !== null || missed(one)),
    ],
    resolved: [resolved.length, received.length],
    'in-time': [count(resolved, ({ onTime }) => onTime), resolved.length],
    solved: [
      count(received, ({ answer }) => answer?.solved === 'yes'),
      count(received, ({ answer }) => answer !== null),
    ],
    satisfied: [
      count(
        received,
        ({ answer }) => answer?.satisfaction === 'satisfied' || answer?.satisfaction === 'mostly',
      ),
      count(received, ({ answer }) => answer !== null),
    ],
    'at-once': [count(resolved, ({ reopened }) => reopened === 0), resolved.length],
    reopened: [
      count(received, ({ reopened }) => reopened > 0),
      count(received, ({ everResolved }) => everResolved),
    ],
    returned: [
      count(received, ({ returned }) => returned),
      count(received, ({ everDispatched }) => everDispatched),
    ],
    self: [count(resolved, (one) => one.tier === 'self'), resolved.length],
  };
  return {
    received: tier(received),
    resolved: tier(resolved),
    open: tier(received.filter(({ standing }) => standing === 'open')),
    withdrawn: count(all, ({ standing }) => standing === 'withdrawn'),
    merged: count(all, ({ standing }) => standing === 'merged'),
    reports: received.reduce((sum, { reports }) => sum + reports - 1, 0),
    households: all.reduce((sum, { households }) => sum + households, 0),
    rates,
    firstContact: steps(received, ({ contact, acceptedAt }) => contact && contact.at - acceptedAt),
    resolution: steps(resolved, ({ resolvedAt, acceptedAt }) => resolvedAt && resolvedAt - acceptedAt),
  };
}

async function newCommunity(): Promise<CommunityId> {
  const id = newId<CommunityId>();
  await made.owner`insert into communities (id, slug, name, created_at) values (${id}, ${`c${id.slice(-12)}`}, '社区', now())`;
  return id;
}

test('figures of any day, kept as entries come: what a recount of the entries up to that day gives', async () => {
  // Any hours do for reckoning: the property is about days.
  const reckoning: Reckoning = { workedMs: () => 0, contactDueAt: (from) => addMs(from, 24 * hourMs) };
  const history = fc.array(step, { minLength: 5, maxLength: 60 });
  const property = fc.asyncProperty(history, fc.integer({ min: 1, max: 20 }), async (steps, batch) => {
    const id = await newCommunity();
    const told = tell(steps);
    for (let from = 0; from < told.length; from += batch) {
      await made.database.write(id, (tx) => appendEntries(tx, told.slice(from, from + batch)));
      await sequence(made.database, id, systemClock);
      await countEntries(made, { id });
    }
    const days = new Set(told.map(({ occurredAt }) => dateOf(occurredAt)));
    for (const day of [...days, dateOf(addMs(parseInstant('2027-12-31T00:00:00Z'), 0))]) {
      const { carried, days: kept } = await made.database.read(id, (tx) => selectUpTo(tx, day));
      const counters = countersAt(carried[0]?.carried ?? {}, kept);
      const { received, resolved, open, rates, voices, times, ...rest } = figuresFrom(counters, {
        ...{ asOf: day, entries: 0, isSensitive: () => false, inhabitants: null },
      });
      assert.deepEqual(
        {
          ...{ received: received.byTier, resolved: resolved.byTier, open: open.byTier, ...voices },
          ...{ withdrawn: rest.withdrawn, merged: rest.merged },
          rates: Object.fromEntries(
            Object.entries(rates).map(([name, rate]) => [name, [rate.numerator, rate.denominator]]),
          ),
          ...{ firstContact: times.firstContact.medianMinutes, resolution: times.resolution.medianMinutes },
        },
        countNaively(told, day, reckoning),
        day,
      );
      for (const part of ['byBuilding', 'byCategory', 'byMonth'] as const) {
        for (const what of ['received', 'open'] as const) {
          const all = rest[part].reduce((sum, one) => sum + one[what], 0);
          assert.equal(all, { received, open }[what].total, `${part} ${what}`);
        }
      }
      assert.equal(open.total, received.total - resolved.total);
    }
    assert.ok((await recount(made, { id })).same, 'counted anew');
  });
  await fc.assert(property, { numRuns: 25 });
});
