import type { PauseReason } from '../../clocks/deadline/deadline.contract.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { dateOf, daysBetween, type Instant, type LocalDate } from '../../kernel/time.ts';
import type { Matter } from './matter.contract.ts';
import type { Act, Case, DeadlineChange, Decision, MatterFacts, MatterNotice } from './matter.decision.ts';
import { matterEntries } from './matter.entries.ts';
import type { MatterRefusal } from './matter.refusals.contract.ts';
import { advance, entryOf, eventOf, limitNow, maxExtension, named } from './matter.rules.ts';

type Decided = Outcome<Decision, MatterRefusal>;

type ExtensionInput = { workingDays: number; reason: string };

/** Asks the desk for more time: once, before the deadline, no longer than the limit itself. */
export function decideAskExtension(subject: Case, input: ExtensionInput): Decided {
  const { matter, act } = subject;
  const state = advance(subject, 'ask-extension');
  if (!state.ok) return state;
  const tooLong = refuseLongExtension(matter, input);
  if (tooLong !== undefined) return tooLong;
  const { workingDays, reason } = input;
  return ok({
    matter: { state: state.value, extensionAsked: true },
    deadlines: [],
    entries: [entryOf(matterEntries.extensionAsked, matter, act, { workingDays }, { reason })],
    notices: [{ to: 'desk', template: 'extension-asked', params: { ...named(matter), workingDays, reason } }],
    event: eventOf('ask-extension', act, { facts: { workingDays }, words: reason, wordsFor: 'staff' }),
  });
}

/** Gives more working days, asked for or not; the reporters are told the reason and the new date. */
export function decideExtend(subject: Case, input: ExtensionInput): Decided {
  const { matter, act, reckon } = subject;
  const state = advance(subject, 'extend');
  if (!state.ok) return state;
  const tooLong = refuseLongExtension(matter, input);
  if (tooLong !== undefined) return tooLong;
  const { workingDays, reason } = input;
  const change: DeadlineChange = { do: 'extend', clock: 'resolve', at: act.now, workingDays };
  const dueOn = reckon(change);
  return ok({
    matter: { state: state.value, extensionAsked: false, extended: true },
    deadlines: [change],
    entries: [entryOf(matterEntries.extended, matter, act, { workingDays, dueOn }, { reason })],
    notices: [
      { to: 'reporters', template: 'extended', params: { ...named(matter), dueOn, reason } },
      { to: 'voices', template: 'extended-in-short', params: { ...named(matter), dueOn } },
      ...tellMain(matter, { template: 'extended', params: { ...named(matter), dueOn, reason } }),
    ],
    event: eventOf('extend', act, { facts: { workingDays, dueOn }, words: reason }),
  });
}

/** Refuses the extension that was asked for; the deadline stays. */
export function decideRefuseExtension(subject: Case, input: { reason: string }): Decided {
  const { matter, act } = subject;
  const state = advance(subject, 'refuse-extension');
  if (!state.ok) return state;
  return ok({
    matter: { state: state.value, extensionAsked: false },
    deadlines: [],
    entries: [entryOf(matterEntries.extensionRefused, matter, act, {}, { reason: input.reason })],
    notices: tellMain(matter, {
      template: 'extension-refused',
      params: { ...named(matter), reason: input.reason },
    }),
    event: eventOf('refuse-extension', act, { words: input.reason, wordsFor: 'staff' }),
  });
}

/**
 * Lets the resolve clock stand still to a day ahead, for no longer than that clock has suspension left; a matter
 * that is put to a vote of the owners waits for it as long as it takes.
 */
export function decideSuspend(
  subject: Case,
  input: { reason: PauseReason; until: LocalDate | null; explanation: string },
): Decided {
  const { matter, facts, act } = subject;
  const state = advance(subject, 'suspend');
  if (!state.ok) return state;
  const refused = refuseSuspension(input, facts, act.now);
  if (refused !== undefined) return refused;
  const { reason, until, explanation } = input;
  return ok({
    matter: { state: state.value, suspendedFor: reason, suspendedUntil: until },
    deadlines: [{ do: 'suspend', clock: 'resolve', at: act.now, reason }],
    entries: [entryOf(matterEntries.suspended, matter, act, { reason, until }, { explanation })],
    notices: [
      { to: 'reporters', template: 'suspended', params: { ...named(matter), reason, until, explanation } },
      { to: 'voices', template: 'suspended-in-short', params: { ...named(matter), reason, until } },
    ],
    event: eventOf('suspend', act, {
      facts: until === null ? { reason } : { reason, until },
      words: explanation,
    }),
  });
}

/** Lets the clock run again, with as much left as when it was stopped. */
export function decideResume(subject: Case): Decided {
  const { matter, act, reckon } = subject;
  const state = advance(subject, 'resume');
  if (!state.ok) return state;
  const change: DeadlineChange = { do: 'resume', clock: 'resolve', at: act.now };
  const dueOn = reckon(change);
  return ok({
    matter: { state: state.value, suspendedFor: null, suspendedUntil: null },
    deadlines: [change],
    entries: [entryOf(matterEntries.resumed, matter, act, { dueOn })],
    notices: [
      { to: 'followers', template: 'resumed', params: { ...named(matter), dueOn } },
      ...tellMain(matter, { template: 'resumed', params: { ...named(matter), dueOn } }),
    ],
    event: eventOf('resume', act, { facts: { dueOn } }),
  });
}

/**
 * What is said where a change of the calendar moved a promise: an entry, and news to all who wait for the day and to
 * whoever keeps it. The state stays, and nobody acted on the matter.
 */
export function decideDueMoved(
  matter: Matter,
  { was, dueOn }: { was: LocalDate; dueOn: LocalDate },
  act: Act,
): Pick<Decision, 'entries' | 'notices'> {
  const params = { ...named(matter), was, dueOn };
  return {
    entries: [entryOf(matterEntries.dueMoved, matter, act, { was, dueOn })],
    notices: [
      { to: 'followers', template: 'due-moved', params },
      ...tellMain(matter, { template: 'due-moved', params }),
    ],
  };
}

function refuseSuspension(
  input: { reason: PauseReason; until: LocalDate | null },
  facts: MatterFacts,
  now: Instant,
) {
  const waitsForVote = input.reason === 'owners-vote';
  if (input.until === null && !waitsForVote) return refuse('until-not-ahead');
  // A vote has no day of its own: where its wait is counted, it ends when nothing is left.
  const days = input.until === null ? 1 : daysBetween(dateOf(now), input.until);
  if (days < 1) return refuse('until-not-ahead');
  const { vote, otherwise } = facts.suspensionDaysLeft;
  const left = waitsForVote ? vote : otherwise;
  return left !== null && days > left ? refuse('suspended-too-long', { left }) : undefined;
}

function refuseLongExtension(matter: Matter, input: ExtensionInput) {
  const max = maxExtension(limitNow(matter));
  return input.workingDays > max ? refuse('extension-too-long', { max }) : undefined;
}

type HandlerNotice = Extract<
  MatterNotice,
  { template: 'extended' | 'extension-refused' | 'resumed' | 'due-moved' }
>;
type Told<N> = N extends HandlerNotice ? Pick<N, 'template' | 'params'> : never;

function tellMain(matter: Matter, told: Told<HandlerNotice>): MatterNotice[] {
  if (matter.mainHandler === null) return [];
  return [{ to: 'post', postId: matter.mainHandler.postId, ...told } as MatterNotice];
}
