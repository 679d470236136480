import { parseInstant } from '../../../kernel/time.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { Choice } from '../../../web/parts/Choice.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { TextArea } from '../../../web/parts/TextArea.tsx';
import { sayMoment } from '../../../web/when.text.ts';
import { type Abuse, abuseReasons, liftAbuse, markAbusive, maxAbuseWords } from '../abuse.contract.ts';
import { abuseCardText as text } from './abuse-card.text.ts';

type CardProps = { frame: Frame; abuse: Abuse };

/** Beside a report: that it is marked as abusive and the way back, or the form to mark it. */
export function AbuseCard({ frame, abuse }: CardProps) {
  if (abuse.mark !== null) return <Marked frame={frame} abuse={abuse} />;
  return abuse.can.mark === true ? <Mark frame={frame} abuse={abuse} /> : null;
}

function Marked({ frame, abuse }: CardProps) {
  const { say, now } = frame;
  const { mark } = abuse;
  if (mark === null) return null;
  const form = readForm(frame.form?.operation === liftAbuse.name ? frame.form : undefined);
  return (
    <div class="section-gap">
      <ErrorSummary locale={say.locale} {...form.summary()} />
      <Notice tone="warn" icon="flag" title={say(text.title, say(text.reasons[mark.reason]))}>
        <p class="as-written">{mark.words}</p>
        <p class="small">
          {abuse.senderKnown
            ? say(text.until, sayMoment(say, parseInstant(mark.until), now))
            : say(text.nobody)}
        </p>
        <Form action={actionOf(frame, liftAbuse.path, abuse)} hidden={frame.hidden}>
          <Button size="small" icon="undo-2">
            {say(text.lift)}
          </Button>
        </Form>
      </Notice>
    </div>
  );
}

function Mark({ frame, abuse }: CardProps) {
  const { say } = frame;
  const returned = frame.form?.operation === markAbusive.name ? frame.form : undefined;
  const form = readForm(returned);
  return (
    <details class="section-gap" open={returned !== undefined}>
      <summary>{say(text.mark)}</summary>
      <Form action={actionOf(frame, markAbusive.path, abuse)} hidden={frame.hidden}>
        <ErrorSummary locale={say.locale} {...form.summary()} />
        <p class="small soft">{say(text.explain)}</p>
        <Choice
          {...form.text('reason')}
          id="abuse-reason"
          type="radio"
          legend={say(text.reason)}
          columns={2}
          options={abuseReasons.map((value) => ({ value, label: say(text.reasons[value]) }))}
        />
        <TextArea
          {...form.text('words')}
          id="abuse-words"
          label={say(text.words)}
          rows={2}
          maxLength={maxAbuseWords}
        />
        <p class="small soft form-gap">{say(abuse.senderKnown ? text.whatFollows : text.nobody)}</p>
        <div class="form-gap">
          <Button kind="danger" size="small">
            {say(text.confirm)}
          </Button>
        </div>
      </Form>
    </details>
  );
}

function actionOf(frame: Frame, path: string, { reportId }: Abuse): string {
  return frame.to(path.replace(':reportId', reportId));
}
