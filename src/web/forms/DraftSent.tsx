/** Stands on the page after a form was accepted: the draft-keeper island then forgets its draft. */
export function DraftSent({ draftKey }: { draftKey: string }) {
  return <span hidden data-draft-sent={draftKey} />;
}
