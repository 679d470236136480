import type { OutputOf } from '../../../kernel/operation.ts';
import { parseInstant } from '../../../kernel/time.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { Card } from '../../../web/parts/Card.tsx';
import { CardRows } from '../../../web/parts/CardRows.tsx';
import { Chip } from '../../../web/parts/Chip.tsx';
import { DefinitionList } from '../../../web/parts/DefinitionList.tsx';
import { EmptyState } from '../../../web/parts/EmptyState.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { ListRow } from '../../../web/parts/ListRow.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { Section } from '../../../web/parts/Section.tsx';
import { TextField } from '../../../web/parts/TextField.tsx';
import { TopBar } from '../../../web/parts/TopBar.tsx';
import { sayMoment } from '../../../web/when.text.ts';
import {
  confirmRequest,
  type ListedRequest,
  type listRequests,
  maxWords,
  refuseRequest,
} from '../residence.contract.ts';
import { residenceText, requestsText as text } from './residence.text.ts';

type Data = OutputOf<typeof listRequests>;

/** Who says they live here, for the captain of the stairwell or the desk to confirm. */
export function Requests({ frame, data }: { frame: Frame; data: Data }) {
  const { say } = frame;
  const waiting = data.requests.filter(({ state }) => state === 'asked');
  const decided = data.requests.filter(({ state }) => state !== 'asked');
  const isRefused = frame.form?.operation === confirmRequest.name ? frame.form : undefined;
  return (
    <>
      <TopBar title={say(text.title)} sub={say(text.sub, data.open)} />
      <div class="desk-body desk-narrow">
        <ErrorSummary locale={say.locale} {...readForm(isRefused).summary()} />
        {waiting.length === 0 ? (
          <EmptyState icon="user-check" title={say(text.emptyTitle)} text={say(text.emptyText)} />
        ) : (
          waiting.map((request) => <OneRequest key={request.id} frame={frame} request={request} />)
        )}
        {decided.length > 0 && (
          <Section title={say(text.decided)}>
            <DecidedRequests frame={frame} requests={decided} />
          </Section>
        )}
      </div>
    </>
  );
}

/** Requests as a list, with what was decided. */
export function DecidedRequests({ frame, requests }: { frame: Frame; requests: readonly ListedRequest[] }) {
  const { say, now } = frame;
  return (
    <CardRows>
      {requests.map(({ id, person, name, state, reason, askedAt, decidedAt }) => (
        <ListRow
          key={id}
          title={`${person.name} · ${name}`}
          facts={
            <>
              <Chip tone={state === 'asked' ? 'now' : state === 'confirmed' ? 'teal' : 'plain'}>
                {say(residenceText.state[state])}
              </Chip>
              <span>{sayMoment(say, parseInstant(decidedAt ?? askedAt), now)}</span>
              {reason !== null && <span>{reason}</span>}
            </>
          }
        />
      ))}
    </CardRows>
  );
}

function OneRequest({ frame, request }: { frame: Frame; request: ListedRequest }) {
  const { say, now } = frame;
  const { person, name, can } = request;
  return (
    <Card as="section" label={`${person.name} · ${name}`}>
      <h2>{name}</h2>
      <div class="form-gap" />
      <DefinitionList
        items={[
          { term: say(text.who), detail: [person.name, person.phone].filter(Boolean).join(' · ') },
          { term: say(text.livesAs), detail: say(residenceText[request.livesAs]) },
          ...(request.words === null ? [] : [{ term: say(text.says), detail: `“${request.words}”` }]),
          { term: say(text.register), detail: sayRegister(frame, request) },
          { term: say(text.waiting), detail: sayMoment(say, parseInstant(request.askedAt), now) },
        ]}
      />
      {can.confirm === true || can.refuse === true ? (
        <Decide frame={frame} request={request} />
      ) : (
        <div class="form-gap">
          <Notice>{say(text.cannot[can.confirm])}</Notice>
        </div>
      )}
    </Card>
  );
}

function sayRegister({ say }: Frame, { registered, living }: ListedRequest): string {
  if (!registered) return say(text.notThere);
  return living === 0 ? say(text.nobody) : say(text.living, living);
}

function Decide({ frame, request }: { frame: Frame; request: ListedRequest }) {
  const { say, to } = frame;
  const { id, person, name, can } = request;
  const came = frame.form?.operation === refuseRequest.name && frame.form.values._about === id;
  const form = readForm(came ? frame.form : undefined);
  const reasonId = `reason-${id}`;
  const { problems, refusal } = form.summary();
  return (
    <>
      {can.confirm === true ? (
        <Form action={to(confirmRequest.path.replace(':requestId', id))} hidden={frame.hidden}>
          <div class="form-gap">
            <Button kind="primary" icon="check" label={say(text.confirmOf, person.name, name)}>
              {say(text.confirm)}
            </Button>
          </div>
        </Form>
      ) : (
        <div class="form-gap">
          <Notice>{say(text.cannot[can.confirm])}</Notice>
        </div>
      )}
      <Form
        action={to(refuseRequest.path.replace(':requestId', id))}
        hidden={{ ...frame.hidden, _about: id }}
        label={say(text.refuseOf, person.name, name)}
      >
        <ErrorSummary
          locale={say.locale}
          problems={problems.map((problem) => ({ ...problem, id: reasonId }))}
          {...(refusal !== undefined && { refusal })}
        />
        <div class="find-row form-gap">
          <TextField {...form.text('reason')} id={reasonId} label={say(text.reason)} maxLength={maxWords} />
          <Button kind="danger" label={say(text.refuseOf, person.name, name)}>
            {say(text.refuse)}
          </Button>
        </div>
      </Form>
    </>
  );
}
