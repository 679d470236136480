import type { z } from 'zod';
import { photoHref } from '../../../collect/photo/screens/photo-href.ts';
import { parseInstant } from '../../../kernel/time.ts';
import type { Frame } from '../../../web/frame.ts';
import type { IconName } from '../../../web/icons/Icon.tsx';
import { PhotoGrid } from '../../../web/parts/PhotoGrid.tsx';
import { Timeline } from '../../../web/parts/Timeline.tsx';
import { sayMoment } from '../../../web/when.text.ts';
import type { timelineEntrySchema } from '../matter.contract.ts';
import { sayEvent, sayHat } from '../matter.text.ts';
import { matterPageText } from './matter-page.text.ts';

export type TimelineEntry = z.infer<typeof timelineEntrySchema>;

const icons = {
  collected: 'message-circle',
  accept: 'check',
  'accept-into': 'merge',
  reject: 'circle-x',
  redirect: 'corner-up-right',
  ask: 'circle-question-mark',
  dispatch: 'arrow-right',
  reassign: 'arrow-right-left',
  'hand-over': 'arrow-right-left',
  take: 'hand',
  return: 'corner-up-left',
  contact: 'phone',
  'ask-extension': 'hourglass',
  extend: 'calendar-days',
  'refuse-extension': 'calendar',
  suspend: 'pause',
  resume: 'play',
  resolve: 'clipboard-check',
  call: 'phone',
  answer: 'message-circle',
  confirm: 'circle-check',
  reopen: 'rotate-ccw',
  archive: 'archive',
  join: 'merge',
  merge: 'merge',
  split: 'split',
  leave: 'undo-2',
  withdraw: 'undo-2',
  'me-too': 'users',
  note: 'message-square',
  urge: 'alarm-clock',
  supervise: 'flag',
  lift: 'flag',
  move: 'layers',
  assist: 'users',
  'take-part': 'hand',
  'finish-part': 'check',
  'hand-back-part': 'undo-2',
} satisfies Record<TimelineEntry['action'], IconName>;

/** What happened, newest first; where the matter goes on, the newest row is the one that is true now. */
export function MatterTimeline(props: { frame: Frame; entries: readonly TimelineEntry[]; goesOn: boolean }) {
  const { frame, entries, goesOn } = props;
  const { say, now } = frame;
  return (
    <Timeline
      items={withVoicesTogether(entries).map(({ times, ...entry }, index) => ({
        key: `${entry.at}${entry.action}${index}`,
        icon: icons[entry.action],
        title: times > 1 ? say(matterPageText.moreVoices, times) : sayEvent(say, entry.action, entry.facts),
        meta: `${sayMoment(say, parseInstant(entry.at), now)} · ${sayHat(say, entry)}`,
        body: bodyOf(frame, entry),
        now: goesOn && index === 0,
      }))}
    />
  );
}

/** Households that met the same one after the other make one line, dated by the last of them. */
export function withVoicesTogether<Entry extends Pick<TimelineEntry, 'action'>>(
  entries: readonly Entry[],
): (Entry & { times: number })[] {
  const lines: (Entry & { times: number })[] = [];
  for (const entry of entries) {
    const last = lines.at(-1);
    if (last?.action === 'me-too' && entry.action === 'me-too') last.times += 1;
    else lines.push({ ...entry, times: 1 });
  }
  return lines;
}

function bodyOf(frame: Frame, { words, photoIds }: TimelineEntry) {
  if (words === null && photoIds.length === 0) return undefined;
  return (
    <>
      {words !== null && <p class="as-written">{words}</p>}
      {photoIds.length > 0 && <Photos frame={frame} photoIds={photoIds} />}
    </>
  );
}

export function Photos({ frame, photoIds }: { frame: Frame; photoIds: readonly string[] }) {
  return (
    <PhotoGrid
      photos={photoIds.map((photoId, index) => ({
        src: photoHref(frame, photoId, 'small'),
        href: photoHref(frame, photoId, 'large'),
        alt: frame.say(matterPageText.photo, index + 1),
      }))}
    />
  );
}
