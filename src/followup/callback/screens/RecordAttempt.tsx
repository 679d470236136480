import type { StaffMatter } from '../../../resolve/matter/matter.contract.ts';
import { solvedAnswers } from '../../../resolve/matter/matter.contract.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { Choice } from '../../../web/parts/Choice.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { SelectField } from '../../../web/parts/SelectField.tsx';
import { TextArea } from '../../../web/parts/TextArea.tsx';
import { callbackOutcomes, callbackWays, recordAttempt } from '../callback.contract.ts';
import { callbackText, outcomeText, satisfactionText, solvedText, wayText } from '../callback.text.ts';
import { attemptText } from './attempt.text.ts';

type RecordAttemptProps = { frame: Frame; matter: StaffMatter; next: string };

const grades = [5, 4, 3, 2, 1] as const;

/** A call, visit or message that asks the reporter, and what came of it; never by somebody who did the work. */
export function RecordAttempt({ frame, matter, next }: RecordAttemptProps) {
  const { say } = frame;
  const form = readForm(frame.form?.operation === recordAttempt.name ? frame.form : undefined, ({ path }) =>
    path === 'way'
      ? say(attemptText.wayMissing)
      : path === 'outcome'
        ? say(attemptText.outcomeMissing)
        : null,
  );
  const gradeOptions = grades.map((grade) => ({ value: `${grade}`, label: say(satisfactionText[grade]) }));
  return (
    <Form
      action={frame.to(recordAttempt.path.replace(':matterId', matter.id))}
      hidden={{ ...frame.hidden, version: `${matter.version}`, _next: next }}
      warnUnsaved
    >
      <ErrorSummary locale={say.locale} {...form.summary()} />
      <SelectField
        {...form.text('reportId', matter.reports[0]?.id)}
        label={say(attemptText.whom)}
        options={matter.reports.map((report) => ({
          value: report.id,
          label: say(attemptText.reportOption, report.number, nameOf(report, say(attemptText.noName))),
        }))}
      />
      <Choice
        {...form.text('way', 'phone')}
        type="radio"
        legend={say(attemptText.way)}
        columns={3}
        look="tile"
        options={callbackWays.map((way) => ({ value: way, label: say(wayText[way]) }))}
      />
      <Choice
        {...form.text('outcome')}
        type="radio"
        legend={say(attemptText.outcome)}
        columns={3}
        look="tile"
        options={callbackOutcomes.map((outcome) => ({ value: outcome, label: say(outcomeText[outcome]) }))}
      />
      <Choice
        {...form.text('answer.solved')}
        type="radio"
        legend={say(attemptText.answers)}
        options={solvedAnswers.map((solved) => ({ value: solved, label: say(solvedText[solved]) }))}
      />
      <div class="pair form-gap">
        <SelectField
          {...form.text('answer.satisfaction')}
          label={say(callbackText.areYouSatisfied)}
          empty={say(attemptText.skip)}
          options={gradeOptions}
        />
        <SelectField
          {...form.text('answer.attitude')}
          label={say(callbackText.howWereYouTreated)}
          empty={say(attemptText.skip)}
          options={gradeOptions}
        />
      </div>
      <div class="form-gap">
        <TextArea
          {...form.text('answer.words')}
          label={say(attemptText.words)}
          aside={say(attemptText.wordsHint)}
          rows={2}
          maxLength={500}
        />
      </div>
      <div class="stack-tight form-gap">
        <Button kind="primary" full>
          {say(attemptText.record)}
        </Button>
        <p class="tiny soft">{say(callbackText.silence)}</p>
      </div>
    </Form>
  );
}

function nameOf({ reporter }: StaffMatter['reports'][number], noName: string): string {
  return [reporter?.name ?? noName, reporter?.phone].filter(Boolean).join(' ');
}
