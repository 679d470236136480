import { canonicalJson } from '../../kernel/canonical-json.ts';
import { addMs, dayMs, formatInstant, type Instant } from '../../kernel/time.ts';
import type { Entry } from '../../ledger/entry/entry.contract.ts';
import type { Webhook } from './webhook.contract.ts';

export const maxWebhooks = 20;

/** How long the secret before the last still signs, so that a receiver can change over without losing anything. */
const oldSecretSignsMs = dayMs;

/** The generations of secrets that sign now, newest first. */
export function signingGenerations({ generation, rotatedAt }: Webhook, now: Instant): number[] {
  const overlaps = rotatedAt !== null && generation > 1 && now < addMs(rotatedAt, oldSecretSignsMs);
  return overlaps ? [generation, generation - 1] : [generation];
}

/** What a receiver is told: the entry's public part as it stands in the ledger, the same at every try. */
export function bodyOf(entry: Entry, community: string): string {
  const { type, index, number, occurredAt, recordedAt, facts } = entry;
  return canonicalJson({
    ...{ type, community, sequence: index, number, facts: { ...facts } },
    ...{ occurredAt: formatInstant(occurredAt), recordedAt: formatInstant(recordedAt) },
  });
}

/** A message that says nothing happened: receivers can tell it by its type and leave it. */
export function testBodyOf(community: string, at: Instant): string {
  return canonicalJson({ type: 'webhook.test', community, sentAt: formatInstant(at) });
}

/** What is signed (Standard Webhooks 1.0): id, time in seconds and body, so that none can be exchanged. */
export function signedContent(id: string, at: Instant, body: string): string {
  return `${id}.${Math.floor(at / 1000)}.${body}`;
}

/** What a try came to; a receiver that says 410 wants no more of it (Standard Webhooks 1.0). */
export type DeliveryResult =
  | { as: 'delivered' }
  | { as: 'refused'; reason: string }
  | { as: 'unreached'; reason: string };

/** Any 2xx is taken. A redirection is not followed: the body was meant for this address alone. */
export function resultOfStatus(status: number): DeliveryResult {
  if (status >= 200 && status < 300) return { as: 'delivered' };
  return { as: status === 410 ? 'refused' : 'unreached', reason: `http-${status}` };
}

/** Why an address cannot be a receiver, as far as it shows; where its name leads is looked at when it is spoken to. */
export function problemOfUrl(
  text: string,
  { mayBePrivate, isOwnAddress }: { mayBePrivate: boolean; isOwnAddress(host: string): boolean },
): 'url-not-https' | 'url-private' | null {
  if (!URL.canParse(text)) return 'url-not-https';
  const { protocol, username, password, hostname } = new URL(text);
  if (username !== '' || password !== '') return 'url-not-https';
  if (protocol !== 'https:' && !(mayBePrivate && protocol === 'http:')) return 'url-not-https';
  return !mayBePrivate && isOwnAddress(hostname) ? 'url-private' : null;
}
