import type { ShownTelephone } from '../../../channels/reach/reach.contract.ts';
import { CallCommunity } from '../../../channels/reach/screens/CallCommunity.tsx';
import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { AppBar } from '../../../web/parts/AppBar.tsx';
import { Button } from '../../../web/parts/Button.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { Link } from '../../../web/parts/Link.tsx';
import { ScreenTitle } from '../../../web/parts/ScreenTitle.tsx';
import { TextField } from '../../../web/parts/TextField.tsx';
import { renewLostKey, requestLostKey } from '../lost-key.contract.ts';
import { lostKeyPageText } from './lost-key-page.text.ts';

export function LostKeyHead({ frame: { say, to } }: { frame: Frame }) {
  return (
    <AppBar
      title={say(lostKeyPageText.title)}
      back={{ href: to('/follow'), label: say(lostKeyPageText.back) }}
    />
  );
}

function formOf(frame: Frame, operation: { name: string }) {
  return readForm(frame.form?.operation === operation.name ? frame.form : undefined);
}

/** The number of the report and the phone it was made with. */
export function AskLostKey({ frame, telephone }: { frame: Frame; telephone: ShownTelephone | null }) {
  const { say, to } = frame;
  const form = formOf(frame, requestLostKey);
  return (
    <>
      <ScreenTitle look="display">{say(lostKeyPageText.title)}</ScreenTitle>
      <p class="soft">{say(lostKeyPageText.how)}</p>
      <Form action={to(requestLostKey.path)} hidden={frame.hidden}>
        <ErrorSummary locale={say.locale} {...form.summary()} />
        <TextField
          {...form.text('number')}
          label={say(lostKeyPageText.number)}
          hint={say(lostKeyPageText.numberHint)}
          autoComplete="off"
          required
        />
        <TextField
          {...form.text('phone')}
          label={say(lostKeyPageText.phone)}
          type="tel"
          inputMode="tel"
          autoComplete="tel"
          required
        />
        <div class="form-gap">
          <Button kind="primary" full>
            {say(lostKeyPageText.send)}
          </Button>
        </div>
      </Form>
      <p class="small soft form-gap">{say(lostKeyPageText.none)}</p>
      <CallCommunity say={say} telephone={telephone} />
    </>
  );
}

/** The code that came, if number and phone belong together. */
export function RenewLostKey(props: { frame: Frame; number: string; phone: string }) {
  const { frame, number, phone } = props;
  const { say, to } = frame;
  const form = formOf(frame, renewLostKey);
  return (
    <>
      <ScreenTitle look="display">{say(lostKeyPageText.codeTitle)}</ScreenTitle>
      <p class="soft">{say(lostKeyPageText.sent, number, phone)}</p>
      <Form action={to(renewLostKey.path)} hidden={{ ...frame.hidden, number, phone }}>
        <ErrorSummary locale={say.locale} {...form.summary()} />
        <TextField
          {...form.text('code')}
          label={say(lostKeyPageText.code)}
          inputMode="numeric"
          autoComplete="one-time-code"
          width="code"
          required
        />
        <div class="form-gap">
          <Button kind="primary" full>
            {say(lostKeyPageText.open)}
          </Button>
        </div>
      </Form>
      <p>
        <Link href={to('/follow/lost')}>{say(lostKeyPageText.again)}</Link>
      </p>
    </>
  );
}
