import { parseInstant } from '../../../kernel/time.ts';
import { Form } from '../../../web/forms/Form.tsx';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { CardRows } from '../../../web/parts/CardRows.tsx';
import { Chip } from '../../../web/parts/Chip.tsx';
import { ListRow } from '../../../web/parts/ListRow.tsx';
import { Section } from '../../../web/parts/Section.tsx';
import { sayMoment } from '../../../web/when.text.ts';
import type { SeenSession } from '../session.contract.ts';
import { sessionListText } from './session-list.text.ts';

/** Where somebody is signed in, each with its way out; the one they look from stands first and without. */
export function SessionList({ frame, sessions }: { frame: Frame; sessions: readonly SeenSession[] }) {
  const { say, to } = frame;
  return (
    <Section title={say(sessionListText.title)}>
      <p class="soft">{say(sessionListText.why)}</p>
      <div class="form-gap">
        <CardRows>
          {sessions.map((session) => (
            <SessionRow key={session.id} frame={frame} session={session} />
          ))}
        </CardRows>
      </div>
      {sessions.some(({ current }) => !current) && (
        <div class="form-gap">
          <Form action={to('/account/sessions/end-others')} hidden={frame.hidden}>
            <Button full icon="log-out">
              {say(sessionListText.endOthers)}
            </Button>
          </Form>
        </div>
      )}
    </Section>
  );
}

function SessionRow({ frame, session }: { frame: Frame; session: SeenSession }) {
  const { say, to, now } = frame;
  const { system, program } = session.device;
  const device = say(
    sessionListText.device,
    say(sessionListText.system[system]),
    say(sessionListText.program[program]),
  );
  return (
    <ListRow
      title={device}
      facts={
        <>
          {session.current && <Chip tone="teal">{say(sessionListText.current)}</Chip>}
          <span>{say(sessionListText.seen, sayMoment(say, parseInstant(session.lastSeenAt), now))}</span>
          {session.halfOpen && <span>{say(sessionListText.halfOpen)}</span>}
        </>
      }
      action={
        session.current ? undefined : (
          <Form action={to(`/account/sessions/${session.id}/end`)} hidden={frame.hidden}>
            <Button size="small" label={say(sessionListText.endThis, device)}>
              {say(sessionListText.end)}
            </Button>
          </Form>
        )
      }
    />
  );
}
