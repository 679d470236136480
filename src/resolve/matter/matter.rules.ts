import type { z } from 'zod';
import type { CategoryLimit } from '../../clocks/deadline/deadline.contract.ts';
import { halveLimit } from '../../clocks/deadline/deadline.rules.ts';
import type { Tier } from '../../collect/category/category.contract.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { formatInstant, type Instant } from '../../kernel/time.ts';
import type { EntryDefinition, EntryDraft } from '../../ledger/entry/entry.contract.ts';
import { draftEntry } from '../../ledger/entry/entry.rules.ts';
import type { Handler, Hat, Matter, MatterAction, MatterState } from './matter.contract.ts';
import type { Act, Case, DeadlineChange, MatterEvent, MatterFacts, WordsFor } from './matter.decision.ts';
import { checkAnyPart, isPartAction, openParts } from './matter.part.rules.ts';
import type { MatterRefusal } from './matter.refusals.contract.ts';
import { nextState } from './matter.states.ts';

/** 北京市接诉即办工作条例; a third "unsolved" goes to the joint meeting. */
export const maxReopenings = 2;
/** Three tries on at least two days make a callback. */
export const callbackTries = { count: 3, days: 2 } as const;
/** A third return does not exist: after the second the desk's dispatch stands. */
export const maxReturns = 2;

/** The state after an action, or `step-not-possible` with both named. */
export function step(matter: Matter, action: MatterAction): Outcome<MatterState, 'step-not-possible'> {
  const next = nextState(matter.state, action);
  return next === undefined ? refuse('step-not-possible', { state: matter.state, action }) : ok(next);
}

/** The last thing that happened, for telling the loser of a race what changed. */
export type LastChange = { action: string; hat: Hat; at: Instant };

/** Refuses a change made on the sight of an older version; facts say what changed, under which hat, when. */
export function refuseStale(matter: Matter, seen: number, last: LastChange): Outcome<null, 'matter-changed'> {
  if (seen === matter.version) return ok(null);
  return refuse('matter-changed', {
    changed: last.action,
    by: last.hat,
    at: formatInstant(last.at),
    state: matter.state,
    version: matter.version,
  });
}

/** Whether the matter was dispatched for good: returned twice, then decided by the desk. */
export function isDispatchFinal(matter: Matter): boolean {
  return matter.returnedCount >= maxReturns;
}

/** Whether a dispatch may still be returned: one working day, reckoned by the caller. */
export function isReturnInTime(facts: MatterFacts, now: Instant): boolean {
  return facts.due.return === undefined || now <= facts.due.return.dueAt;
}

/** Whether the resolve clock has run out; its due instant itself is still in time. */
export function isPastDue(facts: MatterFacts, now: Instant): boolean {
  return facts.due.resolve !== undefined && now > facts.due.resolve.dueAt;
}

/** Whether enough was asked for silence to count as silence: three tries on at least two days. */
export function isAskedEnough(calls: MatterFacts['calls']): boolean {
  return calls.count >= callbackTries.count && calls.days >= callbackTries.days;
}

/** Whether the seven days for an answer are over: the archive clock, which runs to 24:00 of its last day, is due. */
export function isSilent(facts: MatterFacts, now: Instant): boolean {
  return facts.due.archive !== undefined && now >= facts.due.archive.dueAt;
}

/** Whether reopening comes in time: always before closing, afterwards while the reopen clock runs. */
export function isReopenInTime(matter: Matter, facts: MatterFacts, now: Instant): boolean {
  if (matter.closedAt === null) return true;
  return facts.due.reopen !== undefined && now <= facts.due.reopen.dueAt;
}

/** Whether it was done again as often as it can be; then it goes to the joint meeting. */
export function isReopenedOut(matter: Matter): boolean {
  return matter.reopenedCount >= maxReopenings;
}

/** The limit a matter works under now: its category's, halved once for each reopening. */
export function limitNow(matter: Pick<Matter, 'limit' | 'reopenedCount'>): CategoryLimit {
  let limit = matter.limit;
  for (let time = 0; time < matter.reopenedCount; time++) limit = halveLimit(limit);
  return limit;
}

const workingDays = { U2h: 1, W1: 1, W3: 3, W5: 5, W7: 7, W15: 15, vote: 15 } satisfies Record<
  CategoryLimit,
  number
>;

/** The most working days an extension may add: no more than the limit itself (北京市接诉即办工作条例 15(2)). */
export function maxExtension(limit: CategoryLimit): number {
  return workingDays[limit];
}

/**
 * Whether an action could be done now, leaving aside who asks and what they bring: the state table and the
 * guards that need only the matter, its facts and the time. True, or the code of the refusal.
 */
export function isPossible(
  matter: Matter,
  action: MatterAction,
  facts: MatterFacts,
  now: Instant,
): true | MatterRefusal {
  if (nextState(matter.state, action) === undefined) return 'step-not-possible';
  return guardOf(matter, action, facts, now) ?? true;
}

