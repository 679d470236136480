import type { Id } from '../../kernel/id.ts';
import type { RecordingOwnerKind } from './recording.contract.ts';

/**
 * Who may hear a recording. A voice tells who speaks: in a draft it is for whoever holds the draft's id, in a report
 * for those who may know who said it (the report's own policy says who). Belonging to nothing it is for nobody.
 */
export function mayHearRecording(
  recording: { owner: { kind: RecordingOwnerKind; id: Id } | null; ownerIsHeard: boolean },
  brought: { draftId: string | null },
): true | 'not-found' {
  if (recording.owner?.kind === 'draft') return recording.owner.id === brought.draftId || 'not-found';
  return (recording.owner !== null && recording.ownerIsHeard) || 'not-found';
}
