import { Form } from '../../../web/forms/Form.tsx';
import type { Frame } from '../../../web/frame.ts';
import { BigAction } from '../../../web/parts/BigAction.tsx';
import { Button } from '../../../web/parts/Button.tsx';
import { Card } from '../../../web/parts/Card.tsx';
import { CardRows } from '../../../web/parts/CardRows.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { ListRow } from '../../../web/parts/ListRow.tsx';
import { excerptOf } from '../../report/report.rules.ts';
import type { DraftView } from '../draft.contract.ts';
import { stepToResume } from '../draft.rules.ts';
import { waitingText } from './waiting.text.ts';

const resumeAt = (draft: DraftView) => `/reports/new/${draft.draftId}/${stepToResume(draft)}`;

/** What a draft holds, in one line. */
function sayDraft({ say }: Frame, draft: DraftView): string {
  const words = excerptOf(draft.text, 40) || (draft.recording ? say(waitingText.spoken) : '');
  const photos = draft.photoIds.length;
  return photos > 0 ? say(waitingText.withPhotos, words, photos) : words;
}

/** The same among the large actions of elder mode. */
export function WaitingDraftAction({ frame, draft }: { frame: Frame; draft: DraftView }) {
  const { say, to } = frame;
  return (
    <BigAction
      href={to(resumeAt(draft))}
      title={say(waitingText.resume)}
      text={sayDraft(frame, draft)}
      icon="pencil"
    />
  );
}

/** The same as one row, where other things stand beside it. */
export function WaitingDraftRow({ frame, draft }: { frame: Frame; draft: DraftView }) {
  const { say, to } = frame;
  return (
    <div class="waiting-draft">
      <CardRows>
        <ListRow href={to(resumeAt(draft))} title={say(waitingText.resume)} facts={sayDraft(frame, draft)} />
      </CardRows>
    </div>
  );
}

/** What this browser began and did not send: go on with it where it stopped, or throw it away. */
export function WaitingDraft({ frame, draft }: { frame: Frame; draft: DraftView }) {
  const { say, to } = frame;
  return (
    <div class="waiting-draft">
      <Card as="section" label={say(waitingText.title)}>
        <p class="strong">{say(waitingText.title)}</p>
        <p class="form-gap">{sayDraft(frame, draft)}</p>
        <p class="small soft">{say(waitingText.where)}</p>
        <div class="form-gap">
          <LinkButton href={to(resumeAt(draft))} icon="pencil" full>
            {say(waitingText.resume)}
          </LinkButton>
        </div>
        <Form action={to(`/drafts/${draft.draftId}/discard`)} hidden={frame.hidden}>
          <Button kind="quiet" full>
            {say(waitingText.discard)}
          </Button>
        </Form>
      </Card>
    </div>
  );
}
