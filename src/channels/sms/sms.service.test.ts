import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { pino } from 'pino';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import type { CommunityId } from '../../kernel/id.ts';
import { addMs, minuteMs, parseInstant } from '../../kernel/time.ts';
import type { Platform } from '../../platform/call.ts';
import { type SettableClock, settableClock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { enqueue, runDueJobs } from '../../platform/outbox.ts';
import { developmentMessages, NotPrivateError } from './development-sms.ts';
import { httpSms } from './http-sms.ts';
import { type SmsPayload, type SmsRecord, smsJobKind } from './sms.contract.ts';
import { listSmsMessages, openSmsAdapter, smsWorkers } from './sms.service.ts';
import type { SmsAdapter } from './sms-adapter.ts';

const start = parseInstant('2026-11-22T09:00:00+08:00');
const message: SmsPayload = { phone: '+8613812345678', text: '【岚锦社区】验证码483920，5分钟内有效。' };
let made: TestDatabase;

before(async () => {
  made = await testDatabase();
});

type Place = { platform: Platform & { clock: SettableClock }; community: CommunityId; logged: string[] };

async function newPlace(isPrivate = true): Promise<Place> {
  const community = newId<CommunityId>();
  const slug = `c-${community.slice(-12)}`;
  await made.owner`
    insert into communities (id, slug, name, created_at) values (${community}, ${slug}, ${slug}, now())`;
  const logged: string[] = [];
  const platform = {
    database: made.database,
    clock: settableClock(start),
    log: pino({ level: 'trace' }, { write: (line) => void logged.push(line) }),
    isPrivate,
  } as Place['platform'];
  return { platform, community, logged };
}

async function put({ platform, community }: Place, payload: object = message): Promise<string> {
  const now = platform.clock.now();
  const job = { kind: smsJobKind, payload: { ...payload }, runAt: now, now };
  return made.database.write(community, (tx) => enqueue(tx, job));
}

const run = ({ platform, community }: Place, adapter: SmsAdapter) =>
  runDueJobs(platform, community, smsWorkers(adapter));

const records = ({ community }: Place): Promise<SmsRecord[]> =>
  made.database.read(community, (tx) => listSmsMessages(tx));

async function jobsLeft({ community }: Place): Promise<number> {
  const found = await made.database.read(
    community,
    (tx) => tx`select id from outbox where community_id = ${community}`,
  );
  return found.length;
}

type Received = { headers: IncomingHttpHeaders; method: string | undefined; body: unknown };
type Gateway = { url: string; received: Received[]; answer: (response: ServerResponse) => void };
const closers: (() => void)[] = [];
after(() => {
  for (const close of closers) close();
});

/** A gateway on this machine; what it answers can be changed between two messages. */
async function startGateway(): Promise<Gateway> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString() || 'null');
    gateway.received.push({ headers: request.headers, method: request.method, body });
    gateway.answer(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const gateway: Gateway = { url: `http://127.0.0.1:${port}/sms`, received: [], answer: answering(202) };
  return gateway;
}

const answering =
  (status: number, headers: Record<string, string> = {}) =>
  (response: ServerResponse): void => {
    response.writeHead(status, headers).end(JSON.stringify({ echo: message.text }));
  };

const through = ({ url }: Gateway, timeoutMs = 5_000) =>
  httpSms({ url, token: 'gateway-token' }, { timeoutMs });

test('gateway: receives the message with its token and a key of its own, and the log has no word of it', async () => {
  const [place, gateway] = [await newPlace(), await startGateway()];
  const id = await put(place);
  assert.equal(await run(place, through(gateway)), 1);
  assert.equal(gateway.received.length, 1);
  const [received] = gateway.received;
  assert.equal(received?.method, 'POST');
  assert.equal(received?.headers.authorization, 'Bearer gateway-token');
  assert.equal(received?.headers['idempotency-key'], id);
  assert.deepEqual(received?.body, { id, to: message.phone, text: message.text, purpose: 'one-time-code' });
  const sent = {
    id,
    maskedPhone: '138****5678',
    purpose: 'one-time-code',
    state: 'sent',
    attempts: 1,
    lastError: null,
    at: start,
    triedAt: start,
  };
  assert.deepEqual(await records(place), [sent]);
  assert.equal(await jobsLeft(place), 0);
});

for (const [what, answer, reason] of [
  ['is overloaded', answering(503), 'http-503'],
  ['does not know our token yet', answering(401), 'http-401'],
  ['sends us elsewhere', answering(302, { location: 'http://127.0.0.1:1/' }), 'http-302'],
  ['hangs up', (response: ServerResponse) => void response.destroy(), 'no-connection'],
] as const) {
  test(`gateway: ${what}, then recovers: the message is tried again and sent once`, async () => {
    const [place, gateway] = [await newPlace(), await startGateway()];
    const id = await put(place);
    gateway.answer = answer;
    await run(place, through(gateway));
    const [waiting] = await records(place);
    assert.equal(waiting?.state, 'queued');
    assert.equal(waiting?.lastError, reason);
    assert.equal(await run(place, through(gateway)), 0, 'not before its time');

    gateway.answer = answering(200);
    place.platform.clock.advance(10_000);
    assert.equal(await run(place, through(gateway)), 1);
    const [sent, ...more] = await records(place);
    assert.deepEqual([sent?.state, sent?.attempts, sent?.lastError], ['sent', 2, null]);
    assert.equal(more.length, 0);
    assert.equal(await jobsLeft(place), 0);
    assert.deepEqual(
      gateway.received.map(({ headers }) => headers['idempotency-key']),
      [id, id],
    );
  });
}

