import type { OutputOf } from '../../../kernel/operation.ts';
import { dateOf, parseInstant } from '../../../kernel/time.ts';
import { Form } from '../../../web/forms/Form.tsx';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { Card } from '../../../web/parts/Card.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { Section } from '../../../web/parts/Section.tsx';
import { sayDay } from '../../../web/when.text.ts';
import { beginBinding, type readIdentity, takeProviderAnswer } from '../identity.contract.ts';
import { providerText } from './provider.text.ts';

type Identity = OutputOf<typeof readIdentity>;

/** Why an attempt at the provider came to nothing, by the code that led back to this page. */
export function ProviderRefusal({ frame, code }: { frame: Frame; code: string | undefined }) {
  const refusals: Record<string, { zh: string; en: string }> = {
    ...beginBinding.refusals,
    ...takeProviderAnswer.refusals,
  };
  const refusal = code !== undefined && Object.hasOwn(refusals, code) ? refusals[code] : undefined;
  if (!refusal) return null;
  return (
    <div role="alert">
      <Notice tone="warn">{frame.say(refusal)}</Notice>
    </div>
  );
}

/** The other way for staff to sign in; plainly said where it does not work just now. */
export function ProviderSignIn({
  frame,
  identity,
  next,
  refused,
}: {
  frame: Frame;
  identity: Identity;
  next: string;
  /** Why an attempt just came to nothing, which the page says above. */
  refused: string | undefined;
}) {
  const { say, to } = frame;
  if (!identity.provider) return null;
  const label = say(identity.provider);
  if (identity.provider.away) {
    return refused === 'provider-away' ? null : (
      <div class="form-gap">
        <Notice>{say(providerText.away, label)}</Notice>
      </div>
    );
  }
  return (
    <div class="form-gap">
      {/* A link and no form: the way leads off this site, where form-action lets no form go. */}
      <LinkButton href={to(`/sign-in/provider?next=${encodeURIComponent(next)}`)} full>
        {say(providerText.signIn, label)}
      </LinkButton>
      {refused !== 'identity-unbound' && <p class="small soft form-gap">{say(providerText.first, label)}</p>}
    </div>
  );
}

/** Whether the own account is bound, and how that is changed. `bindAt` is where binding begins for this session. */
export function OwnIdentity({
  frame,
  identity,
  bindAt,
}: {
  frame: Frame;
  identity: Identity;
  bindAt: string;
}) {
  const { say, now } = frame;
  const { provider, boundAt, can } = identity;
  if (!provider || can.unbind === 'not-signed-in' || can.unbind === 'staff-sign-in-first') return null;
  const label = say(provider);
  const bound =
    boundAt === null ? providerText.notBound : boundText(sayDay(say, dateOf(parseInstant(boundAt)), now));
  return (
    <Section title={say(providerText.title, label)}>
      <Card>
        <p>{say(bound)}</p>
        {can.bind === true && (
          <div class="form-gap">
            <LinkButton href={bindAt}>{say(providerText.bind, label)}</LinkButton>
          </div>
        )}
        {can.bind === 'sign-in-not-recent' && <SignInAgain frame={frame} />}
        {can.unbind === true && <Unbind frame={frame} />}
      </Card>
    </Section>
  );
}

function boundText(day: string) {
  return { zh: providerText.bound.zh(day), en: providerText.bound.en(day) };
}

function SignInAgain({ frame }: { frame: Frame }) {
  const { say, to } = frame;
  const address = `/sign-in/staff?next=${encodeURIComponent(to('/account'))}`;
  return (
    <div class="form-gap">
      <p class="small soft">{say(beginBinding.refusals['sign-in-not-recent'])}</p>
      <div class="form-gap">
        <LinkButton href={to(address)}>{say(providerText.again)}</LinkButton>
      </div>
    </div>
  );
}

function Unbind({ frame }: { frame: Frame }) {
  const { say, to } = frame;
  return (
    <div class="form-gap">
      <p class="small soft">{say(providerText.unbindMeans)}</p>
      <Form action={to('/account/identity/unbind')} hidden={frame.hidden}>
        <div class="form-gap">
          <Button>{say(providerText.unbind)}</Button>
        </div>
      </Form>
    </div>
  );
}
