import { parseInstant } from '../../../kernel/time.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { Card } from '../../../web/parts/Card.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { TextField } from '../../../web/parts/TextField.tsx';
import { sayMoment } from '../../../web/when.text.ts';
import type { LedgerEntries, RecordedEntry } from '../proof.contract.ts';
import { sayEntry } from '../proof.text.ts';
import { entriesText as text } from './verify.text.ts';

/** A number that was looked up: what the ledger holds under it, or why nothing can be shown. */
export type LookedUpNumber = { number: string; found: LedgerEntries | { problem: string } } | undefined;

/** One's own entry, by its number; a plain form, so that it works everywhere. */
export function CheckEntries({ frame, asked }: { frame: Frame; asked: LookedUpNumber }) {
  const { say, to } = frame;
  const problem = asked && 'problem' in asked.found ? asked.found.problem : undefined;
  const read = readForm(
    asked && {
      operation: 'verify',
      values: { number: asked.number },
      problems: problem === undefined ? [] : [{ path: 'number', code: 'number', text: problem }],
      refusal: undefined,
    },
  );
  return (
    <Card as="section" tone="chosen" label={say(text.title)}>
      <h2>{say(text.title)}</h2>
      <Form method="get" action={to('/verify')} label={say(text.title)}>
        <ErrorSummary locale={say.locale} {...read.summary()} />
        <TextField
          {...read.text('number')}
          label={say(text.number)}
          hint={say(text.hint)}
          autoComplete="off"
          maxLength={24}
          required
        />
        <div class="form-gap">
          <Button kind="primary" icon="shield-check" full>
            {say(text.look)}
          </Button>
        </div>
      </Form>
      {asked && 'entries' in asked.found && <Found frame={frame} number={asked.number} found={asked.found} />}
    </Card>
  );
}

function Found({ frame, number, found }: { frame: Frame; number: string; found: LedgerEntries }) {
  const { say, now } = frame;
  const { entries, waiting } = found;
  return (
    <div class="form-gap">
      <h3>{say(text.found, number, entries.length)}</h3>
      <div data-entries-verdict role="status">
        <p class="small soft">{say(text.serverWord)}</p>
      </div>
      <ol class="ledger-entries">
        {entries.map((entry) => (
          <Entry key={entry.index} frame={frame} entry={entry} />
        ))}
        {waiting.map(({ type, occurredAt }, index) => (
          <li key={`${type}${occurredAt}${index}`}>
            <p>
              <b>{sayEntry(say, type)}</b> <span class="small soft">{say(text.waiting)}</span>
            </p>
            <p class="small soft">{sayMoment(say, parseInstant(occurredAt), now)}</p>
          </li>
        ))}
      </ol>
      <p class="small soft">{say(text.all)}</p>
    </div>
  );
}

function Entry({ frame: { say, now }, entry }: { frame: Frame; entry: RecordedEntry }) {
  const { origin, leaf, type, recordedAt, envelope, checked } = entry;
  return (
    <li data-origin={origin} data-leaf={leaf} data-envelope={checked === 'unsigned' ? undefined : envelope}>
      <p>
        <b>{sayEntry(say, type)}</b>{' '}
        <span class="small" data-entry-state>
          <span class={checked === 'broken' ? 'verdict-danger' : 'soft'}>{say(text.server[checked])}</span>
        </span>
      </p>
      <p class="small soft">
        {say(text.place, leaf)} · {sayMoment(say, parseInstant(recordedAt), now)}
      </p>
      <details>
        <summary class="small">{say(text.bytes)}</summary>
        <p class="mono entry-bytes">{envelope}</p>
      </details>
    </li>
  );
}
