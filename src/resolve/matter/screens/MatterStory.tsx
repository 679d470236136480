import { parseInstant } from '../../../kernel/time.ts';
import type { Frame } from '../../../web/frame.ts';
import type { IconName } from '../../../web/icons/Icon.tsx';
import { PhotoGrid } from '../../../web/parts/PhotoGrid.tsx';
import { Timeline } from '../../../web/parts/Timeline.tsx';
import type { StaffMatter } from '../matter.contract.ts';
import { sayEvent, sayHat } from '../matter.text.ts';
import { decideText } from './decide.text.ts';
import { sayMoment } from './due.ts';
import { withVoicesTogether } from './MatterTimeline.tsx';
import { matterPageText } from './matter-page.text.ts';
import { matterPaneText } from './matter-pane.text.ts';

type Entry = StaffMatter['timeline'][number];

const icons: Partial<Record<Entry['action'], IconName>> = {
  collected: 'inbox',
  accept: 'check',
  dispatch: 'send',
  reassign: 'arrow-right-left',
  'hand-over': 'arrow-right-left',
  take: 'hand',
  return: 'undo-2',
  contact: 'phone',
  suspend: 'pause',
  resume: 'play',
  resolve: 'circle-check',
  call: 'phone',
  answer: 'message-square',
  confirm: 'message-square',
  reopen: 'rotate-ccw',
  archive: 'archive',
  join: 'git-merge',
  'accept-into': 'git-merge',
  merge: 'git-merge',
  split: 'split',
  note: 'pencil',
  'me-too': 'users',
  urge: 'alarm-clock',
  supervise: 'flag',
  lift: 'flag',
  move: 'layers',
  assist: 'users',
  'take-part': 'hand',
  'finish-part': 'check',
  'hand-back-part': 'undo-2',
};

/** What happened, newest first: who by hat, never by name. */
export function MatterStory({ frame, matter }: { frame: Frame; matter: StaffMatter }) {
  const { say, now } = frame;
  const isOpen = !['closed', 'withdrawn', 'merged'].includes(matter.state);
  return (
    <Timeline
      items={withVoicesTogether(matter.timeline).map(({ times, ...entry }, index) => ({
        key: `${index}`,
        icon: icons[entry.action] ?? 'circle-dot',
        title: times > 1 ? say(matterPageText.moreVoices, times) : sayEvent(say, entry.action, entry.facts),
        meta: `${sayMoment(say, now, parseInstant(entry.at))} · ${sayHat(say, entry)}`,
        now: index === 0 && isOpen,
        body: bodyOf(frame, entry),
      }))}
    />
  );
}

function bodyOf(frame: Frame, entry: Entry) {
  if (entry.words === null && entry.photoIds.length === 0) return undefined;
  return (
    <>
      {entry.words !== null && <p class="as-written">{entry.words}</p>}
      {entry.photoIds.length > 0 && <Photos frame={frame} photoIds={entry.photoIds} />}
    </>
  );
}

export function Photos({ frame, photoIds }: { frame: Frame; photoIds: readonly string[] }) {
  return (
    <PhotoGrid
      columns={photoIds.length === 1 ? 1 : photoIds.length === 2 ? 2 : 3}
      photos={photoIds.map((id, index) => ({
        src: frame.to(`/photos/${id}/small`),
        href: frame.to(`/photos/${id}/large`),
        alt: frame.say(matterPaneText.photo, index + 1),
      }))}
    />
  );
}

/** The last thing that happened, as one line: who was first when two changed a matter. */
export function latestOf({ say, now }: Frame, matter: StaffMatter): string {
  const [latest] = matter.timeline;
  if (!latest) return '';
  const moment = sayMoment(say, now, parseInstant(latest.at));
  return say(decideText.changedBy, moment, sayHat(say, latest), sayEvent(say, latest.action, latest.facts));
}
