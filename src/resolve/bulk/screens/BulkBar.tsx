import { minuteOfDay, parseInstant } from '../../../kernel/time.ts';
import { Form } from '../../../web/forms/Form.tsx';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { type Bulk, bulkOperations } from '../bulk.contract.ts';
import { bulkText } from './bulk.text.ts';

/** The form that gathers what is ticked in the list. */
export const pickForm = 'several';

type BulkBarProps = { frame: Frame; recent: readonly Bulk[] };

/** Above the list: what was asked for on several and can still be taken back, and the button for what is ticked. */
export function BulkBar({ frame, recent }: BulkBarProps) {
  const { say } = frame;
  const refused = readRefusal(frame);
  // What went well needs no line of its own for long: the newest batch, and any that was not done in whole.
  const shown = recent.filter((bulk, index) => index === 0 || bulk.state === 'waiting' || lacks(bulk) > 0);
  return (
    <div class="bulk">
      <ErrorSummary locale={say.locale} problems={[]} refusal={refused} />
      {shown.map((bulk) => (
        <BulkNotice key={bulk.id} frame={frame} bulk={bulk} />
      ))}
      <Form method="get" action={frame.to('/desk/several')} id={pickForm} label={say(bulkText.bar)}>
        <div class="row bulk-bar">
          <span class="small soft grow">{say(bulkText.bar)}</span>
          <Button size="small" shortcut="G">
            {say(bulkText.go)}
          </Button>
        </div>
      </Form>
    </div>
  );
}

function readRefusal({ form }: Frame): string | undefined {
  return form?.operation === bulkOperations.undoBulk.name ? form.refusal?.text : undefined;
}

const lacks = ({ items }: Bulk) => items.filter(({ outcome }) => outcome === 'refused').length;

/** One batch: until when it can be taken back, or what became of it. */
export function BulkNotice({ frame, bulk }: { frame: Frame; bulk: Bulk }) {
  const { say, to } = frame;
  const title = say(bulkText.recent, say(bulkText.acts[bulk.act]), bulk.items.length);
  const here = `/desk/several/${bulk.id}`;
  return (
    <Notice
      tone={bulk.state === 'waiting' ? 'warn' : lacks(bulk) > 0 ? 'danger' : 'info'}
      icon={bulk.state === 'waiting' ? 'clock' : undefined}
      title={title}
    >
      <p class="small">{sayStanding(frame, bulk)}</p>
      <div class="row row-wrap">
        {bulk.can.undo === true && (
          <Form action={to(bulkOperations.undoBulk.path.replace(':bulkId', bulk.id))} hidden={frame.hidden}>
            <Button size="small" icon="undo-2" label={`${say(bulkText.undo)} ${title}`}>
              {say(bulkText.undo)}
            </Button>
          </Form>
        )}
        {frame.here.split('?')[0] !== to(here) && (
          <LinkButton href={to(here)} size="small" kind="quiet">
            {say(bulkText.look)}
          </LinkButton>
        )}
      </div>
    </Notice>
  );
}

/** Where a batch stands, in a sentence. */
export function sayStanding({ say }: Frame, bulk: Bulk): string {
  if (bulk.state === 'undone') return say(bulkText.undone);
  if (bulk.state === 'done') return say(bulkText.done, bulk.items.length - lacks(bulk), lacks(bulk));
  if (bulk.can.undo !== true) return say(bulkText.begun);
  return say(bulkText.waits, clockWithSeconds(bulk.runAt));
}

/** 10:20:45: half a minute is told in seconds. */
function clockWithSeconds(instant: string): string {
  const at = parseInstant(instant);
  const minutes = minuteOfDay(at);
  const parts = [Math.floor(minutes / 60), minutes % 60, Math.floor(at / 1000) % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
