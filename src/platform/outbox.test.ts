import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { before, test } from 'node:test';
import { pino } from 'pino';
import { type TestDatabase, testDatabase } from '../../test/database.ts';
import type { Json } from '../kernel/canonical-json.ts';
import type { CommunityId } from '../kernel/id.ts';
import { addMs, hourMs, parseInstant } from '../kernel/time.ts';
import type { Platform } from './call.ts';
import { type SettableClock, settableClock } from './clock.ts';
import { nextNumber } from './database.ts';
import { newId } from './ids.ts';
import {
  enqueue,
  listFailedJobs,
  maxAttempts,
  retryFailedJob,
  runDueJobs,
  sortWorkers,
  type TryEnd,
  type Work,
  type Workers,
} from './outbox.ts';

const start = parseInstant('2026-11-22T09:00:00+08:00');
const leaseMs = 60_000;
let made: TestDatabase;

before(async () => {
  made = await testDatabase();
});

type Place = { platform: Platform & { clock: SettableClock }; community: CommunityId };

async function newPlace(): Promise<Place> {
  const community = newId<CommunityId>();
  const slug = `c-${community.slice(-12)}`;
  await made.owner`
    insert into communities (id, slug, name, created_at) values (${community}, ${slug}, ${slug}, now())`;
  const platform = {
    database: made.database,
    clock: settableClock(start),
    log: pino({ level: 'silent' }),
  } as Place['platform'];
  return { platform, community };
}

async function put(place: Place, kind: string, payload: Json = {}): Promise<string> {
  const now = place.platform.clock.now();
  return made.database.write(place.community, (tx) => enqueue(tx, { kind, payload, runAt: now, now }));
}

const run = ({ platform, community }: Place, workers: Workers) => runDueJobs(platform, community, workers);

type Left = { attempts: number; lastError: string | null; runAt: number; failedAt: number | null };
async function left({ community }: Place): Promise<Left[]> {
  return [
    ...(await made.database.read(
      community,
      (tx) => tx<Left[]>`
        select attempts, last_error, run_at, failed_at from outbox where community_id = ${community} order by id`,
    )),
  ];
}

async function lastNumber({ community }: Place): Promise<number> {
  const [row] = await made.database.read(
    community,
    (tx) => tx<{ last: number }[]>`select last from number_series where community_id = ${community}`,
  );
  return row?.last ?? 0;
}

/** Asked as the application: of its own role's connections the database tells the state. */
async function openTransactions(): Promise<number> {
  const [row] = await made.database.sql<{ count: number }[]>`
    select count(*) as count from pg_stat_activity
    where datname = current_database() and state like 'idle in transaction%'`;
  return row?.count ?? Number.NaN;
}

const done: TryEnd = { done: true };

test('work on the database: is done once, together with the job’s leaving', async () => {
  const place = await newPlace();
  await put(place, 'number.take', { year: 2026 });
  const seen: unknown[] = [];
  const workers: Workers = {
    'number.take': {
      within: async ({ tx, payload, attempt }) => {
        seen.push(payload, attempt);
        await nextNumber(tx, 2026);
        assert.equal(await openTransactions(), 1);
      },
    },
  };
  assert.equal(await run(place, workers), 1);
  assert.equal(await run(place, workers), 0);
  assert.deepEqual(seen, [{ year: 2026 }, 1]);
  assert.equal(await lastNumber(place), 1);
  assert.deepEqual(await left(place), []);
});

test('work on the database: fails, and nothing of it remains but the count', async () => {
  const place = await newPlace();
  await put(place, 'number.take');
  const failing: Workers = {
    'number.take': {
      within: async ({ tx }) => {
        await nextNumber(tx, 2026);
        throw new RangeError('13812345678 is nobody’s business');
      },
    },
  };
  assert.equal(await run(place, failing), 1);
  assert.equal(await lastNumber(place), 0);
  assert.deepEqual(await left(place), [
    { attempts: 1, lastError: 'RangeError', runAt: addMs(start, 10_000), failedAt: null },
  ]);
});

test('work outside: no transaction is open meanwhile, and its note is written as the job leaves', async () => {
  const place = await newPlace();
  await put(place, 'letter.send', { to: 'a' });
  const workers: Workers = {
    'letter.send': {
      leaseMs,
      outside: async () => {
        assert.equal(await openTransactions(), 0);
        assert.deepEqual(await left(place), [
          { attempts: 1, lastError: 'unfinished', runAt: addMs(start, leaseMs), failedAt: null },
        ]);
        return { done: true, note: async (tx) => void (await nextNumber(tx, 2026)) };
      },
    },
  };
  assert.equal(await run(place, workers), 1);
  assert.deepEqual(await left(place), []);
  assert.equal(await lastNumber(place), 1);
});

test('work outside: a note that cannot be written leaves the job to be tried again', async () => {
  const place = await newPlace();
  await put(place, 'letter.send');
  const note = () => Promise.reject(new Error('no room'));
  const workers: Workers = { 'letter.send': { leaseMs, outside: async () => ({ done: true, note }) } };
  await assert.rejects(run(place, workers), /no room/);
  assert.equal((await left(place)).length, 1);
});

