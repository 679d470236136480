import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { testDatabase } from '../../test/database.ts';
import type { CommunityId } from '../kernel/id.ts';
import { type Instant, parseInstant } from '../kernel/time.ts';
import {
  type ConnectionOptions,
  type ConnectionOverrides,
  type Database,
  openConnection,
  openDatabase,
  type Sql,
  UnsafeRoleError,
} from './database.ts';
import { relayTo } from './database-testing.ts';
import { refusalOfError } from './http/failure.ts';
import { newId } from './ids.ts';

const { owner, ways, database: unused } = await testDatabase();
// Sessions are counted here: only those of the test's own pool are to be seen.
await unused.close();
const [here, there] = [newId<CommunityId>(), newId<CommunityId>()];
await owner`insert into communities (id, slug, name, created_at)
  values (${here}, 'here', '此处', now()), (${there}, 'there', '彼处', now())`;

async function open(
  t: TestContext,
  overrides: ConnectionOverrides = {},
  options: ConnectionOptions = ways.application,
): Promise<Database> {
  const database = await openDatabase(options, { max: 3, ...overrides });
  t.after(() => database.close());
  return database;
}

/** Ends a session as an administrator does; only when it is gone does this return. */
async function kill(pid: number): Promise<void> {
  const other = openConnection(ways.application, { max: 1 });
  await other`select pg_terminate_backend(${pid}, 5000)`;
  await other.end();
}

async function pidOf(sql: Sql): Promise<number> {
  const [session] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
  assert.ok(session);
  return session.pid;
}

/** Ends the session as soon as it is seen at what it is to be killed in. */
async function killIn(pid: number, query: string): Promise<void> {
  const other = openConnection(ways.application, { max: 1 });
  const giveUpAt = performance.now() + 10_000;
  for (;;) {
    const [seen] = await other<{ query: string; state: string }[]>`
      select query, state from pg_stat_activity where pid = ${pid}`;
    if (seen?.state === 'active' && seen.query.includes(query)) break;
    if (performance.now() > giveUpAt) assert.fail(`never seen at: ${query}`);
  }
  await other.end();
  await kill(pid);
}

async function unavailable(call: PromiseLike<unknown>, withinMs = 4000): Promise<void> {
  const startedAt = performance.now();
  await assert.rejects(Promise.resolve(call), (error) => {
    assert.equal(refusalOfError(error), 'unavailable', String(error));
    return true;
  });
  const tookMs = performance.now() - startedAt;
  assert.ok(tookMs < withinMs, `took ${tookMs} ms`);
}

/** Fifty calls of every kind are answered, and the pool holds no more sessions than it may, all at rest. */
async function recovers(database: Database): Promise<void> {
  const calls = Array.from({ length: 50 }, async (_, index) => {
    const one = (sql: Sql) => sql<{ it: number }[]>`select ${index}::int as it`;
    const ask = [
      () => database.read(here, one),
      () => database.write(here, one),
      () => database.global(one),
      () => one(database.sql),
    ][index % 4];
    const [row] = (await ask?.()) ?? [];
    assert.equal(row?.it, index);
  });
  await Promise.all(calls);
  // A session that has ended is listed for a moment longer.
  const giveUpAt = performance.now() + 5000;
  for (;;) {
    const sessions = await database.sql<{ state: string }[]>`
      select state from pg_stat_activity where pid <> pg_backend_pid()
        and datname = current_database() and usename = current_user`;
    if (sessions.length <= 2 && sessions.every(({ state }) => state === 'idle')) return;
    assert.ok(performance.now() < giveUpAt, JSON.stringify(sessions));
  }
}

type Run = (database: Database, work: (sql: Sql) => Promise<unknown>) => Promise<unknown>;
const runs: Record<string, Run> = {
  read: (database, work) => database.read(here, work),
  write: (database, work) => database.write(here, work),
  global: (database, work) => database.global(work),
  begin: (database, work) => database.sql.begin(work),
};

for (const [name, run] of Object.entries(runs)) {
  test(`${name}: its session is killed in a statement: rejected, and the pool recovers`, async (t) => {
    const database = await open(t);
    await unavailable(
      run(database, async (sql) => {
        const pid = await pidOf(sql);
        await Promise.all([sql`select pg_sleep(60), ${name}::text`, killIn(pid, 'pg_sleep')]);
      }),
    );
    await recovers(database);
  });

  test(`${name}: its session is killed between statements: what it says next is rejected`, async (t) => {
    const database = await open(t);
    await unavailable(
      run(database, async (sql) => {
        await kill(await pidOf(sql));
        await sql`select ${name}::text`;
      }),
    );
    await recovers(database);
  });

  test(`${name}: its session is killed under many statements at once: each is rejected`, async (t) => {
    const database = await open(t);
    const ends: string[] = [];
    await unavailable(
      run(database, async (sql) => {
        const pid = await pidOf(sql);
        const said = [sql`select pg_sleep(60)`, ...[1, 2, 3].map((n) => sql.unsafe('select $1::int', [n]))];
        const all = Promise.allSettled([...said, sql`select ${1}::int`, sql`select ${'later'}::text`]);
        await killIn(pid, 'pg_sleep');
        for (const { status } of await all) ends.push(status);
        await sql`select 'and one more'`;
      }),
    );
    assert.deepEqual(ends, Array(6).fill('rejected'));
    await recovers(database);
  });

  test(`${name}: goes on although every error is swallowed: rejected all the same`, async (t) => {
    const database = await open(t);
    await unavailable(
      run(database, async (sql) => {
        await kill(await pidOf(sql));
        for (let turn = 0; turn < 3; turn += 1) await sql`select ${turn}::int`.catch(() => undefined);
      }),
    );
    await recovers(database);
  });
}

