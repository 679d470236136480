import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type TestContext, test } from 'node:test';
import Fastify, { type FastifyInstance } from 'fastify';
import type { CommunityId } from '../../kernel/id.ts';
import { folderFileStore, type OpenFile } from '../files/file-store.ts';
import { newId } from '../ids.ts';
import { openEventStreams } from './event-stream.ts';
import { endSilentLines, leave, openLeaving } from './leaving.ts';

/** More than the system takes in for a reader who does not read. */
const manyBytes = 32 * 1024 * 1024;
/** A stop that waits for a silent line would never end here; a slow machine takes its time. */
const soon = { timeout: 120_000 };

async function listening(
  add: (app: FastifyInstance) => void,
): Promise<{ app: FastifyInstance; url: string }> {
  const app = Fastify({ forceCloseConnections: 'idle' });
  endSilentLines(app);
  add(app);
  await app.listen({ host: '127.0.0.1', port: 0 });
  return { app, url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}` };
}

/** Asks, reads the first bytes and goes away. */
async function breakOff(url: string): Promise<void> {
  const away = new AbortController();
  const answer = await fetch(url, { signal: away.signal });
  assert.equal(answer.status, 200);
  await answer.body?.getReader().read();
  away.abort();
}

test('browser: a line opened ahead, on which nothing was asked, holds up no stop', soon, async () => {
  const { app, url } = await listening(() => undefined);
  const line = connect(Number(new URL(url).port), '127.0.0.1');
  await once(app.server, 'connection');
  const closed = once(line.resume(), 'close');
  await app.close();
  await closed;
});

test('browser: a line opened ahead does not use up the grace of a server that leaves', soon, async () => {
  const { app, url } = await listening(() => undefined);
  const line = connect(Number(new URL(url).port), '127.0.0.1');
  await once(app.server, 'connection');
  const closed = once(line.resume(), 'close');
  await leave(app, openLeaving(), 60_000);
  await closed;
});

test('visitor: a download broken off holds up no stop, and its source is told', soon, async () => {
  const source = Readable.from(
    (function* () {
      for (;;) yield Buffer.alloc(64 * 1024);
    })(),
  );
  const { app, url } = await listening((on) => on.get('/all', (_request, reply) => reply.send(source)));
  const told = once(source, 'close');
  await breakOff(`${url}/all`);
  await told;
  await app.close();
});

test('visitor: a file whose download is broken off is closed again', soon, async (t: TestContext) => {
  const dir = await mkdtemp(join(tmpdir(), 'sunshine-leaving-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  const files = folderFileStore(dir);
  const community: CommunityId = newId();
  const put = await files.put(community, Buffer.alloc(manyBytes), 'bin');
  assert.ok(put.ok);
  const opened: OpenFile[] = [];
  const { app, url } = await listening((on) =>
    on.get('/file', async (_request, reply) => {
      const found = await files.open(community, put.value.name);
      assert.ok(found.ok);
      opened.push(found.value);
      return reply.send(found.value.stream);
    }),
  );
  await breakOff(`${url}/file`);
  const [file] = opened;
  assert.ok(file);
  if (!file.stream.closed) await once(file.stream, 'close');
  await app.close();
});

test('visitor: events they went away from before the first one leave nothing open', soon, async () => {
  const streams = openEventStreams({ total: 9, strangers: 9, holder: 9 });
  let letThrough = (): void => undefined;
  const gone = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  const { app, url } = await listening((on) =>
    on.get('/events', async (_request, reply) => {
      await gone;
      const stream = streams.open(reply, { key: 'x', isStranger: true });
      assert.ok(stream);
      await new Promise<void>((resolve) => stream.onEnd(resolve));
      return reply;
    }),
  );
  const line = connect(Number(new URL(url).port), '127.0.0.1');
  const [[served]] = await Promise.all([
    once(app.server, 'request'),
    once(line, 'connect').then(() => line.write('GET /events HTTP/1.1\r\nhost: here\r\n\r\n')),
  ]);
  line.destroy();
  await once(served.socket, 'close');
  letThrough();
  await app.close();
  assert.equal(streams.count, 0);
});
