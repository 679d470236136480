import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import { dayMs, type Instant, minuteMs } from '../../kernel/time.ts';

/** The kind of outbox job that sends a text message; whoever has one to send enqueues it with an `SmsPayload`. */
export const smsJobKind = 'sms.send';

export const smsPurposes = ['one-time-code', 'notice'] as const;
export type SmsPurpose = (typeof smsPurposes)[number];

/** How long after it was enqueued a message is still worth sending: a code is valid for five minutes. */
export const worthSendingMs: Readonly<Record<SmsPurpose, number>> = {
  'one-time-code': 5 * minuteMs,
  notice: dayMs,
};

/** What a job carries: a number in E.164 and the words, ready to be sent. */
export const smsPayload = z.strictObject({
  phone: z.string().regex(/^\+861[3-9]\d{9}$/),
  text: z.string().min(1).max(500),
  purpose: z.enum(smsPurposes).default('one-time-code'),
});
export type SmsPayload = z.input<typeof smsPayload>;

export type SmsId = Id<'sms'>;

/** A message on its way out; `id` stays the same however often it is tried. */
export type OutgoingSms = z.output<typeof smsPayload> & { id: SmsId };

/** `queued` has been tried and will be again; `sent` means that the gateway took it. */
export const smsStates = ['queued', 'sent', 'failed'] as const;
export type SmsState = (typeof smsStates)[number];

/** One line of the log: that a message was sent, never what it said. */
export type SmsRecord = {
  id: SmsId;
  maskedPhone: string;
  purpose: SmsPurpose;
  state: SmsState;
  attempts: number;
  lastError: string | null;
  /** When it was enqueued, and when it was last tried. */
  at: Instant;
  triedAt: Instant;
};
