import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { AppBar } from '../../../web/parts/AppBar.tsx';
import { Button } from '../../../web/parts/Button.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { Link } from '../../../web/parts/Link.tsx';
import { ScreenTitle } from '../../../web/parts/ScreenTitle.tsx';
import { TextField } from '../../../web/parts/TextField.tsx';
import { followText, ownReportText } from './own-report.text.ts';

export function FollowHead({ frame: { say, to } }: { frame: Frame }) {
  return <AppBar title={say(followText.title)} back={{ href: to(''), label: say(ownReportText.back) }} />;
}

/** The way back for those without an account. `typed` is what could not be read. */
export function FollowEntry({ frame, typed }: { frame: Frame; typed: string | undefined }) {
  const { say, to, asker } = frame;
  const text = say(followText.unreadable);
  const read = readForm(
    typed === undefined
      ? undefined
      : {
          operation: 'follow',
          values: { key: typed },
          problems: [{ path: 'key', code: 'unreadable', text }],
          refusal: undefined,
        },
  );
  return (
    <>
      <ScreenTitle look="display">{say(followText.question)}</ScreenTitle>
      <div class="section-gap">
        <Form method="get" action={to('/follow')}>
          <ErrorSummary locale={say.locale} {...read.summary()} />
          <TextField
            {...read.text('key')}
            label={say(followText.link)}
            hint={say(followText.linkHint)}
            autoComplete="off"
            maxLength={400}
            required
          />
          <div class="form-gap">
            <Button kind="primary" full>
              {say(followText.open)}
            </Button>
          </div>
        </Form>
      </div>
      {asker.kind !== 'person' && (
        <p class="form-gap">
          <Link href={to(`/sign-in?next=${encodeURIComponent(to('/mine'))}`)}>{say(followText.signIn)}</Link>
        </p>
      )}
      <p class="form-gap">
        <Link href={to('/follow/lost')}>{say(followText.lost)}</Link>
      </p>
    </>
  );
}
