import type { Id } from '../../kernel/id.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import type { ContactWay, Handler, Matter, ResultType } from './matter.contract.ts';
import type { Case, DeadlineChange, Decision, MatterNotice, NamedHandlers } from './matter.decision.ts';
import { matterEntries } from './matter.entries.ts';
import { openParts, partsFor, releasedPosts, releaseParts } from './matter.part.rules.ts';
import type { MatterRefusal } from './matter.refusals.contract.ts';
import { advance, entryOf, eventOf, isPastDue, named, voidClocks } from './matter.rules.ts';
import { supervisionEnds } from './matter.supervision.rules.ts';

type Decided = Outcome<Decision, MatterRefusal>;

/** Dispatches to one main handler and any assisting ones; taking and first contact are timed from now. */
export function decideDispatch(
  subject: Case,
  input: { handlers: NamedHandlers; messageToHandlers: string | null },
): Decided {
  const { matter, act } = subject;
  const state = advance(subject, 'dispatch');
  if (!state.ok) return state;
  const handlers = checkHandlers(input.handlers);
  if (!handlers.ok) return handlers;
  const { main, assisting } = handlers.value;
  return ok({
    matter: { state: state.value, mainHandler: main, assisting, dispatchedAt: act.now },
    parts: partsFor(subject.facts.parts, assisting, roundOf(matter), act.now),
    deadlines: [
      { do: 'start', clock: 'take', from: act.now },
      { do: 'start', clock: 'return', from: act.now },
      { do: 'start', clock: 'first-contact', from: act.now },
    ],
    entries: [
      entryOf(matterEntries.dispatched, matter, act, {
        assisting: assisting.length,
        round: roundOf(matter),
      }),
    ],
    notices: [
      ...tellHandlers(matter, main, assisting, input.messageToHandlers),
      { to: 'reporters', template: 'dispatched', params: named(matter) },
    ],
    event: eventOf('dispatch', act, {
      facts: { assisting: assisting.length },
      words: input.messageToHandlers,
      wordsFor: 'staff',
    }),
  });
}

/** Gives a matter in work to other handlers. Its promise and, if it was made, its first contact stand. */
export function decideReassign(subject: Case, input: { handlers: NamedHandlers; reason: string }): Decided {
  const { matter, act } = subject;
  const state = advance(subject, 'reassign');
  if (!state.ok) return state;
  const handlers = checkHandlers(input.handlers);
  if (!handlers.ok) return handlers;
  const { main, assisting } = handlers.value;
  const before = matter.mainHandler;
  return ok({
    matter: {
      state: state.value,
      mainHandler: main,
      assisting,
      dispatchedAt: act.now,
      extensionAsked: false,
    },
    parts: partsFor(subject.facts.parts, assisting, roundOf(matter), act.now),
    deadlines: [
      ...voidClocks(act.now, ['take', 'return']),
      { do: 'start', clock: 'take', from: act.now },
      { do: 'start', clock: 'return', from: act.now },
    ],
    entries: [
      entryOf(
        matterEntries.reassigned,
        matter,
        act,
        { assisting: assisting.length },
        { reason: input.reason },
      ),
    ],
    notices: [
      ...(before === null || before.postId === main.postId
        ? []
        : [{ to: 'post', postId: before.postId, template: 'taken-away', params: named(matter) } as const]),
      ...tellHandlers(matter, main, assisting, input.reason),
      ...tellOfOtherUnit(subject, main),
    ],
    event: eventOf('reassign', act, {
      facts: { assisting: assisting.length },
      words: input.reason,
      wordsFor: 'staff',
    }),
  });
}

/**
 * Whoever reported hears when another organisation goes on with it: it learns who they are and will contact them
 * (个人信息保护法 23). Within one organisation nothing changes for them.
 */
export function tellOfOtherUnit({ matter, facts }: Case, main: Handler | null): MatterNotice[] {
  const before = matter.mainHandler;
  if (before === null || main === null || before.organisationId === main.organisationId) return [];
  const dueOn = facts.due.resolve?.dueOn ?? null;
  return [{ to: 'reporters', template: 'other-unit', params: { ...named(matter), dueOn } }];
}