test('two runners at once: never do one job twice', async () => {
  const place = await newPlace();
  const names = Array.from({ length: 40 }, (_, i) => `job ${i}`);
  for (const [i, name] of names.entries()) await put(place, i % 2 ? 'database' : 'outside', name);
  const seen: unknown[] = [];
  const see = async ({ payload }: Work) => {
    seen.push(payload);
    await made.database.global((sql) => sql`select 1`);
    return done;
  };
  const workers: Workers = {
    database: { within: async (work) => void (await see(work)) },
    outside: { leaseMs, outside: see },
  };
  const tried = await Promise.all([run(place, workers), run(place, workers), run(place, workers)]);
  assert.equal(tried[0] + tried[1] + tried[2], 40);
  assert.deepEqual([...seen].sort(), [...names].sort());
  assert.deepEqual(await left(place), []);
});

test('process killed between claiming and taking away: somebody else tries again after the lease, not before', async () => {
  const place = await newPlace();
  await put(place, 'letter.send', 'sent twice rather than never');
  const child = startAndDie(place);
  const [, signal] = await once(child, 'exit');
  assert.equal(signal, 'SIGKILL');

  const seen: unknown[] = [];
  const workers: Workers = {
    'letter.send': {
      leaseMs,
      outside: async ({ payload, attempt }) => {
        seen.push(payload, attempt);
        return done;
      },
    },
  };
  place.platform.clock.advance(leaseMs - 1);
  assert.equal(await run(place, workers), 0);
  place.platform.clock.advance(1);
  assert.equal(await run(place, workers), 1);
  assert.deepEqual(seen, ['sent twice rather than never', 2]);
  assert.deepEqual(await left(place), []);
});

/** A process whose worker kills it while it sends. */
function startAndDie({ community }: Place): ChildProcess {
  const script = `
    const { openDatabase } = await import('${import.meta.resolve('./database.ts')}');
    const { runDueJobs } = await import('${import.meta.resolve('./outbox.ts')}');
    const [way, community, now, leaseMs] = JSON.parse(process.env.RUNNER);
    const platform = { database: await openDatabase(way), clock: { now: () => now } };
    const outside = () => { process.kill(process.pid, 'SIGKILL'); return new Promise(() => {}); };
    await runDueJobs(platform, community, { 'letter.send': { leaseMs, outside } });`;
  const env = {
    ...process.env,
    RUNNER: JSON.stringify([made.ways.application, community, start, leaseMs]),
  };
  const flags = ['--import', 'tsx', '--input-type=module', '--eval', script];
  return spawn(process.execPath, flags, { env, stdio: ['ignore', 'ignore', 'inherit'] });
}

test('a job that never comes back: is given up after as many tries, and not run again', async () => {
  const place = await newPlace();
  const id = await put(place, 'letter.send');
  await made.database.write(
    place.community,
    (tx) => tx`update outbox set attempts = ${maxAttempts}, last_error = 'unfinished' where id = ${id}`,
  );
  const outside = () => Promise.reject(new assert.AssertionError({ message: 'run once too often' }));
  const workers: Workers = { 'letter.send': { leaseMs, outside } };
  assert.equal(await run(place, workers), 1);
  assert.equal(await run(place, workers), 0);
  assert.deepEqual(await left(place), [
    { attempts: maxAttempts, lastError: 'unfinished', runAt: start, failedAt: start },
  ]);
});

test('a slow try: whoever took over meanwhile is not set back by it', async () => {
  const place = await newPlace();
  await put(place, 'letter.send');
  const second: Workers = {
    'letter.send': { leaseMs, outside: async () => ({ done: false, reason: 'busy' }) },
  };
  const notes: string[] = [];
  const first: Workers = {
    'letter.send': {
      leaseMs,
      outside: async () => {
        place.platform.clock.advance(leaseMs);
        // Itself it leaves alone what it is at work on; another process goes by the lease.
        assert.equal(await run(place, second), 0);
        assert.equal(await run({ ...place, platform: { ...place.platform } }, second), 1);
        const note = async () => void notes.push('late');
        return { done: false, reason: 'late', note };
      },
    },
  };
  assert.equal(await run(place, first), 1);
  assert.deepEqual(notes, []);
  assert.deepEqual(await left(place), [
    { attempts: 2, lastError: 'busy', runAt: addMs(start, leaseMs + 20_000), failedAt: null },
  ]);
});

