import type { OutputOf } from '../../../kernel/operation.ts';
import { dateOf, parseInstant } from '../../../kernel/time.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { Card } from '../../../web/parts/Card.tsx';
import { DefinitionList } from '../../../web/parts/DefinitionList.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { ScreenTitle } from '../../../web/parts/ScreenTitle.tsx';
import { Section } from '../../../web/parts/Section.tsx';
import { TextField } from '../../../web/parts/TextField.tsx';
import { sayDay, sayMoment } from '../../../web/when.text.ts';
import { moveNumber } from '../../directory/directory.contract.ts';
import { choosePassword, openStaffAccount, type readAccountOf } from '../recovery.contract.ts';
import { recoveryText } from './recovery.text.ts';

export type AccountOfData = {
  personId: string;
  account: OutputOf<typeof readAccountOf>;
  /** A link that was issued just now. */
  link: string | undefined;
};

function formOf(frame: Frame, operation: { name: string }) {
  return readForm(frame.form?.operation === operation.name ? frame.form : undefined);
}

/** How somebody signs in, and what helps when they no longer can. */
export function AccountOf({ frame, data }: { frame: Frame; data: AccountOfData }) {
  const { say } = frame;
  const { account, link } = data;
  const { can } = account;
  return (
    <>
      <ScreenTitle look="display">{say(recoveryText.title, account.displayName)}</ScreenTitle>
      {frame.form?.refusal && frame.form.problems.length === 0 && (
        <ErrorSummary locale={say.locale} problems={[]} refusal={frame.form.refusal.text} />
      )}
      {link !== undefined && (
        <Notice tone="ok" title={say(recoveryText.issued)}>
          <p>
            <code class="secret">{link}</code>
          </p>
        </Notice>
      )}
      <Card>
        <Facts frame={frame} account={account} />
      </Card>
      <MoveNumber frame={frame} data={data} />
      {can.issuePasswordLink === true && <Rescue frame={frame} data={data} what="password" />}
      {can.resetSecondFactor === true && account.secondFactor === 'set' && (
        <Rescue frame={frame} data={data} what="factor" />
      )}
      {can.unbindIdentity === true && account.identityBoundAt !== null && (
        <Rescue frame={frame} data={data} what="identity" />
      )}
      {can.openStaffAccount === true && <OpenStaffAccount frame={frame} data={data} />}
    </>
  );
}

function Facts({ frame, account }: { frame: Frame; account: AccountOfData['account'] }) {
  const { say, now } = frame;
  const { phone, username, secondFactor, identityBoundAt, linkUntil } = account;
  return (
    <DefinitionList
      items={[
        { term: say(recoveryText.phone), detail: phone ?? say(recoveryText.none) },
        { term: say(recoveryText.username), detail: username ?? say(recoveryText.none) },
        ...(secondFactor === null
          ? []
          : [{ term: say(recoveryText.factor), detail: say(recoveryText.factorState[secondFactor]) }]),
        ...(identityBoundAt === null
          ? []
          : [
              {
                term: say(recoveryText.identity),
                detail: say(recoveryText.boundOn, sayDay(say, dateOf(parseInstant(identityBoundAt)), now)),
              },
            ]),
        ...(linkUntil === null
          ? []
          : [
              {
                term: say(recoveryText.link),
                detail: say(recoveryText.linkUntil, sayMoment(say, parseInstant(linkUntil), now)),
              },
            ]),
      ]}
    />
  );
}

type Part = { frame: Frame; data: AccountOfData };

function MoveNumber({ frame, data }: Part) {
  const { say, to } = frame;
  const form = formOf(frame, moveNumber);
  return (
    <Section title={say(recoveryText.number)}>
      <p class="soft">{say(recoveryText.numberHow)}</p>
      <Form action={to(`/people/${data.personId}/number`)} hidden={frame.hidden}>
        <ErrorSummary locale={say.locale} problems={form.summary().problems} />
        <TextField
          {...form.text('phone')}
          label={say(recoveryText.newPhone)}
          type="tel"
          inputMode="tel"
          autoComplete="off"
          required
        />
        <div class="form-gap">
          <Button>{say(recoveryText.move)}</Button>
        </div>
      </Form>
    </Section>
  );
}

const rescues = {
  password: [recoveryText.password, recoveryText.passwordHow, recoveryText.issue, 'password-link'],
  factor: [recoveryText.factor, recoveryText.resetHow, recoveryText.reset, 'reset-second-factor'],
  identity: [recoveryText.identity, recoveryText.unbindHow, recoveryText.unbind, 'unbind-identity'],
} as const;

function Rescue({ frame, data, what }: Part & { what: keyof typeof rescues }) {
  const { say, to } = frame;
  const [title, how, button, path] = rescues[what];
  return (
    <Section title={say(title)}>
      <p class="soft">{say(how)}</p>
      <Form action={to(`/people/${data.personId}/account/${path}`)} hidden={frame.hidden}>
        <div class="form-gap">
          <Button>{say(button)}</Button>
        </div>
      </Form>
    </Section>
  );
}

function OpenStaffAccount({ frame, data }: Part) {
  const { say, to } = frame;
  const form = formOf(frame, openStaffAccount);
  return (
    <Section title={say(recoveryText.open)}>
      <p class="soft">{say(recoveryText.openHow)}</p>
      <Form action={to(`/people/${data.personId}/account`)} hidden={frame.hidden}>
        <ErrorSummary locale={say.locale} problems={form.summary().problems} />
        <TextField
          {...form.text('username')}
          label={say(recoveryText.newUsername)}
          autoComplete="off"
          required
        />
        <div class="form-gap">
          <Button>{say(recoveryText.open)}</Button>
        </div>
      </Form>
    </Section>
  );
}

/** What the link opens: one new password. */
export function ChoosePassword(props: { frame: Frame; token: string; username: string }) {
  const { frame, token, username } = props;
  const { say, to } = frame;
  const form = formOf(frame, choosePassword);
  return (
    <>
      <ScreenTitle look="display">{say(recoveryText.chooseTitle)}</ScreenTitle>
      <p class="soft">{say(recoveryText.chooseFor, username)}</p>
      <Form action={to(`/account/password-links/${token}`)} hidden={frame.hidden}>
        <ErrorSummary locale={say.locale} {...form.summary()} />
        <TextField
          {...form.text('chosen')}
          value=""
          label={say(recoveryText.chosen)}
          hint={say(recoveryText.chosenHint)}
          type="password"
          autoComplete="new-password"
          required
        />
        <div class="form-gap">
          <Button kind="primary" full>
            {say(recoveryText.choose)}
          </Button>
        </div>
      </Form>
    </>
  );
}
