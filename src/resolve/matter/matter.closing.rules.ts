import type { Id } from '../../kernel/id.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import type { EntryDraft } from '../../ledger/entry/entry.contract.ts';
import type {
  Closing,
  Handler,
  Matter,
  MatterAction,
  MatterState,
  Satisfaction,
  SolvedAnswer,
} from './matter.contract.ts';
import type {
  Case,
  DeadlineChange,
  Decision,
  IntakeDecision,
  MatterChange,
  MatterNotice,
} from './matter.decision.ts';
import { matterEntries } from './matter.entries.ts';
import { isSamePlace } from './matter.intake.rules.ts';
import { partsFor, releaseParts } from './matter.part.rules.ts';
import type { MatterRefusal } from './matter.refusals.contract.ts';
import {
  advance,
  askingClocks,
  entryOf,
  eventOf,
  isAskedEnough,
  isReopenedOut,
  limitNow,
  named,
  voidClocks,
  workingClocks,
  workingHandlersOf,
} from './matter.rules.ts';
import { answerableStates, openStates } from './matter.states.ts';

type Decided = Outcome<Decision, MatterRefusal>;

/** Records a callback try without an answer. `calls` counts this one; the third on a second day ends the clock. */
export function decideCall(subject: Case, input: { calls: { count: number; days: number } }): Decided {
  const { matter, act } = subject;
  const state = advance(subject, 'call');
  if (!state.ok) return state;
  const attempt = input.calls.count;
  return ok({
    matter: { state: state.value },
    deadlines: isAskedEnough(input.calls) ? [{ do: 'end', clock: 'callback', at: act.now, as: 'done' }] : [],
    entries: [entryOf(matterEntries.called, matter, act, { attempt })],
    notices: [],
    event: eventOf('call', act, { facts: { attempt } }),
  });
}

export type AnswerInput = {
  reportId: Id<'report'>;
  solved: SolvedAnswer;
  /** 1 to 5; not asked or not said, null. */
  satisfaction?: number | null;
  reason: string | null;
};

/**
 * Takes a reporter's answer, given in person or to whoever called. "No" with a reason from any of them has it
 * done again; "yes" and "partly" from the first reporter close it; from another they are kept and change nothing.
 * After two reopenings a third "no" closes it as unsolved and sends it to the joint meeting (三方联席).
 */
export function decideAnswer(asked: Case, input: AnswerInput): Decided {
  // Whoever takes it down, it is this report that speaks.
  const subject = { ...asked, act: { ...asked.act, reportId: input.reportId } };
  const { matter, act } = subject;
  const first = input.reportId === matter.firstReportId;
  const { solved } = input;
  const satisfaction = satisfactionOf(input.satisfaction ?? null);
  const said = { solved, first, satisfaction };
  const answered = entryOf(matterEntries.answered, matter, act, said, { words: input.reason });
  if (solved === 'no') {
    if (input.reason === null) return refuse('reason-missing');
    const out = answerableStates.has(matter.state) && isReopenedOut(matter);
    return out
      ? close(subject, 'confirm', 'unsolved', [answered], { words: input.reason })
      : reopen(subject, input.reason, [answered]);
  }
  const words = input.reason;
  if (first)
    return close(subject, 'confirm', solved === 'yes' ? 'confirmed' : 'partly', [answered], { words });
  const state = advance(subject, 'answer');
  if (!state.ok) return state;
  return ok({
    matter: { state: state.value },
    deadlines: [],
    entries: [answered],
    notices: [],
    event: eventOf('answer', act, { facts: { solved }, words }),
  });
}

/** The ledger says it in three steps, as 满意率 counts it (满意 + 基本满意). */
function satisfactionOf(grade: number | null): Satisfaction | null {
  if (grade === null) return null;
  return grade >= 4 ? 'satisfied' : grade === 3 ? 'mostly' : 'dissatisfied';
}

/** Has a matter done again on request, in half the time; within 15 days of closing and twice at most. */
export function decideReopen(subject: Case, input: { reason: string }): Decided {
  return reopen(subject, input.reason, []);
}

