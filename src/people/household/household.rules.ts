import type { LocalDate } from '../../kernel/time.ts';
import type { HouseholdId, Occupancy, Stay } from './household.contract.ts';

/**
 * For which household somebody spoke on a day: the one they belonged to (of several, the one joined last). Who was
 * bound to none that day speaks for the first one afterwards: they lived there already and were only registered
 * later. Whoever never belonged to one speaks for themselves.
 */
export function householdThen(stays: readonly Stay[], on: LocalDate): HouseholdId | null {
  const then = stays.filter(
    ({ memberFrom, memberUntil }) => memberFrom <= on && (memberUntil === null || on < memberUntil),
  );
  const later = stays.filter(({ memberFrom }) => on < memberFrom);
  return (last(then) ?? first(later))?.householdId ?? null;
}

function first(stays: readonly Stay[]): Stay | undefined {
  return stays.toSorted(byDay)[0];
}

function last(stays: readonly Stay[]): Stay | undefined {
  // Of two joined on one day the smaller id, as everywhere else.
  return stays.toSorted(
    (a, b) => -compare(a.memberFrom, b.memberFrom) || compare(a.householdId, b.householdId),
  )[0];
}

function byDay(a: Stay, b: Stay): number {
  return compare(a.memberFrom, b.memberFrom) || compare(a.householdId, b.householdId);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What stands for an empty home, when somebody comes to live there. */
export function emptyHouseholds<Kept extends { id: HouseholdId; occupancy: Occupancy }>(
  present: readonly Kept[],
  moving: Occupancy,
): Kept[] {
  return moving === 'vacant' ? [] : present.filter(({ occupancy }) => occupancy === 'vacant');
}
