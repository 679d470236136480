import type { Frame } from '../../../web/frame.ts';
import type { MatterAction, MatterRow, StaffMatter } from '../matter.contract.ts';
import { addressOf, type Catalogue, type FilledPhrase, type ItemRef, type Place } from './desk-data.ts';

/** What the desk does to a matter, in the order in which it is offered. */
export const deskActs = [
  'dispatch',
  'extend',
  'refuse-extension',
  'call',
  'archive',
  'resume',
  'reassign',
  'assist',
  'suspend',
  'merge',
  'split',
  'urge',
  'move',
  'supervise',
  'lift',
  'note',
] as const satisfies readonly MatterAction[];

/** What those who handle it do. */
export const handlerActs = [
  'take',
  'take-part',
  'contact',
  'finish-part',
  'resolve',
  'ask-extension',
  'return',
  'hand-back-part',
  'note',
] as const satisfies readonly MatterAction[];

/** At the desk also what is done in the name of units without accounts of their own. */
export const actsAtDesk = [...deskActs.slice(0, -1), ...handlerActs] as const;

export type Act = (typeof deskActs)[number] | (typeof handlerActs)[number];

export type ActProps = {
  frame: Frame;
  place: Place;
  matter: StaffMatter;
  catalogue: Pick<Catalogue, 'posts' | 'groups' | 'categories'>;
  /** Open matters this one could join. */
  mergeable: readonly MatterRow[];
  next: ItemRef | undefined;
  phrases: readonly FilledPhrase[];
};

export type Offer = { chosen: Act | undefined; possible: Act[]; refused: { act: Act; code: string }[] };

/** Refusals that say "this is somebody else's work": such acts are not shown at all. */
const notMine = new Set([
  'desk-only',
  'main-handler-only',
  'handler-only',
  'reporter-only',
  'resident-only',
  'supervisor-only',
  'assisting-only',
  'part-not-open',
  'street-reads-only',
]);

/**
 * Which acts are offered, and which form stands open: the one asked for, else the first that is the next step.
 * A note is never the next step by itself, a contact only until there was one, more time only if asked for,
 * supervision only where the rules propose it.
 */
export function offerActs(acts: readonly Act[], matter: StaffMatter, asked: string | undefined): Offer {
  const { can } = matter;
  const possible = acts.filter((act) => can[act] === true);
  const refused = acts.flatMap((act) => {
    const code = can[act];
    return typeof code === 'string' && !notMine.has(code) ? [{ act, code }] : [];
  });
  const isNextStep = (act: Act) => {
    // Who only assists contacts the reporter when there is a need to.
    if (act === 'contact') return matter.state === 'taken' && !matter.parts.some(({ mine }) => mine);
    if (act === 'extend') return matter.extensionAsked;
    if (act === 'assist')
      return matter.parts.some(({ state, settled }) => state === 'handed-back' && !settled);
    if (act === 'supervise') return matter.toSupervise !== null;
    return !besides.has(act);
  };
  return { chosen: possible.find((act) => act === asked) ?? possible.find(isNextStep), possible, refused };
}

const besides: ReadonlySet<Act> = new Set([
  'reassign',
  'suspend',
  'merge',
  'split',
  'urge',
  'move',
  'lift',
  'note',
  'return',
  'hand-back-part',
  'ask-extension',
]);

const staysWith: ReadonlySet<Act> = new Set(['note', 'urge', 'supervise', 'lift', 'move']);

/** What takes no version. */
const commuting: ReadonlySet<Act> = new Set(['note', 'urge', 'take-part', 'finish-part', 'hand-back-part']);

/**
 * What every act's form carries: the version that was seen, and where to go on. What presses a matter on or adds to it
 * stays with it.
 */
export function hiddenOf({ frame, place, matter, next }: ActProps, act: Act): Record<string, string> {
  const here = { kind: 'matter', id: matter.id } as const;
  // What was returned is no longer the handler's to read, nor what they no longer assist in.
  const stays =
    staysWith.has(act) ||
    act === 'take' ||
    act === 'contact' ||
    act === 'take-part' ||
    (place.page === '/tasks' && act !== 'return' && act !== 'hand-back-part');
  const onward = addressOf(frame, place, stays ? here : next);
  return commuting.has(act)
    ? { ...frame.hidden, _next: onward }
    : { ...frame.hidden, _next: onward, version: `${matter.version}` };
}
