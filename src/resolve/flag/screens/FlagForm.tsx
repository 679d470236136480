import { photoHref } from '../../../collect/photo/screens/photo-href.ts';
import { dateOf, parseInstant } from '../../../kernel/time.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { Choice, type ChoiceOption } from '../../../web/parts/Choice.tsx';
import { Dock } from '../../../web/parts/Dock.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { ScreenTitle } from '../../../web/parts/ScreenTitle.tsx';
import { TextArea } from '../../../web/parts/TextArea.tsx';
import { sayDay } from '../../../web/when.text.ts';
import { type Flaggable, flagReasons, maxFlagWords, raiseFlag, raiseWordsFlag } from '../flag.contract.ts';
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

export type FlagOf = { matterId: string } | { reportId: string };

/** Says what of a matter, or of what was said about a report, should not be shown, and why. */
export function FlagForm(props: { frame: Frame; of: FlagOf; parts: readonly Flaggable[]; next: string }) {
  const { frame, of, parts, next } = props;
  const { say } = frame;
  const operation = 'matterId' in of ? raiseFlag : raiseWordsFlag;
  const action =
    'matterId' in of
      ? raiseFlag.path.replace(':matterId', of.matterId)
      : raiseWordsFlag.path.replace(':reportId', of.reportId);
  const form = readForm(frame.form?.operation === operation.name ? frame.form : undefined);
  if (parts.length === 0) return <NothingSaid frame={frame} />;
  return (
    <Form flow action={frame.to(action)} hidden={{ ...frame.hidden, _next: next }}>
      <ScreenTitle>{say(flagText.question)}</ScreenTitle>
      <p class="soft">{say(flagText.how)}</p>
      <ErrorSummary locale={say.locale} {...form.summary()} />
      <div class="section-gap">
        <Choice
          {...form.text('part', parts.length === 1 ? parts[0]?.part : undefined)}
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

/** A report about which nobody has said anything yet. */
function NothingSaid({ frame: { say } }: { frame: Frame }) {
  return (
    <>
      <ScreenTitle>{say(flagText.question)}</ScreenTitle>
      <Notice>{say(flagText.noWords)}</Notice>
    </>
  );
}
