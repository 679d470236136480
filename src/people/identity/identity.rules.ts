import type { Id } from '../../kernel/id.ts';
import { type Instant, minuteMs } from '../../kernel/time.ts';
import type { AccountId } from '../person/person.contract.ts';

/** How long somebody may take at the provider. */
export const attemptMs = 10 * minuteMs;

/** What a browser was sent to the provider for. */
export type Purpose =
  | { kind: 'sign-in'; next: string }
  | { kind: 'bind'; accountId: AccountId; sessionId: Id<'session'> };

/** Whether an attempt may still be answered, the answer being for its state. */
export function isAttemptOpen(attempt: { begunAt: Instant; isSameState: boolean }, now: Instant): boolean {
  return attempt.isSameState && now < attempt.begunAt + attemptMs;
}

/** Whether what was begun to be bound is bound by those who began it: the same account in the same session. */
export function isSameHolder(
  purpose: Extract<Purpose, { kind: 'bind' }>,
  own: { accountId: AccountId; id: Id<'session'> } | undefined,
): boolean {
  return own !== undefined && own.accountId === purpose.accountId && own.id === purpose.sessionId;
}
