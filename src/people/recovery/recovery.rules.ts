import { dayMs, type Instant } from '../../kernel/time.ts';

/** How long a link to a new password is good for. */
export const linkLifeMs = dayMs;

/** Whether a link may still be used; using it or issuing another takes it away altogether. */
export function isLinkAlive(link: { issuedAt: Instant }, now: Instant): boolean {
  return now < link.issuedAt + linkLifeMs;
}