test('pool: every session is killed while idle: nobody notices', async (t) => {
  const database = await open(t);
  const pids = await Promise.all([1, 2, 3].map(() => database.read(here, pidOf)));
  for (const pid of pids) await kill(pid);
  await recovers(database);
});

test('lone statement: its session is killed: rejected, and the pool recovers', async (t) => {
  const database = await open(t, { max: 1 });
  const pid = await pidOf(database.sql);
  const [one, other] = [database.sql`select pg_sleep(${60})`, database.sql`select 1 as it`];
  await Promise.all([unavailable(one), killIn(pid, 'pg_sleep')]);
  // The one that waited for the connection gets another.
  assert.equal((await other)[0]?.it, 1);
  await recovers(database);
});

test('write: its session is killed: nothing of it is kept, and none of it is said to the next session', async (t) => {
  const database = await open(t, { max: 1 });
  await owner`create table kept (it text)`;
  await owner`grant all on kept to public`;
  const waiting: Promise<unknown>[] = [];
  await unavailable(
    database.global(async (sql) => {
      await sql`insert into kept values ('lost')`;
      const pid = await pidOf(sql);
      // Somebody else is waiting for the connection, and the next one is opened for them at once.
      waiting.push(database.global((other) => other`insert into kept values (${'kept'})`));
      await kill(pid);
      await sql`insert into kept values ('late')`.catch(() => undefined);
      await Promise.all(waiting);
      await sql`insert into kept values ('later')`;
    }),
  );
  assert.deepEqual([...(await owner`select it from kept`)], [{ it: 'kept' }]);
});

test('read: the way to the database goes silent: rejected in time, then the pool recovers', async (t) => {
  const relay = await relayTo(ways.application);
  t.after(() => relay.close());
  const database = await open(t, { silenceMs: 700 }, relay.options);
  await unavailable(
    database.read(here, async (tx) => {
      await pidOf(tx);
      relay.goSilent();
      await tx`select ${1}::int`;
    }),
  );
  // Neither do calls that have to open a connection first wait for ever.
  await unavailable(database.write(here, pidOf));
  relay.recover();
  await recovers(database);
});

test('opening: the connection breaks anywhere in it: rejected, and the pool recovers', async (t) => {
  const relay = await relayTo(ways.application);
  t.after(() => relay.close());
  const database = await open(t, { max: 2 }, relay.options);
  for (let bytes = 0; bytes < 600; bytes += 40) {
    relay.breakAfter(bytes);
    relay.recover();
    const calls = [database.read(here, pidOf), database.write(here, pidOf), pidOf(database.sql)];
    for (const call of await Promise.allSettled(calls)) {
      if (call.status === 'rejected') assert.equal(refusalOfError(call.reason), 'unavailable');
    }
  }
  relay.breakAfter(Number.POSITIVE_INFINITY);
  relay.recover();
  await recovers(database);
});

test('statement: takes longer than may be: the server gives it up, and the connection is kept', async (t) => {
  const database = await open(t, { silenceMs: 1000, max: 1 });
  const pid = await pidOf(database.sql);
  await unavailable(database.read(here, (tx) => tx`select pg_sleep(60)`));
  assert.equal(await pidOf(database.sql), pid);
});

test('close: ends although the way has gone silent; afterwards every call is rejected', async (t) => {
  const relay = await relayTo(ways.application);
  t.after(() => relay.close());
  const database = await open(t, {}, relay.options);
  await Promise.all([1, 2].map(() => database.read(here, pidOf)));
  const stuck = unavailable(
    database.read(here, async (tx) => {
      relay.goSilent();
      await tx`select 1`;
    }),
  );
  await database.sql.end({ timeout: 0.2 });
  await stuck;
  await unavailable(database.read(here, pidOf));
  await unavailable(database.sql`select 1`);
});

test('close: lets those at work finish', async () => {
  const database = await openDatabase(ways.application, { max: 2 });
  const atWork = database.write(here, async (tx) => {
    await tx`select pg_sleep(0.2)`;
    return pidOf(tx);
  });
  await pidOf(database.sql);
  await database.close();
  assert.ok(await atWork);
});

