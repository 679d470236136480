import type { LocalDate } from '../../kernel/time.ts';
import type { BuildingId, DwellingId } from '../../places/place/place.contract.ts';
import type { HouseholdId, Occupancy } from '../household/household.contract.ts';
import type { PersonId } from '../person/person.contract.ts';
import type {
  RosterChange,
  RosterCounts,
  RosterField,
  RosterProblem,
  RosterProblemCode,
  RosterReading,
  RosterRow,
} from './roster.contract.ts';
import {
  type Correction,
  type Gathering,
  gatherPeople,
  type KnownMember,
  type KnownPerson,
  type PlannedPerson,
} from './roster-people.rules.ts';

/** A home as the register has it now, with whoever is registered there. */
export type KnownHome = {
  estate: string;
  building: string;
  stairwell: string;
  door: string;
  dwellingId: DwellingId;
  areaDm2: number | null;
  households: readonly { id: HouseholdId; occupancy: Occupancy }[];
  members: readonly KnownMember[];
};
/** The register as it is, as far as a roster speaks of it. */
export type KnownRegister = {
  estates: readonly string[];
  buildings: readonly { id: BuildingId; estate: string; label: string; isClosed: boolean }[];
  homes: readonly KnownHome[];
  people: readonly KnownPerson[];
  today: LocalDate;
};

/** What becomes of one home. */
export type PlannedHome = {
  row: Pick<RosterRow, 'sheet' | 'row'>;
  place: Pick<RosterRow, 'building' | 'stairwell' | 'floor' | 'door'> & { estate: string };
  dwellingId: DwellingId | null;
  /** The area to be written; null where nothing is said or it stands there. */
  areaDm2: number | null;
  /** The household of the home from now on; null where nothing is said of its use and nobody is named. */
  occupancy: Occupancy | null;
  joins: readonly string[];
  leaves: readonly { personId: PersonId; householdId: HouseholdId }[];
  /** Households that end because nobody of them is left and the home is used otherwise. */
  ends: readonly HouseholdId[];
  /** The household joined, where there is one of this use; another is opened where `opens` says so. */
  household: HouseholdId | null;
  opens: boolean;
  changes: readonly RosterChange[];
};

export type RosterPlan = {
  homes: readonly PlannedHome[];
  people: readonly PlannedPerson[];
  /** Known people whose name or number the roster gives otherwise. */
  corrections: readonly Correction[];
  problems: readonly RosterProblem[];
  counts: RosterCounts;
};

type Group = { key: string; estate: string; rows: RosterRow[] };

/**
 * Holds a roster against the register: what is new, what changes, what stays. The roster has the last word on the
 * homes it names and on nothing else: who came by a slip, the captain or the desk stays unless it says otherwise;
 * only those who came by an earlier roster leave when they are not named any more.
 */
export function planRoster(reading: RosterReading, register: KnownRegister): RosterPlan {
  const problems: RosterProblem[] = [];
  const note = (row: RosterRow, field: RosterField, code: RosterProblemCode, found: string) =>
    problems.push({ sheet: row.sheet, row: row.row, field, code, found });
  const groups = groupByHome(reading.rows, register, note);
  const people = gatherPeople(register.people);
  const known = new Map(register.homes.map((home) => [homeKey(home.estate, home), home]));
  const closed = new Set(
    register.buildings.flatMap(({ estate, label, isClosed }) => (isClosed ? `${estate}\n${label}` : [])),
  );
  const homes: PlannedHome[] = [];
  let assumedOwner = 0;
  for (const group of groups) {
    const [first] = group.rows;
    if (first === undefined) continue;
    if (closed.has(`${group.estate}\n${first.building}`)) {
      for (const row of group.rows) note(row, 'building', 'building-closed', row.building);
      continue;
    }
    const home = known.get(group.key);
    const named = nameHeads(group, home, people, note);
    if (named === null) continue;
    const { plan, assumed } = planHome(group, first, home, named);
    if (assumed) assumedOwner += 1;
    homes.push(plan);
  }
  const all = [...reading.problems, ...problems].toSorted(byPlace);
  return {
    homes,
    people: people.planned(),
    corrections: people.corrections(),
    problems: all,
    counts: countPlan(homes, people, reading, all, assumedOwner),
  };
}

const homeKey = (estate: string, home: Pick<RosterRow, 'building' | 'stairwell' | 'door'>) =>
  [estate, home.building, home.stairwell, home.door].join('\n');

type Note = (row: RosterRow, field: RosterField, code: RosterProblemCode, found: string) => void;

/** Rows of one home together; those that say different things of it are set aside. */
function groupByHome(rows: readonly RosterRow[], register: KnownRegister, note: Note): Group[] {
  const groups = new Map<string, Group>();
  const only = register.estates.length === 1 ? register.estates[0] : undefined;
  for (const row of rows) {
    const estate = row.estate ?? only;
    if (estate === undefined) {
      note(row, 'estate', 'estate-missing', '');
      continue;
    }
    const key = homeKey(estate, row);
    const group = groups.get(key) ?? { key, estate, rows: [] };
    const differing = (['areaDm2', 'occupancy'] as const).find((field) =>
      group.rows.some((one) => one[field] !== null && row[field] !== null && one[field] !== row[field]),
    );
    if (differing !== undefined) {
      const field = differing === 'areaDm2' ? 'area' : 'occupancy';
      note(row, field, 'rows-disagree', String(group.rows[0]?.row ?? ''));
      continue;
    }
    group.rows.push(row);
    groups.set(key, group);
  }
  return [...groups.values()];
}

