import type { Frame } from '../../../web/frame.ts';
import type { PhotoSize } from '../photo.contract.ts';

/** The address of a photo, read through the private link where the page was opened with one. */
export function photoHref(frame: Frame, photoId: string, size: PhotoSize): string {
  const key = frame.hidden._report;
  const query = key === undefined ? '' : `?key=${encodeURIComponent(key)}`;
  return frame.to(`/photos/${photoId}/${size}${query}`);
}

/** The address of a draft's photo: whoever holds the draft's id sees it. */
export function draftPhotoHref(frame: Frame, draftId: string, photoId: string, size: PhotoSize): string {
  return frame.to(`/photos/${photoId}/${size}?draft=${draftId}`);
}
