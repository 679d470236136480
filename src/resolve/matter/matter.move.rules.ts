import type { CategoryLimit } from '../../clocks/deadline/deadline.contract.ts';
import { workdaysLimit } from '../../clocks/deadline/deadline.rules.ts';
import { type Tier, tiers } from '../../collect/category/category.contract.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Matter } from './matter.contract.ts';
import type { Case, DeadlineChange, Decision, MatterFacts } from './matter.decision.ts';
import { matterEntries } from './matter.entries.ts';
import type { MoveReason, ProposedMove } from './matter.move.contract.ts';
import type { MatterRefusal } from './matter.refusals.contract.ts';
import { advance, entryOf, eventOf, handlersOf, isPastDue, limitNow, named } from './matter.rules.ts';
import { nextState } from './matter.states.ts';

/** The reasons that lead from one tier to another; up for what the neighbours cannot settle, back for what they can. */
export function moveReasonsFor(from: Tier, to: Tier): readonly MoveReason[] {
  if (from === to) return [];
  if (isUp(from, to)) {
    return to === 'linked' ? ['beyond-estate'] : ['limit-passed', 'several-stairwells', 'common-funds'];
  }
  return ['settles-nearer', 'moved-by-mistake'];
}

function isUp(from: Tier, to: Tier): boolean {
  return tiers.indexOf(to) > tiers.indexOf(from);
}

/**
 * The move the facts call for, if any: a self-governed matter that found no result in its limit, or that people of
 * several stairwells speak of, goes to the joint table. What needs judgement, money and outside powers, is left
 * to the desk.
 */
export function proposeMove(matter: Matter, facts: MatterFacts, now: Instant): ProposedMove | null {
  if (nextState(matter.state, 'move') === undefined || matter.tier !== 'self') return null;
  if (isPastDue(facts, now)) return { to: 'joint', reason: 'limit-passed' };
  return facts.stairwellsHeard > 1 ? { to: 'joint', reason: 'several-stairwells' } : null;
}

/**
 * The limit a matter has after a move (docs/decisions/0020). Up, nothing is settled in less than three parties or
 * an authority need: fifteen workdays; what common funds pay for is put to the owners, and the clock stands still
 * for their vote (民法典 278). A longer limit is kept, and moving back changes none.
 */
export function limitAfter(
  matter: Pick<Matter, 'limit' | 'tier' | 'reopenedCount'>,
  to: Tier,
  reason: MoveReason,
): CategoryLimit {
  const limit = limitNow(matter);
  if (!isUp(matter.tier, to) || matter.limit === 'vote') return limit;
  if (reason === 'common-funds') return 'vote';
  return workdaysLimit(limit).count < workdaysLimit('W15').count ? 'W15' : limit;
}

export type MoveInput = { to: Tier; reason: MoveReason; words: string };

/**
 * Moves a matter to another tier, under its number, with the reason told to those who reported it. Its clock goes
 * on from the same start; only a promise that was missed ends, as late, and another one begins.
 */
export function decideMove(subject: Case, input: MoveInput): Outcome<Decision, MatterRefusal> {
  const { matter, facts, act, reckon } = subject;
  const { to, reason, words } = input;
  const state = advance(subject, 'move');
  if (!state.ok) return state;
  if (to === matter.tier) return refuse('same-tier');
  if (!moveReasonsFor(matter.tier, to).includes(reason)) return refuse('move-reason-unfit');
  if (reason === 'limit-passed' && !isPastDue(facts, act.now)) {
    return refuse('limit-not-passed', { date: facts.due.resolve?.dueOn ?? '—' });
  }
  const limit = limitAfter(matter, to, reason);
  const clock = clockAfter(subject, to, limit);
  const changed = clock.at(-1);
  const dueOn = changed ? reckon(changed) : (facts.due.resolve?.dueOn ?? null);
  const told = { ...named(matter), to, reason, dueOn };
  const { tier: from } = matter;
  return ok({
    matter: { tier: to, ...(changed && { limit }), ...(changed?.do === 'start' && { extended: false }) },
    deadlines: clock,
    entries: [
      entryOf(matterEntries.moved, { ...matter, tier: to }, act, { from, reason, limit, dueOn }, { words }),
    ],
    notices: [
      { to: 'reporters', template: 'moved', params: { ...told, words } },
      { to: 'voices', template: 'moved-in-short', params: told },
      ...handlersOf(matter).map(
        ({ postId }) => ({ to: 'post', postId, template: 'moved', params: { ...told, words } }) as const,
      ),
    ],
    event: eventOf('move', act, {
      facts: { from, to, reason, ...(dueOn === null ? {} : { dueOn }) },
      words,
    }),
  });
}

/** How the promise goes on: the same clock with its new limit, or after a missed one a clock of its own. */
function clockAfter({ matter, facts, act }: Case, to: Tier, limit: CategoryLimit): DeadlineChange[] {
  const { now } = act;
  if (!isUp(matter.tier, to)) return [];
  if (isPastDue(facts, now) && facts.due.resolve) {
    const missedOn = facts.due.resolve.dueOn;
    return [
      { do: 'end', clock: 'resolve', at: now, as: 'done' },
      { do: 'start', clock: 'resolve', limit, reopenings: 0, from: now, missedOn },
    ];
  }
  return limit === limitNow(matter) ? [] : [{ do: 'relimit', clock: 'resolve', limit, at: now }];
}
