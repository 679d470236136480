import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import { operation } from '../../kernel/operation.ts';
import type { Instant } from '../../kernel/time.ts';
import { idOf, instantText } from '../../kernel/wire.ts';

export type WebhookId = Id<'webhook'>;
export type DeliveryId = Id<'delivery'>;

/** The kind of outbox job that makes one delivery. */
export const deliveryJobKind = 'webhook.deliver';
export const deliveryPayload = z.strictObject({ deliveryId: idOf('delivery') });

/** Entries of the ledger that other programs can be told of: public facts, nothing about a person. */
export const webhookEvents = [
  ...(['report.received', 'report.rejected', 'report.redirected', 'report.withdrawn'] as const),
  ...(['matter.accepted', 'matter.joined', 'matter.dispatched', 'matter.taken', 'matter.returned'] as const),
  ...([
    'matter.extended',
    'matter.suspended',
    'matter.resumed',
    'matter.due-moved',
    'matter.resolved',
  ] as const),
  ...(['matter.reopened', 'matter.closed', 'matter.merged', 'matter.withdrawn'] as const),
] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

export type Webhook = {
  id: WebhookId;
  url: string;
  events: readonly string[];
  /** Counts the secrets it has had. */
  generation: number;
  /** When the last one took over; the one before still signs for a day. */
  rotatedAt: Instant | null;
  createdAt: Instant;
};

export const deliveryStates = ['waiting', 'delivered', 'failed'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

export type Delivery = {
  id: DeliveryId;
  webhookId: WebhookId;
  entryIndex: number;
  event: string;
  state: DeliveryState;
  attempts: number;
  reason: string | null;
  at: Instant;
};

const administratorOnly = {
  status: 403,
  zh: '接口推送只由管理员设置。要接别的系统，请找管理员。',
  en: 'Webhooks are set up by administrators only. Ask one to connect another system.',
} as const;

const webhookNotFound = {
  status: 404,
  zh: '没有找到这个推送。刷新页面看看还在不在。',
  en: 'This webhook was not found. Reload the page to see what there is.',
} as const;

const deliverySchema = z.strictObject({
  id: idOf('delivery'),
  event: z.string(),
  /** The entry's place in the ledger: receivers put what they got in this order. */
  sequence: z.int(),
  state: z.enum(deliveryStates),
  attempts: z.int(),
  reason: z.string().nullable(),
  at: instantText,
});

const listWebhooks = operation({
  name: 'webhook.list',
  method: 'GET',
  path: '/webhooks',
  summary: 'Which programs are told of which public events, and their newest deliveries; never a secret',
  input: z.strictObject({}),
  output: z.strictObject({
    webhooks: z.array(
      z.strictObject({
        id: idOf('webhook'),
        url: z.string(),
        events: z.array(z.string()),
        createdAt: instantText,
        deliveries: z.array(deliverySchema),
      }),
    ),
  }),
  refusals: { 'administrator-only': administratorOnly },
});

const secret = z.string().startsWith('whsec_');

const addWebhook = operation({
  name: 'webhook.add',
  method: 'POST',
  path: '/webhooks',
  summary:
    'Tells a program at an https address of public events from now on; answers the secret they are signed with',
  input: z.strictObject({
    url: z.string().max(500),
    events: z.array(z.enum(webhookEvents)).min(1, 'events-missing').max(webhookEvents.length),
  }),
  output: z.strictObject({ webhookId: idOf('webhook'), secret }),
  refusals: {
    'administrator-only': administratorOnly,
    'too-many-webhooks': {
      status: 409,
      zh: '最多20个推送。先停掉不用的。',
      en: 'There are 20 webhooks at most. End one that is not used any more.',
    },
  },
  problems: {
    'url-not-https': {
      zh: '要填 https:// 开头的网址，不带用户名和密码',
      en: 'Write an address that begins with https://, without a user or password',
    },
    'url-private': {
      zh: '这个网址在内网里，不能推送。要用公网的网址',
      en: 'This address is not of the public network; use one that is',
    },
    'events-missing': { zh: '至少选一种事', en: 'Choose at least one event' },
  },
  creates: true,
});

const rotateSecret = operation({
  name: 'webhook.rotate',
  method: 'POST',
  path: '/webhooks/:id/secret',
  summary: 'Signs with a new secret; for a day everything is signed with the old one too',
  input: z.strictObject({ id: idOf('webhook') }),
  output: z.strictObject({ webhookId: idOf('webhook'), secret }),
  refusals: { 'administrator-only': administratorOnly, 'webhook-not-found': webhookNotFound },
});

const endWebhook = operation({
  name: 'webhook.end',
  method: 'POST',
  path: '/webhooks/:id/end',
  summary: 'Ends it: nothing is sent there any more, also not what still waits',
  input: z.strictObject({ id: idOf('webhook') }),
  output: z.strictObject({ webhookId: idOf('webhook') }),
  refusals: { 'administrator-only': administratorOnly, 'webhook-not-found': webhookNotFound },
});

const replayDelivery = operation({
  name: 'webhook.replay',
  method: 'POST',
  path: '/webhooks/:id/deliveries/:deliveryId/replay',
  summary: 'Sends a delivery again, with the same id and body',
  input: z.strictObject({ id: idOf('webhook'), deliveryId: idOf('delivery') }),
  output: z.strictObject({ deliveryId: idOf('delivery') }),
  refusals: { 'administrator-only': administratorOnly, 'webhook-not-found': webhookNotFound },
});

const tryWebhook = operation({
  name: 'webhook.try',
  method: 'POST',
  path: '/webhooks/:id/try',
  summary: 'Sends a test message of no meaning now, signed like every other, and says how it was answered',
  input: z.strictObject({ id: idOf('webhook') }),
  output: z.strictObject({
    webhookId: idOf('webhook'),
    delivered: z.boolean(),
    reason: z.string().nullable(),
  }),
  refusals: { 'administrator-only': administratorOnly, 'webhook-not-found': webhookNotFound },
});

export const webhookOperations = {
  ...{ listWebhooks, addWebhook, rotateSecret, endWebhook, replayDelivery, tryWebhook },
};
