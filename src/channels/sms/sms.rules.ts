import type { Instant } from '../../kernel/time.ts';
import { type SmsPurpose, type SmsState, worthSendingMs } from './sms.contract.ts';

/** A mobile number (E.164) as the log keeps it: enough to recognise one's own, too little to ring it. */
export function maskPhone(phone: string): string {
  const national = phone.replace(/^\+86/, '');
  return `${national.slice(0, 3)}****${national.slice(-4)}`;
}

/** Whether a message still means something to its reader: an expired code only costs money and trust. */
export function isWorthSending(purpose: SmsPurpose, enqueuedAt: Instant, now: Instant): boolean {
  return now < enqueuedAt + worthSendingMs[purpose];
}

/** What a try came to: `refused` will not get better, `unreached` may. */
export type SmsResult =
  | { as: 'sent' }
  | { as: 'refused'; reason: string }
  | { as: 'unreached'; reason: string };

/** What becomes of a message after a try. After the last one it is given up, so that its words stay nowhere. */
export function stateAfter(result: SmsResult, isLastAttempt: boolean): SmsState {
  if (result.as === 'sent') return 'sent';
  return result.as === 'unreached' && !isLastAttempt ? 'queued' : 'failed';
}
