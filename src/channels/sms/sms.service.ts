import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Platform } from '../../platform/call.ts';
import type { Settings } from '../../platform/config.ts';
import type { Tx } from '../../platform/database.ts';
import type { OutsideWorker, TryEnd, Work, Workers } from '../../platform/outbox.ts';
import { developmentSms } from './development-sms.ts';
import { gatewayTimeoutMs, httpSms } from './http-sms.ts';
import { type SmsId, type SmsRecord, smsJobKind, smsPayload } from './sms.contract.ts';
import { isWorthSending, maskPhone, type SmsResult, stateAfter } from './sms.rules.ts';
import * as store from './sms.store.ts';
import { offSms, type SmsAdapter } from './sms-adapter.ts';

/** The adapter that the settings ask for; throws `NotPrivateError` where that must not exist. */
export function openSmsAdapter(settings: Settings['smsAdapter'], platform: Platform): SmsAdapter {
  if (settings.kind === 'http') return httpSms(settings);
  return settings.kind === 'development' ? developmentSms(platform) : offSms;
}

/** Does the jobs of kind `sms.send` with an adapter. */
export function smsWorkers(adapter: SmsAdapter): Workers {
  const worker: OutsideWorker = { leaseMs: 6 * gatewayTimeoutMs, outside: (work) => sendSms(adapter, work) };
  return { [smsJobKind]: worker };
}

/** A message that is refused or has lost its meaning leaves the outbox too: its words stay nowhere. */
async function sendSms(adapter: SmsAdapter, work: Work): Promise<TryEnd> {
  const payload = smsPayload.parse(work.payload);
  const message = { ...payload, id: work.jobId as string as SmsId };
  const result: SmsResult = isWorthSending(payload.purpose, work.enqueuedAt, work.now)
    ? await adapter.send(message, { community: work.community })
    : { as: 'refused', reason: 'expired' };
  const state = stateAfter(result, work.isLastAttempt);
  const reason = result.as === 'sent' ? null : result.reason;
  const record: SmsRecord = {
    id: message.id,
    maskedPhone: maskPhone(payload.phone),
    purpose: payload.purpose,
    state,
    attempts: work.attempt,
    lastError: reason,
    at: work.enqueuedAt,
    triedAt: work.now,
  };
  const note = (tx: Tx) => store.upsertMessage(tx, record);
  return state === 'queued' && reason !== null ? { done: false, reason, note } : { done: true, note };
}

/** Messages of a community as the log keeps them, newest first from a place on: no words, no whole numbers. */
export function listSmsMessages(
  tx: Tx,
  limit = 100,
  after: { at: Instant; id: Id } | null = null,
): Promise<SmsRecord[]> {
  return store.listMessages(tx, limit, after);
}

/** Forgets to which numbers codes went before then; gives how many lines. */
export function sweepSmsMessages(tx: Tx, before: Instant, limit: number): Promise<number> {
  return store.deleteBefore(tx, before, limit);
}
