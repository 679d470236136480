import type { Id } from '../../kernel/id.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import type { Handler, Matter } from './matter.contract.ts';
import type { Case, Decision, MatterNotice } from './matter.decision.ts';
import { matterEntries } from './matter.entries.ts';
import { decideReassign, tellOfOtherUnit } from './matter.handling.rules.ts';
import { handOverParts } from './matter.part.rules.ts';
import type { MatterRefusal } from './matter.refusals.contract.ts';
import { advance, entryOf, eventOf, named } from './matter.rules.ts';
import { nextState } from './matter.states.ts';

/** Who handles a matter once one post stands in the place of another; nobody stands there twice. */
export function withHandlerReplaced(
  { mainHandler, assisting }: Pick<Matter, 'mainHandler' | 'assisting'>,
  from: Id<'post'>,
  to: Handler,
): { main: Handler | null; assisting: Handler[] } {
  const replaced = (handler: Handler) => (handler.postId === from ? to : handler);
  const main = mainHandler && replaced(mainHandler);
  const others = new Map(assisting.map((handler) => [replaced(handler).postId, replaced(handler)]));
  if (main) others.delete(main.postId);
  return { main, assisting: [...others.values()] };
}

/**
 * Hands a matter over from one post to another. Where the receiver goes on with the same post, or only assists, the
 * matter stays where it is and its clocks run on. Whoever takes it over for another unit takes it anew, as after
 * every reassignment; only what stands still is handed over as it stands.
 */
export function decideHandOver(
  subject: Case,
  input: { from: Id<'post'>; to: Handler; goesOn: boolean; reason: string },
): Outcome<Decision, MatterRefusal> {
  const { matter, facts, act } = subject;
  const { from, to, reason } = input;
  const state = advance(subject, 'hand-over');
  if (!state.ok) return state;
  const isMain = matter.mainHandler?.postId === from;
  if (!isMain && !matter.assisting.some(({ postId }) => postId === from)) return refuse('handler-unknown');
  const handlers = withHandlerReplaced(matter, from, to);
  if (isMain && !input.goesOn && nextState(matter.state, 'reassign') !== undefined) {
    return reassignedFrom(decideReassign(subject, { handlers, reason }), from);
  }
  const notices: MatterNotice[] = [
    {
      ...{ to: 'post', postId: to.postId, template: 'handed-over' },
      params: { ...named(matter), main: isMain, message: reason },
    },
    ...tellOfOtherUnit(subject, handlers.main),
  ];
  return ok({
    matter: { state: state.value, mainHandler: handlers.main, assisting: handlers.assisting },
    parts: handOverParts(facts.parts, from, to, handlers.assisting, act.now),
    deadlines: [],
    entries: [
      entryOf(matterEntries.handedOver, matter, act, { part: isMain ? 'main' : 'assisting' }, { reason }),
    ],
    notices,
    event: eventOf('hand-over', act, {
      facts: { part: isMain ? 'main' : 'assisting' },
      words: reason,
      wordsFor: 'staff',
    }),
  });
}

/** Whoever gave up the post is told nothing more in it. */
function reassignedFrom(
  decided: Outcome<Decision, MatterRefusal>,
  from: Id<'post'>,
): Outcome<Decision, MatterRefusal> {
  if (!decided.ok) return decided;
  const notices = decided.value.notices.filter((notice) => notice.to !== 'post' || notice.postId !== from);
  return ok({ ...decided.value, notices });
}
