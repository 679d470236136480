import type { Tier } from '../../collect/category/category.contract.ts';
import type { ReportChannel } from '../../collect/report/report.contract.ts';
import { dateOf, type Instant, type LocalDate } from '../../kernel/time.ts';
import type { Entry } from '../../ledger/entry/entry.contract.ts';
import { factsOf } from '../../ledger/entry/entry.rules.ts';
import type { ResultType, Satisfaction, SolvedAnswer } from '../../resolve/matter/matter.contract.ts';
import { matterEntries } from '../../resolve/matter/matter.entries.ts';

/** What the entries of a matter have said of it so far, as far as figures need it. */
export type MatterFacts = {
  number: string;
  /** The day of the last of its entries: what happens to a matter is never counted before what happened earlier. */
  day: LocalDate;
  standing: 'open' | 'resolved' | 'withdrawn' | 'merged';
  channel: ReportChannel;
  tier: Tier;
  category: string;
  building: string | null;
  acceptedAt: Instant;
  /** Where the 24 hours to the first contact began; null while nobody has it. */
  dispatchedAt: Instant | null;
  everDispatched: boolean;
  contact: { at: Instant; inTime: boolean } | null;
  resolvedAt: Instant | null;
  everResolved: boolean;
  onTime: boolean;
  result: ResultType | null;
  /** What its first reporter last answered. */
  answer: { solved: SolvedAnswer; satisfaction: Satisfaction | null } | null;
  reopened: number;
  returned: boolean;
  /** Reports it carries, and households that met the same. */
  reports: number;
  households: number;
  /** Business time it was worked on, and since when that runs. */
  workedMs: number;
  workedFrom: Instant | null;
};

/** An entry as counting reads it. */
export type CountedEntry = Pick<Entry, 'type' | 'number' | 'occurredAt' | 'facts'>;

export type Reckoning = {
  /** Business time between two instants, by the community's calendar. */
  workedMs(from: Instant, to: Instant): number;
  /** The end of the time for a first contact that began at an instant. */
  contactDueAt(from: Instant): Instant;
};

/** What a matter's facts are after one more entry; the same object where the entry says nothing that is counted. */
export function factsAfter(
  before: MatterFacts | undefined,
  entry: CountedEntry,
  reckoning: Reckoning,
): MatterFacts | undefined {
  if (entry.number === null) return before;
  const accepted = factsOf(matterEntries.accepted, entry);
  if (accepted) return opened(entry.number, entry.occurredAt, accepted);
  if (before === undefined) return undefined;
  const change = changeOf(before, entry, reckoning);
  if (change === undefined) return before;
  const on = dateOf(entry.occurredAt);
  return { ...before, ...change, day: on > before.day ? on : before.day };
}

function opened(
  number: string,
  at: Instant,
  said: Pick<MatterFacts, 'channel' | 'tier' | 'category' | 'building'>,
): MatterFacts {
  const { channel, tier, category, building } = said;
  return {
    ...{ number, day: dateOf(at), standing: 'open', channel, tier, category, building, acceptedAt: at },
    ...{ dispatchedAt: null, everDispatched: false, contact: null, resolvedAt: null, everResolved: false },
    ...{ onTime: false, result: null, answer: null, reopened: 0, returned: false, reports: 1, households: 0 },
    ...{ workedMs: 0, workedFrom: at },
  };
}

type Change = Partial<MatterFacts> | undefined;

function changeOf(facts: MatterFacts, entry: CountedEntry, reckoning: Reckoning): Change {
  return courseOf(facts, entry, reckoning) ?? voicesOf(facts, entry) ?? closingOf(entry) ?? movedTo(entry);
}

/** Being handed out, contacted, stopped, resolved and done again. */
function courseOf(facts: MatterFacts, entry: CountedEntry, reckoning: Reckoning): Change {
  const at = entry.occurredAt;
  switch (entry.type) {
    case matterEntries.dispatched.type:
      return { everDispatched: true, dispatchedAt: facts.dispatchedAt ?? at };
    case matterEntries.returned.type:
      // The time for a first contact begins again with whoever gets it next.
      return { returned: true, ...(facts.contact === null && { dispatchedAt: null }) };
    case matterEntries.contacted.type: {
      if (facts.contact !== null) return undefined;
      const inTime = facts.dispatchedAt !== null && at <= reckoning.contactDueAt(facts.dispatchedAt);
      return { contact: { at, inTime } };
    }
    case matterEntries.suspended.type:
      return { ...workedUntil(facts, at, reckoning), workedFrom: null };
    case matterEntries.resumed.type:
      return { workedFrom: at };
    case matterEntries.reopened.type:
      return {
        ...{ standing: 'open', resolvedAt: null, result: null, onTime: false },
        ...{ reopened: facts.reopened + 1, workedFrom: at },
      };
  }
  const resolved = factsOf(matterEntries.resolved, entry);
  if (!resolved) return undefined;
  const { onTime, result } = resolved;
  return {
    ...{ standing: 'resolved', resolvedAt: at, everResolved: true, onTime, result },
    ...workedUntil(facts, at, reckoning),
    workedFrom: null,
  };
}

function workedUntil({ workedMs, workedFrom }: MatterFacts, at: Instant, reckoning: Reckoning) {
  return { workedMs: workedMs + (workedFrom === null ? 0 : reckoning.workedMs(workedFrom, at)) };
}

/** Who speaks in it: reports that come and go, households that met the same. */
function voicesOf(facts: MatterFacts, entry: CountedEntry): Change {
  if (entry.type === matterEntries.joined.type) return { reports: facts.reports + 1 };
  if (entry.type === matterEntries.voiced.type) return { households: facts.households + 1 };
  const absorbed = factsOf(matterEntries.absorbed, entry);
  if (absorbed) return { reports: absorbed.voices ?? facts.reports + 1 };
  const split = factsOf(matterEntries.split, entry);
  if (split?.whole === true) return { reports: Math.max(1, facts.reports - 1) };
  const withdrawn = factsOf(matterEntries.withdrawn, entry);
  if (!withdrawn) return undefined;
  return withdrawn.voicesLeft === 0 ? { standing: 'withdrawn' } : { reports: withdrawn.voicesLeft };
}

/** Being answered for, or living on in another matter. */
function closingOf(entry: CountedEntry): Change {
  if (entry.type === matterEntries.merged.type) return { standing: 'merged' };
  const answered = factsOf(matterEntries.answered, entry);
  if (!answered?.first) return undefined;
  const { solved, satisfaction } = answered;
  return { answer: { solved, satisfaction: satisfaction ?? null } };
}

/** A move to another tier; every entry says the tier, the category and the building a matter has by then. */
function movedTo(entry: CountedEntry): Change {
  const moved = factsOf(matterEntries.moved, entry);
  return moved && { tier: moved.tier };
}
