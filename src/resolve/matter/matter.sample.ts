import type { CategoryLimit } from '../../clocks/deadline/deadline.contract.ts';
import type { Asker, HeldPost } from '../../kernel/asker.ts';
import type { Id } from '../../kernel/id.ts';
import {
  addDays,
  addMs,
  dateOf,
  dayMs,
  type Instant,
  type LocalDate,
  parseInstant,
} from '../../kernel/time.ts';
import type { Handler, Matter } from './matter.contract.ts';
import type { Act, Case, DeadlineChange, MatterFacts, Part, Voice } from './matter.decision.ts';
import type { Supervision } from './matter.supervision.contract.ts';

/** Builders for tests: a valid thing with one call, so that a test states only what matters to it. */

/** A readable stand-in for a UUID. */
export function sampleId<Noun extends string>(noun: Noun, n = 1): Id<Noun> {
  const tail = `${[...noun].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 0xffff}`;
  return `01900000-0000-7000-8000-${tail.padStart(6, '0')}${String(n).padStart(6, '0')}` as Id<Noun>;
}

export const mondayMorning: Instant = parseInstant('2026-06-01T09:00:00+08:00');

export const wuye: Handler = {
  postId: sampleId('post', 20),
  organisationId: sampleId('organisation', 1),
  throughDesk: false,
};

export function sampleMatter(over: Partial<Matter> = {}): Matter {
  return {
    id: sampleId('matter'),
    number: '2026-0170',
    version: 3,
    state: 'accepted',
    publicTitle: '3幢楼道灯不亮',
    categoryCode: 'FAC01',
    tier: 'self',
    limit: 'W1',
    sensitive: false,
    proofExpected: true,
    building: { id: sampleId('building', 3), code: '3', name: '3幢' },
    area: null,
    firstReportId: sampleId('report'),
    mainHandler: wuye,
    assisting: [],
    acceptedAt: mondayMorning,
    dispatchedAt: mondayMorning,
    contactedAt: null,
    onSiteAt: null,
    resolvedAt: mondayMorning,
    closedAt: null,
    result: null,
    closing: null,
    returnedCount: 0,
    reopenedCount: 0,
    urgedCount: 0,
    supervision: null,
    extensionAsked: false,
    extended: false,
    suspendedFor: null,
    suspendedUntil: null,
    forJointMeeting: false,
    mergedInto: null,
    ...over,
  };
}

export function sampleSupervision(over: Partial<Supervision> = {}): Supervision {
  return {
    level: 'yellow',
    reason: 'overdue',
    by: 'street',
    personId: sampleId('person', 5),
    at: mondayMorning,
    dueOn: addDays(dateOf(mondayMorning), 2),
    ...over,
  };
}

export function samplePart(n = 1, over: Partial<Part> = {}): Part {
  return {
    id: sampleId('part', n),
    round: 1,
    handler: {
      postId: sampleId('post', 22 + n),
      organisationId: sampleId('organisation', 2 + n),
      throughDesk: false,
    },
    state: 'given',
    givenAt: mondayMorning,
    takenAt: null,
    endedAt: null,
    words: null,
    photoIds: [],
    settled: false,
    ...over,
  };
}

export function sampleVoice(n = 1, over: Partial<Voice> = {}): Voice {
  return {
    reportId: sampleId('report', n),
    number: `2026-01${69 + n}`,
    personId: sampleId('person', 50 + n),
    reachable: true,
    ...over,
  };
}

export function sampleFacts(over: Partial<MatterFacts> = {}): MatterFacts {
  return {
    voices: [sampleVoice()],
    households: 1,
    householdIds: [sampleId('household', 1)],
    stairwellsHeard: 1,
    parts: [],
    urgedToday: [],
    workers: [],
    deskPersonIds: [sampleId('person', 1), sampleId('person', 2)],
    stairwellIds: [sampleId('stairwell', 31), sampleId('stairwell', 32)],
    due: { return: dueAt(addMs(mondayMorning, dayMs)), resolve: dueAt(addMs(mondayMorning, dayMs)) },
    suspensionDaysLeft: { vote: 60, otherwise: 60 },
    calls: { count: 0, days: 0 },
    ...over,
  };
}

export function sampleAct(now: Instant = mondayMorning, hat: Act['hat'] = 'desk'): Act {
  const who = { personId: sampleId('person', 1), postId: sampleId('post', 1), isDeputy: false };
  return { now, hat, ...who, reportId: null };
}

const days = { U2h: 1, W1: 1, W3: 3, W5: 5, W7: 7, W15: 15, vote: 15 } satisfies Record<
  CategoryLimit,
  number
>;

/** Plain days instead of working days: the rules only pass the question on. */
export function plainDays(change: DeadlineChange): LocalDate {
  if (change.do === 'start' && change.clock === 'resolve')
    return addDays(dateOf(change.from), days[change.limit]);
  if (change.do === 'start' && change.clock === 'supervision')
    return addDays(dateOf(change.from), change.workingDays);
  if (change.do === 'start') return addDays(dateOf(change.from), change.clock === 'reopen' ? 15 : 1);
  if (change.do === 'relimit') return addDays(dateOf(change.at), days[change.limit]);
  return addDays(dateOf(change.at), change.do === 'extend' ? change.workingDays : 1);
}

/** A due instant and its day. */
export function dueAt(at: Instant): { dueAt: Instant; dueOn: LocalDate } {
  return { dueAt: at, dueOn: dateOf(at) };
}

export function sampleCase(over: {
  matter?: Partial<Matter>;
  facts?: Partial<MatterFacts>;
  now?: Instant;
  hat?: Act['hat'];
}): Case {
  return {
    matter: sampleMatter(over.matter),
    facts: sampleFacts(over.facts),
    act: sampleAct(over.now, over.hat),
    reckon: plainDays,
  };
}

/** Somebody signed in, with the posts they hold: `person(1, post('desk'))`. */
export function samplePerson(n: number, ...posts: HeldPost[]): Asker {
  return {
    kind: 'person',
    accountId: sampleId('account', n),
    personId: sampleId('person', n),
    displayName: `person ${n}`,
    posts,
  };
}

export function samplePost(kind: string, n = 1, covers: Id | null = null): HeldPost {
  return { id: sampleId('post', n), kind, covers };
}