type Named = { heads: PlannedPerson[]; changes: RosterChange[] };

/** Who the rows of a home name; null if one of them cannot be taken, for then nothing of the home is. */
function nameHeads(group: Group, home: KnownHome | undefined, people: Gathering, note: Note): Named | null {
  const named: Named = { heads: [], changes: [] };
  let isWhole = true;
  for (const row of group.rows) {
    if (row.name === null && row.phone === null) continue;
    const found = people.name(row, group.key, home?.members ?? []);
    if ('code' in found) {
      note(row, found.field, found.code, found.found);
      isWhole = false;
      continue;
    }
    if (!named.heads.some(({ key }) => key === found.person.key)) named.heads.push(found.person);
    named.changes.push(...found.changes);
  }
  people.settle(isWhole);
  return isWhole ? named : null;
}

function planHome(
  group: Group,
  row: RosterRow,
  home: KnownHome | undefined,
  { heads, changes: corrected }: Named,
): { plan: PlannedHome; assumed: boolean } {
  const members = home?.members ?? [];
  const said = group.rows.find(({ occupancy }) => occupancy !== null)?.occupancy ?? null;
  const present = [...new Set((home?.households ?? []).map(({ occupancy }) => occupancy))];
  const assumed = said === null && heads.length > 0 && present.length === 0;
  const occupancy =
    said ?? (heads.length === 0 ? null : (present.find((one) => one !== 'vacant') ?? 'owner'));
  const areaDm2 = group.rows.find((one) => one.areaDm2 !== null)?.areaDm2 ?? null;
  const isHead = ({ personId }: KnownMember) => heads.some(({ known }) => known === personId);
  const joins = heads.filter(
    ({ known }) => !members.some((one) => one.personId === known && one.occupancy === occupancy),
  );
  const leaves = members.filter((member) =>
    isHead(member) ? member.occupancy !== occupancy : member.cameBy === 'roster' && occupancy !== null,
  );
  const stay = members.filter((member) => !leaves.includes(member));
  const ends = (home?.households ?? []).filter(
    ({ id, occupancy: used }) =>
      occupancy !== null && used !== occupancy && !stay.some(({ householdId }) => householdId === id),
  );
  const household = (home?.households ?? []).find((one) => one.occupancy === occupancy)?.id ?? null;
  // Nobody is told that a home stands empty while somebody still lives there.
  const opens = occupancy !== null && household === null && (heads.length > 0 || stay.length === 0);
  const changes: RosterChange[] = [...corrected];
  const note = (kind: RosterChange['kind'], from: string | null, to: string | null) =>
    changes.push({ kind, from, to });
  if (home === undefined) note('home-new', null, null);
  if (areaDm2 !== null && areaDm2 !== (home?.areaDm2 ?? null))
    note('area', home?.areaDm2 == null ? null : String(home.areaDm2), String(areaDm2));
  if (opens) note('use', present.join(' ') || null, occupancy);
  for (const { known, name } of joins)
    if (!members.some(({ personId }) => personId === known))
      note(known === null ? 'person-new' : 'person-joins', null, name);
  for (const member of leaves) if (!isHead(member)) note('person-leaves', member.name, null);
  return {
    assumed,
    plan: {
      row: { sheet: row.sheet, row: row.row },
      place: {
        ...{ estate: group.estate, building: row.building, stairwell: row.stairwell },
        ...{ floor: row.floor, door: row.door },
      },
      dwellingId: home?.dwellingId ?? null,
      areaDm2: areaDm2 === (home?.areaDm2 ?? null) ? null : areaDm2,
      ...{ occupancy, household, opens, changes },
      joins: joins.map(({ key }) => key),
      leaves: leaves.map(({ personId, householdId }) => ({ personId, householdId })),
      ends: ends.map(({ id }) => id),
    },
  };
}

function byPlace(a: RosterProblem, b: RosterProblem): number {
  return (a.sheet ?? '').localeCompare(b.sheet ?? '') || a.row - b.row;
}

function countPlan(
  homes: readonly PlannedHome[],
  people: Gathering,
  reading: RosterReading,
  problems: readonly RosterProblem[],
  assumedOwner: number,
): RosterCounts {
  const wrong = new Set(problems.map(({ sheet, row }) => `${sheet}\n${row}`)).size;
  const wrongUnread = new Set(reading.problems.map(({ sheet, row }) => `${sheet}\n${row}`)).size;
  const fresh = homes.filter(({ dwellingId }) => dwellingId === null).length;
  const changed = homes.filter(({ dwellingId, changes }) => dwellingId !== null && changes.length > 0).length;
  return {
    rows: reading.rows.length + wrongUnread,
    homes: homes.length,
    ...{ fresh, changed, same: homes.length - fresh - changed, wrong, assumedOwner },
    freshPeople: people.planned().filter(({ known }) => known === null).length,
  };
}
