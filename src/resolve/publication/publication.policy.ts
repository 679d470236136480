import { type Asker, holdsPost } from '../../kernel/asker.ts';
import {
  type PublicationDecision,
  type PublicationPart,
  type PublicationState,
  publicationDecisions,
} from './publication.contract.ts';
import { isWorded, nextPublicationState } from './publication.rules.ts';

/** Desk, administrator and street see what waits to be published, as it came. */
export function mayReadPublications(asker: Asker): true | 'staff-only' {
  return ['desk', 'administrator', 'street'].some((post) => holdsPost(asker, post)) || 'staff-only';
}

/** The desk decides what everybody may read. */
export function mayDecidePublication(asker: Asker): true | 'desk-only' {
  return holdsPost(asker, 'desk') || 'desk-only';
}

/** What the asker may decide of an item as it stands. A photo that is published has no other words to be published in. */
export function canOfPublication(
  asker: Asker,
  { part, state }: { part: PublicationPart; state: PublicationState },
): Record<PublicationDecision, true | string> {
  const may = mayDecidePublication(asker);
  const can = (decision: PublicationDecision) => {
    if (may !== true) return may;
    const isPossible = nextPublicationState(state, decision) !== undefined;
    const changesNothing = decision === 'publish' && state === 'published' && !isWorded(part);
    return (isPossible && !changesNothing) || 'publication-not-possible';
  };
  return Object.fromEntries(publicationDecisions.map((decision) => [decision, can(decision)])) as Record<
    PublicationDecision,
    true | string
  >;
}
