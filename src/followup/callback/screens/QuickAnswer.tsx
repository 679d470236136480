import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { Card } from '../../../web/parts/Card.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { answerCallback } from '../callback.contract.ts';
import { callbackText, solvedText } from '../callback.text.ts';
import type { Question } from './AnswerCard.tsx';

/** The question where it is met first: one press says it is solved; whoever has more to say goes to the matter. */
export function QuickAnswer({ frame, question }: { frame: Frame; question: Question }) {
  const { say, to } = frame;
  const { matterId, title, version, token } = question;
  const read = readForm(frame.form?.operation === answerCallback.name ? frame.form : undefined);
  const hidden = { ...frame.hidden, version: String(version), token };
  return (
    <Card as="section" tone="chosen" label={`${say(callbackText.isItSolved)} ${title}`}>
      <p class="strong">{title}</p>
      <p>{say(callbackText.isItSolved)}</p>
      <ErrorSummary locale={say.locale} {...read.summary()} />
      <Form action={to(answerCallback.path.replace(':matterId', matterId))} hidden={hidden}>
        <div class="form-gap">
          <Button kind="primary" full icon="check" name="solved" value="yes">
            {say(solvedText.yes)}
          </Button>
        </div>
      </Form>
      <div class="form-gap">
        <LinkButton href={to(`/matters/${matterId}#answer`)} full>
          {say(callbackText.notYet)}
        </LinkButton>
      </div>
    </Card>
  );
}
