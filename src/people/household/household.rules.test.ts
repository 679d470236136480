import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { localDate } from '../../kernel/time.ts';
import type { PersonId } from '../person/person.contract.ts';
import type { HouseholdId } from './household.contract.ts';
import { emptyHouseholds, householdThen } from './household.rules.ts';

const stay = (householdId: string, from: string, until: string | null = null) => ({
  personId: 'p' as PersonId,
  householdId: householdId as HouseholdId,
  memberFrom: localDate(from),
  memberUntil: until === null ? null : localDate(until),
});

describe('the household somebody spoke for', () => {
  const old = stay('old', '2026-01-01', '2026-06-01');
  const next = stay('next', '2026-06-01');
  const cases: [title: string, stays: ReturnType<typeof stay>[], on: string, expected: string | null][] = [
    ['nobody’s', [], '2026-05-01', null],
    ['the one of that day', [next, old], '2026-05-31', 'old'],
    ['moved on: the old one of its last day, the new one from its first', [old, next], '2026-06-01', 'next'],
    ['registered later: the first one afterwards', [next, stay('third', '2026-07-01')], '2026-05-01', 'next'],
    ['moved out before and came nowhere: nobody’s', [old], '2026-06-01', null],
    ['two homes: the one joined last', [stay('a', '2026-01-01'), stay('b', '2026-02-01')], '2026-03-01', 'b'],
  ];
  for (const [title, stays, on, expected] of cases) {
    test(title, () => assert.equal(householdThen(stays, localDate(on)), expected));
  }
});

test('an empty home: ends as such when people move in, and stays when it is only written down again', () => {
  const present = [
    { id: 'a' as HouseholdId, occupancy: 'vacant' as const },
    { id: 'b' as HouseholdId, occupancy: 'tenant' as const },
  ];
  const ids = (moving: 'owner' | 'vacant') => emptyHouseholds(present, moving).map(({ id }) => id);
  assert.deepEqual(ids('owner'), ['a']);
  assert.deepEqual(ids('vacant'), []);
});
