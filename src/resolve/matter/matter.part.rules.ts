import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Handler } from './matter.contract.ts';
import type { Part, PartChange } from './matter.decision.ts';
import { type PartAction, type PartState, partActions } from './matter.part.contract.ts';

/**
 * State × action → next state of a part. `released` is no act of its handler: the matter was resolved without it, or
 * the desk gave it to somebody else.
 */
export const partTransitions = {
  given: { 'take-part': 'taken', 'hand-back-part': 'handed-back' },
  taken: { 'finish-part': 'finished', 'hand-back-part': 'handed-back' },
  finished: {},
  'handed-back': {},
  released: {},
} as const satisfies Record<PartState, Partial<Record<PartAction, PartState>>>;

/** Where its handler's own steps lead. */
export type SteppedState = Exclude<PartState, 'given' | 'released'>;

/** The state an action leads a part to, or undefined where it cannot be done. */
export function nextPartState(state: PartState, action: PartAction): SteppedState | undefined {
  const row: Partial<Record<PartAction, SteppedState>> = partTransitions[state];
  return row[action];
}

/** Still to be done by its handler. */
export const openPartStates: ReadonlySet<PartState> = new Set(['given', 'taken']);

/** Its handler's still: to be done, or done. */
const heldPartStates: ReadonlySet<PartState> = new Set(['given', 'taken', 'finished']);

/** The parts that are still to be done. */
export function openParts(parts: readonly Part[]): Part[] {
  return parts.filter(({ state }) => openPartStates.has(state));
}

/** Whether an action is one of a part's. */
export function isPartAction(action: string): action is PartAction {
  return (partActions as readonly string[]).includes(action);
}

/**
 * Whether a part can take this step: true, or the code of the refusal. A post hands back once in a round; when the desk
 * names it again, that is decided, as with the second return of a whole matter.
 */
export function checkPart(
  part: Part,
  action: PartAction,
  parts: readonly Part[],
): true | 'part-not-open' | 'part-is-final' {
  if (nextPartState(part.state, action) === undefined) return 'part-not-open';
  const before = (other: Part) =>
    other.state === 'handed-back' &&
    other.round === part.round &&
    other.handler.postId === part.handler.postId;
  return action === 'hand-back-part' && parts.some(before) ? 'part-is-final' : true;
}

/** Whether any of some parts can take this step; otherwise why the first cannot. */
export function checkAnyPart(
  parts: readonly Part[],
  action: PartAction,
  all: readonly Part[] = parts,
): true | 'part-not-open' | 'part-is-final' {
  const verdicts = parts.map((part) => checkPart(part, action, all));
  if (verdicts.includes(true)) return true;
  return verdicts.find((verdict) => verdict === 'part-is-final') ?? 'part-not-open';
}

/**
 * What becomes of the parts when these assist from now on, in this round of work: whoever has a part keeps it, new ones
 * are given theirs, what others had still to do is theirs no more. What was handed back is decided with that.
 */
export function partsFor(
  parts: readonly Part[],
  assisting: readonly Handler[],
  round: number,
  at: Instant,
): PartChange[] {
  const named = new Set(assisting.map(({ postId }) => postId));
  const held = parts.filter((part) => part.round === round && heldPartStates.has(part.state));
  const holders = new Set(held.map(({ handler }) => handler.postId));
  const goesOn = (part: Part) => part.round === round && named.has(part.handler.postId);
  return [
    ...(parts.some(({ state, settled }) => state === 'handed-back' && !settled)
      ? [{ do: 'settle' } as const]
      : []),
    ...openParts(parts)
      .filter((part) => !goesOn(part))
      .map((part) => release(part, at, null)),
    ...assisting
      .filter(({ postId }) => !holders.has(postId))
      .map((handler) => ({ do: 'give', handler, round, at }) as const),
  ];
}

/** What becomes of the parts when nothing of them is to be done any more. */
export function releaseParts(parts: readonly Part[], at: Instant, why: string | null = null): PartChange[] {
  return [
    ...(parts.some(({ state, settled }) => state === 'handed-back' && !settled)
      ? [{ do: 'settle' } as const]
      : []),
    ...openParts(parts).map((part) => release(part, at, why)),
  ];
}

/**
 * What becomes of the parts when a post hands over to another: its part goes on with the receiver as it stands, unless
 * they have one already or answer for the whole now.
 */
export function handOverParts(
  parts: readonly Part[],
  from: Id<'post'>,
  to: Handler,
  assisting: readonly Handler[],
  at: Instant,
): PartChange[] {
  const named = new Set(assisting.map(({ postId }) => postId));
  const open = openParts(parts);
  const receives = named.has(to.postId) && !open.some(({ handler }) => handler.postId === to.postId);
  return open.flatMap((part): PartChange[] => {
    const isFrom = part.handler.postId === from;
    if (isFrom && receives) return [{ do: 'hand-over', partId: part.id, handler: to }];
    return isFrom || !named.has(part.handler.postId) ? [release(part, at, null)] : [];
  });
}

function release(part: Part, at: Instant, why: string | null): PartChange {
  return { do: 'step', partId: part.id, to: 'released', at, words: why, photoIds: [] };
}

/** The posts that lose what they had still to do. */
export function releasedPosts(parts: readonly Part[], changes: readonly PartChange[]): Id<'post'>[] {
  const gone = new Set(
    changes.flatMap((change) => (change.do === 'step' && change.to === 'released' ? [change.partId] : [])),
  );
  return parts.filter(({ id }) => gone.has(id)).map(({ handler }) => handler.postId);
}
