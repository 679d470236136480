import { addMs, dayMs, type Instant } from '../../kernel/time.ts';

/** A telephone that lay in a drawer for longer has a wrong clock, as likely as not. */
const believedMs = 60 * dayMs;

/** When it was written, as far as the telephone's clock can be believed; otherwise when it arrived. */
export function occurredAtOf(writtenAt: Instant, now: Instant): Instant {
  return writtenAt <= now && writtenAt > addMs(now, -believedMs) ? writtenAt : now;
}

/** The photos of a report in the order it names its pieces; null where one of them has not arrived. */
export function photosInOrder<PhotoId>(
  named: readonly string[],
  arrived: readonly { pieceId: string; photoId: PhotoId | null }[],
): PhotoId[] | null {
  const photos = new Map(arrived.map(({ pieceId, photoId }) => [pieceId, photoId]));
  if (named.some((pieceId) => !photos.has(pieceId))) return null;
  return named.flatMap((pieceId) => photos.get(pieceId) ?? []);
}
