import type { WorkCalendar } from '../../clocks/calendar/calendar.contract.ts';
import { loadCalendar } from '../../clocks/calendar/calendar.service.ts';
import {
  extendClock,
  openDeadline,
  relimitClock,
  resumeClock,
  suspensionLeftMs,
} from '../../clocks/deadline/deadline.rules.ts';
import { type KeptDeadline, listDeadlines } from '../../clocks/deadline/deadline.service.ts';
import { type KnownReport, listReportsOfMatter } from '../../collect/report/report-decision.service.ts';
import type { Id } from '../../kernel/id.ts';
import { dateOf, dayMs, type Instant, type LocalDate } from '../../kernel/time.ts';
import { listActingPersons } from '../../people/absence/absence.service.ts';
import { householdsThen, membershipsOf } from '../../people/household/household.service.ts';
import { getDwellingPlaces, listStairwells } from '../../places/place/place.service.ts';
import type { Tx } from '../../platform/database.ts';
import type { DeadlineChange, MatterFacts, Reckon } from './matter.decision.ts';
import { roundOf } from './matter.handling.rules.ts';
import { countHouseholds } from './matter.rules.ts';
import type { MatterRecord } from './matter.store.ts';
import {
  listMatterVoices,
  listMatterWorkers,
  listReportsUrgedOn,
  listRoundCalls,
} from './matter-event.service.ts';
import { listParts } from './matter-part.service.ts';

/** A matter with everything that rules, policies and views ask of it. */
export type LoadedCase = {
  matter: MatterRecord;
  facts: MatterFacts;
  reports: readonly KnownReport[];
  deadlines: readonly KeptDeadline[];
  calendar: WorkCalendar;
  /** Persons of households that said "me too": they follow the matter. */
  followers: readonly Id<'person'>[];
};

/** Loads what surrounds a matter. */
export async function loadCase(tx: Tx, matter: MatterRecord, now: Instant): Promise<LoadedCase> {
  const today = dateOf(now);
  const [allReports, deadlines, calendar, voices, workers, desk, stairwellIds, calls, urged, parts] =
    await Promise.all([
      listReportsOfMatter(tx, [matter.id]),
      listDeadlines(tx, [matter.id]),
      loadCalendar(tx),
      listMatterVoices(tx, matter.id),
      listMatterWorkers(tx, matter.id),
      listActingPersons(tx, today, 'desk'),
      matter.building === null ? [] : listStairwells(tx, matter.building.id),
      listRoundCalls(tx, matter.id, roundOf(matter)),
      listReportsUrgedOn(tx, matter.id, today),
      listParts(tx, [matter.id]),
    ]);
  const reports = allReports.filter((report) => report.state !== 'withdrawn');
  const households = await householdsOf(tx, reports);
  const householdIds = [...new Set([...households.values(), ...voices.map((voice) => voice.householdId)])];
  const facts: MatterFacts = {
    voices: firstReportFirst(matter, reports).map((report) => ({
      reportId: report.id,
      number: report.number,
      personId: report.personId,
      reachable: report.reachable,
    })),
    households: countHouseholds([
      ...reports.map((report) => ({ householdId: households.get(report.id) ?? null })),
      ...voices,
    ]),
    householdIds,
    stairwellsHeard: await countStairwellsOf(tx, reports, voices, today),
    parts,
    urgedToday: urged,
    workers,
    deskPersonIds: desk,
    stairwellIds,
    due: Object.fromEntries(deadlines.map(({ kind, dueAt, dueOn }) => [kind, { dueAt, dueOn }])),
    suspensionDaysLeft: suspensionDaysLeft(deadlines, now),
    calls: { count: calls.length, days: new Set(calls.map(dateOf)).size },
  };
  return { matter, facts, reports, deadlines, calendar, followers: voices.map((voice) => voice.personId) };
}

function firstReportFirst(matter: MatterRecord, reports: readonly KnownReport[]): KnownReport[] {
  const isFirst = (report: KnownReport) => report.id === matter.firstReportId;
  return [...reports.filter(isFirst), ...reports.filter((report) => !isFirst(report))];
}

/** The household each report spoke for; it stays, wherever its person lives by now. */
async function householdsOf(
  tx: Tx,
  reports: readonly KnownReport[],
): Promise<Map<Id<'report'>, Id<'household'>>> {
  const spoken = reports.map(({ personId, submittedAt }) => ({ personId, on: dateOf(submittedAt) }));
  const households = await householdsThen(tx, spoken);
  return new Map(
    reports.flatMap(({ id }, index) => {
      const household = households[index];
      return household ? [[id, household]] : [];
    }),
  );
}

/** The stairwells a matter is spoken of from: where the reports are about, where those who met the same live. */
async function countStairwellsOf(
  tx: Tx,
  reports: readonly KnownReport[],
  voices: readonly { personId: Id<'person'> }[],
  on: LocalDate,
): Promise<number> {
  const told = reports.flatMap(({ stairwellId }) => stairwellId ?? []);
  const persons = [...new Set(voices.map(({ personId }) => personId))];
  const homes = await membershipsOf(tx, persons, on);
  const places = await getDwellingPlaces(
    tx,
    homes.map(({ dwellingId }) => dwellingId),
  );
  const lived = [...places.values()].flatMap(({ stairwellId }) => stairwellId ?? []);
  return new Set([...told, ...lived]).size;
}

/** What the promise of this round has left, as its clock itself reckons it. */
function suspensionDaysLeft(
  deadlines: readonly KeptDeadline[],
  now: Instant,
): MatterFacts['suspensionDaysLeft'] {
  const promise = deadlines.findLast((deadline) => deadline.kind === 'resolve');
  if (!promise) return { vote: 0, otherwise: 0 };
  const { vote, otherwise } = suspensionLeftMs(promise, now);
  return { vote: vote === null ? null : Math.floor(vote / dayMs), otherwise: Math.floor(otherwise / dayMs) };
}

/** Reckons the day a clock would promise after a change, by the same rules that then make it so. */
export function reckonOn(calendar: WorkCalendar, deadlines: readonly KeptDeadline[]): Reckon {
  const running = deadlines.find((deadline) => deadline.kind === 'resolve' && deadline.endedAt === null);
  return (change: DeadlineChange) => {
    if (change.do === 'start') return openDeadline(startOf(change), calendar).dueOn;
    if (!running) throw new Error(`no resolve clock runs that could ${change.do}`);
    if (change.do === 'resume') {
      const resumed = resumeClock(running, change.at, calendar);
      return resumed.ok ? resumed.value.dueOn : running.dueOn;
    }
    if (change.do === 'relimit') {
      const relimited = relimitClock(running, change.limit, change.at, calendar);
      return relimited.ok ? relimited.value.dueOn : running.dueOn;
    }
    if (change.do === 'extend') {
      const extended = extendClock(running, change.workingDays, change.at, calendar);
      return extended.ok ? extended.value.dueOn : running.dueOn;
    }
    return running.dueOn;
  };
}

/** How `clocks` is told to start what a decision starts. */
export function startOf(
  change: Extract<DeadlineChange, { do: 'start' }>,
): Parameters<typeof openDeadline>[0] {
  if (change.clock === 'supervision') {
    const limit = { unit: 'workdays', count: change.workingDays } as const;
    return { kind: 'supervision', startedAt: change.from, limit };
  }
  if (change.clock !== 'resolve') return { kind: change.clock, startedAt: change.from };
  const { limit, from, reopenings, missedOn } = change;
  const missed = missedOn === undefined ? {} : { missedOn };
  return { kind: 'resolve', startedAt: from, category: limit, reopenings, ...missed };
}
