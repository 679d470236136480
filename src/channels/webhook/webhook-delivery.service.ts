import type { Entry } from '../../ledger/entry/entry.contract.ts';
import { moveCursor, readEntries, readEntriesAfter } from '../../ledger/entry/entry.service.ts';
import { listCommunities } from '../../places/community/community.service.ts';
import type { Community, Platform } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { enqueue, retryForADay, type TryEnd, type Work, type Workers } from '../../platform/outbox.ts';
import { deliver, deliveryTimeoutMs } from './deliver.ts';
import { type DeliveryId, deliveryJobKind, deliveryPayload, type Webhook } from './webhook.contract.ts';
import { bodyOf, signedContent, signingGenerations } from './webhook.rules.ts';
import { secretOf, sign } from './webhook.service.ts';
import * as store from './webhook.store.ts';

const cursor = 'webhook';

/** Says of an entry whether everybody may know of it; the areas to the right bring what they know. */
export type IsPublic = (tx: Tx) => Promise<(entry: Entry) => boolean>;

/**
 * Tells what the ledger recorded since the last round: each entry once to each webhook that was there when it was
 * recorded, since the cursor moves in the same transaction.
 */
export function tellWebhooks(
  platform: Platform,
  community: Pick<Community, 'id'>,
  isPublic: IsPublic,
): Promise<void> {
  const now = platform.clock.now();
  return platform.database.write(community.id, async (tx) => {
    const entries = await readEntriesAfter(tx, cursor);
    const last = entries.at(-1);
    if (!last) return;
    const webhooks = await store.listWebhooks(tx);
    const mayKnow = webhooks.length > 0 ? await isPublic(tx) : () => false;
    for (const entry of entries.filter(mayKnow)) {
      for (const webhook of webhooks.filter((one) => wants(one, entry))) {
        const id = newId<DeliveryId>();
        const delivery = { id, webhookId: webhook.id, entryIndex: entry.index, event: entry.type };
        await store.insertDelivery(tx, { ...delivery, state: 'waiting', attempts: 0, reason: null, at: now });
        await enqueue(tx, { kind: deliveryJobKind, payload: { deliveryId: id }, runAt: now, now });
      }
    }
    await moveCursor(tx, cursor, last.index);
  });
}

function wants({ events, createdAt }: Webhook, { type, recordedAt }: Entry): boolean {
  return events.includes(type) && recordedAt >= createdAt;
}

/** Delivers at least once, for about a day; receivers know a repetition by its `webhook-id`. */
export function webhookWorkers(): Workers {
  return {
    [deliveryJobKind]: {
      leaseMs: 3 * deliveryTimeoutMs,
      retry: retryForADay,
      outside: tryDelivery,
      async setAside(tx, payload) {
        const { deliveryId } = deliveryPayload.parse(payload);
        await store.updateDelivery(tx, deliveryId, { state: 'failed', reason: 'unfinished' });
      },
    },
  };
}

async function tryDelivery(work: Work): Promise<TryEnd> {
  const { platform, community } = work;
  const { deliveryId } = deliveryPayload.parse(work.payload);
  const here = (await listCommunities(platform.database.sql)).find(({ id }) => id === community);
  const found = await platform.database.write(community, async (tx) => {
    const delivery = await store.takeDelivery(tx, deliveryId, work.now);
    const webhook = delivery && (await store.findWebhook(tx, delivery.webhookId));
    const [entry] = delivery ? await readEntries(tx, delivery.entryIndex, 1) : [];
    return { delivery, webhook, entry };
  });
  const { delivery, webhook, entry } = found;
  if (!delivery || !here) return { done: true };
  const end = (state: 'delivered' | 'failed', reason: string | null): TryEnd => ({
    done: true,
    note: (tx) => store.updateDelivery(tx, deliveryId, { state, reason }),
  });
  if (!webhook || !entry) return end('failed', 'ended');
  const body = bodyOf(entry, here.slug);
  const content = signedContent(deliveryId, work.now, body);
  const signatures = signingGenerations(webhook, work.now).map((generation) =>
    sign(secretOf(platform, community, { id: webhook.id, generation }), content),
  );
  const result = await deliver(
    { url: webhook.url, id: deliveryId, at: work.now, body, signatures },
    { mayBePrivate: platform.reachesPrivate === true },
  );
  if (result.as === 'delivered') return end('delivered', null);
  if (result.as === 'refused' || work.isLastAttempt) return end('failed', result.reason);
  const { reason } = result;
  return {
    done: false,
    reason,
    note: (tx) => store.updateDelivery(tx, deliveryId, { state: 'waiting', reason }),
  };
}
