import type { ComponentChildren } from 'preact';
import type { Operation } from '../../../kernel/operation.ts';
import { Form } from '../../../web/forms/Form.tsx';
import type { FormReader } from '../../../web/forms/read-form.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { actText } from './act.text.ts';
import { type Act, type ActProps, hiddenOf } from './acts.ts';
import { decideText } from './decide.text.ts';
import { actionOf, stateOf } from './desk-data.ts';
import { latestOf } from './MatterStory.tsx';

/** One act as a form: its fields and its button. After a conflict it says who was first and keeps what was written. */
export function ActForm(props: {
  act: ActProps;
  name: Act;
  operation: Operation;
  form: FormReader;
  files?: boolean;
  shortcut?: string;
  children?: ComponentChildren;
}) {
  const { act, name, operation, form } = props;
  const { frame, matter } = act;
  const { say } = frame;
  const changed = stateOf(frame, operation)?.refusal?.code === 'matter-changed';
  return (
    <Form
      action={actionOf(frame, operation, { matterId: matter.id })}
      hidden={hiddenOf(act, name)}
      files={props.files}
      warnUnsaved
    >
      {changed ? (
        <Notice tone="warn" title={say(decideText.changedTitle)}>
          <p>{latestOf(frame, matter)}</p>
          <p>{say(decideText.changedKept)}</p>
        </Notice>
      ) : (
        <ErrorSummary locale={say.locale} {...form.summary()} />
      )}
      {props.children}
      <div class="form-gap">
        <Button kind="primary" full shortcut={props.shortcut}>
          {say(actText.confirm[name])}
        </Button>
      </div>
    </Form>
  );
}
