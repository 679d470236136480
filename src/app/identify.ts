import { identifyReportKey } from '../collect/report/report-key.service.ts';
import type { Asker } from '../kernel/asker.ts';
import type { Instant } from '../kernel/time.ts';
import { withLentPosts } from '../people/absence/absence.service.ts';
import { identify } from '../people/session/session.service.ts';
import type { Community, Platform } from '../platform/call.ts';
import type { Credentials } from '../platform/http/exchange.ts';

/**
 * Who asks: the holder of a session, of one report's private link, of both, or a stranger. Whoever stands in for an
 * absent colleague holds that post too for the time, so that every policy and list sees them in it.
 */
export async function identifyAsker(
  platform: Platform,
  community: Community,
  credentials: Credentials,
  now: Instant,
): Promise<Asker> {
  const { session, unattended = false } = credentials;
  const known = await identify(platform, community.id, session, now, { isVisit: !unattended });
  const asker = await withLentPosts(platform.database, community.id, known, now);
  if (credentials.reportKey === undefined) return asker;
  const reportId = await identifyReportKey(platform, community.id, credentials.reportKey);
  if (reportId === undefined) return asker;
  return asker.kind === 'person' ? { ...asker, reportId } : { kind: 'follower', reportId };
}