/** Takes a dispatched matter. */
export function decideTake(subject: Case): Decided {
  const { matter, act } = subject;
  const state = advance(subject, 'take');
  if (!state.ok) return state;
  return ok({
    matter: { state: state.value },
    deadlines: [{ do: 'end', clock: 'take', at: act.now, as: 'done' }, ...voidClocks(act.now, ['return'])],
    entries: [entryOf(matterEntries.taken, matter, act, { round: roundOf(matter) })],
    notices: [{ to: 'reporters', template: 'taken', params: named(matter) }],
    event: eventOf('take', act),
  });
}

/** Returns a dispatched matter with reason and evidence. After a second return the desk's dispatch is final. */
export function decideReturn(
  subject: Case,
  input: { reason: string; evidencePhotoIds: readonly Id<'photo'>[] },
): Decided {
  const { matter, act } = subject;
  const state = advance(subject, 'return');
  if (!state.ok) return state;
  const times = matter.returnedCount + 1;
  return ok({
    matter: {
      state: state.value,
      returnedCount: times,
      mainHandler: null,
      assisting: [],
      dispatchedAt: null,
      contactedAt: null,
    },
    parts: releaseParts(subject.facts.parts, act.now),
    deadlines: [
      { do: 'end', clock: 'take', at: act.now, as: 'done' },
      { do: 'end', clock: 'return', at: act.now, as: 'done' },
      ...voidClocks(act.now, ['first-contact']),
    ],
    entries: [entryOf(matterEntries.returned, matter, act, { times }, { reason: input.reason })],
    notices: [{ to: 'desk', template: 'returned', params: { ...named(matter), reason: input.reason } }],
    event: eventOf('return', act, {
      facts: { times },
      words: input.reason,
      wordsFor: 'staff',
      photoIds: input.evidencePhotoIds,
    }),
  });
}

/**
 * Records a contact with the reporter or an arrival on site. The first contact of a round begins the handling;
 * the first arrival ends the clock of matters that need somebody there within two hours.
 */
export function decideContact(
  subject: Case,
  input: { way: ContactWay; note: string | null; onSite: boolean },
): Decided {
  const { matter, act } = subject;
  const state = advance(subject, 'contact');
  if (!state.ok) return state;
  const first = matter.contactedAt === null;
  const onSite = input.onSite || input.way === 'on-site';
  const arrives = onSite && matter.onSiteAt === null;
  const deadlines: DeadlineChange[] = [];
  if (first) deadlines.push({ do: 'end', clock: 'first-contact', at: act.now, as: 'done' });
  if (arrives && isAwaitedOnSite(subject)) {
    deadlines.push({ do: 'end', clock: 'on-site', at: act.now, as: 'done' });
  }
  return ok({
    matter: {
      state: state.value,
      ...(first ? { contactedAt: act.now } : {}),
      ...(arrives ? { onSiteAt: act.now } : {}),
    },
    deadlines,
    entries: [
      entryOf(matterEntries.contacted, matter, act, { way: input.way, first, onSite }, { note: input.note }),
    ],
    notices: [],
    event: eventOf('contact', act, {
      facts: { way: input.way, onSite: onSite ? 1 : 0 },
      words: input.note,
      wordsFor: 'staff',
    }),
  });
}

/**
 * Says what was done. Where it can be seen, a photo shows it, or a sentence says why there is none. The main handler
 * answers for the whole (北京市接诉即办工作条例 14): while parts are open it waits for them, or says why it does not.
 */
