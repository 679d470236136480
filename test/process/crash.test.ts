import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import {
  type Posted,
  postmasterOf,
  preparedDataDir,
  readBack,
  report,
  type Server,
  serve,
  start,
  stop,
  temporaryDataDir,
  until,
} from './server-process.ts';

const notDemonstrated = { BASE_URL: 'http://sunshine.example', SMS_ADAPTER: 'off' };

/** Between a try that was cut off and the next: somebody's app would wait longer. */
const patienceMs = 50;

/** Residents who send one report after the other, and send each again until it is acknowledged. */
function sendReports(urlNow: () => string): { acknowledged: Map<string, Posted>; rest(): Promise<Posted[]> } {
  const acknowledged = new Map<string, Posted>();
  const answers: Posted[] = [];
  let resting = false;
  async function resident(name: number): Promise<void> {
    for (let count = 1; !resting; count++) {
      const text = `第${name}位居民的第${count}件事`;
      const key = randomUUID();
      while (!acknowledged.has(text)) {
        const answer = await report(urlNow(), text, key).catch(() => undefined);
        if (answer) answers.push(answer);
        if (answer?.status === 200) acknowledged.set(text, answer);
        else if (resting) return;
        else await pause(patienceMs);
      }
    }
  }
  const residents = [1, 2, 3, 4].map(resident);
  return {
    acknowledged,
    async rest() {
      resting = true;
      await Promise.all(residents);
      return answers;
    },
  };
}

/** Every acknowledged report is there under its number, once: the numbers given are as many as the reports. */
async function assertAllThere(server: Server, acknowledged: ReadonlyMap<string, Posted>): Promise<void> {
  const numbers = new Set<unknown>();
  for (const [text, posted] of acknowledged) {
    const kept = await readBack(server.url, posted);
    assert.deepEqual([kept.text, kept.number], [text, posted.body.number]);
    numbers.add(posted.body.number);
  }
  assert.equal(numbers.size, acknowledged.size);
}

/** The number of the next report tells how many there are: none was kept twice under the table. */
async function assertNextNumber(server: Server, after: number): Promise<void> {
  const { body } = await report(server.url, '数一数');
  assert.equal(Number(/(\d+)$/.exec(String(body.number))?.[1]), after + 1);
}

const endings = {
  'SIGTERM to Node': async (server: Server) => process.kill(server.pid, 'SIGTERM'),
  'kill -9 of Node': async (server: Server) => process.kill(server.pid, 'SIGKILL'),
  'kill -9 of both': async (server: Server, dataDir: string) => {
    const postmaster = await postmasterOf(dataDir);
    process.kill(postmaster, 'SIGKILL');
    process.kill(server.pid, 'SIGKILL');
  },
};

for (const [what, end] of Object.entries(endings)) {
  test(`resident: every acknowledged report is there once after ${what} under writes`, async (t) => {
    const { dataDir } = await preparedDataDir(t);
    let server = await serve(t, dataDir);
    const sending = sendReports(() => server.url);
    await until('thirty are acknowledged', async () => sending.acknowledged.size >= 30);
    await end(server, dataDir);
    await server.ended;
    server = await serve(t, dataDir);
    const before = sending.acknowledged.size;
    await until('sending goes on', async () => sending.acknowledged.size >= before + 10);
    await sending.rest();
    await assertAllThere(server, sending.acknowledged);
    await assertNextNumber(server, sending.acknowledged.size);
    await stop(server);
  });
}

