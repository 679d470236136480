import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { meToo } from '../matter.operations.contract.ts';
import { matterPageText, sameText } from './matter-page.text.ts';

/** "Me too", counted by household and therefore for those who are signed in; others are told what they can do. */
export function MeToo(props: { frame: Frame; matterId: string; inWizard?: boolean | undefined }) {
  const { frame, matterId, inWizard } = props;
  const { say, to, asker } = frame;
  if (asker.kind !== 'person') {
    const signIn = to(`/sign-in?next=${encodeURIComponent(frame.here)}`);
    return (
      <>
        <LinkButton href={signIn} full icon="log-in">
          {say(inWizard ? sameText.signIn : matterPageText.meTooSignIn)}
        </LinkButton>
        <p class="small soft form-gap">
          {say(inWizard ? sameText.strangerWhy : matterPageText.meTooStranger)}
        </p>
        {!inWizard && (
          <p class="form-gap">
            <LinkButton href={to('/reports/new')} size="small">
              {say(matterPageText.reportToo)}
            </LinkButton>
          </p>
        )}
      </>
    );
  }
  const action = to(`/matters/${matterId}/me-too`);
  const mine = frame.form?.operation === meToo.name && frame.form.values._matter === matterId;
  const read = readForm(mine ? frame.form : undefined);
  return (
    <Form action={action} hidden={{ ...frame.hidden, _matter: matterId }}>
      <ErrorSummary locale={say.locale} {...read.summary()} />
      <Button kind="sun" size="big" full icon="plus">
        {say(matterPageText.meToo)}
      </Button>
      <p class="small soft form-gap">{say(matterPageText.meTooWhy)}</p>
    </Form>
  );
}
