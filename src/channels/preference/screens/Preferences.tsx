import type { OutputOf } from '../../../kernel/operation.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { Choice } from '../../../web/parts/Choice.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { ScreenTitle } from '../../../web/parts/ScreenTitle.tsx';
import { Section } from '../../../web/parts/Section.tsx';
import { TextField } from '../../../web/parts/TextField.tsx';
import { mailAddressOperations } from '../mail-address.contract.ts';
import { preferenceOperations } from '../preference.contract.ts';
import { preferenceText } from '../preference.text.ts';
import { preferencesText as text } from './preferences.text.ts';

export type OwnPreferences = OutputOf<typeof preferenceOperations.getPreferences>;
type Props = { frame: Frame; own: OwnPreferences };

function formOf(frame: Frame, operation: { name: string }) {
  return readForm(frame.form?.operation === operation.name ? frame.form : undefined);
}

/** By which ways somebody hears of what, and when not. */
export function Preferences({ frame, own }: Props) {
  const { say } = frame;
  return (
    <>
      <ScreenTitle look="hidden">{say(text.title)}</ScreenTitle>
      <p class="soft">{say(text.inbox)}</p>
      <Ways frame={frame} own={own} />
      <Section title={say(text.address)}>
        <Address frame={frame} own={own} />
      </Section>
    </>
  );
}

function Ways({ frame, own }: Props) {
  const { say, to, asker } = frame;
  const { setPreferences } = preferenceOperations;
  const form = formOf(frame, setPreferences);
  const holdsPost = asker.kind === 'person' && asker.posts.length > 0;
  const kinds = (['progress', 'question', 'work', 'urgent'] as const).filter(
    (kind) => kind !== 'work' || holdsPost,
  );
  const options = kinds.map((kind) => ({
    value: kind,
    label: say(preferenceText.kind[kind]),
    hint: say(preferenceText.kindHint[kind]),
  }));
  const address = own.mailAddress?.confirmed ? own.mailAddress.address : null;
  return (
    <Form action={to(setPreferences.path)} hidden={frame.hidden}>
      <ErrorSummary locale={say.locale} {...form.summary()} />
      {own.phone === null ? (
        <Section title={say(text.sms)}>
          <p class="soft">{say(text.noPhone)}</p>
        </Section>
      ) : (
        <Choice
          {...form.list('sms', own.sms)}
          type="checkbox"
          legend={say(text.sms)}
          hint={say(text.smsTo, own.phone)}
          options={options}
        />
      )}
      {address === null ? (
        <Section title={say(text.mail)}>
          <p class="soft">{say(text.noMail)}</p>
        </Section>
      ) : (
        <Choice
          {...form.list('mail', own.mail)}
          type="checkbox"
          legend={say(text.mail)}
          hint={say(text.mailTo, address)}
          options={options}
        />
      )}
      <Section title={say(text.night)}>
        <p class="soft">{say(text.nightWhy)}</p>
        <TextField
          {...form.text('quietFrom', own.quietFrom)}
          label={say(text.from)}
          width="short"
          maxLength={5}
          required
        />
        <TextField
          {...form.text('quietUntil', own.quietUntil)}
          label={say(text.until)}
          width="short"
          maxLength={5}
          required
        />
      </Section>
      <div class="form-gap">
        <Button kind="primary" full>
          {say(text.save)}
        </Button>
      </div>
    </Form>
  );
}

function Address({ frame, own }: Props) {
  const { say, to } = frame;
  const { setMailAddress, removeMailAddress } = mailAddressOperations;
  const form = formOf(frame, setMailAddress);
  const { mailAddress } = own;
  return (
    <>
      {mailAddress && !mailAddress.confirmed && (
        <p class="soft">{say(text.unconfirmed, mailAddress.address)}</p>
      )}
      <Form action={to(setMailAddress.path)} hidden={frame.hidden}>
        <ErrorSummary locale={say.locale} {...form.summary()} />
        <TextField
          {...form.text('address', mailAddress?.address ?? '')}
          label={say(text.addressLabel)}
          hint={say(text.addressHint)}
          type="email"
          autoComplete="email"
          maxLength={254}
          required
        />
        <Button full>{say(mailAddress?.confirmed ? text.change : text.ask)}</Button>
      </Form>
      {mailAddress && (
        <div class="form-gap">
          <Form action={to(removeMailAddress.path)} hidden={frame.hidden}>
            <Button kind="quiet" full>
              {say(text.remove)}
            </Button>
          </Form>
        </div>
      )}
    </>
  );
}
