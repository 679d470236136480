import type { Id } from '../../kernel/id.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import type { Handler } from './matter.contract.ts';
import type { Case, Decision, MatterNotice, NoticeParams, NoticeTemplate, Part } from './matter.decision.ts';
import { matterEntries } from './matter.entries.ts';
import { roundOf } from './matter.handling.rules.ts';
import type { PartAction } from './matter.part.contract.ts';
import {
  checkPart,
  nextPartState,
  openParts,
  partsFor,
  releasedPosts,
  type SteppedState,
} from './matter.part.rules.ts';
import type { MatterRefusal } from './matter.refusals.contract.ts';
import { advance, entryOf, eventOf, named } from './matter.rules.ts';

type Decided = Outcome<Decision, MatterRefusal>;

/** Names who assists from now on. The matter, its main handler and its clocks go on as they are. */
export function decideAssist(
  subject: Case,
  input: { handlers: readonly (Handler | null)[]; messageToHandlers: string | null },
): Decided {
  const { matter, facts, act } = subject;
  const state = advance(subject, 'assist');
  if (!state.ok) return state;
  const assisting = input.handlers.filter((handler) => handler !== null);
  if (assisting.length < input.handlers.length) return refuse('handler-unknown');
  const posts = [...(matter.mainHandler === null ? [] : [matter.mainHandler]), ...assisting];
  if (new Set(posts.map(({ postId }) => postId)).size < posts.length) return refuse('handler-twice');
  const parts = partsFor(facts.parts, assisting, roundOf(matter), act.now);
  const message = input.messageToHandlers;
  const given = parts.flatMap((part) => (part.do === 'give' ? [part.handler.postId] : []));
  return ok({
    matter: { state: state.value, assisting },
    deadlines: [],
    parts,
    entries: [
      entryOf(
        matterEntries.assistingChanged,
        matter,
        act,
        { assisting: assisting.length, round: roundOf(matter) },
        { message },
      ),
    ],
    notices: [
      ...given.map((postId) => tellPost(postId, 'to-take', { ...named(matter), main: false, message })),
      ...releasedPosts(facts.parts, parts).map((postId) => tellPost(postId, 'taken-away', named(matter))),
      ...tellMain(subject, 'assisting-changed', { ...named(matter), assisting: assisting.length }),
    ],
    event: eventOf('assist', act, {
      facts: { assisting: assisting.length },
      words: message,
      wordsFor: 'staff',
    }),
  });
}

/** Takes one's part of a matter, whether or not its main handler has taken the whole. */
export function decideTakePart(subject: Case, input: { partId: Id<'part'> }): Decided {
  const { matter, act } = subject;
  const step = stepOf(subject, 'take-part', input.partId);
  if (!step.ok) return step;
  return ok({
    matter: {},
    deadlines: [],
    parts: [{ do: 'step', partId: input.partId, to: step.value, at: act.now, words: null, photoIds: [] }],
    entries: [entryOf(matterEntries.partTaken, matter, act, { round: roundOf(matter) })],
    notices: [],
    event: eventOf('take-part', act),
  });
}

/**
 * Says what was done in one's part. The main handler hears it with what is still open; the reporters only that a part
 * is done and the rest goes on: whether the whole is, the main handler says.
 */
export function decideFinishPart(
  subject: Case,
  input: { partId: Id<'part'>; words: string; photoIds: readonly Id<'photo'>[] },
): Decided {
  const { matter, facts, act } = subject;
  const step = stepOf(subject, 'finish-part', input.partId);
  if (!step.ok) return step;
  const { words, photoIds } = input;
  const open = openParts(facts.parts).length - 1;
  const photos = photoIds.length;
  return ok({
    matter: {},
    deadlines: [],
    parts: [{ do: 'step', partId: input.partId, to: step.value, at: act.now, words, photoIds }],
    entries: [
      entryOf(matterEntries.partFinished, matter, act, { photos, open, round: roundOf(matter) }, { words }),
    ],
    notices: [
      ...tellMain(subject, 'part-finished', { ...named(matter), words, open }),
      { to: 'reporters', template: 'part-finished-in-short', params: named(matter) },
    ],
    event: eventOf('finish-part', act, { facts: { photos, open }, words, wordsFor: 'staff', photoIds }),
  });
}

/** Hands one's part back, once: the desk names somebody else, or the same again for good. */
export function decideHandBackPart(subject: Case, input: { partId: Id<'part'>; reason: string }): Decided {
  const { matter, facts, act } = subject;
  const step = stepOf(subject, 'hand-back-part', input.partId);
  if (!step.ok) return step;
  const { partId, reason } = input;
  const leaving = facts.parts.find(({ id }) => id === partId)?.handler.postId;
  const told = { ...named(matter), reason };
  return ok({
    // Who no longer assists has no more business with it.
    matter: { assisting: matter.assisting.filter(({ postId }) => postId !== leaving) },
    deadlines: [],
    parts: [{ do: 'step', partId, to: step.value, at: act.now, words: reason, photoIds: [] }],
    entries: [entryOf(matterEntries.partHandedBack, matter, act, { round: roundOf(matter) }, { reason })],
    notices: [
      { to: 'desk', template: 'part-handed-back', params: told },
      ...tellMain(subject, 'part-handed-back', told),
    ],
    event: eventOf('hand-back-part', act, { words: reason, wordsFor: 'staff' }),
  });
}

/** The state of the part after a step, once the matter's own table and the part's allow it. */
function stepOf(subject: Case, action: PartAction, partId: Id<'part'>): Outcome<SteppedState, MatterRefusal> {
  const possible = advance(subject, action);
  if (!possible.ok) return possible;
  const { parts } = subject.facts;
  const part: Part | undefined = parts.find(({ id }) => id === partId);
  if (!part) return refuse('part-not-found');
  const verdict = checkPart(part, action, parts);
  if (verdict !== true) return refuse(verdict);
  const next = nextPartState(part.state, action);
  return next === undefined ? refuse('part-not-open') : ok(next);
}

function tellPost<Template extends NoticeTemplate>(
  postId: Id<'post'>,
  template: Template,
  params: NoticeParams[Template],
): MatterNotice {
  // Template and params belong together by the signature; the union of notices loses that tie.
  return { to: 'post', postId, template, params } as MatterNotice;
}

function tellMain<Template extends NoticeTemplate>(
  { matter }: Case,
  template: Template,
  params: NoticeParams[Template],
): MatterNotice[] {
  return matter.mainHandler === null ? [] : [tellPost(matter.mainHandler.postId, template, params)];
}
