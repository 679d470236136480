import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import { oneRow, type Tx } from '../../platform/database.ts';

export async function insertRestraints(
  tx: Tx,
  of: { reportId: Id<'report'>; hashes: readonly string[]; until: Instant },
): Promise<void> {
  await tx`
    insert into restraints (community_id, report_id, key_hash, until)
    select ${tx.community}, ${of.reportId}, decode(hash, 'hex'), ${of.until}::timestamptz
    from unnest(${of.hashes as string[]}::text[]) as known (hash)
    on conflict (community_id, report_id, key_hash) do update set until = excluded.until`;
}

export async function deleteOf(tx: Tx, reportId: Id<'report'>): Promise<void> {
  await tx`delete from restraints where community_id = ${tx.community} and report_id = ${reportId}`;
}

export async function isAnyRestrained(tx: Tx, hashes: readonly string[], now: Instant): Promise<boolean> {
  const { restrained } = await oneRow(
    z.object({ restrained: z.boolean() }),
    tx`
      select exists (select from restraints where community_id = ${tx.community} and until > ${now}
        and key_hash = any(select decode(hash, 'hex') from unnest(${hashes as string[]}::text[]) as known (hash)))
        as restrained`,
  );
  return restrained;
}

export async function deleteEnded(tx: Tx, now: Instant): Promise<number> {
  const gone = await tx`delete from restraints where community_id = ${tx.community} and until <= ${now}`;
  return gone.count;
}
