import type { Id } from '../../kernel/id.ts';
import { addMs, dayMs, type Instant } from '../../kernel/time.ts';
import type { Place } from '../../places/place/place.contract.ts';
import { maxReportPhotos, maxReportText } from '../report/report.contract.ts';
import type { DraftContent, DraftProblem, draftSteps } from './draft.contract.ts';

export const draftLivesMs = 30 * dayMs;

/** When a draft that nobody changes any more goes. */
export function draftExpiresAt(updatedAt: Instant): Instant {
  return addMs(updatedAt, draftLivesMs);
}

/** The step at which somebody goes on who comes back to a draft: the first that still lacks something. */
export function stepToResume(draft: Pick<DraftContent, 'place'> & { problems: readonly unknown[] }) {
  if (draft.problems.length > 0) return 'what' as const;
  return draft.place === null ? ('where' as const) : ('send' as const);
}

export type DraftChange = {
  step?: (typeof draftSteps)[number] | undefined;
  text?: string | undefined;
  place?: (Omit<Place, 'words'> & { words?: string | undefined }) | undefined;
  removePhotoIds?: readonly Id<'photo'>[] | undefined;
  added: readonly Id<'photo'>[];
};

/** Whether the words of a draft were said instead of written. */
export type Spoken = { isSpoken: boolean };

/** Changes what was sent of a draft and leaves the rest; photos beyond what a report holds are not taken in. */
export function changeDraft(
  before: DraftContent,
  change: DraftChange & Spoken,
): { content: DraftContent; dropped: Id<'photo'>[]; problems: DraftProblem[] } {
  const kept = before.photoIds.filter((id) => !change.removePhotoIds?.includes(id));
  const all = [...kept, ...change.added];
  const photoIds = all.slice(0, maxReportPhotos);
  const content = { text: textAfter(before, change), place: placeAfter(before, change), photoIds };
  const tooMany: DraftProblem[] =
    all.length > maxReportPhotos ? [{ path: 'photos', code: 'too-many-photos' }] : [];
  return {
    content,
    dropped: before.photoIds.filter((id) => !photoIds.includes(id)),
    problems: [...problemsOf(content, change), ...tooMany],
  };
}

function textAfter(before: DraftContent, { text, step }: DraftChange): string {
  return text ?? (step === 'what' ? '' : before.text);
}

function placeAfter(before: DraftContent, { place, step }: DraftChange): Place | null {
  if (place) return { ...place, words: place.words ?? '' };
  return step === 'where' ? null : before.place;
}

/** What a draft still lacks to become a report, as far as its own fields tell. */
export function problemsOf(content: DraftContent, { isSpoken }: Spoken): DraftProblem[] {
  const text = content.text.trim();
  if (text === '' && !isSpoken) return [{ path: 'text', code: 'text-missing' }];
  return text.length > maxReportText ? [{ path: 'text', code: 'text-too-long' }] : [];
}
