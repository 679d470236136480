import type { Locale } from '../../kernel/text.ts';
import { compareLabels, placeName } from '../../places/place/place.rules.ts';
import type { RosterSurvey } from './roster.contract.ts';
import { groupBy } from './roster-group.rules.ts';
import type { PlannedHome, RosterPlan } from './roster-plan.rules.ts';

/** A plan as it is looked at: what is new by building, what changes home by home, what is wrong row by row. */
export function surveyPlan(
  plan: RosterPlan,
  known: readonly string[],
  locale: Locale,
): Omit<RosterSurvey, 'digest'> {
  const freshEstates = [...new Set(plan.homes.map(({ place }) => place.estate))].filter(
    (estate) => !known.includes(estate),
  );
  const several = known.length + freshEstates.length > 1;
  const nameOf = ({ place }: PlannedHome, level: 'building' | 'full') => {
    const { estate, building, stairwell, door } = place;
    const labels = { building, stairwell, door, words: '', ...(several && { estate }) };
    return placeName(labels, { level }, locale);
  };
  const isFresh = ({ dwellingId }: PlannedHome) => dwellingId === null;
  return {
    counts: plan.counts,
    freshEstates,
    freshBuildings: countByBuilding(plan.homes.filter(isFresh), (home) => nameOf(home, 'building')),
    changed: plan.homes
      .filter((home) => !isFresh(home) && home.changes.length > 0)
      .map((home) => ({ ...home.row, name: nameOf(home, 'full'), changes: [...home.changes] })),
    problems: [...plan.problems],
  };
}

function countByBuilding(homes: readonly PlannedHome[], name: (home: PlannedHome) => string) {
  const groups = groupBy(
    homes.toSorted(
      (a, b) =>
        a.place.estate.localeCompare(b.place.estate) || compareLabels(a.place.building, b.place.building),
    ),
    name,
  );
  return [...groups].map(([building, within]) => ({
    name: building,
    homes: within.length,
    people: within.reduce((sum, { joins }) => sum + joins.length, 0),
  }));
}
