import type { Say } from '../../../kernel/text.ts';
import { Card } from '../../../web/parts/Card.tsx';
import { Field } from '../../../web/parts/Field.tsx';
import { entryText, sayEntry } from '../proof.text.ts';
import { receiptText as text } from './verify.text.ts';

/** A receipt, checked by the visitor's own browser; where it cannot, the page says so and offers no opinion instead. */
export function CheckReceipt({ say }: { say: Say }) {
  const types = Object.fromEntries(Object.keys(entryText).map((type) => [type, sayEntry(say, type)]));
  return (
    <Card as="section" label={say(text.title)}>
      <h2>{say(text.title)}</h2>
      <noscript>
        <p class="form-gap">{say(text.withoutScript)}</p>
      </noscript>
      <div data-check-receipt data-types={JSON.stringify(types)} hidden>
        <p class="small soft">{say(text.about)}</p>
        <Field id="receipt-file" label={say(text.file)}>
          <input class="input" id="receipt-file" type="file" accept=".tlog-proof,text/plain" />
        </Field>
        <Field id="receipt-text" label={say(text.text)}>
          <textarea class="input mono" id="receipt-text" rows={4} spellcheck={false} autocomplete="off" />
        </Field>
        <div class="form-gap">
          <button class="button button-line" type="button">
            {say(text.look)}
          </button>
        </div>
        <div class="form-gap" data-verdict role="status" />
      </div>
    </Card>
  );
}
