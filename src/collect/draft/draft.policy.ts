import type { Instant } from '../../kernel/time.ts';
import { draftExpiresAt } from './draft.rules.ts';

/** A draft is for whoever holds its id, which only its writer was told, until it expires. */
export function mayOpenDraft(
  draft: { updatedAt: Instant } | undefined,
  now: Instant,
): true | 'draft-not-found' {
  return (draft !== undefined && now < draftExpiresAt(draft.updatedAt)) || 'draft-not-found';
}
