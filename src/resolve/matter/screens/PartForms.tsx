import type { Operation } from '../../../kernel/operation.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { TextArea } from '../../../web/parts/TextArea.tsx';
import { changeAssisting, finishPart, handBackPart, takePart } from '../matter.assisting.contract.ts';
import type { PartAction } from '../matter.part.contract.ts';
import { ActForm } from './ActForm.tsx';
import { AssistingFields } from './AssistingFields.tsx';
import { actText } from './act.text.ts';
import { type ActProps, hiddenOf } from './acts.ts';
import { actionOf, stateOf } from './desk-data.ts';
import { Photos } from './HandlerActForms.tsx';
import { partText } from './part.text.ts';
import { postOptions } from './posts.ts';

/** Who assists from now on; the main handler goes on. What was handed back stands above with its reason. */
export function AssistForm(act: ActProps) {
  const { frame, matter, catalogue } = act;
  const { say } = frame;
  const form = readForm(stateOf(frame, changeAssisting));
  return (
    <ActForm act={act} name="assist" operation={changeAssisting} form={form}>
      <p class="small soft">{say(partText.assistHint)}</p>
      <AssistingFields
        frame={frame}
        form={form}
        chosen={matter.assisting.map(({ postId }) => postId)}
        options={postOptions(say, catalogue.posts)}
      />
      <TextArea
        {...form.text('messageToHandlers')}
        label={say(partText.tellAssisting)}
        aside={say(actText.optional)}
        rows={2}
        maxLength={500}
      />
    </ActForm>
  );
}

const operations = {
  'take-part': takePart,
  'finish-part': finishPart,
  'hand-back-part': handBackPart,
} as const satisfies Record<PartAction, Operation>;

/** A step with one's own part. Who acts for several posts has a form for each that can take it. */
export function PartForms(act: ActProps & { step: PartAction }) {
  const { matter, step } = act;
  const parts = matter.parts.filter(({ can }) => can[step] === true);
  return (
    <div class="stack">
      {parts.map((part, index) => (
        <PartForm
          key={part.id}
          act={act}
          step={step}
          part={part}
          first={index === 0}
          alone={parts.length === 1}
        />
      ))}
    </div>
  );
}

function PartForm(props: {
  act: ActProps;
  step: PartAction;
  part: ActProps['matter']['parts'][number];
  first: boolean;
  alone: boolean;
}) {
  const { act, step, part } = props;
  const { frame, matter } = act;
  const { say } = frame;
  const operation = operations[step];
  const state = stateOf(frame, operation);
  // Of several forms only the one that was sent comes back filled.
  const isSent = state?.values._part === part.id || props.alone;
  const form = readForm(isSent ? state : undefined, ({ path }) => {
    if (path === 'words') return say(partText.wordsMissing);
    return path === 'reason' ? say(actText.reasonMissing) : null;
  });
  return (
    <Form
      action={actionOf(frame, operation, { matterId: matter.id, partId: part.id })}
      hidden={{ ...hiddenOf(act, step), _part: part.id }}
      files={step === 'finish-part'}
      warnUnsaved
    >
      <ErrorSummary locale={say.locale} {...form.summary()} />
      {!props.alone && <p class="label">{part.handler.name}</p>}
      {step === 'take-part' && <p class="small soft">{say(partText.takeHint)}</p>}
      {step === 'finish-part' && (
        <>
          <TextArea
            {...form.text('words')}
            label={say(partText.done)}
            hint={say(partText.doneHint)}
            rows={4}
            maxLength={2000}
          />
          <Photos act={act} form={form} ids="photoIds" legend={say(actText.photos)} optional />
        </>
      )}
      {step === 'hand-back-part' && (
        <TextArea
          {...form.text('reason')}
          label={say(actText.reason)}
          hint={say(partText.handBackHint)}
          rows={3}
          maxLength={500}
        />
      )}
      <div class="form-gap">
        <Button kind={props.first ? 'primary' : 'line'} full>
          {say(actText.confirm[step])}
        </Button>
      </div>
    </Form>
  );
}