export function decideResolve(
  subject: Case,
  input: {
    result: ResultType;
    reply: string;
    proofPhotoIds: readonly Id<'photo'>[];
    whyNoPhoto: string | null;
    whyPartsOpen?: string | undefined;
  },
): Decided {
  const { matter, facts, act } = subject;
  const state = advance(subject, 'resolve');
  if (!state.ok) return state;
  if (needsProof(matter, input.result) && input.proofPhotoIds.length === 0 && input.whyNoPhoto === null) {
    return refuse('proof-missing');
  }
  const left = openParts(facts.parts).length;
  const why = input.whyPartsOpen ?? null;
  if (left > 0 && why === null) return refuse('parts-open', { parts: left });
  const parts = releaseParts(facts.parts, act.now, why);
  const { result, reply } = input;
  const photos = input.proofPhotoIds.length;
  const onTime = !isPastDue(facts, act.now);
  const onSiteEnds: DeadlineChange[] =
    isAwaitedOnSite(subject) && matter.onSiteAt === null
      ? [{ do: 'end', clock: 'on-site', at: act.now, as: 'done' }]
      : [];
  return ok({
    matter: { state: state.value, result, resolvedAt: act.now, extensionAsked: false, supervision: null },
    parts,
    deadlines: [
      { do: 'end', clock: 'resolve', at: act.now, as: 'done' },
      ...onSiteEnds,
      ...supervisionEnds(matter, act.now, 'done'),
      // A reopening times the next round anew, so none of this round's may still run.
      ...voidClocks(act.now, ['take', 'return', 'first-contact']),
      { do: 'start', clock: 'callback', from: act.now },
      { do: 'start', clock: 'archive', from: act.now },
    ],
    entries: [
      entryOf(
        matterEntries.resolved,
        matter,
        act,
        { result, photos, onTime, round: roundOf(matter) },
        { reply, whyNoPhoto: input.whyNoPhoto },
      ),
      ...(left > 0
        ? [entryOf(matterEntries.partsLeft, matter, act, { parts: left, round: roundOf(matter) }, { why })]
        : []),
    ],
    notices: [
      { to: 'reporters', template: 'resolved', params: { ...named(matter), result, reply } },
      { to: 'voices', template: 'resolved-in-short', params: { ...named(matter), result } },
      { to: 'desk', template: 'to-call-back', params: named(matter) },
      ...tellSupervisor(matter, result),
      ...releasedPosts(facts.parts, parts).map(
        (postId) => ({ to: 'post', postId, template: 'taken-away', params: named(matter) }) as const,
      ),
    ],
    event: eventOf('resolve', act, {
      facts: { result, photos, ...(left > 0 ? { partsLeft: left } : {}) },
      words: reply,
      photoIds: input.proofPhotoIds,
      whyNoPhoto: photos > 0 ? null : input.whyNoPhoto,
    }),
  });
}

/** Whether somebody had to be there in two hours; a move to another tier may have given it another limit since. */
function isAwaitedOnSite({ matter, facts }: Case): boolean {
  return matter.limit === 'U2h' || facts.due['on-site'] !== undefined;
}

/** Whether a result has to be shown: something visible was done in a category where that can be seen. */
export function needsProof(matter: Pick<Matter, 'proofExpected'>, result: ResultType): boolean {
  return matter.proofExpected && (result === 'solved' || result === 'partly-solved');
}

/** Which round of work this is: 1 the first time, one more for each reopening. */
export function roundOf(matter: Pick<Matter, 'reopenedCount'>): number {
  return matter.reopenedCount + 1;
}

/** Who supervised it hears that there is a result; with it the supervision is over. */
function tellSupervisor(matter: Matter, result: ResultType): MatterNotice[] {
  const personId = matter.supervision?.personId ?? null;
  if (personId === null) return [];
  return [{ to: 'person', personId, template: 'supervision-met', params: { ...named(matter), result } }];
}

function checkHandlers(
  handlers: NamedHandlers,
): Outcome<{ main: Handler; assisting: Handler[] }, 'handler-unknown' | 'handler-twice'> {
  const assisting = handlers.assisting.filter((handler) => handler !== null);
  if (handlers.main === null || assisting.length < handlers.assisting.length)
    return refuse('handler-unknown');
  const posts = [handlers.main, ...assisting].map((handler) => handler.postId);
  if (new Set(posts).size < posts.length) return refuse('handler-twice');
  return ok({ main: handlers.main, assisting });
}

function tellHandlers(
  matter: Matter,
  main: Handler,
  assisting: readonly Handler[],
  message: string | null,
): MatterNotice[] {
  return [main, ...assisting].map((handler) => ({
    to: 'post',
    postId: handler.postId,
    template: 'to-take',
    params: { ...named(matter), main: handler === main, message },
  }));
}