test('resident: while only the database is away the server says so, and brings it back by itself', async (t) => {
  const { dataDir } = await preparedDataDir(t);
  const server = await serve(t, dataDir);
  const sending = sendReports(() => server.url);
  const ready: number[] = [];
  for (const round of [1, 2]) {
    await until('reports are acknowledged', async () => sending.acknowledged.size >= 20 * round);
    const before = await postmasterOf(dataDir);
    process.kill(before, 'SIGKILL');
    await until('it is not ready', async () => {
      const { status } = await fetch(`${server.url}/readyz`);
      ready.push(status);
      return status === 503;
    });
    assert.equal((await fetch(`${server.url}/healthz`)).status, 200);
    await until('it is ready again', async () => (await fetch(`${server.url}/readyz`)).status === 200);
    assert.notEqual(await postmasterOf(dataDir), before);
  }
  const answers = await sending.rest();
  assert.deepEqual(
    [...new Set(ready)].filter((status) => status !== 200 && status !== 503),
    [],
  );
  const refused = answers.filter(({ status }) => status !== 200);
  assert.ok(refused.length > 0);
  for (const { status, type, body } of refused) {
    assert.deepEqual([status, body.code], [503, 'unavailable']);
    assert.match(type, /^application\/problem\+json/);
  }
  await assertAllThere(server, sending.acknowledged);
  await assertNextNumber(server, sending.acknowledged.size);
  assert.doesNotMatch(server.err(), /at .*:\d+:\d+\)?$/m);
  await stop(server);
});

test('operator: a database that ends again and again ends the server with one clear line', async (t) => {
  const { dataDir } = await preparedDataDir(t);
  const server = await serve(t, dataDir, { env: { LOG_LEVEL: 'silent' } });
  let last = 0;
  while (server.child.exitCode === null) {
    const now = await postmasterOf(dataDir).catch(() => last);
    if (now !== last && (await fetch(`${server.url}/readyz`).catch(() => undefined))?.status === 200) {
      process.kill(now, 'SIGKILL');
      last = now;
    }
    await pause(patienceMs);
  }
  assert.deepEqual(await server.ended, { code: 1, signal: null });
  assert.match(
    server.err(),
    /^sunshine serve: The embedded database ended by itself.*5 times within 10 minutes.*\n$/,
  );
});

test('operator: kill -9 while idle is forgotten by the next start', async (t) => {
  const { dataDir } = await preparedDataDir(t);
  const first = await serve(t, dataDir);
  process.kill(first.pid, 'SIGKILL');
  await first.ended;
  const second = await serve(t, dataDir);
  assert.equal((await fetch(`${second.url}/readyz`)).status, 200);
  assert.equal(second.err(), '');
  await stop(second);
});

test('operator: killed at any moment of its first start, the next start finishes the work', async (t) => {
  const dataDir = await temporaryDataDir(t);
  const pgdata = join(dataDir, 'pgdata');
  const moments: [string, () => Promise<boolean>][] = [
    ['the secret is made', async () => existsSync(join(dataDir, 'secret'))],
    ['the cluster is in place', async () => existsSync(pgdata)],
    ['the database runs', async () => existsSync(join(pgdata, 'postmaster.pid'))],
    ['it has files of its own', async () => existsSync(join(dataDir, 'files'))],
  ];
  for (const [what, has] of moments) {
    const dying = start(t, ['bin/sunshine.js', 'serve'], { env: { DATA_DIR: dataDir, ...notDemonstrated } });
    await until(what, has);
    dying.child.kill('SIGKILL');
    assert.equal((await dying.ended).signal, 'SIGKILL');
  }
  const server = await serve(t, dataDir, { env: notDemonstrated });
  assert.equal((await fetch(`${server.url}/readyz`)).status, 200);
  assert.equal(server.err(), '');
  await stop(server);
});

test('newcomer: killed while the demonstration loads, the next start loads it whole and shows its accounts', async (t) => {
  const dataDir = await temporaryDataDir(t);
  const dying = start(t, ['bin/sunshine.js', 'serve'], { env: { DATA_DIR: dataDir } });
  await dying.says(/Demonstration community: \d/);
  dying.child.kill('SIGKILL');
  assert.equal((await dying.ended).signal, 'SIGKILL');
  assert.doesNotMatch(dying.out(), /shown this once/);
  const server = await serve(t, dataDir);
  assert.match(server.out(), /shown this once/);
  const list = await fetch(`${server.url}/api/c/lanjin/public/matters`);
  const { rows } = (await list.json()) as { rows: { number: string }[] };
  assert.ok(rows.length > 0);
  assert.equal(new Set(rows.map(({ number }) => number)).size, rows.length);
  await stop(server);
});
