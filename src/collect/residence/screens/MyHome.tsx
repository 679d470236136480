import type { OutputOf } from '../../../kernel/operation.ts';
import { householdText } from '../../../people/household/household.text.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { Card } from '../../../web/parts/Card.tsx';
import { CardRows } from '../../../web/parts/CardRows.tsx';
import { Chip } from '../../../web/parts/Chip.tsx';
import { EmptyState } from '../../../web/parts/EmptyState.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { ListRow } from '../../../web/parts/ListRow.tsx';
import { ScreenTitle } from '../../../web/parts/ScreenTitle.tsx';
import { Section } from '../../../web/parts/Section.tsx';
import { sayDay } from '../../../web/when.text.ts';
import {
  type getResidence,
  type Home,
  leaveHome,
  type OwnRequest,
  withdrawRequest,
} from '../residence.contract.ts';
import { residenceText as text } from './residence.text.ts';

type Props = { frame: Frame; data: OutputOf<typeof getResidence> };

/** Where I live as the register has it, and how to put it there. */
export function MyHome({ frame, data }: Props) {
  const { say, to } = frame;
  const hasHome = data.homes.length > 0;
  const came = frame.form && [leaveHome.name, withdrawRequest.name].includes(frame.form.operation);
  return (
    <>
      <ScreenTitle look="hidden">{say(text.title)}</ScreenTitle>
      <ErrorSummary locale={say.locale} {...readForm(came ? frame.form : undefined).summary()} />
      {hasHome ? (
        data.homes.map((home) => <OneHome key={home.householdId} frame={frame} home={home} />)
      ) : (
        <EmptyState icon="house" title={say(text.none)} text={say(text.noneText)} />
      )}
      <div class="stack form-gap">
        <LinkButton href={to('/residence/slip')} kind={hasHome ? 'line' : 'primary'} icon="qr-code" full>
          {say(text.bySlip)}
        </LinkButton>
        <LinkButton href={to('/residence/ask')} icon="user-check" full>
          {say(text.byCaptain)}
        </LinkButton>
      </div>
      {data.requests.length > 0 && (
        <Section title={say(text.requests)}>
          <CardRows>
            {data.requests.map((request) => (
              <OneRequest key={request.id} frame={frame} request={request} />
            ))}
          </CardRows>
        </Section>
      )}
    </>
  );
}

function OneHome({ frame, home }: { frame: Frame; home: Home }) {
  const { say, to, now } = frame;
  return (
    <Card as="section" label={home.name}>
      <h2>{home.name}</h2>
      <p class="small soft">
        {[
          say(householdText.occupancy[home.occupancy]),
          say(text.since, sayDay(say, home.since, now)),
          say(householdText.cameBy[home.cameBy]),
        ].join(' · ')}
      </p>
      <details class="form-gap">
        <summary>{say(text.moved)}</summary>
        <p class="small soft">{say(text.movedText, home.name)}</p>
        <Form action={to(leaveHome.path.replace(':householdId', home.householdId))} hidden={frame.hidden}>
          <Button kind="danger">{say(text.movedSure)}</Button>
        </Form>
      </details>
    </Card>
  );
}

const tones = { asked: 'now', confirmed: 'teal', refused: 'plain', withdrawn: 'plain' } as const;

function OneRequest({ frame, request }: { frame: Frame; request: OwnRequest }) {
  const { say, to } = frame;
  return (
    <ListRow
      title={request.name}
      facts={
        <>
          <Chip tone={tones[request.state]}>{say(text.state[request.state])}</Chip>
          {request.reason !== null && <span>{request.reason}</span>}
        </>
      }
      action={
        request.can.withdraw === true ? (
          <Form action={to(withdrawRequest.path.replace(':requestId', request.id))} hidden={frame.hidden}>
            <Button size="small">{say(text.withdraw)}</Button>
          </Form>
        ) : undefined
      }
    />
  );
}