function reopen(subject: Case, reason: string, before: readonly EntryDraft[]): Decided {
  const { matter, facts, act, reckon } = subject;
  const state = advance(subject, 'reopen');
  if (!state.ok) return state;
  const times = matter.reopenedCount + 1;
  const limit = limitNow({ ...matter, reopenedCount: times });
  const promise: DeadlineChange = {
    do: 'start',
    clock: 'resolve',
    limit: matter.limit,
    reopenings: times,
    from: act.now,
  };
  const dueOn = reckon(promise);
  const toHandlers: MatterNotice[] = [matter.mainHandler, ...matter.assisting].flatMap((handler) =>
    handler === null
      ? []
      : [
          {
            to: 'post',
            postId: handler.postId,
            template: 'to-do-again',
            params: { ...named(matter), reason, dueOn },
          },
        ],
  );
  return ok({
    matter: { state: state.value, reopenedCount: times, dispatchedAt: act.now, ...freshRound },
    parts: partsFor(facts.parts, matter.assisting, times + 1, act.now),
    deadlines: [
      ...askingClocksEnd(matter.state, act.now),
      promise,
      { do: 'start', clock: 'take', from: act.now },
      { do: 'start', clock: 'return', from: act.now },
      { do: 'start', clock: 'first-contact', from: act.now },
    ],
    entries: [...before, entryOf(matterEntries.reopened, matter, act, { times, limit, dueOn }, { reason })],
    notices: [
      ...toHandlers,
      { to: 'desk', template: 'to-do-again', params: { ...named(matter), reason, dueOn } },
      { to: 'followers', template: 'reopened', params: { ...named(matter), times, dueOn } },
    ],
    event: eventOf('reopen', act, { facts: { times, dueOn }, words: reason }),
  });
}

const freshRound = {
  contactedAt: null,
  resolvedAt: null,
  closedAt: null,
  result: null,
  closing: null,
  extensionAsked: false,
  extended: false,
} satisfies MatterChange;

/** Closes a matter nobody answered for. It counts as unrated, never as satisfied. */
export function decideArchive(subject: Case): Decided {
  return close(subject, 'archive', 'unrated', [], { words: null });
}

function close(
  subject: Case,
  action: Extract<MatterAction, 'confirm' | 'archive'>,
  closing: Closing,
  before: readonly EntryDraft[],
  said: { words: string | null },
): Decided {
  const { matter, act, reckon } = subject;
  const state = advance(subject, action);
  if (!state.ok) return state;
  const toMeeting = closing === 'unsolved';
  const reopening: DeadlineChange = { do: 'start', clock: 'reopen', from: act.now };
  const reopenUntil = reckon(reopening);
  const meeting: MatterNotice[] = [
    { to: 'desk', template: 'sent-to-meeting', params: named(matter) },
    { to: 'followers', template: 'sent-to-meeting', params: named(matter) },
  ];
  const closed: MatterNotice[] = [
    {
      to: 'followers',
      template: closing === 'unrated' ? 'closed-unrated' : 'closed',
      params: { ...named(matter), reopenUntil },
    },
  ];
  return ok({
    matter: {
      state: state.value,
      closing,
      closedAt: act.now,
      ...(toMeeting ? { forJointMeeting: true } : {}),
    },
    deadlines: [
      ...(action === 'archive' ? silenceEnds(act.now) : askingClocksEnd(matter.state, act.now)),
      ...(toMeeting ? [] : [reopening]),
    ],
    entries: [
      ...before,
      ...(toMeeting
        ? [entryOf(matterEntries.sentToMeeting, matter, act, { times: matter.reopenedCount })]
        : []),
      entryOf(matterEntries.closed, matter, act, { closing }),
    ],
    notices: toMeeting ? meeting : closed,
    event: eventOf(action, act, { facts: { closing }, words: said.words }),
  });
}

function askingClocksEnd(state: MatterState, at: Case['act']['now']): DeadlineChange[] {
  if (state === 'closed') return [{ do: 'end', clock: 'reopen', at, as: 'done' }];
  return askingClocks.map((clock) => ({ do: 'end', clock, at, as: 'done' }));
}

/** Silence that is waited out is nobody's delay: its clock ends without being judged, unlike that of the callback. */
function silenceEnds(at: Case['act']['now']): DeadlineChange[] {
  return [{ do: 'end', clock: 'callback', at, as: 'done' }, ...voidClocks(at, ['archive'])];
}

/** Lets the later of two open matters live on as voices of the earlier, which keeps its number and promise. */
export function decideMerge(subject: Case, input: { into: Matter }): Decided {
  const { matter, facts, act } = subject;
  const { into } = input;
  const state = advance(subject, 'merge');
  if (!state.ok) return state;
  if (!openStates.has(into.state)) return refuse('target-not-open');
  if (!isEarlier(into, matter)) return refuse('merge-later-into-earlier');
  if (!isSamePlace(into.building, matter.building)) return refuse('other-place');
  if (into.categoryCode !== matter.categoryCode) return refuse('other-category');
  return ok({
    matter: { state: state.value, mergedInto: into.id, supervision: null },
    parts: releaseParts(facts.parts, act.now),
    deadlines: voidClocks(act.now, workingClocks),
    entries: [entryOf(matterEntries.merged, matter, act, { into: into.number })],
    notices: [
      {
        to: 'followers',
        template: 'joined',
        params: { number: matter.number, into: into.number, title: into.publicTitle, message: null },
      },
      ...handlersOf(matter).map(
        ({ postId }) => ({ to: 'post', postId, template: 'taken-away', params: named(matter) }) as const,
      ),
    ],
    event: eventOf('merge', act, { facts: { into: into.number } }),
  });
}

