import { type Outcome, ok, refuse, refuseFields } from '../../kernel/outcome.ts';
import type { Matter } from '../matter/matter.contract.ts';
import { publicStates } from '../matter/matter.states.ts';
import type {
  PublicationDecision,
  PublicationPart,
  PublicationState,
  publicationRefusals,
  WithdrawReason,
} from './publication.contract.ts';
import { type KnownNames, stillPersonal } from './scrub.rules.ts';

/** State × decision → next state; what is absent is impossible. What is published can be published in other words. */
export const publicationSteps = {
  waiting: { publish: 'published', keep: 'kept' },
  published: { publish: 'published', withdraw: 'withdrawn' },
  kept: { publish: 'published' },
  withdrawn: { publish: 'published' },
} as const satisfies Record<PublicationState, Partial<Record<PublicationDecision, PublicationState>>>;

/** The state a decision leads to, or undefined where there is no such step. */
export function nextPublicationState(
  state: PublicationState,
  decision: PublicationDecision,
): PublicationState | undefined {
  const row: Partial<Record<PublicationDecision, PublicationState>> = publicationSteps[state];
  return row[decision];
}

const wordedParts: ReadonlySet<PublicationPart> = new Set(['report', 'reply']);

/** Whether a part is words; the others are photos. */
export function isWorded(part: PublicationPart): boolean {
  return wordedParts.has(part);
}

/** What of a matter may become public at all: nothing of one about somebody's hardship, or that was taken back. */
export function mayBecomePublic({ sensitive, state }: Pick<Matter, 'sensitive' | 'state'>): boolean {
  return !sensitive && publicStates.has(state);
}

export type PublicationChange = {
  state: PublicationState;
  text: string | null;
  entry: { kind: 'published'; again: boolean } | { kind: 'withdrawn'; reason: WithdrawReason } | null;
};

type Judged = {
  item: { part: PublicationPart; state: PublicationState; version: number };
  version: number;
  decision: PublicationDecision;
  text: string | null;
  checked: boolean;
  reason: WithdrawReason | null;
};

/**
 * Decides on words or a photo. Words go through the scrub once more as they were edited: what never is for everybody
 * is refused whoever says so. Keeping something closed tells nobody anything, so the ledger does not hear of it.
 */
export function judgePublication(
  { item, version, decision, text, checked, reason }: Judged,
  known: KnownNames,
): Outcome<PublicationChange, keyof typeof publicationRefusals | 'input-invalid'> {
  if (item.version !== version) return refuse('publication-changed');
  const state = nextPublicationState(item.state, decision);
  if (state === undefined) return refuse('publication-not-possible');
  if (decision === 'keep') return ok({ state, text: null, entry: null });
  if (decision === 'withdraw') {
    if (reason === null) return refuseFields([{ path: 'reason', code: 'withdraw-reason-missing' }]);
    return ok({ state, text: null, entry: { kind: 'withdrawn', reason } });
  }
  const again = item.state === 'published';
  if (!isWorded(item.part)) {
    if (again) return refuse('publication-not-possible');
    return ok({ state, text: null, entry: { kind: 'published', again } });
  }
  if (text === null || text === '') return refuse('publication-text-missing');
  if (stillPersonal(text, known, checked).length > 0) return refuse('publication-still-personal');
  return ok({ state, text, entry: { kind: 'published', again } });
}
