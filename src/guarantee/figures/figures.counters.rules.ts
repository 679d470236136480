import { addDays, dateOf, type Instant, type LocalDate, minuteMs } from '../../kernel/time.ts';
import type { Counted } from './figures.contract.ts';
import type { MatterFacts, Reckoning } from './figures.facts.rules.ts';

/** Counters by name, `received.channel.box`; one that is absent is zero. */
export type Counters = Readonly<Record<string, number>>;

/** What a matter adds to a counter; `from` where it does so only from a later day on, by time alone. */
type Share = { counter: string; amount: number; from?: LocalDate };

/** A matter that was handed out and is not contacted counts as missed from the day after its time has run out. */
export function contactMissedOn(
  { standing, dispatchedAt, contact }: MatterFacts,
  reckoning: Pick<Reckoning, 'contactDueAt'>,
): LocalDate | null {
  if (standing !== 'open' || dispatchedAt === null || contact !== null) return null;
  return addDays(dateOf(reckoning.contactDueAt(dispatchedAt)), 1);
}

/**
 * The figures a matter counts in as it stands, each once. Taken back by its reporter or living on in another, it is
 * not received any more and counts in none of them.
 */
export function countedIn(facts: MatterFacts): Counted[] {
  if (facts.standing !== 'open' && facts.standing !== 'resolved') return [];
  const isResolved = facts.standing === 'resolved';
  const { contact, answer } = facts;
  const all: Record<Counted, boolean> = {
    received: true,
    open: !isResolved,
    resolved: isResolved,
    'contact-due': contact !== null,
    'contact-in-time': contact?.inTime === true,
    'in-time': isResolved && facts.onTime,
    'at-once': isResolved && facts.reopened === 0,
    answered: answer !== null,
    solved: answer?.solved === 'yes',
    'partly-solved': answer?.solved === 'partly',
    unsolved: answer?.solved === 'no',
    satisfied: answer?.satisfaction === 'satisfied' || answer?.satisfaction === 'mostly',
    'ever-resolved': facts.everResolved,
    reopened: facts.reopened > 0,
    dispatched: facts.everDispatched,
    returned: facts.returned,
  };
  return (Object.keys(all) as Counted[]).filter((name) => all[name]);
}

/** Everything a matter adds to the counters as it stands. */
function sharesOf(facts: MatterFacts, reckoning: Pick<Reckoning, 'contactDueAt'>): Share[] {
  const one = (counter: string): Share => ({ counter, amount: 1 });
  if (facts.standing === 'withdrawn' || facts.standing === 'merged') {
    return [one(facts.standing), { counter: 'voices.households', amount: facts.households }];
  }
  const missed = contactMissedOn(facts, reckoning);
  const { acceptedAt, resolvedAt, contact } = facts;
  const isResolved = facts.standing === 'resolved' && resolvedAt !== null;
  return [
    ...countedIn(facts).map(one),
    ...byDimension('received', facts, acceptedAt),
    ...(isResolved ? byDimension('resolved', facts, resolvedAt) : []),
    // How many of a month's matters are still open needs those that are not.
    ...(isResolved ? [one(`settled.month.${monthOf(acceptedAt)}`), one(`result.${facts.result}`)] : []),
    ...(missed === null ? [] : [{ ...one('contact-due'), from: missed }]),
    { counter: 'voices.reports', amount: facts.reports - 1 },
    { counter: 'voices.households', amount: facts.households },
    ...(contact === null ? [] : [one(`contact.${stepOf(contact.at - acceptedAt)}`)]),
    ...(isResolved ? [one(`resolution.${stepOf(resolvedAt - acceptedAt)}`)] : []),
    ...(isResolved ? [{ counter: 'worked-minutes', amount: Math.round(facts.workedMs / minuteMs) }] : []),
  ];
}

function byDimension(name: string, facts: MatterFacts, at: Instant): Share[] {
  const { channel, tier, category, building } = facts;
  return [
    ...[`channel.${channel}`, `tier.${tier}`, `category.${category}`, `building.${building ?? noBuilding}`],
    `month.${monthOf(at)}`,
  ].map((rest) => ({ counter: `${name}.${rest}`, amount: 1 }));
}

/** Stands in counters for matters of the whole estate, and for those whose place is nobody's business. */
export const noBuilding = '-';

/** The month an instant falls into, YYYY-MM. */
export function monthOf(at: Instant): string {
  return dateOf(at).slice(0, 7);
}

/**
 * Durations are counted in steps of two leading digits: 59 minutes, 1400 minutes, 11000 minutes. A median is then
 * never more than a tenth too short, and a community has some hundred steps however many matters it has.
 */
export function stepOf(ms: number): number {
  const minutes = Math.max(0, Math.floor(ms / minuteMs));
  const digits = 10 ** Math.max(0, String(minutes).length - 2);
  return Math.floor(minutes / digits) * digits;
}

/** What each day gains and loses by a matter's change from one set of facts to another. */
export function addChange(
  days: Map<LocalDate, Map<string, number>>,
  before: MatterFacts | undefined,
  after: MatterFacts,
  reckoning: Pick<Reckoning, 'contactDueAt'>,
): void {
  const add = ({ counter, amount, from }: Share, sign: 1 | -1) => {
    if (amount === 0) return;
    const day = from !== undefined && from > after.day ? from : after.day;
    const deltas = days.get(day) ?? new Map<string, number>();
    days.set(day, deltas);
    const sum = (deltas.get(counter) ?? 0) + sign * amount;
    if (sum === 0) deltas.delete(counter);
    else deltas.set(counter, sum);
  };
  if (before) for (const share of sharesOf(before, reckoning)) add(share, -1);
  for (const share of sharesOf(after, reckoning)) add(share, 1);
}

/** Adds counters to counters; what comes to zero is left out. */
export function sum(a: Counters, b: Iterable<readonly [string, number]>): Counters {
  const all = new Map(Object.entries(a));
  for (const [name, amount] of b) all.set(name, (all.get(name) ?? 0) + amount);
  return Object.fromEntries([...all].filter(([, amount]) => amount !== 0));
}
