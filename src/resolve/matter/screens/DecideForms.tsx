import type { ComponentChildren } from 'preact';
import type { Operation } from '../../../kernel/operation.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { type FormReader, readForm } from '../../../web/forms/read-form.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { Choice } from '../../../web/parts/Choice.tsx';
import { EmptyState } from '../../../web/parts/EmptyState.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { TextArea } from '../../../web/parts/TextArea.tsx';
import { channels, rejectReasons } from '../matter.contract.ts';
import {
  acceptReportInto,
  askReporter,
  redirectReport,
  rejectReport,
} from '../matter.operations.contract.ts';
import { channelText, rejectText } from '../matter.text.ts';
import { decideText } from './decide.text.ts';
import { type DecidePaneProps, hiddenOf } from './decide.ts';
import { deskText } from './desk.text.ts';
import { actionOf, addressOf, stateOf } from './desk-data.ts';
import { likeness } from './OpenReportPane.tsx';
import { PhrasedArea } from './PhrasedArea.tsx';
import { shortNumber } from './WaitingPane.tsx';

/** One decision as a form of its own: its fields, its button, and the way back to accepting. */
function OneDecision(props: {
  pane: DecidePaneProps;
  operation: Operation;
  form: FormReader;
  ids?: Record<string, string>;
  hidden?: Record<string, string>;
  confirm: string;
  children: ComponentChildren;
}) {
  const { pane, form } = props;
  const { frame, place, open } = pane;
  const back = addressOf(frame, place, { kind: 'report', id: open.report.id });
  return (
    <Form
      action={actionOf(frame, props.operation, { reportId: open.report.id, ...props.ids })}
      hidden={{ ...hiddenOf(pane), ...props.hidden }}
    >
      <ErrorSummary locale={frame.say.locale} {...form.summary()} />
      {props.children}
      <div class="stack-tight form-gap">
        <Button kind="primary" full>
          {props.confirm}
        </Button>
        <LinkButton href={back} kind="quiet" size="small" full>
          {frame.say(decideText.back)}
        </LinkButton>
      </div>
    </Form>
  );
}

export function AskForm(pane: DecidePaneProps) {
  const { say } = pane.frame;
  const form = readForm(stateOf(pane.frame, askReporter), () => say(decideText.questionMissing));
  return (
    <OneDecision pane={pane} operation={askReporter} form={form} confirm={say(decideText.send)}>
      <PhrasedArea
        frame={pane.frame}
        operation={askReporter}
        field={form.text('question')}
        phrases={pane.open.phrases.filter(({ use }) => use === 'ask')}
        label={say(decideText.question)}
        hint={say(decideText.questionHint)}
        rows={5}
        maxLength={500}
        autoFocus
      />
    </OneDecision>
  );
}

export function RedirectForm(pane: DecidePaneProps) {
  const { say } = pane.frame;
  const form = readForm(stateOf(pane.frame, redirectReport), ({ path }) =>
    say(path === 'channel' ? decideText.whomMissing : decideText.wordsMissing),
  );
  return (
    <OneDecision pane={pane} operation={redirectReport} form={form} confirm={say(decideText.send)}>
      <Choice
        {...form.text('channel')}
        type="radio"
        legend={say(decideText.whom)}
        columns={2}
        options={channels.map((channel) => ({ value: channel, label: say(channelText[channel]) }))}
        autoFocus
      />
      <PhrasedArea
        frame={pane.frame}
        operation={redirectReport}
        field={form.text('messageToReporter')}
        phrases={pane.open.phrases.filter(({ use }) => use === 'redirect')}
        label={say(decideText.redirectWords)}
        rows={3}
        maxLength={500}
      />
    </OneDecision>
  );
}

export function RejectForm(pane: DecidePaneProps) {
  const { say } = pane.frame;
  const form = readForm(stateOf(pane.frame, rejectReport), ({ path }) =>
    say(path === 'reason' ? decideText.reasonMissing : decideText.wordsMissing),
  );
  return (
    <OneDecision pane={pane} operation={rejectReport} form={form} confirm={say(decideText.rejectConfirm)}>
      <Choice
        {...form.text('reason')}
        type="radio"
        legend={say(decideText.reason)}
        hint={say(decideText.reasonHint)}
        options={rejectReasons.map((reason) => ({ value: reason, label: say(rejectText[reason]) }))}
        autoFocus
      />
      <PhrasedArea
        frame={pane.frame}
        operation={rejectReport}
        field={form.text('messageToReporter')}
        phrases={pane.open.phrases.filter(({ use }) => use === 'reject')}
        label={say(decideText.redirectWords)}
        rows={3}
        maxLength={500}
      />
    </OneDecision>
  );
}

/** The matter is named by its place in the address, so its version is the one that was shown. */
export function JoinForm(pane: DecidePaneProps) {
  const { frame, open, opened, place } = pane;
  const { say } = frame;
  const target = open.candidates.find(({ id }) => id === opened.into) ?? open.candidates[0];
  const form = readForm(stateOf(frame, acceptReportInto));
  if (!target) return <EmptyState title={say(decideText.joinNone)} text={say(decideText.joinNoneText)} />;
  const item = { kind: 'report', id: open.report.id } as const;
  return (
    <OneDecision
      pane={pane}
      operation={acceptReportInto}
      form={form}
      hidden={{ matterId: target.id, version: `${target.version}` }}
      confirm={`${say(deskText.joinThis, shortNumber(target.number))}`}
    >
      <p class="label">{say(decideText.joinInto)}</p>
      <ul class="card card-flush rows">
        {open.candidates.map((row) => (
          <li class="list-row" key={row.id}>
            <a
              class="list-row-main"
              href={`${addressOf(frame, place, item, 'join')}&into=${row.id}`}
              aria-current={row.id === target.id ? 'true' : undefined}
            >
              <span class="list-row-title">{row.title}</span>
              <span class="list-row-facts small soft">
                {[shortNumber(row.number), row.building, say(likeness(open, row))]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </a>
          </li>
        ))}
      </ul>
      <p class="tiny soft form-gap">{say(decideText.joinHint)}</p>
      <div class="form-gap">
        <TextArea
          {...form.text('messageToReporter', say(decideText.tellJoin))}
          label={say(decideText.tell)}
          aside={say(decideText.optional)}
          rows={2}
          maxLength={500}
          autoFocus
        />
      </div>
    </OneDecision>
  );
}
