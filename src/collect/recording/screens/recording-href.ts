import type { Frame } from '../../../web/frame.ts';

/** The address of a recording, heard through the private link where the page was opened with one. */
export function recordingHref(frame: Frame, recordingId: string): string {
  const key = frame.hidden._report;
  return frame.to(`/recordings/${recordingId}${key === undefined ? '' : `?key=${encodeURIComponent(key)}`}`);
}

/** The address of a draft's recording: whoever holds the draft's id hears it. */
export function draftRecordingHref(frame: Frame, draftId: string, recordingId: string): string {
  return frame.to(`/recordings/${recordingId}?draft=${draftId}`);
}

/** How long it is, as players write it: 1:05. */
export function sayLength(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
