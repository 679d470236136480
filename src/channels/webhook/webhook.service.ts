import { createHmac } from 'node:crypto';
import type { CommunityId, Id } from '../../kernel/id.ts';
import { ok, refuse, refuseFields } from '../../kernel/outcome.ts';
import { addMs, dayMs, formatInstant } from '../../kernel/time.ts';
import { type Call, type Community, type HandlersOf, implement, type Platform } from '../../platform/call.ts';
import { isLoopback } from '../../platform/config.ts';
import { newId } from '../../platform/ids.ts';
import { enqueue } from '../../platform/outbox.ts';
import { isPublicAddress } from '../../platform/public-address.ts';
import { deriveKey } from '../../platform/secrets.ts';
import { deliver } from './deliver.ts';
import {
  type DeliveryId,
  deliveryJobKind,
  type Webhook,
  type WebhookId,
  webhookOperations,
} from './webhook.contract.ts';
import { mayManageWebhooks } from './webhook.policy.ts';
import { maxWebhooks, problemOfUrl, signedContent, signingGenerations, testBodyOf } from './webhook.rules.ts';
import * as store from './webhook.store.ts';

type Handlers = HandlersOf<typeof webhookOperations>;

/**
 * The secret of a webhook's generation, derived from the installation's: it is kept nowhere, not even sealed, and
 * whoever reads the database cannot sign with it.
 */
export function secretOf(
  platform: Platform,
  community: CommunityId,
  { id, generation }: Pick<Webhook, 'id' | 'generation'>,
): string {
  const key = deriveKey(platform.secret, 'webhook');
  const bytes = createHmac('sha256', key).update(`${community}/${id}/${generation}`).digest();
  return `whsec_${bytes.toString('base64')}`;
}

/** Signs as Standard Webhooks 1.0 wants it: HMAC-SHA256 under the secret's bytes, in base64. */
export function sign(secret: string, content: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
}

const shownDeliveries = 20;

const listWebhooks: Handlers['listWebhooks'] = async (call) => {
  const may = mayManageWebhooks(call.asker);
  if (may !== true) return refuse(may);
  return call.read(async (tx) => {
    const webhooks = [];
    for (const { id, url, events, createdAt } of await store.listWebhooks(tx)) {
      const deliveries = await store.listDeliveries(tx, id, shownDeliveries);
      webhooks.push({
        ...{ id, url, events: [...events], createdAt: formatInstant(createdAt) },
        deliveries: deliveries.map(({ id, event, entryIndex, state, attempts, reason, at }) => ({
          ...{ id, event, sequence: entryIndex, state, attempts, reason, at: formatInstant(at) },
        })),
      });
    }
    return ok({ webhooks });
  });
};

const isOwnAddress = (host: string) =>
  isLoopback(host) || (/^[\d.]+$|^\[/.test(host) && !isPublicAddress(host.replace(/^\[(.*)\]$/, '$1')));

const addWebhook: Handlers['addWebhook'] = async (call, input) => {
  const may = mayManageWebhooks(call.asker);
  if (may !== true || call.asker.kind !== 'person') return refuse('administrator-only');
  const createdBy: Id<'person'> = call.asker.personId;
  const url = input.url.trim();
  const problem = problemOfUrl(url, { mayBePrivate: call.platform.reachesPrivate === true, isOwnAddress });
  if (problem) return refuseFields([{ path: 'url', code: problem }]);
  const added = await call.write(async (tx) => {
    if ((await store.listWebhooks(tx)).length >= maxWebhooks) return refuse('too-many-webhooks');
    const id = newId<WebhookId>();
    const events = [...new Set(input.events)];
    const webhook = { id, url, events, generation: 1, rotatedAt: null, createdAt: call.now };
    await store.insertWebhook(tx, webhook, createdBy);
    return ok({ webhookId: id });
  });
  // Outside the transaction: what a repeated request is answered with is kept for two days, and must not hold it.
  return added.ok ? ok(withSecret(call, added.value.webhookId, 1)) : added;
};

function withSecret(call: Call, webhookId: WebhookId, generation: number) {
  return { webhookId, secret: secretOf(call.platform, call.community.id, { id: webhookId, generation }) };
}

const rotateSecret: Handlers['rotateSecret'] = async (call, { id }) => {
  const may = mayManageWebhooks(call.asker);
  if (may !== true) return refuse(may);
  const rotated = await call.write(async (tx) => {
    const webhook = await store.rotate(tx, id, call.now);
    return webhook ? ok({ generation: webhook.generation }) : refuse('webhook-not-found');
  });
  return rotated.ok ? ok(withSecret(call, id, rotated.value.generation)) : rotated;
};

const endWebhook: Handlers['endWebhook'] = async (call, { id }) => {
  const may = mayManageWebhooks(call.asker);
  if (may !== true) return refuse(may);
  return call.write(async (tx) =>
    (await store.endWebhook(tx, id, call.now)) ? ok({ webhookId: id }) : refuse('webhook-not-found'),
  );
};

const replayDelivery: Handlers['replayDelivery'] = async (call, { id, deliveryId }) => {
  const may = mayManageWebhooks(call.asker);
  if (may !== true) return refuse(may);
  return call.write(async (tx) => {
    const delivery = await store.findDelivery(tx, deliveryId);
    if (!(await store.findWebhook(tx, id)) || delivery?.webhookId !== id) return refuse('webhook-not-found');
    // One that waits is on its way already.
    if (await store.resetDelivery(tx, id, deliveryId)) {
      await enqueue(tx, { kind: deliveryJobKind, payload: { deliveryId }, runAt: call.now, now: call.now });
    }
    return ok({ deliveryId: deliveryId as DeliveryId });
  });
};

/** Asked for by somebody who waits for the answer: sent at once, with no transaction open, and kept nowhere. */
const tryWebhook: Handlers['tryWebhook'] = async (call, { id }) => {
  const may = mayManageWebhooks(call.asker);
  if (may !== true) return refuse(may);
  const webhook = await call.read((tx) => store.findWebhook(tx, id));
  if (!webhook) return refuse('webhook-not-found');
  const { platform, community, now } = call;
  const [deliveryId, body] = [newId<DeliveryId>(), testBodyOf(community.slug, now)];
  const content = signedContent(deliveryId, now, body);
  const signatures = signingGenerations(webhook, now).map((generation) =>
    sign(secretOf(platform, community.id, { id, generation }), content),
  );
  const result = await deliver(
    { url: webhook.url, id: deliveryId, at: now, body, signatures },
    { mayBePrivate: platform.reachesPrivate === true },
  );
  const delivered = result.as === 'delivered';
  return ok({ webhookId: id, delivered, reason: result.as === 'delivered' ? null : result.reason });
};

const deliveriesLiveMs = 30 * dayMs;

/** Forgets old deliveries: the ledger has what was in them. */
export function sweepDeliveries(platform: Platform, community: Pick<Community, 'id'>): Promise<void> {
  const before = addMs(platform.clock.now(), -deliveriesLiveMs);
  return platform.database.write(community.id, (tx) => store.deleteDeliveriesBefore(tx, before));
}

export const webhookHandlers = implement(webhookOperations, {
  listWebhooks,
  addWebhook,
  rotateSecret,
  endWebhook,
  replayDelivery,
  tryWebhook,
});