/** The earlier matter takes the voices of the later one over; both histories name the other's number. */
export function decideAbsorb(subject: Case, input: { from: Pick<Matter, 'number'> }): Decided {
  const { matter, facts, act } = subject;
  const state = advance(subject, 'join');
  if (!state.ok) return state;
  const from = input.from.number;
  return ok({
    matter: { state: state.value },
    deadlines: [],
    entries: [entryOf(matterEntries.absorbed, matter, act, { from, voices: facts.voices.length })],
    notices: handlersOf(matter).map(({ postId }) => ({
      ...{ to: 'post', postId, template: 'absorbed' },
      params: { ...named(matter), from },
    })),
    event: eventOf('join', act, { facts: { from } }),
  });
}

function handlersOf({ mainHandler, assisting }: Matter): Handler[] {
  return mainHandler === null ? [...assisting] : [mainHandler, ...assisting];
}

function isEarlier(a: Matter, b: Matter): boolean {
  return (
    a.id !== b.id && (a.acceptedAt < b.acceptedAt || (a.acceptedAt === b.acceptedAt && a.number < b.number))
  );
}

/** Takes one report back. The matter ends if nobody else reported it; otherwise it goes on for the others. */
export function decideWithdraw(
  subject: Case,
  input: { reportId: Id<'report'>; reason: string | null },
): Outcome<IntakeDecision<MatterChange>, MatterRefusal> {
  const { matter, facts, act } = subject;
  const others = facts.voices.filter((voice) => voice.reportId !== input.reportId);
  const alone = others.length === 0;
  const action = alone ? 'withdraw' : 'leave';
  const state = advance(subject, action);
  if (!state.ok) return state;
  const next = others[0];
  const firstLeaves = input.reportId === matter.firstReportId && next !== undefined;
  return ok({
    matter: {
      state: state.value,
      ...(alone ? { closedAt: act.now, supervision: null } : {}),
      ...(firstLeaves ? { firstReportId: next.reportId } : {}),
    },
    parts: alone ? releaseParts(facts.parts, act.now) : [],
    report: {
      do: 'decide',
      reportId: input.reportId,
      state: 'withdrawn',
      matterId: matter.id,
      reason: null,
      message: null,
    },
    deadlines: alone ? voidClocks(act.now, workingClocks) : [],
    entries: [
      entryOf(matterEntries.withdrawn, matter, act, { voicesLeft: others.length }, { reason: input.reason }),
    ],
    notices: alone
      ? workingHandlersOf(matter, facts).map(
          ({ postId }) => ({ to: 'post', postId, template: 'withdrawn', params: named(matter) }) as const,
        )
      : [],
    event: eventOf(action, act, { words: input.reason }),
  });
}

/** Counts one more household that met the same. A household counts once, however often it says so. */
export function decideMeToo(subject: Case, input: { householdId: Id<'household'> }): Decided {
  const { matter, facts, act } = subject;
  const state = advance(subject, 'me-too');
  if (!state.ok) return state;
  if (facts.householdIds.includes(input.householdId)) return refuse('household-already-counted');
  const households = facts.households + 1;
  return ok({
    matter: {},
    deadlines: [],
    entries: [entryOf(matterEntries.voiced, matter, act, { households })],
    notices: [],
    event: eventOf('me-too', act, { facts: { households } }),
  });
}

/** Adds words or photos between reporter, desk and handler. What staff write for staff stays there. */
export function decideNote(
  subject: Case,
  input: { text: string; photoIds: readonly Id<'photo'>[]; for: 'reporter-and-staff' | 'staff' },
): Decided {
  const { matter, act } = subject;
  const state = advance(subject, 'note');
  if (!state.ok) return state;
  const fromReporter = act.hat === 'reporter';
  const shared = fromReporter || input.for === 'reporter-and-staff';
  const noted = { template: 'noted', params: { ...named(matter), text: input.text } } as const;
  const toStaff: MatterNotice[] = [
    ...(act.hat === 'desk' ? [] : [{ to: 'desk', ...noted } as const]),
    ...(matter.mainHandler === null || act.hat === 'handler'
      ? []
      : [{ to: 'post', postId: matter.mainHandler.postId, ...noted } as const]),
  ];
  return ok({
    matter: {},
    deadlines: [],
    entries: [entryOf(matterEntries.noted, matter, act, { by: act.hat }, { text: input.text })],
    notices: [...toStaff, ...(shared && !fromReporter ? [{ to: 'reporters', ...noted } as const] : [])],
    event: eventOf('note', act, {
      words: input.text,
      wordsFor: shared ? 'reporters-and-staff' : 'staff',
      photoIds: input.photoIds,
    }),
  });
}
