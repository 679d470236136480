import type { OutputOf } from '../../../kernel/operation.ts';
import type { Say } from '../../../kernel/text.ts';
import { dateOf, parseInstant } from '../../../kernel/time.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { Chip } from '../../../web/parts/Chip.tsx';
import { Choice } from '../../../web/parts/Choice.tsx';
import { EmptyState } from '../../../web/parts/EmptyState.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { Pane } from '../../../web/parts/Pane.tsx';
import { PaneHead } from '../../../web/parts/PaneHead.tsx';
import { Panes } from '../../../web/parts/Panes.tsx';
import { Table } from '../../../web/parts/Table.tsx';
import { TextField } from '../../../web/parts/TextField.tsx';
import { sayDay, sayMoment } from '../../../web/when.text.ts';
import { webhookEvents, webhookOperations } from '../webhook.contract.ts';
import { webhooksText as text } from './webhooks.text.ts';

const { addWebhook, rotateSecret, endWebhook, replayDelivery, tryWebhook } = webhookOperations;

type Listed = OutputOf<typeof webhookOperations.listWebhooks>['webhooks'];
type Webhook = Listed[number];
type Delivery = Webhook['deliveries'][number];

export type WebhooksData = {
  webhooks: Listed;
  /** Just made, and shown to whoever made it. */
  secret: string | undefined;
  /** How a test that was just sent ended: null where it arrived. */
  tried: string | null | undefined;
  /** The one that is about to be ended. */
  ending: string | undefined;
};
type Props = { frame: Frame; data: WebhooksData };

/** Which programs are told of what, whether it arrives, and connecting another. */
export function Webhooks({ frame, data }: Props) {
  const { say } = frame;
  const { webhooks, secret, tried, ending } = data;
  const leaving = webhooks.find(({ id }) => id === ending);
  return (
    <Panes columns={2} showing="list">
      <Pane label={say(text.add)} kind="acts">
        {leaving ? <End frame={frame} webhook={leaving} /> : <Add frame={frame} />}
      </Pane>
      <Pane label={say(text.title)} kind="item">
        {secret !== undefined && (
          <Notice tone="warn" icon="key-round" title={say(text.secret)}>
            <p>
              <code>{secret}</code>
            </p>
            <p>{say(text.secretText)}</p>
          </Notice>
        )}
        {tried !== undefined && (
          <Notice tone={tried === null ? 'ok' : 'danger'}>
            {tried === null ? say(text.arrived) : say(text.notArrived, sayReason(say, tried))}
          </Notice>
        )}
        {webhooks.length === 0 && (
          <EmptyState icon="share-2" title={say(text.none)} text={say(text.noneText)} />
        )}
        {webhooks.map((webhook) => (
          <div class="section-gap" key={webhook.id}>
            <One frame={frame} webhook={webhook} />
          </div>
        ))}
      </Pane>
    </Panes>
  );
}

function Add({ frame }: { frame: Frame }) {
  const { say, to } = frame;
  const form = readForm(frame.form?.operation === addWebhook.name ? frame.form : undefined);
  return (
    <>
      <PaneHead title={say(text.add)} />
      <p class="soft small pane-words">{say(text.addHint)}</p>
      <Form action={to(addWebhook.path)} hidden={frame.hidden}>
        <ErrorSummary locale={say.locale} {...form.summary()} />
        <TextField
          {...form.text('url')}
          label={say(text.url)}
          hint={say(text.urlHint)}
          type="url"
          maxLength={500}
          required
        />
        <Choice
          {...form.list('events')}
          type="checkbox"
          legend={say(text.events)}
          options={webhookEvents.map((event) => ({ value: event, label: say(text.eventNames[event]) }))}
        />
        <div class="form-gap">
          <Button kind="primary" full>
            {say(text.connect)}
          </Button>
        </div>
      </Form>
    </>
  );
}

