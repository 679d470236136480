import type { Id } from '../../kernel/id.ts';
import type { PhotoOwnerKind } from './photo.contract.ts';

/** What the policy needs to know of a photo: what it belongs to, and whether the asker may read that. */
export type PhotoFacts = {
  owner: { kind: PhotoOwnerKind; id: Id } | null;
  ownerIsReadable: boolean;
};

/**
 * Who may look at a photo. Sent ahead it belongs to nothing, and its id, which only its sender was told, is the
 * key to it; in a draft, the draft's id is; after that it is read with what it belongs to.
 */
export function mayReadPhoto(photo: PhotoFacts, brought: { draftId: string | null }): true | 'not-found' {
  if (photo.owner === null) return true;
  if (photo.owner.kind === 'draft') return photo.owner.id === brought.draftId || 'not-found';
  return photo.ownerIsReadable || 'not-found';
}
