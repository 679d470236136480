import { photoHref } from '../../../collect/photo/screens/photo-href.ts';
import { dateOf, parseInstant } from '../../../kernel/time.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { Choice, type ChoiceOption } from '../../../web/parts/Choice.tsx';
import { Dock } from '../../../web/parts/Dock.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { ScreenTitle } from '../../../web/parts/ScreenTitle.tsx';
import { TextArea } from '../../../web/parts/TextArea.tsx';
import { sayDay } from '../../../web/when.text.ts';
import { type Flaggable, flagReasons, maxFlagWords, raiseFlag } from '../flag.contract.ts';
import { flagText } from './flag.text.ts';

/** One part to choose: what it is and from which day, and what it says or shows. */
function optionOf(frame: Frame, { part, kind, text, photoId, at }: Flaggable): ChoiceOption {
  const { say, now } = frame;
  const day = at === null ? '' : sayDay(say, dateOf(parseInstant(at)), now);
  return {
    value: part,
    label: [say(flagText.part[kind]), day].filter(Boolean).join(' · '),
    hint: text ?? undefined,
    before: photoId && <img class="choice-photo" src={photoHref(frame, photoId, 'small')} alt="" />,
  };
}

/** Says what of a matter should not be shown, and why. */
export function FlagForm(props: {
  frame: Frame;
  matterId: string;
  parts: readonly Flaggable[];
  next: string;
}) {
  const { frame, matterId, parts, next } = props;
  const { say } = frame;
  const form = readForm(frame.form?.operation === raiseFlag.name ? frame.form : undefined);
  return (
    <Form
      flow
      action={frame.to(raiseFlag.path.replace(':matterId', matterId))}
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
          options={parts.map((part) => optionOf(frame, part))}
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
