import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, beforeEach, test } from 'node:test';
import { storyOf } from '../../../test/story.ts';
import { codeOf, must, openWorld, type World } from '../../../test/world.ts';
import { chores } from '../../app/workers.ts';
import { dayMs, hourMs, minuteMs } from '../../kernel/time.ts';
import { runDueJobs } from '../../platform/outbox.ts';
import { deliver } from './deliver.ts';
import { webhookOperations } from './webhook.contract.ts';
import { webhookWorkers } from './webhook-delivery.service.ts';

const { addWebhook, endWebhook, listWebhooks, replayDelivery, rotateSecret, tryWebhook } = webhookOperations;
const closers: (() => void)[] = [];
after(() => {
  for (const close of closers) close();
});

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.stop());

type Got = { headers: IncomingHttpHeaders; body: string };
async function receiver() {
  const got: Got[] = [];
  const here = {
    url: '',
    got,
    answer: (response: ServerResponse): void => void response.writeHead(204).end(),
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    got.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
    here.answer(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  here.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  return here;
}

const administrator = () => world.as('administrator');
const add = async (url: string, events: string[] = ['report.received', 'matter.accepted']) =>
  must(await administrator().call(addWebhook, { url, events } as never));

async function run(): Promise<void> {
  const { platform } = world.installation;
  await world.sequence();
  await chores['tell webhooks']?.run(platform, world.here.community);
  while ((await runDueJobs(platform, world.here.community.id, webhookWorkers())) > 0);
}

function assertSigned({ headers, body }: Got, secrets: readonly string[]): void {
  const content = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const signed = secrets.map((secret) => {
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    return `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
  });
  assert.equal(headers['webhook-signature'], signed.join(' '));
}

test('receiver: is told of what it chose, from now on, in the ledger’s order, signed and without a person', async () => {
  const there = await receiver();
  await storyOf(world).accepted();
  await world.sequence();
  world.clock.advance(minuteMs);
  const { secret } = await add(there.url);
  world.clock.advance(minuteMs);
  await storyOf(world).dispatched();
  await storyOf(world).accepted({ categoryCode: 'CAR04', publicTitle: '邻里帮扶' });
  await run();
  const bodies = there.got.map(({ body }) => JSON.parse(body));
  assert.deepEqual(bodies.map(({ type }) => type).sort(), [
    'matter.accepted',
    'report.received',
    'report.received',
  ]);
  assert.equal(new Set(bodies.map(({ sequence }) => sequence)).size, 3);
  const accepted = bodies.find(({ type }) => type === 'matter.accepted');
  assert.equal(accepted.community, 'here');
  assert.equal(accepted.facts.category, 'FAC06');
  for (const got of there.got) {
    assertSigned(got, [secret]);
    assert.doesNotMatch(got.body, /刘阿姨|13900000001|扶手|commitments|salt/);
  }
  await run();
  assert.equal(there.got.length, 3, 'once');
});

test('receiver: is away, then back: gets it under the same id; after a day it is failed, and can be replayed', async () => {
  const there = await receiver();
  const { webhookId: id } = await add(there.url);
  there.answer = (response) => void response.writeHead(503).end('x'.repeat(100_000));
  await storyOf(world).reported();
  await run();
  there.answer = (response) => void response.writeHead(200).end();
  world.clock.advance(minuteMs);
  await run();
  assert.equal(there.got.length, 2);
  assert.equal(there.got[0]?.headers['webhook-id'], there.got[1]?.headers['webhook-id']);
  assert.equal(there.got[0]?.body, there.got[1]?.body);

  there.answer = (response) => void response.writeHead(302, { location: `${there.url}/elsewhere` }).end();
  await storyOf(world).reported();
  for (let hour = 0; hour < 36; hour++) {
    await run();
    world.clock.advance(hourMs);
  }
  const newest = async () => must(await administrator().call(listWebhooks, {})).webhooks[0]?.deliveries[0];
  const failed = await newest();
  assert.deepEqual([failed?.state, failed?.reason, failed?.attempts], ['failed', 'http-302', 15]);
  there.answer = (response) => void response.writeHead(200).end();
  must(await administrator().call(replayDelivery, { id, deliveryId: failed?.id as never }));
  await run();
  assert.equal((await newest())?.state, 'delivered');
  assert.equal(there.got.at(-1)?.headers['webhook-id'], failed?.id);
});

test('administrator: changes the secret; for a day both sign; the secret stands nowhere in the database', async () => {
  const there = await receiver();
  const { webhookId: id, secret: old } = await add(there.url);
  const { secret } = must(await administrator().call(rotateSecret, { id }));
  assert.notEqual(secret, old);
  await storyOf(world).reported();
  await run();
  assertSigned(there.got[0] as Got, [secret, old]);
  world.clock.advance(dayMs);
  await storyOf(world).reported();
  await run();
  assertSigned(there.got[1] as Got, [secret]);
  const rows = await world.made.owner`select webhooks::text as row from webhooks`;
  const keys = await world.made.owner`select answer::text as row from idempotency_keys`;
  assert.ok(![...rows, ...keys].some(({ row }) => row.includes('whsec_')));

  must(await administrator().call(endWebhook, { id }));
  await storyOf(world).reported();
  await run();
  assert.equal(there.got.length, 2);
});

test('administrator: cannot aim into the house, not even by a name that leads there', async () => {
  world.installation.platform.reachesPrivate = false;
  const tryAt = async (url: string) => {
    const events = ['matter.accepted'];
    return codeOf(await administrator().call(addWebhook, { url, events } as never));
  };
  for (const url of [
    'http://example.com/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://localhost/',
    'x',
  ])
    assert.equal(await tryAt(url), 'input-invalid', url);
  for (const url of ['https://169.254.169.254/', 'https://me:pw@example.com/'])
    assert.equal(await tryAt(url), 'input-invalid', url);
  const there = await receiver();
  const delivery = { url: there.url, id: 'x', at: world.clock.now(), body: '{}', signatures: [] };
  const byName = { ...delivery, url: there.url.replace('127.0.0.1', 'localhost') };
  for (const one of [delivery, byName])
    assert.deepEqual(await deliver(one, { mayBePrivate: false }), {
      as: 'unreached',
      reason: 'private-address',
    });
  assert.deepEqual(there.got, []);
});

test('receiver: hangs: the try is soon over', async () => {
  const there = await receiver();
  there.answer = () => undefined;
  const delivery = { url: there.url, id: 'x', at: world.clock.now(), body: '{}', signatures: [] };
  const result = await deliver(delivery, { mayBePrivate: true, timeoutMs: 200 });
  assert.deepEqual(result, { as: 'unreached', reason: 'timeout' });
});

test('administrator: tries a webhook and learns how it was answered; nothing of it is kept', async () => {
  const there = await receiver();
  const { webhookId: id, secret } = await add(there.url);
  const tried = must(await administrator().call(tryWebhook, { id }));
  assert.deepEqual([tried.delivered, tried.reason], [true, null]);
  const [got] = there.got;
  assert.ok(got);
  assertSigned(got, [secret]);
  assert.deepEqual(JSON.parse(got.body), {
    ...{ type: 'webhook.test', community: 'here', sentAt: '2026-11-24T01:00:00.000Z' },
  });
  there.answer = (response) => void response.writeHead(500).end();
  const again = must(await administrator().call(tryWebhook, { id }));
  assert.deepEqual([again.delivered, again.reason], [false, 'http-500']);
  assert.deepEqual(must(await administrator().call(listWebhooks, {})).webhooks[0]?.deliveries, []);
  must(await administrator().call(endWebhook, { id }));
  assert.equal(codeOf(await administrator().call(tryWebhook, { id })), 'webhook-not-found');
});
