import type { OutputOf } from '../../../kernel/operation.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { ScreenTitle } from '../../../web/parts/ScreenTitle.tsx';
import { mailAddressOperations } from '../mail-address.contract.ts';
import { preferencesText as text } from './preferences.text.ts';

export type LinkData = OutputOf<typeof mailAddressOperations.readLink> & { token: string };

/** Where a letter's link leads. Opening it changes nothing; only the button does. */
export function MailLink({ frame, link }: { frame: Frame; link: LinkData }) {
  const { say, to } = frame;
  const confirms = link.purpose === 'confirm';
  const operation = confirms ? mailAddressOperations.confirmMailAddress : mailAddressOperations.stopMail;
  const form = readForm(frame.form?.operation === operation.name ? frame.form : undefined);
  if (link.done) {
    return (
      <>
        <ScreenTitle look="display">{say(confirms ? text.confirmed : text.stopped)}</ScreenTitle>
        <p class="soft">{say(confirms ? text.confirmedText : text.stoppedText)}</p>
        <p class="form-gap">
          <LinkButton href={to('/preferences')}>{say(text.choose)}</LinkButton>
        </p>
      </>
    );
  }
  return (
    <>
      <ScreenTitle look="display">{say(confirms ? text.confirmTitle : text.stopTitle)}</ScreenTitle>
      <p>{say(confirms ? text.confirmQuestion : text.stopQuestion, link.maskedAddress)}</p>
      <Form action={to(operation.path)} hidden={{ ...frame.hidden, token: link.token }}>
        <ErrorSummary locale={say.locale} {...form.summary()} />
        <Button kind="primary" full>
          {say(confirms ? text.confirm : text.stop)}
        </Button>
      </Form>
    </>
  );
}
