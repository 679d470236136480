import type { Frame } from '../frame.ts';
import { webText } from '../web.text.ts';
import { Dialog } from './Dialog.tsx';

/** Beside a form that signs out: what a telephone still keeps, and whether it goes. The offline island opens it. */
export function SignOutGuard({ frame: { say } }: { frame: Frame }) {
  const counts = {
    waiting: webText.signingOutWaiting,
    drafts: webText.signingOutDrafts,
    receipts: webText.signingOutReceipts,
  };
  return (
    <Dialog
      id="signing-out"
      title={say(webText.signingOut)}
      closeLabel={say(webText.signingOutStay)}
      actions={
        <>
          <button type="button" class="button button-line" data-sign-out="keep">
            {say(webText.signingOutKeep)}
          </button>
          <button type="button" class="button button-danger" data-sign-out="delete">
            {say(webText.signingOutDelete)}
          </button>
        </>
      }
    >
      {Object.entries(counts).map(([name, words]) => (
        <p key={name} class="form-gap" data-of={name} data-template={say(words)} hidden />
      ))}
      <p class="small soft form-gap">{say(webText.signingOutHow)}</p>
    </Dialog>
  );
}
