import type { Id } from '../../kernel/id.ts';
import { formatInstant, type Instant } from '../../kernel/time.ts';
import type { StaffMatter } from './matter.contract.ts';
import type { MatterRecord } from './matter.store.ts';
import type { EventRow } from './matter-event.service.ts';

/** What happened, without the words and photos that were hidden from all but staff. */
export function shownTo(
  { hiddenParts }: Pick<MatterRecord, 'hiddenParts'>,
  events: readonly EventRow[],
  hidden: ReadonlySet<Id>,
): EventRow[] {
  const isHidden = ({ id, action }: EventRow) =>
    hidden.has(id) || (action === 'resolve' && hiddenParts.includes('reply'));
  return events.map((event) =>
    isHidden(event)
      ? { ...event, words: null, photoIds: [] }
      : { ...event, photoIds: event.photoIds.filter((photoId) => !hidden.has(photoId)) },
  );
}

/** The steps of a matter's public course; what those concerned say to each other is not among them. */
const publicActions: ReadonlySet<EventRow['action']> = new Set([
  'accept',
  'accept-into',
  'dispatch',
  'reassign',
  'hand-over',
  'take',
  'return',
  'contact',
  'extend',
  'suspend',
  'resume',
  'resolve',
  'call',
  'confirm',
  'reopen',
  'archive',
  'merge',
  'join',
  'split',
  'withdraw',
  'urge',
  'supervise',
  'lift',
  'move',
] as const);

/** What those who work on it settle among themselves; reporters hear that a part is done, not who took or gave it back. */
const amongHandlers: ReadonlySet<EventRow['action']> = new Set(['assist', 'take-part', 'hand-back-part']);

/** What everyone reads of what happened: the steps and their facts, nobody's words or photos. */
export function publicTimelineOf(events: readonly EventRow[]): StaffMatter['timeline'] {
  return timelineOf(
    events.filter((event) => publicActions.has(event.action)),
    [],
  ).map((entry) => ({ ...entry, words: null, photoIds: [] }));
}

/**
 * What happened, newest first, for staff or for the reporter of some reports: the words and photos of staff stay
 * with staff, and those of one report with its reporter.
 */
export function timelineOf(
  events: readonly EventRow[],
  reader: 'staff' | readonly Id<'report'>[],
): StaffMatter['timeline'] {
  return events.map((event) => {
    const readable = isReadable(event, reader);
    return {
      action: event.action,
      at: formatInstant(event.at),
      by: event.hat,
      facts: event.facts,
      words: readable ? event.words : null,
      photoIds: readable ? event.photoIds : [],
    };
  });
}

/** Whether the words and photos of an event are this reader's to see. */
function isReadable({ wordsFor, reportId }: EventRow, reader: 'staff' | readonly Id<'report'>[]): boolean {
  if (reader === 'staff') return true;
  return wordsFor === 'reporters-and-staff' && (reportId === null || reader.includes(reportId));
}

/** The events whose words or photos somebody else left for this reader. */
export function leftByOthers(
  events: readonly EventRow[],
  reader: 'staff' | readonly Id<'report'>[],
): EventRow[] {
  return events.filter((event) => {
    const says = event.words !== null || event.photoIds.length > 0;
    if (reader === 'staff') return says;
    const isOwn = event.reportId !== null && reader.includes(event.reportId);
    return says && !isOwn && !amongHandlers.has(event.action) && isReadable(event, reader);
  });
}

/** What reporters read of it: what those who work on it settle among themselves stays there. */
export function reporterTimelineOf(
  events: readonly EventRow[],
  own: readonly Id<'report'>[],
): StaffMatter['timeline'] {
  return timelineOf(
    events.filter(({ action }) => !amongHandlers.has(action)),
    own,
  );
}

/** What was answered with each result, newest first. */
export function repliesOf(events: readonly EventRow[]): StaffMatter['replies'] {
  return events
    .filter((event) => event.action === 'resolve' && event.words !== null)
    .map(({ at, words, photoIds, whyNoPhoto }) => ({
      ...{ at: formatInstant(at), text: words ?? '', photoIds, whyNoPhoto },
    }));
}

/** When it was last taken; events come newest first. */
export function takenIn(events: readonly EventRow[]): Instant | undefined {
  return events.find(({ action }) => action === 'take')?.at;
}
