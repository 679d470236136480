import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import { idOf } from '../../kernel/wire.ts';
import { rows, type Tx } from '../../platform/database.ts';
import { reportStates, type TracedReport } from './report.contract.ts';

const tracedRow = z.strictObject({
  id: idOf('report'),
  number: z.string(),
  state: z.enum(reportStates),
  matterId: idOf('matter').nullable(),
  personId: idOf('person').nullable(),
  contactName: z.string().nullable(),
  contactPhone: z.string().nullable(),
  publicName: z.string().nullable(),
});

const columns = (tx: Tx) =>
  tx`id, number, state, matter_id, person_id, contact_name, contact_phone, public_name`;

/** Everything somebody reported, by their account or with their number. */
export function listTraced(tx: Tx, personId: Id<'person'>, phone: string | null): Promise<TracedReport[]> {
  return rows(
    tracedRow,
    tx`
      select ${columns(tx)} from reports
      where community_id = ${tx.community} and (person_id = ${personId} or contact_phone = ${phone}::text)
      order by submitted_at, id`,
  );
}

/** The reports that some matters stand on. */
export function listOfMatters(tx: Tx, matterIds: readonly Id<'matter'>[]): Promise<TracedReport[]> {
  return rows(
    tracedRow,
    tx`
      select ${columns(tx)} from reports
      where community_id = ${tx.community} and matter_id = any(${[...matterIds]}::uuid[])
      order by submitted_at, id`,
  );
}

/** Reports that never became a matter and were decided before then, the oldest first, locked; not those cleared already. */
export function lockDecidedBefore(tx: Tx, before: Instant, limit: number): Promise<TracedReport[]> {
  return rows(
    tracedRow,
    tx`
      select ${columns(tx)} from reports
      where community_id = ${tx.community} and matter_id is null and cleared_at is null and decided_at < ${before}
        and state in ('rejected', 'redirected', 'withdrawn')
      order by decided_at limit ${limit} for update`,
  );
}

export async function updateCleared(tx: Tx, ids: readonly Id<'report'>[], at: Instant): Promise<void> {
  await tx`
    update reports set cleared_at = ${at} where community_id = ${tx.community} and id = any(${[...ids]}::uuid[])`;
}

/** Takes out of reports what tells of a person; what stays is where a building is, which kind it was, and when. */
export async function stripReports(tx: Tx, ids: readonly Id<'report'>[], instead: string): Promise<void> {
  const these = tx`community_id = ${tx.community} and`;
  await tx`
    update reports set text = ${instead}, person_id = null, contact_name = null, contact_phone = null,
      public_name = null, stairwell_id = null, content_hash = null, category_guess = null,
      decision_message = case when decision_message is null then null else ${instead} end,
      place = jsonb_strip_nulls(jsonb_build_object('estateId', place -> 'estateId', 'buildingId', place -> 'buildingId',
        'areaId', place -> 'areaId', 'spot', place -> 'spot')) || '{"words": ""}',
      key_version = key_version + 1
    where ${these} id = any(${[...ids]}::uuid[])`;
  await tx`
    update report_messages set text = ${instead}, photo_ids = '{}'
    where ${these} report_id = any(${[...ids]}::uuid[])`;
}
