import { Form } from '../../../web/forms/Form.tsx';
import type { Frame } from '../../../web/frame.ts';
import { Button } from '../../../web/parts/Button.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { reportOperations } from '../report.operations.contract.ts';
import { asideText } from './aside.text.ts';

type SetAsideProps = {
  frame: Frame;
  count: number;
  /** Whether the list shows what waits aside. */
  shown: boolean;
  /** Addresses of the two lists. */
  queue: string;
  aside: string;
};

/** Above the desk's list: how much waits aside, the way there, and one button that puts it all back. */
export function SetAside({ frame, count, shown, queue, aside }: SetAsideProps) {
  const { say, form } = frame;
  if (count === 0 && !shown) return null;
  const { releaseReports } = reportOperations;
  const refusal = form?.operation === releaseReports.name ? form.refusal?.text : undefined;
  return (
    <div class="pane-alert">
      <ErrorSummary locale={say.locale} problems={[]} refusal={refusal} />
      <Notice tone="warn" icon="layers" title={say(asideText.title, count)}>
        <p class="small">{say(asideText.text)}</p>
        <div class="row row-wrap">
          {!shown && (
            <LinkButton href={aside} size="small">
              {say(asideText.look)}
            </LinkButton>
          )}
          {shown && count > 0 && (
            <Form action={frame.to(releaseReports.path)} hidden={{ ...frame.hidden, _next: queue }}>
              <Button size="small" icon="undo-2">
                {say(asideText.releaseAll)}
              </Button>
            </Form>
          )}
          {shown && (
            <LinkButton href={queue} size="small" kind="quiet">
              {say(asideText.back)}
            </LinkButton>
          )}
        </div>
      </Notice>
    </div>
  );
}
