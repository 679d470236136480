import { clockName } from '../../../clocks/deadline/deadline.text.ts';
import { parseInstant } from '../../../kernel/time.ts';
import { markText } from '../../../resolve/matter/matter.oversight.text.ts';
import type { Frame } from '../../../web/frame.ts';
import { PaneHead } from '../../../web/parts/PaneHead.tsx';
import { sayMoment } from '../../../web/when.text.ts';
import type { PlannedUrge } from '../urging.contract.ts';
import { plannedText } from './planned.text.ts';

/** When the clocks that run urge by themselves; nothing where none will. */
export function PlannedUrges({ frame, planned }: { frame: Frame; planned: readonly PlannedUrge[] }) {
  const { say, now } = frame;
  if (planned.length === 0) return null;
  return (
    <div class="section-gap">
      <PaneHead title={say(plannedText.title)} level="h3" />
      <ul class="card card-flush rows">
        {planned.map(({ clock, mark, at, state }) => (
          <li class="clock-row" key={`${clock} ${mark}`}>
            <p class="row row-wrap small">
              <span class="grow">
                {say(clockName[clock])} · {say(markText[mark])}
              </span>
              <span class="soft">
                {state === 'ahead'
                  ? say(plannedText.ahead, sayMoment(say, parseInstant(at), now))
                  : say(plannedText[state])}
              </span>
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}
