import { request as requestPlainly } from 'node:http';
import { request as requestSecurely } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Instant } from '../../kernel/time.ts';
import { findPublicAddress, PrivateAddressError } from '../../platform/public-address.ts';
import { type DeliveryResult, resultOfStatus } from './webhook.rules.ts';

/** For one delivery from the look-up to the answer; far below the lease of its job. */
export const deliveryTimeoutMs = 10_000;

export type OutgoingDelivery = {
  url: string;
  id: string;
  at: Instant;
  body: string;
  signatures: readonly string[];
};

/**
 * Posts a delivery. The address is looked up here, checked, and connected to as it was checked; redirections are
 * not followed; of the answer only its status is read, its body never.
 */
export async function deliver(
  delivery: OutgoingDelivery,
  { mayBePrivate, timeoutMs = deliveryTimeoutMs }: { mayBePrivate: boolean; timeoutMs?: number },
): Promise<DeliveryResult> {
  const url = new URL(delivery.url);
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const found = await Promise.race([findPublicAddress(url.hostname, { mayBePrivate }), aborted(signal)]);
    return resultOfStatus(await post(url, delivery, found, signal));
  } catch (error) {
    if (error instanceof PrivateAddressError) return { as: 'unreached', reason: 'private-address' };
    return { as: 'unreached', reason: signal.aborted ? 'timeout' : 'no-connection' };
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('timeout')), { once: true });
  });
}

/** Node asks for one address or for all of them; either way there is this one. */
function settledAs(found: { address: string; family: 4 | 6 }): LookupFunction {
  return (_host, asked, done) => {
    if (asked.all) done(null, [found]);
    else done(null, found.address, found.family);
  };
}

function post(
  url: URL,
  { id, at, body, signatures }: OutgoingDelivery,
  found: { address: string; family: 4 | 6 },
  signal: AbortSignal,
): Promise<number> {
  const request = url.protocol === 'https:' ? requestSecurely : requestPlainly;
  const options = {
    ...{ method: 'POST', signal, agent: false, maxHeaderSize: 16_384 },
    // Name and certificate are still the receiver's: only where it is looked for is settled.
    lookup: settledAs(found),
    headers: {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'user-agent': 'sunshine-pavilion-webhook',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at / 1000)),
      'webhook-signature': signatures.join(' '),
    },
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
