import { createHmac } from 'node:crypto';
import type { CommunityId, Id } from '../../kernel/id.ts';
import { findPerson } from '../../people/person/person.service.ts';
import type { Platform } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { deriveKey, sameSecret } from '../../platform/secrets.ts';
import { normalisePhone } from './report.rules.ts';
import { findReport, findReportByNumber, raiseKeyVersion } from './report.store.ts';
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

/** What whoever sent a report was told of it, once more: its number, and the key that opens it now. */
export async function receiptOf(
  tx: Tx,
  secret: Buffer,
  id: Id<'report'>,
): Promise<{ reportId: Id<'report'>; number: string; reportKey: string }> {
  const report = await findReport(tx, id);
  if (!report) throw new Error('a report that was received is gone');
  return { reportId: id, number: report.number, reportKey: reportKeyOf(secret, tx.community, report) };
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

/** The report with this number that was made under this phone; undefined for any other pair, also an anonymous one. */
export async function findReportOf(
  tx: Tx,
  number: string,
  phone: string,
): Promise<{ id: Id<'report'>; number: string } | undefined> {
  const report = await findReportByNumber(tx, number);
  const person = report?.personId ? await findPerson(tx, report.personId) : undefined;
  const known = [report?.contactPhone, person?.phone].flatMap((one) => (one ? [normalisePhone(one)] : []));
  return report && known.includes(normalisePhone(phone)) ? report : undefined;
}

/** A fresh key for a report; the ones before open it no more. */
export async function renewReportKey(
  tx: Tx,
  secret: Buffer,
  report: { id: Id<'report'>; number: string },
): Promise<string> {
  const keyVersion = await raiseKeyVersion(tx, report.id);
  return reportKeyOf(secret, tx.community, { ...report, keyVersion });
}