test('gateway: does not answer in time: the message waits for another try', async () => {
  const [place, gateway] = [await newPlace(), await startGateway()];
  await put(place);
  gateway.answer = () => undefined;
  await run(place, through(gateway, 200));
  const [waiting] = await records(place);
  assert.deepEqual([waiting?.state, waiting?.lastError], ['queued', 'timeout']);
  assert.equal(await jobsLeft(place), 1);
});

test('gateway: is not there: the message waits for another try', async () => {
  const place = await newPlace();
  await put(place);
  // Port 1 (tcpmux) is closed on any machine these tests run on.
  await run(place, httpSms({ url: 'http://127.0.0.1:1/', token: 'x' }));
  const [waiting] = await records(place);
  assert.deepEqual([waiting?.state, waiting?.lastError], ['queued', 'no-connection']);
});

test('gateway: refuses the message itself: it is given up at once, and leaves the outbox', async () => {
  const [place, gateway] = [await newPlace(), await startGateway()];
  await put(place);
  gateway.answer = answering(422);
  await run(place, through(gateway));
  const [failed] = await records(place);
  assert.deepEqual([failed?.state, failed?.lastError], ['failed', 'http-422']);
  assert.equal(await jobsLeft(place), 0);
});

test('a gateway that stays away: an expired code is not sent, and stays nowhere', async () => {
  const [place, gateway] = [await newPlace(), await startGateway()];
  await put(place);
  gateway.answer = answering(503);
  await run(place, through(gateway));
  gateway.answer = answering(200);
  place.platform.clock.advance(5 * minuteMs);
  assert.equal(await run(place, through(gateway)), 1);
  assert.equal(gateway.received.length, 1);
  const [failed] = await records(place);
  assert.deepEqual([failed?.state, failed?.lastError], ['failed', 'expired']);
  assert.equal(await jobsLeft(place), 0);
});

test('logs: hold neither number, nor words, nor token, whatever goes wrong', async () => {
  const [place, gateway] = [await newPlace(), await startGateway()];
  await put(place);
  await put(place, { ...message, unexpected: true });
  gateway.answer = answering(500);
  assert.equal(await run(place, through(gateway)), 2);
  assert.equal(place.logged.length, 2);
  const all = place.logged.join('\n') + JSON.stringify(await records(place));
  for (const secret of ['13812345678', '483920', 'gateway-token']) assert.ok(!all.includes(secret), secret);
});

test('development adapter: keeps the words in memory, newest first, a hundred of them', async () => {
  const place = await newPlace();
  const { platform, community } = place;
  assert.deepEqual(developmentMessages(platform), []);
  const adapter = openSmsAdapter({ kind: 'development' }, platform);
  const ids: string[] = [];
  for (let i = 0; i < 101; i++) {
    ids.push(await put(place, { ...message, text: `验证码${i}` }));
    platform.clock.advance(1);
  }
  while ((await run(place, adapter)) > 0);
  const caught = developmentMessages(platform);
  assert.deepEqual(
    caught.map(({ id }) => id),
    ids.reverse().slice(0, 100),
  );
  const [newest] = caught;
  const { phone } = message;
  const at = addMs(start, 101);
  const expected = { id: ids[0], phone, text: '验证码100', purpose: 'one-time-code', community, at };
  assert.deepEqual(newest, expected);
  assert.equal((await records(place))[0]?.state, 'sent');
});

test('development adapter and its page: refuse to exist where others can reach the installation', async () => {
  const { platform } = await newPlace(false);
  assert.throws(() => openSmsAdapter({ kind: 'development' }, platform), NotPrivateError);
  assert.throws(() => developmentMessages(platform), /SMS_ADAPTER to http or off/);
  assert.equal(openSmsAdapter({ kind: 'off' }, platform).kind, 'off');
  const gateway = { kind: 'http', url: 'https://sms.example.cn/', token: 'x' } as const;
  assert.equal(openSmsAdapter(gateway, platform).kind, 'http');
});

test('switched off: nothing is sent, nothing waits, and the log says so', async () => {
  const place = await newPlace(false);
  await put(place);
  await run(place, openSmsAdapter({ kind: 'off' }, place.platform));
  const [failed] = await records(place);
  assert.deepEqual([failed?.state, failed?.lastError], ['failed', 'sms-off']);
  assert.equal(await jobsLeft(place), 0);
});

test('another community: sees no message of the first', async () => {
  const [here, there] = [await newPlace(), await newPlace()];
  await put(here);
  await run(here, openSmsAdapter({ kind: 'development' }, here.platform));
  assert.equal((await records(here)).length, 1);
  assert.deepEqual(await records(there), []);
});
