import type { PlaceRegister } from '../../../places/place/place.contract.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { type FormReader, readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { Choice } from '../../../web/parts/Choice.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { Link } from '../../../web/parts/Link.tsx';
import { ScreenTitle } from '../../../web/parts/ScreenTitle.tsx';
import { SelectField } from '../../../web/parts/SelectField.tsx';
import { TextArea } from '../../../web/parts/TextArea.tsx';
import { TextField } from '../../../web/parts/TextField.tsx';
import { askResidence, livesAs, maxWords, redeemSlip } from '../residence.contract.ts';
import { residenceText as text } from './residence.text.ts';

const formOf = (frame: Frame, operation: { name: string }, words?: Parameters<typeof readForm>[1]) =>
  readForm(frame.form?.operation === operation.name ? frame.form : undefined, words);

/** Registering by the code of a slip; `code` came with the link of its QR code. Showing it changes nothing. */
export function RedeemSlip({ frame, code }: { frame: Frame; code: string }) {
  const { say, to } = frame;
  const form = formOf(frame, redeemSlip);
  return (
    <>
      <ScreenTitle look="display">{say(text.slipTitle)}</ScreenTitle>
      <p class="soft">{say(text.slipText)}</p>
      <div class="form-gap" />
      <Form action={to(redeemSlip.path)} hidden={frame.hidden}>
        <ErrorSummary locale={say.locale} {...form.summary()} />
        <TextField
          {...form.text('code', code)}
          label={say(text.code)}
          hint={say(text.codeHint)}
          autoComplete="off"
          maxLength={60}
          width="code"
          required
        />
        <LivesAs frame={frame} form={form} />
        <div class="form-gap">
          <Button kind="primary" full>
            {say(text.redeem)}
          </Button>
        </div>
      </Form>
      <p class="form-gap">
        <Link href={to('/residence/ask')}>{say(text.noSlip)}</Link>
      </p>
    </>
  );
}

function LivesAs({ frame, form }: { frame: Frame; form: FormReader }) {
  const { say } = frame;
  return (
    <Choice
      {...form.text('livesAs')}
      type="radio"
      look="tile"
      columns={2}
      legend={say(text.livesAs)}
      required
      options={livesAs.map((way) => ({ value: way, label: say(text[way]) }))}
    />
  );
}

/** Naming a home, for the captain of its stairwell to confirm. */
export function AskHome({ frame, register }: { frame: Frame; register: PlaceRegister }) {
  const { say, to } = frame;
  const form = formOf(frame, askResidence, ({ path }) =>
    path === 'stairwellId' ? say(text.stairwellMissing) : null,
  );
  const several = register.estates.length > 1;
  return (
    <>
      <ScreenTitle look="display">{say(text.askTitle)}</ScreenTitle>
      <p class="soft">{say(text.askText)}</p>
      <div class="form-gap" />
      <Form action={to(askResidence.path)} hidden={frame.hidden}>
        <ErrorSummary locale={say.locale} {...form.summary()} />
        <SelectField
          {...form.text('stairwellId')}
          label={say(text.stairwell)}
          empty={say(text.choose)}
          options={register.estates.flatMap((estate) =>
            estate.buildings.map((building) => ({
              group: [several ? estate.name : '', say(text.buildingName, building.label)].join(' ').trim(),
              options: building.stairwells.map(({ id, label }) => ({
                value: id,
                label: say(text.stairwellName, building.label, label),
              })),
            })),
          )}
        />
        <TextField
          {...form.text('door')}
          label={say(text.door)}
          hint={say(text.doorHint)}
          maxLength={20}
          width="short"
          required
        />
        <LivesAs frame={frame} form={form} />
        <TextArea
          {...form.text('words')}
          label={say(text.words)}
          aside={say(text.optional)}
          hint={say(text.wordsHint)}
          rows={2}
          maxLength={maxWords}
        />
        <p class="small soft">{say(text.who)}</p>
        <div class="form-gap">
          <Button kind="primary" full>
            {say(text.ask)}
          </Button>
        </div>
      </Form>
    </>
  );
}
