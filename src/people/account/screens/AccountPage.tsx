import type { ComponentChildren } from 'preact';
import type { OutputOf } from '../../../kernel/operation.ts';
import { dateOf, parseInstant } from '../../../kernel/time.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { AppBar } from '../../../web/parts/AppBar.tsx';
import { Button } from '../../../web/parts/Button.tsx';
import { Card } from '../../../web/parts/Card.tsx';
import { CardRows } from '../../../web/parts/CardRows.tsx';
import { DefinitionList } from '../../../web/parts/DefinitionList.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { ListRow } from '../../../web/parts/ListRow.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { ScreenTitle } from '../../../web/parts/ScreenTitle.tsx';
import { Section } from '../../../web/parts/Section.tsx';
import { SignOutGuard } from '../../../web/parts/SignOutGuard.tsx';
import { TextField } from '../../../web/parts/TextField.tsx';
import { sayDay, sayMoment } from '../../../web/when.text.ts';
import { formatPhone } from '../../person/person.rules.ts';
import { SessionList } from '../../session/screens/SessionList.tsx';
import type { SeenSession } from '../../session/session.contract.ts';
import { changePassword, type readAccount } from '../account.contract.ts';
import { accountPageText } from './account-page.text.ts';

type Account = OutputOf<typeof readAccount>;

export function AccountHead({ frame, backTo, title }: { frame: Frame; backTo: string; title: string }) {
  return <AppBar title={title} back={{ href: backTo, label: frame.say(accountPageText.back) }} />;
}

/** Who I am here, how I sign in, where I am signed in, and what happened to that. */
export function AccountPage(props: {
  frame: Frame;
  account: Account;
  sessions: readonly SeenSession[];
  /** Being away and standing in, from those who keep that; nothing for who holds no post. */
  absences?: ComponentChildren;
  /** What the community keeps of me, and who looked at it. */
  privacy?: ComponentChildren;
  /** Other ways to sign in, beside name and password. */
  beside?: ComponentChildren;
}) {
  const { frame, account, sessions, absences, beside, privacy } = props;
  const { say, to } = frame;
  const { phone, username } = account;
  return (
    <>
      <ScreenTitle look="display">{say(accountPageText.title)}</ScreenTitle>
      <Section title={say(accountPageText.about)}>
        <Card>
          <DefinitionList
            items={[
              { term: say(accountPageText.name), detail: account.displayName },
              {
                term: say(accountPageText.phone),
                detail: phone === null ? say(accountPageText.noPhone) : formatPhone(phone),
              },
              ...(username === null ? [] : [{ term: say(accountPageText.username), detail: username }]),
            ]}
          />
          <p class="small soft form-gap">{say(accountPageText.numberHow)}</p>
        </Card>
      </Section>
      <Section title={say(accountPageText.signIn)}>
        <WaysIn frame={frame} account={account} />
      </Section>
      {beside}
      {absences}
      {privacy}
      <SessionList frame={frame} sessions={sessions} />
      {account.events.length > 0 && <Events frame={frame} events={account.events} />}
      <div class="section-gap">
        <Form action={to('/account/sign-out')} hidden={frame.hidden}>
          <Button icon="log-out" full>
            {say(accountPageText.signOut)}
          </Button>
        </Form>
        <SignOutGuard frame={frame} />
      </div>
    </>
  );
}

function WaysIn({ frame, account }: { frame: Frame; account: Account }) {
  const { say, to } = frame;
  const { secondFactor, can } = account;
  if (secondFactor === null) return <p>{say(accountPageText.byCode)}</p>;
  return (
    <>
      {can.changePassword === 'staff-sign-in-first' && <Notice>{say(accountPageText.byCodeNow)}</Notice>}
      <Card>
        <DefinitionList
          items={[{ term: say(accountPageText.factor), detail: sayFactor(frame, secondFactor) }]}
        />
        {can.changePassword === true && (
          <div class="row row-wrap form-gap">
            <LinkButton href={to('/account/password')} icon="key-round">
              {say(accountPageText.changePassword)}
            </LinkButton>
            <LinkButton href={to('/account/second-factor')} icon="shield-check">
              {say(secondFactor.state === 'set' ? accountPageText.changeFactor : accountPageText.setUp)}
            </LinkButton>
            {secondFactor.state === 'set' && (
              <LinkButton href={to('/account/recovery-codes')}>{say(accountPageText.renewCodes)}</LinkButton>
            )}
          </div>
        )}
      </Card>
    </>
  );
}

function sayFactor({ say, now }: Frame, factor: NonNullable<Account['secondFactor']>): string {
  const { state, enrolledAt, recoveryCodesLeft } = factor;
  if (state !== 'set' || enrolledAt === null) {
    return say(accountPageText.factorState[state === 'waived' ? 'waived' : 'missing']);
  }
  const day = sayDay(say, dateOf(parseInstant(enrolledAt)), now);
  return say(accountPageText.factorState.set, day, recoveryCodesLeft);
}

function Events({ frame, events }: { frame: Frame; events: Account['events'] }) {
  const { say, now } = frame;
  return (
    <Section title={say(accountPageText.events)}>
      <p class="soft">{say(accountPageText.eventsHow)}</p>
      <div class="form-gap">
        <CardRows>
          {events.map(({ kind, by, at }) => (
            <ListRow
              key={`${kind} ${at}`}
              title={say(accountPageText.event[kind])}
              facts={
                <>
                  <span>{say(accountPageText.by[by])}</span>
                  <span>{sayMoment(say, parseInstant(at), now)}</span>
                </>
              }
            />
          ))}
        </CardRows>
      </div>
    </Section>
  );
}

export function ChangePassword({ frame }: { frame: Frame }) {
  const { say, to } = frame;
  const form = readForm(frame.form?.operation === changePassword.name ? frame.form : undefined);
  return (
    <>
      <ScreenTitle look="display">{say(accountPageText.passwordTitle)}</ScreenTitle>
      <p class="soft">{say(accountPageText.passwordMeans)}</p>
      <Form action={to('/account/password')} hidden={frame.hidden}>
        <ErrorSummary locale={say.locale} {...form.summary()} />
        <TextField
          {...form.text('current')}
          value=""
          label={say(accountPageText.current)}
          type="password"
          autoComplete="current-password"
          required
        />
        <TextField
          {...form.text('chosen')}
          value=""
          label={say(accountPageText.chosen)}
          hint={say(accountPageText.chosenHint)}
          type="password"
          autoComplete="new-password"
          required
        />
        <div class="form-gap">
          <Button kind="primary" full>
            {say(accountPageText.savePassword)}
          </Button>
        </div>
      </Form>
    </>
  );
}
