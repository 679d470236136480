import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import { idOf } from '../../kernel/wire.ts';
import { rows, type Tx } from '../../platform/database.ts';
import { type SmsRecord, smsPurposes, smsStates } from './sms.contract.ts';

const at = z.custom<Instant>((value) => typeof value === 'number');

const smsRow = z.strictObject({
  id: idOf('sms'),
  maskedPhone: z.string(),
  purpose: z.enum(smsPurposes),
  state: z.enum(smsStates),
  attempts: z.int(),
  lastError: z.string().nullable(),
  at,
  triedAt: at,
});

/** One line for each message, brought up to date by each try. */
export async function upsertMessage(tx: Tx, message: SmsRecord): Promise<void> {
  await tx`
    insert into sms_messages (community_id, id, masked_phone, purpose, state, attempts, last_error, at, tried_at)
    values (${tx.community}, ${message.id}, ${message.maskedPhone}, ${message.purpose}, ${message.state},
      ${message.attempts}, ${message.lastError}, ${message.at}, ${message.triedAt})
    on conflict (community_id, id) do update set state = excluded.state, attempts = excluded.attempts,
      last_error = excluded.last_error, tried_at = excluded.tried_at`;
}

export function listMessages(
  tx: Tx,
  limit: number,
  after: { at: Instant; id: Id } | null,
): Promise<SmsRecord[]> {
  const beyond = after === null ? tx`` : tx`and (at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`;
  return rows(
    smsRow,
    tx`
      select id, masked_phone, purpose, state, attempts, last_error, at, tried_at from sms_messages
      where community_id = ${tx.community} ${beyond} order by at desc, id desc limit ${limit}`,
  );
}

/** Takes away lines from before then, so many at once; gives how many. */
export async function deleteBefore(tx: Tx, before: Instant, limit: number): Promise<number> {
  const gone = await tx`
    delete from sms_messages where community_id = ${tx.community} and id in (
      select id from sms_messages where community_id = ${tx.community} and at < ${before} order by at limit ${limit})`;
  return gone.count;
}
