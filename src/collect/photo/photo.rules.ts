import { addMs, dayMs, type Instant } from '../../kernel/time.ts';

/** Photos sent ahead and never used are cleared away after this time. */
export const unattachedForMs = dayMs;

/** The instant before which an unattached photo must have come to be cleared away now. */
export function staleSince(now: Instant): Instant {
  return addMs(now, -unattachedForMs);
}
