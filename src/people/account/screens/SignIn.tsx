import type { ComponentChildren } from 'preact';
import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { AppBar } from '../../../web/parts/AppBar.tsx';
import { Button } from '../../../web/parts/Button.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { Link } from '../../../web/parts/Link.tsx';
import { ScreenTitle } from '../../../web/parts/ScreenTitle.tsx';
import { TextField } from '../../../web/parts/TextField.tsx';
import { requestCode, signInWithCode, signInWithPassword } from '../account.contract.ts';
import { signInText } from './sign-in.text.ts';

export function SignInHead({ frame }: { frame: Frame }) {
  const { say, to } = frame;
  return <AppBar title={say(signInText.title)} back={{ href: to(''), label: say(signInText.back) }} />;
}

function formOf(frame: Frame, operation: { name: string }) {
  return readForm(frame.form?.operation === operation.name ? frame.form : undefined);
}

/** Residents: a number, then a code. `next` is where they wanted to go. */
export function PhoneSignIn({ frame, next }: { frame: Frame; next: string }) {
  const { say, to } = frame;
  const form = formOf(frame, requestCode);
  return (
    <>
      <ScreenTitle look="display">{say(signInText.title)}</ScreenTitle>
      <p class="soft">{say(signInText.why)}</p>
      <Form action={to('/account/codes')} hidden={{ ...frame.hidden, _next: next }}>
        <ErrorSummary locale={say.locale} {...form.summary()} />
        <TextField
          {...form.text('phone')}
          label={say(signInText.phone)}
          hint={say(signInText.phoneHint)}
          type="tel"
          inputMode="tel"
          autoComplete="tel"
          required
        />
        <Button kind="primary" full>
          {say(signInText.sendCode)}
        </Button>
      </Form>
      <p>
        <Link href={to(`/sign-in/staff?next=${encodeURIComponent(next)}`)}>{say(signInText.staffLink)}</Link>
      </p>
    </>
  );
}

/** The second step: the code that was sent to `phone`. */
export function CodeSignIn({ frame, phone, next }: { frame: Frame; phone: string; next: string }) {
  const { say, to } = frame;
  const form = formOf(frame, signInWithCode);
  return (
    <>
      <ScreenTitle look="display">{say(signInText.codeTitle)}</ScreenTitle>
      <p class="soft">{say(signInText.codeSent, phone)}</p>
      <Form action={to('/account/sign-in-with-code')} hidden={{ ...frame.hidden, phone, _next: next }}>
        <ErrorSummary locale={say.locale} {...form.summary()} />
        <TextField
          {...form.text('code')}
          label={say(signInText.code)}
          inputMode="numeric"
          autoComplete="one-time-code"
          width="code"
          required
        />
        <Button kind="primary" full>
          {say(signInText.enter)}
        </Button>
      </Form>
      <p>
        <Link href={to(`/sign-in?next=${encodeURIComponent(next)}`)}>{say(signInText.otherNumber)}</Link>
      </p>
      {frame.isPrivate && (
        <p>
          <Link href={to('/development/messages')}>{say(signInText.developmentCodes)}</Link>
        </p>
      )}
    </>
  );
}

/** Staff, captains, the chair: name and password, and what else there is beside it. */
export function StaffSignIn(props: { frame: Frame; next: string; beside?: ComponentChildren }) {
  const { frame, next, beside } = props;
  const { say, to } = frame;
  const form = formOf(frame, signInWithPassword);
  return (
    <>
      <ScreenTitle look="display">{say(signInText.staffTitle)}</ScreenTitle>
      <Form action={to('/account/sign-in')} hidden={{ ...frame.hidden, _next: next }}>
        <ErrorSummary locale={say.locale} {...form.summary()} />
        <div class="form-gap">
          <TextField
            {...form.text('username')}
            label={say(signInText.username)}
            autoComplete="username"
            required
          />
        </div>
        <TextField
          {...form.text('password')}
          value=""
          label={say(signInText.password)}
          type="password"
          autoComplete="current-password"
          required
        />
        <div class="form-gap">
          <Button kind="primary" full>
            {say(signInText.enter)}
          </Button>
        </div>
      </Form>
      <p class="small soft form-gap">{say(signInText.lostPassword)}</p>
      {beside}
      <p class="form-gap">
        <Link href={to(`/sign-in?next=${encodeURIComponent(next)}`)}>{say(signInText.residentLink)}</Link>
      </p>
    </>
  );
}