for (const [what, worker] of [
  ['on the database', { within: () => Promise.reject(new RangeError('no')) }],
  ['outside', { leaseMs, outside: () => Promise.reject(new RangeError('no')) }],
] as const) {
  test(`work ${what}: waits twice as long each time, gives up at last and stays visible`, async () => {
    const place = await newPlace();
    const { clock } = place.platform;
    const id = await put(place, 'letter.send', { phone: '+8613812345678' });
    const waits: number[] = [];
    for (let attempt = 1; attempt <= maxAttempts; attempt++) {
      assert.equal(await run(place, { 'letter.send': worker }), 1);
      assert.equal(await run(place, { 'letter.send': worker }), 0, 'not before its time');
      const [job] = await left(place);
      assert.ok(job);
      assert.equal(job.attempts, attempt);
      waits.push((job.runAt - clock.now()) / 1000);
      if (attempt < maxAttempts) clock.set(addMs(clock.now(), job.runAt - clock.now()));
    }
    assert.deepEqual(waits, [10, 20, 40, 80, 160, 320, 640, 1280, 2560, 5120, 10_240, 20_480]);

    clock.advance(1000 * hourMs);
    assert.equal(await run(place, { 'letter.send': worker }), 0);
    const failedAt = addMs(clock.now(), -1000 * hourMs);
    const failed = { id, kind: 'letter.send', attempts: maxAttempts, lastError: 'RangeError', failedAt };
    assert.deepEqual(await made.database.read(place.community, listFailedJobs), [failed]);
  });
}

test('work outside: whoever keeps a record of a job learns that it was set aside, however it ended', async () => {
  const retry = { attempts: 2, waitMs: () => 1_000 };
  const given: unknown[] = [];
  const setAside = async (_tx: unknown, payload: unknown) => void given.push(payload);
  const outside = () => Promise.reject(new RangeError('no'));
  const workers: Workers = { 'letter.send': { leaseMs, retry, outside, setAside } };
  const throws = await newPlace();
  await put(throws, 'letter.send', 'thrown');
  assert.equal(await run(throws, workers), 1);
  assert.deepEqual(given, [], 'one try is left');
  throws.platform.clock.advance(1_000);
  assert.equal(await run(throws, workers), 1);
  assert.deepEqual(given, ['thrown']);
  assert.equal((await left(throws))[0]?.failedAt, addMs(start, 1_000));

  const dies = await newPlace();
  await put(dies, 'letter.send', 'killed');
  await made.database.write(
    dies.community,
    (tx) => tx`update outbox set attempts = 2, last_error = 'unfinished'`,
  );
  assert.equal(await run(dies, workers), 1);
  assert.deepEqual(given, ['thrown', 'killed']);
});

test('operator: puts a failed job back, and it is done', async () => {
  const place = await newPlace();
  await put(place, 'letter.send');
  await made.database.write(
    place.community,
    (tx) => tx`update outbox set attempts = ${maxAttempts}, last_error = 'x', failed_at = ${start}`,
  );
  const workers: Workers = { 'letter.send': { leaseMs, outside: async () => done } };
  const [failed] = await made.database.read(place.community, listFailedJobs);
  assert.ok(failed);
  const elsewhere = await newPlace();
  const retry = (there: Place) =>
    made.database.write(there.community, (tx) => retryFailedJob(tx, failed.id, start));
  assert.equal(await retry(elsewhere), false);
  assert.equal(await retry(place), true);
  assert.equal(await retry(place), false);
  assert.equal(await run(place, workers), 1);
  assert.deepEqual(await left(place), []);
});

test('jobs: wait for their time, and the earliest goes first', async () => {
  const place = await newPlace();
  await made.database.write(place.community, async (tx) => {
    for (const minutes of [2, 1]) {
      const runAt = addMs(start, minutes * 60_000);
      await enqueue(tx, { kind: 'letter.send', payload: minutes, runAt, now: start });
    }
  });
  const seen: unknown[] = [];
  const within = async ({ payload, now, enqueuedAt }: Work) => void seen.push([payload, now, enqueuedAt]);
  const workers: Workers = { 'letter.send': { within } };
  assert.equal(await run(place, workers), 0);
  place.platform.clock.advance(120_000);
  assert.equal(await run(place, workers), 2);
  const now = addMs(start, 120_000);
  assert.deepEqual(seen, [
    [1, now, start],
    [2, now, start],
  ]);
});

test('jobs of another community: are left to it', async () => {
  const [here, there] = [await newPlace(), await newPlace()];
  await put(here, 'letter.send', 'here');
  await put(there, 'letter.send', 'there');
  const seen: unknown[] = [];
  const workers: Workers = {
    'letter.send': {
      leaseMs,
      outside: async ({ payload, community }) => {
        seen.push(payload, community);
        return done;
      },
    },
  };
  assert.equal(await run(here, workers), 1);
  assert.deepEqual(seen, ['here', here.community]);
  assert.equal((await left(there)).length, 1);
});

test('jobs of a kind nobody here does: wait', async () => {
  const place = await newPlace();
  await put(place, 'letter.send');
  assert.equal(await run(place, { other: { within: async () => undefined } }), 0);
  assert.equal(await run(place, {}), 0);
  assert.equal((await left(place)).length, 1);
});

test('workers: can be told apart', () => {
  const within = { within: async () => undefined };
  const outside = { leaseMs, outside: async () => done };
  const sorted = sortWorkers({ a: within, b: outside, c: outside });
  assert.deepEqual(sorted, { within: { a: within }, outside: [{ b: outside }, { c: outside }] });
});
