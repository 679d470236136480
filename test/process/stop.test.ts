import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { aPhoto } from '../collect-server.ts';
import {
  community,
  preparedDataDir,
  readBack,
  report,
  serve,
  start,
  stop,
  temporaryDataDir,
  until,
  urlOf,
} from './server-process.ts';

/** Sends a photo up to its last byte; `finish` sends that and gives the answer. */
async function openUpload(url: string): Promise<{ finish(): Promise<{ status: number; body: string }> }> {
  const form = new FormData();
  form.append('photos', new Blob([new Uint8Array(await aPhoto(1))]), 'photo.jpg');
  const whole = new Request('http://x', { method: 'POST', body: form });
  const body = Buffer.from(await whole.arrayBuffer());
  const upload = request(`${url}/api/c/${community}/photos`, {
    method: 'POST',
    headers: {
      origin: url,
      'content-type': whole.headers.get('content-type') ?? '',
      'content-length': body.length,
    },
  });
  const answer = new Promise<{ status: number; body: string }>((resolve, reject) => {
    upload.once('error', reject).once('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.once('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
  });
  answer.catch(() => undefined); // Some of these are cut off before anybody asks.
  await new Promise<void>((resolve) => upload.write(body.subarray(0, -1), () => resolve()));
  return {
    finish: () => {
      upload.end(body.subarray(-1));
      return answer;
    },
  };
}

const refusesConnections = (url: string) => () =>
  fetch(`${url}/healthz`).then(
    () => false,
    () => true,
  );

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`operator: ${signal} refuses what comes new, finishes the upload under way and stops the database`, async (t) => {
    const { dataDir } = await preparedDataDir(t);
    const server = await serve(t, dataDir);
    const upload = await openUpload(server.url);
    await until('the upload has begun', async () => existsSync(join(dataDir, 'tmp')));
    process.kill(server.pid, signal);
    await until('new connections are refused', refusesConnections(server.url));
    const { status, body } = await upload.finish();
    assert.equal(status, 200, body);
    assert.match(body, /photoId/);
    assert.deepEqual(await server.ended, { code: 0, signal: null });
    assert.equal(server.err(), '');
    assert.equal(existsSync(join(dataDir, 'pgdata', 'postmaster.pid')), false);
  });
}

test('operator: an upload that never ends holds up the stop for seconds only', async (t) => {
  const { dataDir } = await preparedDataDir(t);
  const server = await serve(t, dataDir);
  const upload = await openUpload(server.url);
  await until('the upload has begun', async () => existsSync(join(dataDir, 'tmp')));
  await stop(server);
  await assert.rejects(upload.finish());
});

test('operator: open pages that wait for changes do not hold up the stop', async (t) => {
  const { dataDir } = await preparedDataDir(t);
  const server = await serve(t, dataDir);
  const { body } = await report(server.url, '楼道灯不亮');
  const { reportId, reportKey } = body as { reportId: string; reportKey: string };
  const page = await fetch(
    `${server.url}/c/${community}/events?${new URLSearchParams({ report: reportId, key: reportKey })}`,
  );
  assert.equal(page.status, 200);
  const signalledAt = performance.now();
  await stop(server);
  assert.match(await page.text(), /^retry: /);
  // Far below the grace that requests under way are given.
  assert.ok(performance.now() - signalledAt < 6_000);
});

test('operator: a second signal ends at once, and nothing acknowledged is lost by it', async (t) => {
  const { dataDir } = await preparedDataDir(t);
  const server = await serve(t, dataDir);
  const acknowledged = await report(server.url, '楼道灯不亮');
  assert.equal(acknowledged.status, 200);
  const upload = await openUpload(server.url);
  await until('the upload has begun', async () => existsSync(join(dataDir, 'tmp')));
  process.kill(server.pid, 'SIGTERM');
  await until('it ended', async () => {
    if (server.child.exitCode === null) process.kill(server.pid, 'SIGTERM');
    return server.child.exitCode !== null;
  });
  assert.deepEqual(await server.ended, { code: 1, signal: null });
  await assert.rejects(upload.finish());
  const next = await serve(t, dataDir);
  assert.equal((await readBack(next.url, acknowledged)).number, acknowledged.body.number);
  await stop(next);
});

test('operator: Ctrl-C under `npm start`, which arrives twice, stops in order', async (t) => {
  const { dataDir } = await preparedDataDir(t);
  const npm = start(t, ['start'], { command: 'npm', detached: true, env: { DATA_DIR: dataDir } });
  await urlOf(npm);
  process.kill(-npm.pid, 'SIGINT');
  await npm.ended;
  await until(
    'the database has stopped in order',
    async () => !existsSync(join(dataDir, 'pgdata', 'postmaster.pid')),
  );
  assert.doesNotMatch(npm.err(), /sunshine|Error|at .*:\d+/);
});

test('operator: told to stop while it is still making the database and the demonstration, it stops', async (t) => {
  const dataDir = await temporaryDataDir(t);
  const first = start(t, ['bin/sunshine.js', 'serve'], { env: { DATA_DIR: dataDir } });
  await first.says(/Demonstration community: \d/);
  await stop(first);
  assert.equal(existsSync(join(dataDir, 'pgdata', 'postmaster.pid')), false);
  assert.doesNotMatch(first.out(), /password/);
});
