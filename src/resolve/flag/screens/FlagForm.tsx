import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { Choice } from '../../../web/parts/Choice.tsx';
import { Dock } from '../../../web/parts/Dock.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { ScreenTitle } from '../../../web/parts/ScreenTitle.tsx';
import { TextArea } from '../../../web/parts/TextArea.tsx';
import type { MatterView } from '../../matter/matter.contract.ts';
import { type FlagPart, flagReasons, maxFlagWords, raiseFlag } from '../flag.contract.ts';
import { flagText } from './flag.text.ts';

/** What there is of a matter, for this reader, that can be flagged. */
function partsOf(matter: MatterView): { part: FlagPart; hint: string | undefined }[] {
  const reply = matter.reader === 'public' ? undefined : matter.replies[0];
  return [
    { part: 'title', hint: matter.title },
    ...(matter.reportedBy === null ? [] : [{ part: 'name', hint: matter.reportedBy } as const]),
    ...(reply ? [{ part: 'reply', hint: reply.text.slice(0, 60) } as const] : []),
  ];
}

/** Says what of a matter should not be shown, and why. */
export function FlagForm(props: { frame: Frame; matter: MatterView; next: string }) {
  const { frame, matter, next } = props;
  const { say } = frame;
  const form = readForm(frame.form?.operation === raiseFlag.name ? frame.form : undefined);
  const parts = partsOf(matter);
  return (
    <Form
      flow
      action={frame.to(raiseFlag.path.replace(':matterId', matter.id))}
      hidden={{ ...frame.hidden, _next: next }}
    >
      <ScreenTitle>{say(flagText.question)}</ScreenTitle>
      <p class="soft">{say(flagText.how)}</p>
      <ErrorSummary locale={say.locale} {...form.summary()} />
      <div class="section-gap">
        <Choice
          {...form.text('part', parts.length === 1 ? 'title' : undefined)}
          type="radio"
          legend={say(flagText.partLegend)}
          options={parts.map(({ part, hint }) => ({ value: part, label: say(flagText.part[part]), hint }))}
        />
      </div>
      <div class="section-gap">
        <Choice
          {...form.text('reason')}
          type="radio"
          legend={say(flagText.reasonLegend)}
          options={flagReasons.map((value) => ({ value, label: say(flagText.reason[value]) }))}
        />
      </div>
      <div class="section-gap">
        <TextArea
          {...form.text('words')}
          label={say(flagText.words)}
          aside={say(flagText.wordsAside)}
          maxLength={maxFlagWords}
        />
      </div>
      <Dock>
        <Button kind="primary" size="big" icon="flag">
          {say(flagText.send)}
        </Button>
      </Dock>
    </Form>
  );
}