test('pool: no connection becomes free: the one who waits is told', async (t) => {
  const database = await open(t, { max: 1, waitMs: 300 });
  await database.read(here, async () => {
    await unavailable(database.read(there, pidOf), 10_000);
  });
  // One after the other: on a busy machine fifty at once could wait longer than this pool lets them.
  for (let time = 0; time < 5; time += 1) await database.read(there, pidOf);
});

test('rows: columns in camelCase, instants as milliseconds, days as text, bigint as a safe number', async (t) => {
  const { sql } = await open(t, { max: 1 });
  const at: Instant = parseInstant('2020-05-31T08:00:00Z');
  const [row] = await sql`select ${at}::timestamptz as opened_at, ${'2020-05-31'}::date as due_on,
    ${2 ** 53 - 1}::bigint as area_cm2, ${sql.json({ someKey: [1] })}::jsonb as some_data,
    array['a', 'b'] as names, null::timestamptz as closed_at`;
  assert.deepEqual(row, {
    openedAt: at,
    dueOn: '2020-05-31',
    areaCm2: 2 ** 53 - 1,
    someData: { someKey: [1] },
    names: ['a', 'b'],
    closedAt: null,
  });
  await assert.rejects(Promise.resolve(sql`select 9007199254740993 as too_many`), RangeError);
  const part = sql`${1}::int + 1`;
  assert.deepEqual([...(await sql`select ${part} as it where 2 in ${sql([1, 2])}`)], [{ it: 2 }]);
});

test('rows: lists arrive as they were sent, whatever is in them', async (t) => {
  const { sql } = await open(t, { max: 1 });
  const texts = ['', 'a,b', '"', '\\', '{}', 'NULL', ' 此 处\n', "'", '😀'];
  const at: Instant = parseInstant('2020-05-31T08:00:00Z');
  const [row] =
    await sql`select ${texts}::text[] as texts, ${[]}::text[] as nothing, ${[here, there]}::uuid[] as ids,
    ${[1, -2]}::integer[] as numbers, ${[at]}::timestamptz[] as instants, ${['2020-05-31']}::date[] as days,
    ${[2 ** 53 - 1]}::bigint[] as bigints, array[true, false] as flags, array['a', null] as gaps`;
  assert.deepEqual(row, {
    texts,
    nothing: [],
    ids: [here, there],
    numbers: [1, -2],
    instants: [at],
    days: ['2020-05-31'],
    bigints: [2 ** 53 - 1],
    flags: [true, false],
    gaps: ['a', null],
  });
  assert.equal((await sql`select 1 as it where 'b' = any(${['a', 'b']})`).length, 1);
});

test('read: cannot write', async (t) => {
  const database = await open(t);
  const attempt = database.read(here, (tx) => tx`delete from sessions`);
  await assert.rejects(attempt, { code: '25006' });
  await recovers(database);
});

test('connection: one community after the other: nothing of the first is left', async (t) => {
  const database = await open(t, { max: 1 });
  const inside = async (sql: Sql) => (await sql`select current_setting('app.community', true) as it`)[0]?.it;
  const pids = new Set([await pidOf(database.sql)]);
  for (const [run, expected] of [
    [() => database.write(here, inside), here],
    [() => database.read(there, inside), there],
    [() => database.read(here, inside), here],
    [() => database.global(inside), ''],
    [() => inside(database.sql), ''],
  ] as const) {
    assert.equal(await run(), expected);
    pids.add(await pidOf(database.sql));
  }
  assert.equal(pids.size, 1);
});

test('transaction: its work goes on after it has failed: it is heard by nobody', async (t) => {
  const database = await open(t, { max: 1 });
  let late: Promise<unknown> = Promise.resolve();
  const failing = database.write(here, async (tx) => {
    const [goOn, wait] = gate();
    late = wait.then(() => tx`select set_config('app.community', ${here}, false)`);
    late.catch(() => undefined);
    setImmediate(goOn);
    throw new Error('the first of two failed');
  });
  await assert.rejects(failing, /the first of two failed/);
  await database.read(there, async (tx) => {
    await assert.rejects(late, /this transaction is over/);
    const [row] = await tx`select current_setting('app.community') as it`;
    assert.equal(row?.it, there);
  });
});

function gate(): [() => void, Promise<void>] {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return [open, opened];
}

test('write: swallows the error of a statement: is told that nothing was kept', async (t) => {
  const database = await open(t);
  const write = database.write(here, async (tx) => {
    await tx`select 1 / 0`.catch(() => undefined);
  });
  await assert.rejects(write, /nothing of its transaction was kept/);
  await recovers(database);
});

test('owner of the tables: refused as the application’s role', async () => {
  await assert.rejects(openDatabase(ways.owner), UnsafeRoleError);
});
