import type { OutgoingSms } from './sms.contract.ts';
import type { SmsResult } from './sms.rules.ts';
import type { SmsAdapter } from './sms-adapter.ts';

/** Far below the lease of the job, so that no message is tried by two at once. */
export const gatewayTimeoutMs = 10_000;

/** Statuses that blame the message itself; with any other the gateway, or our way to it, may get better. */
const blamesMessage: ReadonlySet<number> = new Set([400, 422]);

/**
 * Sends through a gateway of the operator's: POST to its address with `Authorization: Bearer <token>`, an
 * `Idempotency-Key` that stays the same when a message is tried again, and `{ id, to, text, purpose }` as JSON.
 * Any 2xx means that the gateway took it. Redirects are not followed: the token is for this address alone.
 */
export function httpSms(
  gateway: { url: string; token: string },
  { timeoutMs = gatewayTimeoutMs }: { timeoutMs?: number } = {},
): SmsAdapter {
  return {
    kind: 'http',
    async send({ id, phone, text, purpose }: OutgoingSms): Promise<SmsResult> {
      let response: Response;
      try {
        response = await fetch(gateway.url, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${gateway.token}`,
            'content-type': 'application/json',
            'idempotency-key': id,
          },
          body: JSON.stringify({ id, to: phone, text, purpose }),
          redirect: 'manual',
          signal: AbortSignal.timeout(timeoutMs),
        });
      } catch (error) {
        return { as: 'unreached', reason: isTimeout(error) ? 'timeout' : 'no-connection' };
      }
      // The answer's words are not ours to keep: they may quote the message.
      await response.body?.cancel().catch(() => undefined);
      if (response.ok) return { as: 'sent' };
      return {
        as: blamesMessage.has(response.status) ? 'refused' : 'unreached',
        reason: `http-${response.status}`,
      };
    },
  };
}

function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'TimeoutError';
}
