import type { OutputOf } from '../../../kernel/operation.ts';
import type { Say } from '../../../kernel/text.ts';
import { parseInstant } from '../../../kernel/time.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { Chip } from '../../../web/parts/Chip.tsx';
import { EmptyState } from '../../../web/parts/EmptyState.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { Pagination } from '../../../web/parts/Pagination.tsx';
import { Pane } from '../../../web/parts/Pane.tsx';
import { PaneHead } from '../../../web/parts/PaneHead.tsx';
import { Panes } from '../../../web/parts/Panes.tsx';
import { Segmented } from '../../../web/parts/Segmented.tsx';
import { Table } from '../../../web/parts/Table.tsx';
import { TopBar } from '../../../web/parts/TopBar.tsx';
import { sayMoment } from '../../../web/when.text.ts';
import { type LoggedMessage, messageOperations } from '../message.contract.ts';
import { messageLogText as text } from './message-log.text.ts';

export type MessageLogData = OutputOf<typeof messageOperations.listMessages> & { onlyUnsent: boolean };
type Props = { frame: Frame; data: MessageLogData };

/** What was sent to whom, and what did not arrive. */
export function MessageLog({ frame, data }: Props) {
  const { say, to } = frame;
  const { onlyUnsent, next } = data;
  const form = readForm(frame.form);
  const older = new URLSearchParams({ ...(onlyUnsent && { show: 'unsent' }), after: next ?? '' });
  return (
    <>
      <TopBar title={say(text.title)} sub={say(text.sub)}>
        <Segmented
          label={say(text.views)}
          items={[
            { href: to('/messages'), label: say(text.all), current: !onlyUnsent },
            {
              href: to('/messages?show=unsent'),
              label: say(text.unsent, data.unsent),
              icon: 'circle-alert',
              current: onlyUnsent,
            },
          ]}
        />
      </TopBar>
      <Panes columns={2} showing="list">
        <Pane label={say(text.help)} kind="acts">
          <PaneHead title={say(text.help)} />
          <p class="soft">{say(text.helpRefused)}</p>
          <p class="soft">{say(text.helpGivenUp)}</p>
        </Pane>
        <Pane label={say(text.title)} kind="item">
          <ErrorSummary locale={say.locale} {...form.summary()} />
          {data.messages.length === 0 ? (
            <EmptyState
              icon="send"
              title={say(onlyUnsent ? text.noneUnsent : text.emptyTitle)}
              text={say(text.emptyText)}
            />
          ) : (
            <MessageTable frame={frame} data={data} />
          )}
          <Pagination
            locale={say.locale}
            nextHref={next === null ? undefined : to(`/messages?${older.toString()}`)}
          />
        </Pane>
      </Panes>
    </>
  );
}

function MessageTable({ frame, data }: Props) {
  const { say, now } = frame;
  return (
    <Table
      id="messages"
      caption={say(text.caption)}
      hideCaption
      columns={[text.who, text.what, text.how, text.when, text.state, text.again].map((label) => ({
        label: say(label),
      }))}
      rows={data.messages.map((message) => ({
        key: message.id,
        cells: [
          `${message.person ?? say(text.nobody)} ${message.to}`,
          say(text.purpose[message.purpose]),
          say(text.channel[message.channel]),
          sayMoment(say, parseInstant(message.at), now),
          <State say={say} message={message} />,
          message.can.resend === true ? <Again frame={frame} message={message} /> : say(text.nobody),
        ],
      }))}
    />
  );
}

function State({ say, message }: { say: Say; message: LoggedMessage }) {
  const { state, reason, attempts } = message;
  const tone = state === 'sent' ? 'teal' : state === 'failed' || state === 'given-up' ? 'red' : 'plain';
  return (
    <>
      <Chip tone={tone}>{say(text.states[state])}</Chip>{' '}
      {reason !== null && <span class="small">{sayReason(say, reason)} </span>}
      {attempts > 1 && <span class="small soft">{say(text.tries, attempts)}</span>}
    </>
  );
}

/** Our own reasons in words; what a server answered, by its code. */
function sayReason(say: Say, reason: string): string {
  const known = Object.hasOwn(text.reasons, reason)
    ? text.reasons[reason as keyof typeof text.reasons]
    : undefined;
  return known ? say(known) : say(text.answered, reason.replace(/^(?:smtp|http)-/, ''));
}

function Again({ frame, message }: { frame: Frame; message: LoggedMessage }) {
  const { say, to } = frame;
  const path = messageOperations.resendMessage.path.replace(':id', message.id);
  return (
    <Form action={to(path)} hidden={frame.hidden}>
      <Button size="small" icon="rotate-ccw">
        {say(text.resend)}
      </Button>
    </Form>
  );
}
