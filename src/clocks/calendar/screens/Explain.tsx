import { dateOf } from '../../../kernel/time.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { Card } from '../../../web/parts/Card.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { SelectField } from '../../../web/parts/SelectField.tsx';
import { TextField } from '../../../web/parts/TextField.tsx';
import { categoryLimits } from '../../deadline/deadline.contract.ts';
import { fixedLimits } from '../../deadline/deadline.rules.ts';
import { clockName, limitName, sayLimit } from '../../deadline/deadline.text.ts';
import { explainable } from '../calendar.operations.contract.ts';
import { calendarText as text } from './calendar.text.ts';
import type { Explained } from './calendar-data.ts';

const fixed = explainable.filter((limit) => limit in fixedLimits) as (keyof typeof fixedLimits)[];

/** "Why is it due on that day?": a start, a limit, and the days counted one by one. */
export function Explain({ frame, at, explained }: { frame: Frame; at: string; explained: Explained }) {
  const { say, to, now } = frame;
  const form = readForm(explained.form);
  const { deadline } = explained;
  return (
    <>
      <p class="soft small pane-words">{say(text.explainHint)}</p>
      <Form method="get" action={`${to(at)}#explained`}>
        <ErrorSummary locale={say.locale} {...form.summary()} />
        <TextField {...form.text('date', dateOf(now))} label={say(text.begins)} type="date" required />
        <TextField
          {...form.text('time', '09:00')}
          label={say(text.beginsAt)}
          width="short"
          maxLength={5}
          required
        />
        <SelectField
          {...form.text('limit', 'W5')}
          label={say(text.limit)}
          options={[
            {
              group: say(text.groupCategory),
              options: categoryLimits.map((value) => ({ value, label: say(limitName[value]) })),
            },
            {
              group: say(text.groupFixed),
              options: fixed.map((value) => ({
                value,
                label: `${say(clockName[value])} · ${sayLimit(say, fixedLimits[value])}`,
              })),
            },
          ]}
        />
        <div class="form-gap">
          <Button full>{say(text.count)}</Button>
        </div>
      </Form>
      {deadline && (
        <div class="form-gap" id="explained" role="status">
          <Card>
            <h3>{deadline.why.question}</h3>
            <ol class="stack-tight small form-gap">
              {deadline.why.lines.map((line) => (
                <li key={line.text}>{line.text}</li>
              ))}
            </ol>
          </Card>
        </div>
      )}
    </>
  );
}
