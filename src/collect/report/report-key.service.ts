import { createHmac } from 'node:crypto';
import type { CommunityId, Id } from '../../kernel/id.ts';
import type { Platform } from '../../platform/call.ts';
import { deriveKey, sameSecret } from '../../platform/secrets.ts';
import { findReportByNumber } from './report.store.ts';
import { formatReportKey, readReportKey, reportTagBytes } from './report-key.rules.ts';

/** The key that opens a report's private page. It is derived, never stored; a new version replaces a lost one. */
export function reportKeyOf(
  secret: Buffer,
  community: CommunityId,
  report: { id: Id<'report'>; number: string; keyVersion: number },
): string {
  const tag = createHmac('sha256', deriveKey(secret, 'report-key'))
    .update(`${community}/${report.id}/${report.keyVersion}`)
    .digest();
  return formatReportKey(report.number, tag.subarray(0, reportTagBytes));
}

/** Which report of a community a private key opens, if any. */
export async function identifyReportKey(
  platform: Pick<Platform, 'database' | 'secret'>,
  community: CommunityId,
  typed: string,
): Promise<Id<'report'> | undefined> {
  const read = readReportKey(typed);
  if (!read) return undefined;
  const report = await platform.database.read(community, (tx) => findReportByNumber(tx, read.number));
  if (!report) return undefined;
  return sameSecret(read.key, reportKeyOf(platform.secret, community, report)) ? report.id : undefined;
}