/** The first guard of an action that does not hold, or undefined. The deciding functions ask the same ones. */
export function guardOf(
  matter: Matter,
  action: MatterAction,
  facts: MatterFacts,
  now: Instant,
): MatterRefusal | undefined {
  if (action === 'return') {
    if (isDispatchFinal(matter)) return 'dispatch-is-final';
    if (!isReturnInTime(facts, now)) return 'return-too-late';
  }
  if (action === 'ask-extension' && matter.extensionAsked) return 'extension-already-asked';
  if (action === 'ask-extension' || action === 'extend') {
    if (matter.extended) return 'extension-already-given';
    if (isPastDue(facts, now)) return 'past-due';
  }
  if (action === 'refuse-extension' && !matter.extensionAsked) return 'extension-not-asked';
  if (action === 'reopen') {
    if (!isReopenInTime(matter, facts, now)) return 'reopen-too-late';
    if (isReopenedOut(matter)) return 'reopened-twice';
  }
  if (action === 'supervise' && matter.supervision?.level === 'red') return 'supervised-already';
  if (action === 'lift' && matter.supervision === null) return 'not-supervised';
  if (action === 'archive' && !isSilent(facts, now)) return 'not-silent-yet';
  if (isPartAction(action)) {
    const verdict = checkAnyPart(facts.parts, action);
    return verdict === true ? undefined : verdict;
  }
  return undefined;
}

/** The next state when table and guards agree; otherwise the refusal with the facts its text needs. */
export function advance(subject: Case, action: MatterAction): Outcome<MatterState, MatterRefusal> {
  const { matter, facts, act } = subject;
  const next = step(matter, action);
  if (!next.ok) return next;
  const code = guardOf(matter, action, facts, act.now);
  return code === undefined ? next : refuse(code, guardFacts(code, facts));
}

function guardFacts(code: MatterRefusal, facts: MatterFacts): Record<string, string | number> | undefined {
  if (code === 'reopen-too-late') return { date: facts.due.reopen?.dueOn ?? '—' };
  if (code === 'not-silent-yet') return { date: facts.due.archive?.dueOn ?? '—' };
  return undefined;
}

type Subject = Pick<Matter, 'number' | 'categoryCode' | 'tier' | 'sensitive' | 'building'>;

/** What the ledger says of a matter in every entry. Sensitive ones keep their building to themselves. */
export function subjectOf(matter: Subject): { category: string; tier: Tier; building: string | null } {
  const building = matter.sensitive ? null : (matter.building?.code ?? null);
  return { category: matter.categoryCode, tier: matter.tier, building };
}

/** What an entry and a line of the path say of who acts: nothing, or the post that a deputy acts in. */
export function deputyFacts({ hat, isDeputy }: Pick<Act, 'hat' | 'isDeputy'>): { deputyOf?: Hat } {
  return isDeputy ? { deputyOf: hat } : {};
}

type Own<Facts extends z.ZodObject> = Omit<z.input<Facts>, 'category' | 'tier' | 'building' | 'deputyOf'>;
type Hidden<Name extends string> = { readonly [N in Name]: string | null };

/** Drafts one entry: its own public facts beside the matter's; `hidden` values are only committed to. */
export function entryOf<Facts extends z.ZodObject, Name extends string>(
  definition: EntryDefinition<string, Facts, Name>,
  matter: Subject,
  act: Act,
  facts: Own<Facts>,
  ...hidden: [Name] extends [never] ? [] : [Hidden<Name>]
): EntryDraft {
  // Every definition of `matterEntries` holds the subject; generics cannot say so, the definition's schema does.
  const all = { ...subjectOf(matter), ...facts, ...deputyFacts(act) } as unknown as z.input<Facts>;
  const content = { number: matter.number, occurredAt: act.now, facts: all, privateValues: hidden[0] ?? {} };
  return draftEntry(definition, content as unknown as Parameters<typeof draftEntry<Facts, Name>>[1]);
}

/** Writes one line of the timeline. */
export function eventOf(
  action: MatterEvent['action'],
  act: Act,
  rest: Partial<Omit<MatterEvent, 'action' | 'act'>> = {},
): MatterEvent {
  const wordsFor: WordsFor = 'reporters-and-staff';
  const { reportId } = act;
  const facts = { ...rest.facts, ...deputyFacts(act) };
  return { action, act, words: null, wordsFor, reportId, photoIds: [], ...rest, facts };
}

type EndingClock = Extract<DeadlineChange, { do: 'end' }>['clock'];

/** Ends clocks that no longer count. */
export function voidClocks(at: Instant, clocks: readonly EndingClock[]): DeadlineChange[] {
  return clocks.map((clock) => ({ do: 'end', clock, at, as: 'void' }));
}

/** The clocks that may run while a matter is open. */
export const workingClocks: readonly EndingClock[] = [
  'on-site',
  'take',
  'return',
  'first-contact',
  'resolve',
  'supervision',
];
/** The clocks that run while its reporter is asked. */
export const askingClocks: readonly EndingClock[] = ['callback', 'archive'];

/** How many voices would be counted: each household once, each report without a household once. */
export function countHouseholds(voices: readonly { householdId: string | null }[]): number {
  const known = voices.flatMap((voice) => (voice.householdId === null ? [] : [voice.householdId]));
  return new Set(known).size + (voices.length - known.length);
}

/** Main handler and assisting ones, the main one first; nobody before it is dispatched. */
export function handlersOf(matter: Pick<Matter, 'mainHandler' | 'assisting'>): Handler[] {
  return matter.mainHandler === null ? [] : [matter.mainHandler, ...matter.assisting];
}

/** Who still has something to do in it: the main handler, and of those who assist whose part is open. */
export function workingHandlersOf(matter: Matter, facts: Pick<MatterFacts, 'parts'>): Handler[] {
  const busy = new Set(openParts(facts.parts).map(({ handler }) => handler.postId));
  return handlersOf(matter).filter((handler) => handler === matter.mainHandler || busy.has(handler.postId));
}

/** The numbers people read, as titles in notices need them. */
export function named(matter: Pick<Matter, 'number' | 'publicTitle'>): { number: string; title: string } {
  return { number: matter.number, title: matter.publicTitle };
}
