import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type TestContext, test } from 'node:test';
import type { ConnectionOptions } from './database.ts';
import type { EmbeddedDatabase } from './embedded/embedded-database.ts';
import { postmasterOf, query, startHere, temporaryFolder, until } from './embedded/embedded-testing.ts';

/** At work in every way there is; says how each call ended, then, asked to go on, whether all is well again. */
const script = `
  const { openDatabase } = await import('${import.meta.resolve('./database.ts')}');
  const { refusalOfError } = await import('${import.meta.resolve('./http/failure.ts')}');
  const { newId } = await import('${import.meta.resolve('./ids.ts')}');
  const { createInterface } = await import('node:readline');
  const say = (word) => console.log(JSON.stringify(word));
  const database = await openDatabase(JSON.parse(process.env.WAY), { max: 6 });
  const community = newId();
  const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  const told = lines.next();
  const sleep = (sql) => sql\`select pg_sleep(\${60})\`;
  const one = async (sql) => (await sql\`select \${1}::int as it\`)[0].it;
  const later = async (sql) => { await one(sql); await told; return one(sql); };
  await Promise.all([1, 2, 3, 4, 5, 6].map(() => database.read(community, one)));
  const calls = [
    database.read(community, sleep), database.write(community, sleep), database.global(sleep), sleep(database.sql),
    database.read(community, later), database.write(community, later), database.read(community, one),
  ];
  const ended = Promise.allSettled(calls);
  say('at work');
  await told;
  say((await ended).map((call) => call.status === 'rejected' ? refusalOfError(call.reason) ?? String(call.reason) : 'done'));
  await lines.next();
  const after = Array.from({ length: 50 }, (_, i) =>
    i % 2 ? database.read(community, one) : database.write(community, one));
  say((await Promise.allSettled(after)).filter((call) => call.status === 'fulfilled').length);
  // A line that has only read keeps its transaction for some milliseconds: looked at until all are without one.
  const sessions = async () => (await database.sql\`select count(*)::int as all, count(*)
      filter (where pid = pg_backend_pid() or state = 'idle')::int as idle
    from pg_stat_activity where usename = current_user\`)[0];
  const giveUpAt = Date.now() + 5000;
  let seen = await sessions();
  while (seen.idle < seen.all && Date.now() < giveUpAt) seen = await sessions();
  say([seen.idle <= 6, seen.all === seen.idle]);
  await database.close();
  process.exit(0);`;

type Worker = { say(word: string): void; hear(): Promise<unknown>; exited: Promise<unknown[]> };

function startWorker(t: TestContext, way: ConnectionOptions): Worker {
  const flags = ['--import', 'tsx', '--input-type=module', '--eval', script];
  const child: ChildProcess = spawn(process.execPath, flags, {
    env: { ...process.env, WAY: JSON.stringify(way) },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  t.after(() => child.kill('SIGKILL'));
  assert.ok(child.stdout);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    say: (word) => void child.stdin?.write(`${word}\n`),
    async hear() {
      const { value, done } = await lines.next();
      assert.ok(!done, 'the process has ended');
      return JSON.parse(value);
    },
    exited,
  };
}

async function inTime(worker: Worker): Promise<void> {
  const startedAt = performance.now();
  const ends = await worker.hear();
  assert.ok(Array.isArray(ends));
  // The seventh waited for a connection, and may have got one from the server as it came back.
  const waited = ends.pop();
  assert.ok(waited === 'unavailable' || waited === 'done', String(waited));
  assert.deepEqual(ends, Array(6).fill('unavailable'));
  assert.ok(performance.now() - startedAt < 8000, `took ${performance.now() - startedAt} ms`);
}

async function isWellAgain(worker: Worker): Promise<void> {
  worker.say('go on');
  assert.equal(await worker.hear(), 50);
  assert.deepEqual(await worker.hear(), [true, true]);
  assert.deepEqual(await worker.exited, [0, null]);
}

test('process: its database server is killed and started again: calls are rejected, it lives and goes on', async (t) => {
  const dataDir = await temporaryFolder(t);
  const first = await startHere(t, { dataDir });
  const worker = startWorker(t, first.application);
  assert.equal(await worker.hear(), 'at work');
  await asleep(first.application);
  process.kill(await postmasterOf(dataDir), 'SIGKILL');
  await first.exited;
  worker.say('gone');
  await inTime(worker);
  const second = await startHere(t, { dataDir });
  assert.deepEqual(second.application, first.application);
  await isWellAgain(worker);
});

test('process: a session of its server crashes, and so all do: calls are rejected, it lives and goes on', async (t) => {
  const dataDir = await temporaryFolder(t);
  const { application } = await startHere(t, { dataDir });
  const worker = startWorker(t, application);
  assert.equal(await worker.hear(), 'at work');
  const [pid] = await asleep(application);
  assert.ok(pid);
  process.kill(pid, 'SIGKILL');
  await until('the server takes connections again', () =>
    query(application, 'select 1').catch(() => undefined),
  );
  worker.say('gone');
  await inTime(worker);
  await isWellAgain(worker);
});

/** The sessions that are in a statement; asked as the role they belong to, which alone may see it. */
async function asleep(application: EmbeddedDatabase['application']): Promise<number[]> {
  return until('four calls are in their statements', async () => {
    const sleeping = await query(
      application,
      `select pid from pg_stat_activity where state = 'active' and query like '%pg_sleep%' and pid <> pg_backend_pid()`,
    );
    return sleeping.length === 4 && sleeping.map(({ pid }) => Number(pid));
  });
}
