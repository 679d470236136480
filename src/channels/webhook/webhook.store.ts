import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import { idOf } from '../../kernel/wire.ts';
import { maybeRow, rows, type Tx } from '../../platform/database.ts';
import {
  type Delivery,
  type DeliveryId,
  deliveryStates,
  type Webhook,
  type WebhookId,
} from './webhook.contract.ts';

const at = z.custom<Instant>((value) => typeof value === 'number');

const webhookRow = z.strictObject({
  id: idOf('webhook'),
  url: z.string(),
  events: z.array(z.string()),
  generation: z.int(),
  rotatedAt: at.nullable(),
  createdAt: at,
});

const webhookColumns = (tx: Tx) => tx`id, url, events, generation, rotated_at, created_at`;

/** Those in force, oldest first. */
export function listWebhooks(tx: Tx): Promise<Webhook[]> {
  return rows(
    webhookRow,
    tx`
      select ${webhookColumns(tx)} from webhooks
      where community_id = ${tx.community} and ended_at is null order by created_at, id`,
  );
}

export function findWebhook(tx: Tx, id: WebhookId): Promise<Webhook | undefined> {
  return maybeRow(
    webhookRow,
    tx`
      select ${webhookColumns(tx)} from webhooks
      where community_id = ${tx.community} and id = ${id} and ended_at is null`,
  );
}

export async function insertWebhook(
  tx: Tx,
  { id, url, events, createdAt }: Webhook,
  createdBy: Id<'person'>,
): Promise<void> {
  await tx`
    insert into webhooks (community_id, id, url, events, created_by, created_at)
    values (${tx.community}, ${id}, ${url}, ${[...events]}::text[], ${createdBy}, ${createdAt})`;
}

export function rotate(tx: Tx, id: WebhookId, now: Instant): Promise<Webhook | undefined> {
  return maybeRow(
    webhookRow,
    tx`
      update webhooks set generation = generation + 1, rotated_at = ${now}
      where community_id = ${tx.community} and id = ${id} and ended_at is null returning ${webhookColumns(tx)}`,
  );
}

export async function endWebhook(tx: Tx, id: WebhookId, now: Instant): Promise<boolean> {
  const { count } = await tx`
    update webhooks set ended_at = ${now}
    where community_id = ${tx.community} and id = ${id} and ended_at is null`;
  return count === 1;
}

const deliveryRow = z.strictObject({
  id: idOf('delivery'),
  webhookId: idOf('webhook'),
  entryIndex: z.int(),
  event: z.string(),
  state: z.enum(deliveryStates),
  attempts: z.int(),
  reason: z.string().nullable(),
  at,
});

const deliveryColumns = (tx: Tx) => tx`id, webhook_id, entry_index, event, state, attempts, reason, at`;

export async function insertDelivery(tx: Tx, delivery: Delivery): Promise<void> {
  const { id, webhookId, entryIndex, event, at } = delivery;
  await tx`
    insert into webhook_deliveries (community_id, id, webhook_id, entry_index, event, state, at)
    values (${tx.community}, ${id}, ${webhookId}, ${entryIndex}, ${event}, 'waiting', ${at})`;
}

export function findDelivery(tx: Tx, id: DeliveryId): Promise<Delivery | undefined> {
  return maybeRow(
    deliveryRow,
    tx`
      select ${deliveryColumns(tx)} from webhook_deliveries
      where community_id = ${tx.community} and id = ${id}`,
  );
}

/** Counts a try that is about to be made; undefined where nothing waits any more. */
export function takeDelivery(tx: Tx, id: DeliveryId, now: Instant): Promise<Delivery | undefined> {
  return maybeRow(
    deliveryRow,
    tx`
      update webhook_deliveries set attempts = attempts + 1, tried_at = ${now}
      where community_id = ${tx.community} and id = ${id} and state = 'waiting' returning ${deliveryColumns(tx)}`,
  );
}

export async function updateDelivery(
  tx: Tx,
  id: DeliveryId,
  { state, reason }: Pick<Delivery, 'state' | 'reason'>,
): Promise<void> {
  await tx`
    update webhook_deliveries set state = ${state}, reason = ${reason}
    where community_id = ${tx.community} and id = ${id}`;
}

/** Puts a delivery back into the row, whatever became of it; false if it waits already. */
export async function resetDelivery(tx: Tx, webhook: WebhookId, id: DeliveryId): Promise<boolean> {
  const { count } = await tx`
    update webhook_deliveries set state = 'waiting', attempts = 0, reason = null
    where community_id = ${tx.community} and webhook_id = ${webhook} and id = ${id} and state <> 'waiting'`;
  return count === 1;
}

export function listDeliveries(tx: Tx, webhook: WebhookId, limit: number): Promise<Delivery[]> {
  return rows(
    deliveryRow,
    tx`
      select ${deliveryColumns(tx)} from webhook_deliveries
      where community_id = ${tx.community} and webhook_id = ${webhook} order by id desc limit ${limit}`,
  );
}

export async function deleteDeliveriesBefore(tx: Tx, before: Instant): Promise<void> {
  await tx`
    delete from webhook_deliveries
    where community_id = ${tx.community} and at < ${before} and state <> 'waiting'`;
}
