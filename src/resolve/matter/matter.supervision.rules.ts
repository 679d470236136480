import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Matter } from './matter.contract.ts';
import type { Case, DeadlineChange, Decision, MatterFacts, MatterNotice } from './matter.decision.ts';
import { matterEntries } from './matter.entries.ts';
import type { MatterRefusal } from './matter.refusals.contract.ts';
import { advance, entryOf, eventOf, handlersOf, named } from './matter.rules.ts';
import { openStates } from './matter.states.ts';
import {
  type ProposedSupervision,
  type SupervisionLevel,
  type SupervisionReason,
  supervisionLevels,
  supervisionReasons,
} from './matter.supervision.contract.ts';
import { urgedOften } from './matter.urging.contract.ts';

type Subject = Pick<Matter, 'state' | 'onSiteAt' | 'reopenedCount' | 'urgedCount' | 'supervision' | 'limit'>;
type Due = Pick<MatterFacts['due'], 'resolve' | 'on-site' | 'supervision'>;

/**
 * The grounds for supervising a matter that hold now, the gravest first (国办发〔2020〕53号 督办): nobody on site
 * where somebody had to be within two hours, the promise missed, done again, urged twice. A matter that stands
 * still is not late.
 */
export function groundsFor(matter: Subject, due: Due, now: Instant): SupervisionReason[] {
  if (!openStates.has(matter.state)) return [];
  const holds: Record<SupervisionReason, boolean> = {
    // Ended by the result of an earlier round, the clock of the first visit says nothing of this one.
    safety: matter.onSiteAt === null && matter.reopenedCount === 0 && isPast(due['on-site'], now),
    overdue: matter.state !== 'suspended' && isPast(due.resolve, now),
    reopened: matter.reopenedCount > 0,
    'urged-twice': matter.urgedCount >= urgedOften,
  };
  return supervisionReasons.filter((reason) => holds[reason]);
}

function isPast(due: { dueAt: Instant } | undefined, now: Instant): boolean {
  return due !== undefined && now > due.dueAt;
}

/**
 * What the rules propose to whoever supervises; it is never placed by itself. Red where somebody may be in danger
 * or the date of a yellow one has passed, else yellow.
 */
export function proposeSupervision(matter: Subject, due: Due, now: Instant): ProposedSupervision | null {
  const [reason] = groundsFor(matter, due, now);
  if (reason === undefined) return null;
  if (matter.supervision === null) return { level: reason === 'safety' ? 'red' : 'yellow', reason };
  return matter.supervision.level === 'yellow' && isPast(due.supervision, now)
    ? { level: 'red', reason }
    : null;
}

/** Whether a level would press harder than what stands. */
export function isGraver(level: SupervisionLevel, than: SupervisionLevel | null): boolean {
  return than === null || supervisionLevels.indexOf(level) > supervisionLevels.indexOf(than);
}

export type SuperviseInput = {
  level: SupervisionLevel;
  reason: SupervisionReason;
  workingDays: number;
  words: string;
};

/**
 * Places a supervision (督办), or turns yellow into red: with a date of its own and words to the handlers. Danger
 * is for people to judge; every other ground has to hold.
 */
export function decideSupervise(subject: Case, input: SuperviseInput): Outcome<Decision, MatterRefusal> {
  const { matter, facts, act, reckon } = subject;
  const { level, reason, words, workingDays } = input;
  const state = advance(subject, 'supervise');
  if (!state.ok) return state;
  if (!isGraver(level, matter.supervision?.level ?? null)) return refuse('supervised-already');
  if (reason !== 'safety' && !groundsFor(matter, facts.due, act.now).includes(reason)) {
    return refuse('ground-missing');
  }
  const clock: DeadlineChange = { do: 'start', clock: 'supervision', workingDays, from: act.now };
  const dueOn = reckon(clock);
  const by = act.hat === 'street' ? 'street' : 'administrator';
  return ok({
    matter: { supervision: { level, reason, by, personId: act.personId, at: act.now, dueOn } },
    deadlines: [...supervisionEnds(matter, act.now, 'void'), clock],
    entries: [entryOf(matterEntries.supervised, matter, act, { by, level, reason, dueOn }, { words })],
    notices: [
      ...tellThoseWhoWork(matter, {
        template: 'supervised',
        params: { ...named(matter), level, reason, dueOn, words },
      }),
      { to: 'reporters', template: 'supervised-in-short', params: { ...named(matter), dueOn } },
    ],
    event: eventOf('supervise', act, { facts: { level, reason, dueOn }, words, wordsFor: 'staff' }),
  });
}

/** Lifts a supervision before there is a result, with a word why. */
export function decideLift(subject: Case, input: { words: string }): Outcome<Decision, MatterRefusal> {
  const { matter, act } = subject;
  const state = advance(subject, 'lift');
  if (!state.ok) return state;
  const { words } = input;
  const by = act.hat === 'street' ? 'street' : 'administrator';
  return ok({
    matter: { supervision: null },
    deadlines: supervisionEnds(matter, act.now, 'void'),
    entries: [entryOf(matterEntries.supervisionLifted, matter, act, { by }, { words })],
    notices: tellThoseWhoWork(matter, {
      template: 'supervision-lifted',
      params: { ...named(matter), words },
    }),
    event: eventOf('lift', act, { words, wordsFor: 'staff' }),
  });
}

type Told = Extract<MatterNotice, { template: 'supervised' | 'supervision-lifted' }>;
type Saying<N> = N extends Told ? Pick<N, 'template' | 'params'> : never;

function tellThoseWhoWork(matter: Matter, said: Saying<Told>): MatterNotice[] {
  return [
    ...handlersOf(matter).map(({ postId }) => ({ to: 'post', postId, ...said }) as MatterNotice),
    { to: 'desk', ...said } as MatterNotice,
  ];
}

/** What becomes of the clock of a supervision that ends; nothing where there is none. */
export function supervisionEnds(
  matter: Pick<Matter, 'supervision'>,
  at: Instant,
  as: 'done' | 'void',
): DeadlineChange[] {
  return matter.supervision === null ? [] : [{ do: 'end', clock: 'supervision', at, as }];
}
