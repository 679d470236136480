import { parseInstant } from '../../../kernel/time.ts';
import type { Frame } from '../../../web/frame.ts';
import { Card } from '../../../web/parts/Card.tsx';
import { Chip } from '../../../web/parts/Chip.tsx';
import { Link } from '../../../web/parts/Link.tsx';
import { Section } from '../../../web/parts/Section.tsx';
import { sayMoment } from '../../../web/when.text.ts';
import type { Receipts } from '../proof.contract.ts';
import { sayEntry } from '../proof.text.ts';
import { receiptHref } from './receipt-href.ts';
import { receiptsText as text } from './receipts.text.ts';
import { receiptText } from './verify.text.ts';

type PartProps = { frame: Frame; reportId: string; receipts: Receipts };

/**
 * The receipts of a report on its reporter's own pages. The part is renewed in place where the page follows what
 * happens, so that what is pending completes by itself; without scripts the page is loaded again.
 */
export function ReceiptsPart({ frame, reportId, receipts }: PartProps) {
  const { say, to } = frame;
  const { sealed, pending } = receipts;
  const [first, ...later] = sealed;
  return (
    <Section title={say(text.title)}>
      <Card>
        <div data-live-part="receipts">
          <p class="small">{say(text.about)}</p>
          {first && (
            <ul class="receipts">
              <Sealed frame={frame} reportId={reportId} step={first} />
            </ul>
          )}
          {pending.length > 0 && <Pending frame={frame} pending={pending} />}
          {later.length > 0 && (
            <details class="form-gap">
              <summary>{say(text.every, sealed.length)}</summary>
              <ul class="receipts">
                {later.toReversed().map((step) => (
                  <Sealed frame={frame} reportId={reportId} step={step} key={step.index} />
                ))}
              </ul>
            </details>
          )}
        </div>
        <p class="form-gap">
          <Link href={to('/verify')}>{say(receiptText.link)}</Link>
        </p>
      </Card>
    </Section>
  );
}

function Sealed(props: { frame: Frame; reportId: string; step: Receipts['sealed'][number] }) {
  const { frame, reportId, step } = props;
  const { say, now } = frame;
  const what = sayEntry(say, step.type);
  return (
    <li>
      <p>
        <b>{what}</b> <Chip icon="lock">{say(text.sealed)}</Chip>
      </p>
      <p class="small soft">
        {say(text.place, step.leaf)} · {sayMoment(say, parseInstant(step.at), now)}
      </p>
      <p>
        <a
          class="link"
          href={receiptHref(frame, reportId, step.index)}
          download
          aria-label={say(text.downloadOf, what, step.leaf)}
        >
          {say(text.download)}
        </a>
      </p>
    </li>
  );
}

function Pending({ frame, pending }: { frame: Frame; pending: Receipts['pending'] }) {
  const { say, here } = frame;
  return (
    <>
      <ul class="receipts">
        {pending.map(({ type, at }, index) => (
          <li key={`${type}${at}${index}`}>
            <p>
              <b>{sayEntry(say, type)}</b> <Chip icon="hourglass">{say(text.pending)}</Chip>
            </p>
          </li>
        ))}
      </ul>
      <noscript>
        <p class="form-gap">
          <a class="link" href={here}>
            {say(text.reload)}
          </a>
        </p>
      </noscript>
    </>
  );
}
