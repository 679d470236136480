import type { OutputOf } from '../../../kernel/operation.ts';
import { dateOf } from '../../../kernel/time.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { Pane } from '../../../web/parts/Pane.tsx';
import { PaneHead } from '../../../web/parts/PaneHead.tsx';
import { Panes } from '../../../web/parts/Panes.tsx';
import { TextField } from '../../../web/parts/TextField.tsx';
import { sayDay } from '../../../web/when.text.ts';
import { inhabitantsOperations, type ShownCount } from '../inhabitants.contract.ts';
import { inhabitantsText as text } from './inhabitants.text.ts';

const { listCounts, setCount } = inhabitantsOperations;

type Props = { frame: Frame; listed: OutputOf<typeof listCounts> };

/** How many people live here: what was entered, and for administrators the form. */
export function InhabitantsPage({ frame, listed }: Props) {
  const { say } = frame;
  return (
    <Panes columns={2} showing="list">
      <Pane label={say(text.set)} kind="acts">
        {listed.can.set === true ? (
          <EnterCount frame={frame} listed={listed} />
        ) : (
          <Notice>{say(text.readOnly)}</Notice>
        )}
      </Pane>
      <Pane label={say(text.title)} kind="item">
        <PaneHead title={say(text.now)} />
        <Counts frame={frame} counts={listed.counts} />
      </Pane>
    </Panes>
  );
}

function EnterCount({ frame, listed }: Props) {
  const { say, to, now } = frame;
  const form = readForm(frame.form?.operation === setCount.name ? frame.form : undefined);
  const [newest] = listed.counts;
  // Its own version, not the one that came back: saved again, it is saved over what is shown here.
  const hidden = { ...frame.hidden, version: String(newest?.version ?? 0) };
  return (
    <>
      <PaneHead title={say(text.set)} />
      <Form action={to(setCount.path)} hidden={hidden}>
        <ErrorSummary locale={say.locale} {...form.summary()} />
        <TextField
          {...form.text('inhabitants')}
          label={say(text.inhabitants)}
          hint={say(text.inhabitantsHint)}
          inputMode="numeric"
          width="short"
          maxLength={8}
          required
        />
        <TextField
          {...form.text('countedOn', dateOf(now))}
          label={say(text.countedOn)}
          type="date"
          max={dateOf(now)}
          width="short"
          required
        />
        <TextField
          {...form.text('source')}
          label={say(text.source)}
          hint={say(text.sourceHint)}
          maxLength={60}
          required
        />
        <div class="form-gap">
          <Button kind="primary" full>
            {say(text.save)}
          </Button>
        </div>
      </Form>
    </>
  );
}

function Counts({ frame, counts }: { frame: Frame; counts: readonly ShownCount[] }) {
  const { say, now } = frame;
  if (counts.length === 0) return <p class="small soft">{say(text.none)}</p>;
  return (
    <ul class="card card-flush rows dense">
      {counts.map(({ version, inhabitants, countedOn, source }, index) => {
        const isCorrected = counts.slice(0, index).some((later) => later.countedOn === countedOn);
        return (
          <li class="list-row" key={version}>
            <div class="list-row-main">
              <span class="list-row-title">{say(text.people, inhabitants)}</span>
              <span class="list-row-facts small soft">
                {[say(text.asOf, sayDay(say, countedOn, now), source), isCorrected && say(text.corrected)]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
