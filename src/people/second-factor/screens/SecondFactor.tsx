import type { OutputOf } from '../../../kernel/operation.ts';
import { parseInstant } from '../../../kernel/time.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { Card } from '../../../web/parts/Card.tsx';
import { DefinitionList } from '../../../web/parts/DefinitionList.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { Link } from '../../../web/parts/Link.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { ScreenTitle } from '../../../web/parts/ScreenTitle.tsx';
import { Section } from '../../../web/parts/Section.tsx';
import { TextField } from '../../../web/parts/TextField.tsx';
import { sayMoment } from '../../../web/when.text.ts';
import {
  beginSecondFactor,
  confirmSecondFactor,
  type readEnrolment,
  renewRecoveryCodes,
  signInWithSecondFactor,
} from '../second-factor.contract.ts';
import { secondFactorText } from './second-factor.text.ts';

function formOf(frame: Frame, operation: { name: string }) {
  return readForm(frame.form?.operation === operation.name ? frame.form : undefined);
}

/** The second step of staff: what the telephone shows, or a code from paper. */
export function SecondFactorSignIn({ frame, next }: { frame: Frame; next: string }) {
  const { say, to } = frame;
  const form = formOf(frame, signInWithSecondFactor);
  return (
    <>
      <ScreenTitle look="display">{say(secondFactorText.signInTitle)}</ScreenTitle>
      <p class="soft">{say(secondFactorText.signInHow)}</p>
      <Form action={to('/account/sign-in/second-factor')} hidden={{ ...frame.hidden, _next: next }}>
        <ErrorSummary locale={say.locale} {...form.summary()} />
        <TextField
          {...form.text('code')}
          value=""
          label={say(secondFactorText.codeOrPaper)}
          autoComplete="one-time-code"
          required
        />
        <div class="form-gap">
          <Button kind="primary" full>
            {say(secondFactorText.enter)}
          </Button>
        </div>
      </Form>
      <p class="small soft form-gap">{say(secondFactorText.lost)}</p>
      <p>
        <Link href={to(`/sign-in/staff?next=${encodeURIComponent(next)}`)}>
          {say(secondFactorText.startOver)}
        </Link>
      </p>
    </>
  );
}

type Enrolment = OutputOf<typeof readEnrolment>;

/** Scan or type the secret, then show by a code that the telephone has it. */
export function SetUpSecondFactor(props: { frame: Frame; enrolment: Enrolment; next: string }) {
  const { frame, enrolment, next } = props;
  const { say, to, now } = frame;
  const form = formOf(frame, confirmSecondFactor);
  const { resetAt } = enrolment;
  return (
    <>
      <ScreenTitle look="display">{say(secondFactorText.title)}</ScreenTitle>
      {resetAt !== null && (
        <Notice tone="warn">
          {say(secondFactorText.wasReset, sayMoment(say, parseInstant(resetAt), now))}
        </Notice>
      )}
      <p class="soft">{say(enrolment.required ? secondFactorText.required : secondFactorText.another)}</p>
      <Section title={say(secondFactorText.stepApp)}>
        <p>{say(secondFactorText.stepAppHow)}</p>
      </Section>
      <Section title={say(secondFactorText.stepScan)}>
        <Qr qr={enrolment.qr} label={say(secondFactorText.qr)} />
        <p class="form-gap">{say(secondFactorText.typed)}</p>
        <Card>
          <DefinitionList
            items={[
              { term: say(secondFactorText.account), detail: enrolment.username },
              {
                term: say(secondFactorText.secret),
                detail: <code class="secret">{enrolment.secret}</code>,
              },
            ]}
          />
        </Card>
      </Section>
      <Section title={say(secondFactorText.stepCode)}>
        <Form action={to('/account/second-factor')} hidden={{ ...frame.hidden, _next: next }}>
          <ErrorSummary locale={say.locale} {...form.summary()} />
          <TextField
            {...form.text('code')}
            value=""
            label={say(secondFactorText.code)}
            inputMode="numeric"
            autoComplete="one-time-code"
            width="code"
            required
          />
          <div class="form-gap">
            <Button kind="primary" full>
              {say(secondFactorText.confirm)}
            </Button>
          </div>
        </Form>
      </Section>
    </>
  );
}

/** Dark on white in every colour scheme, with the margin of four squares that readers need (ISO/IEC 18004). */
function Qr({ qr: { size, path }, label }: { qr: Enrolment['qr']; label: string }) {
  const whole = size + 8;
  return (
    <svg class="qr" viewBox={`-4 -4 ${whole} ${whole}`} role="img" aria-label={label}>
      <rect x="-4" y="-4" width={whole} height={whole} fill="#fff" />
      <path d={path} fill="#000" shape-rendering="crispEdges" />
    </svg>
  );
}

/** What begins with the password: another telephone, or ten new codes. */
export function AskPassword({ frame, wanted }: { frame: Frame; wanted: 'telephone' | 'codes' }) {
  const { say, to } = frame;
  const operation = wanted === 'telephone' ? beginSecondFactor : renewRecoveryCodes;
  const form = formOf(frame, operation);
  const [title, words] =
    wanted === 'telephone'
      ? [secondFactorText.title, secondFactorText.another]
      : [secondFactorText.codesTitle, secondFactorText.codesGone];
  return (
    <>
      <ScreenTitle look="display">{say(title)}</ScreenTitle>
      <p class="soft">{say(words)}</p>
      <Form action={to(operation.path)} hidden={frame.hidden}>
        <ErrorSummary locale={say.locale} {...form.summary()} />
        <TextField
          {...form.text('password')}
          value=""
          label={say(secondFactorText.password)}
          type="password"
          autoComplete="current-password"
          required
        />
        <div class="form-gap">
          <Button kind="primary" full>
            {say(wanted === 'telephone' ? secondFactorText.begin : secondFactorText.renew)}
          </Button>
        </div>
      </Form>
    </>
  );
}

/** The ten codes, once. */
export function RecoveryCodes(props: { frame: Frame; codes: readonly string[]; next: string }) {
  const { say } = props.frame;
  return (
    <>
      <ScreenTitle look="display">{say(secondFactorText.codesTitle)}</ScreenTitle>
      <p>{say(secondFactorText.codesHow)}</p>
      <Card>
        <ol class="recovery-codes">
          {props.codes.map((code) => (
            <li key={code}>
              <code class="secret">{code}</code>
            </li>
          ))}
        </ol>
      </Card>
      <p class="form-gap">
        <LinkButton href={props.next} kind="primary" full>
          {say(secondFactorText.codesWritten)}
        </LinkButton>
      </p>
    </>
  );
}