function End({ frame, webhook }: { frame: Frame; webhook: Webhook }) {
  const { say, to } = frame;
  return (
    <>
      <PaneHead title={say(text.ending)} />
      <p class="strong">{webhook.url}</p>
      <p class="soft small pane-words">{say(text.endingText)}</p>
      <Form action={to(endWebhook.path.replace(':id', webhook.id))} hidden={frame.hidden}>
        <div class="stack-tight">
          <Button kind="danger" full>
            {say(text.end)}
          </Button>
          <LinkButton kind="quiet" full href={to('/settings/webhooks')}>
            {say(text.leave)}
          </LinkButton>
        </div>
      </Form>
    </>
  );
}

function One({ frame, webhook }: { frame: Frame; webhook: Webhook }) {
  const { say, to, now } = frame;
  const { id, url, events, createdAt } = webhook;
  const act = (operation: { path: string }, label: { zh: string; en: string }) => (
    <Form action={to(operation.path.replace(':id', id))} hidden={frame.hidden}>
      <Button size="small" label={say(text.ofWhich, say(label), url)}>
        {say(label)}
      </Button>
    </Form>
  );
  return (
    <>
      <PaneHead title={url} />
      <p class="small soft">
        {say(text.since, sayDay(say, dateOf(parseInstant(createdAt)), now), events.length)}
      </p>
      <div class="row row-wrap form-gap">
        {act(tryWebhook, text.try)}
        {act(rotateSecret, text.rotate)}
        <LinkButton
          size="small"
          kind="danger"
          href={to(`/settings/webhooks?end=${id}`)}
          label={say(text.ofWhich, say(text.end), url)}
        >
          {say(text.end)}
        </LinkButton>
      </div>
      <div class="form-gap">
        {webhook.deliveries.length === 0 ? (
          <p class="small soft">{say(text.noDeliveries)}</p>
        ) : (
          <Deliveries frame={frame} webhook={webhook} />
        )}
      </div>
    </>
  );
}

function Deliveries({ frame, webhook }: { frame: Frame; webhook: Webhook }) {
  const { say, now } = frame;
  return (
    <Table
      id={`deliveries-${webhook.id}`}
      caption={say(text.deliveries)}
      columns={[
        { label: say(text.event) },
        { label: say(text.place), numeric: true },
        { label: say(text.when) },
        { label: say(text.state) },
        { label: say(text.again) },
      ]}
      rows={webhook.deliveries.map((delivery) => ({
        key: delivery.id,
        cells: [
          sayEvent(say, delivery.event),
          delivery.sequence,
          sayMoment(say, parseInstant(delivery.at), now),
          <State say={say} delivery={delivery} />,
          delivery.state === 'waiting' ? '—' : <Again frame={frame} webhook={webhook} delivery={delivery} />,
        ],
      }))}
    />
  );
}

function State({ say, delivery: { state, attempts, reason } }: { say: Say; delivery: Delivery }) {
  const tone = state === 'delivered' ? 'teal' : state === 'failed' ? 'red' : 'plain';
  return (
    <>
      <Chip tone={tone}>{say(text.states[state])}</Chip>{' '}
      {reason !== null && <span class="small">{sayReason(say, reason)} </span>}
      {attempts > 1 && <span class="small soft">{say(text.tries, attempts)}</span>}
    </>
  );
}

function Again({ frame, webhook, delivery }: { frame: Frame; webhook: Webhook; delivery: Delivery }) {
  const { say, to } = frame;
  const path = replayDelivery.path.replace(':id', webhook.id).replace(':deliveryId', delivery.id);
  return (
    <Form action={to(path)} hidden={frame.hidden}>
      <Button size="small" icon="rotate-ccw">
        {say(text.resend)}
      </Button>
    </Form>
  );
}

/** An event of a catalogue that has grown since is named as it stands in the ledger. */
function sayEvent(say: Say, event: string): string {
  const names: Record<string, { zh: string; en: string }> = text.eventNames;
  const known = Object.hasOwn(names, event) ? names[event] : undefined;
  return known ? say(known) : event;
}

/** Our own reasons in words; what a receiver answered, by its code. */
function sayReason(say: Say, reason: string): string {
  const known = Object.hasOwn(text.reasons, reason)
    ? text.reasons[reason as keyof typeof text.reasons]
    : undefined;
  return known ? say(known) : say(text.answered, reason.replace(/^http-/, ''));
}
