import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Agent, type IncomingMessage, request } from 'node:http';
import { test } from 'node:test';
import { aPhoto } from '../collect-server.ts';
import { community, preparedDataDir, reportBody, serve, until } from './server-process.ts';

/** What became of one request: answered, or never begun because nobody listens any more, or dropped on its way. */
type Fate = { what: string; fate: 'answered' | 'refused' | 'dropped'; status?: number; why?: string };

type Sent = { method: string; path: string; headers?: Record<string, string>; body?: Buffer };

/** Sends one request over a kept line. Refused is only what found no line at all. */
function send(url: string, agent: Agent, what: string, sent: Sent): Promise<Fate> {
  const { method, path, headers = {}, body } = sent;
  return new Promise((resolve) => {
    const asked = request(`${url}${path}`, { method, agent, headers: { origin: url, ...headers } });
    asked.once('error', (error: NodeJS.ErrnoException) => {
      const isRefused = error.code === 'ECONNREFUSED';
      resolve({ what, fate: isRefused ? 'refused' : 'dropped', why: `${error.code} ${error.message}` });
    });
    asked.once('response', (answer: IncomingMessage) => {
      answer.resume();
      answer.once('error', (error) => resolve({ what, fate: 'dropped', why: error.message }));
      answer.once('end', () =>
        resolve({ what, fate: answer.complete ? 'answered' : 'dropped', status: answer.statusCode ?? 0 }),
      );
    });
    // In two parts, so that some are under way with half their body sent whenever the signal comes.
    if (body)
      asked.write(body.subarray(0, body.length / 2), () =>
        setImmediate(() => asked.end(body.subarray(body.length / 2))),
      );
    else asked.end();
  });
}

async function photoOf(): Promise<Sent> {
  const form = new FormData();
  form.append('photos', new Blob([new Uint8Array(await aPhoto(1))]), 'photo.jpg');
  const whole = new Request('http://x', { method: 'POST', body: form });
  const body = Buffer.from(await whole.arrayBuffer());
  const headers = {
    'content-type': whole.headers.get('content-type') ?? '',
    'content-length': String(body.length),
    'idempotency-key': randomUUID(),
  };
  return { method: 'POST', path: `/api/c/${community}/photos`, headers, body };
}

function reportOf(): Sent {
  const body = Buffer.from(JSON.stringify(reportBody(`楼道灯不亮 ${randomUUID()}`)));
  const headers = {
    'content-type': 'application/json',
    'content-length': String(body.length),
    'idempotency-key': randomUUID(),
  };
  return { method: 'POST', path: `/api/c/${community}/reports`, headers, body };
}

const page = (path: string): Sent => ({ method: 'GET', path: `/c/${community}${path}` });
const kinds: Readonly<Record<string, () => Sent | Promise<Sent>>> = {
  page: () => page(''),
  list: () => page('/matters'),
  report: reportOf,
  photo: photoOf,
};

test('operator: SIGTERM under load drops nothing: what was begun is answered, what comes later finds nobody', async (t) => {
  const { dataDir } = await preparedDataDir(t);
  const server = await serve(t, dataDir);
  const fates: Fate[] = [];
  const agent = new Agent({ keepAlive: true, maxSockets: 24 });
  t.after(() => agent.destroy());
  async function client(what: string, make: () => Sent | Promise<Sent>): Promise<void> {
    for (;;) {
      const fate = await send(server.url, agent, what, await make());
      fates.push(fate);
      if (fate.fate !== 'answered') return;
    }
  }
  const clients = Object.entries(kinds).flatMap(([what, make]) => [1, 2, 3].map(() => client(what, make)));
  await until('all kinds of requests have been answered', async () =>
    Object.keys(kinds).every((kind) => fates.filter(({ what }) => what === kind).length >= 6),
  );
  process.kill(server.pid, 'SIGTERM');
  const signalledAt = performance.now();
  await Promise.all(clients);
  assert.deepEqual(await server.ended, { code: 0, signal: null }, server.err());
  assert.ok(performance.now() - signalledAt < 10_000, 'within what container engines wait');
  assert.equal(server.err(), '');
  assert.deepEqual(
    fates.filter(({ fate, status }) => fate === 'dropped' || (status !== undefined && status !== 200)),
    [],
  );
  assert.ok(fates.filter(({ fate }) => fate === 'refused').length > 0);
});
