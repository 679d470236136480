import { parseInstant } from '../../../kernel/time.ts';
import type { Frame } from '../../../web/frame.ts';
import { Card } from '../../../web/parts/Card.tsx';
import { Chip } from '../../../web/parts/Chip.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { PaneHead } from '../../../web/parts/PaneHead.tsx';
import type { StaffMatter } from '../matter.contract.ts';
import type { PartState } from '../matter.part.contract.ts';
import { actionText } from '../matter.text.ts';
import { addressOf, type Place } from './desk-data.ts';
import { sayMoment } from './due.ts';
import { Photos } from './MatterStory.tsx';
import { partText } from './part.text.ts';

type PartListProps = { frame: Frame; place: Place; matter: StaffMatter };

const tones = {
  given: 'sun',
  taken: 'line',
  finished: 'teal',
  'handed-back': 'red',
  released: 'plain',
} as const satisfies Record<PartState, string>;

/** Each assisting handler's part: whose, how it stands, what was done or why it came back. */
export function PartList({ frame, place, matter }: PartListProps) {
  const { say } = frame;
  const { parts, can } = matter;
  if (parts.length === 0) return null;
  const cameBack = parts.some(({ state, settled }) => state === 'handed-back' && !settled);
  return (
    <div class="section-gap">
      <PaneHead title={say(partText.title)} level="h3" />
      <div class="stack-snug">
        {cameBack && can.assist === true && (
          <Notice tone="warn" icon="undo-2" title={say(partText.backTitle)}>
            <p>{say(partText.backText)}</p>
            <LinkButton
              href={addressOf(frame, place, { kind: 'matter', id: matter.id }, 'assist')}
              size="small"
            >
              {say(actionText.assist)}
            </LinkButton>
          </Notice>
        )}
        {parts.map((part) => (
          <OnePart key={part.id} frame={frame} part={part} />
        ))}
      </div>
    </div>
  );
}

function OnePart({ frame, part }: { frame: Frame; part: StaffMatter['parts'][number] }) {
  const { say, now } = frame;
  const since = part.endedAt ?? part.takenAt ?? part.givenAt;
  return (
    <Card as="article" label={part.handler.name} tone={part.mine ? 'chosen' : 'plain'}>
      <div class="row row-wrap">
        <b>{part.handler.name}</b>
        <Chip tone={tones[part.state]}>{say(partText.state[part.state])}</Chip>
        {part.mine && <Chip tone="now">{say(partText.mine)}</Chip>}
        <span class="small soft push">{sayMoment(say, now, parseInstant(since))}</span>
      </div>
      {part.words !== null && <p class="as-written">{part.words}</p>}
      {part.photoIds.length > 0 && <Photos frame={frame} photoIds={part.photoIds} />}
    </Card>
  );
}
