import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdir, readdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { startEmbeddedDatabase } from './embedded-database.ts';
import {
  findProcesses,
  findWatchers,
  isRoot,
  nobody,
  postmasterOf,
  query,
  startElsewhere,
  startedElsewhere,
  startHere,
  temporaryFolder,
  until,
} from './embedded-testing.ts';

const needsRoot = isRoot ? false : 'needs root';

test('operator: the first start makes the database, a later one finds it as it was', async (t) => {
  const dataDir = await temporaryFolder(t);
  const first = await startHere(t, { dataDir });
  assert.match(first.version, /^18\./);
  await query(first.owner, 'create table kept (word text)');
  await query(first.owner, "insert into kept values ('阳光')");
  await first.stop();
  assert.deepEqual(await findProcesses(dataDir), [], 'a stopped database leaves no process');
  await until('the watcher has gone too', async () => (await findWatchers(dataDir)).length === 0);

  const lines: string[] = [];
  const second = await startHere(t, { dataDir, log: (line) => lines.push(line) });
  assert.deepEqual(await query(second.owner, 'select word from kept'), [{ word: '阳光' }]);
  assert.match(lines.at(-1) ?? '', /is ready after \d+ ms/);
});

test('a new database', async (t) => {
  const lines: string[] = [];
  const { owner, application } = await startHere(t, {
    dataDir: await temporaryFolder(t),
    log: (line) => lines.push(line),
  });

  await t.test('owner and application: neither is a superuser, only the owner makes tables', async () => {
    const attributes = await query(
      application,
      `select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
       exists (select from pg_database where datdba = pg_roles.oid) as owns
     from pg_roles where rolname like 'sunshine%' order by rolname`,
    );
    const harmless = { rolsuper: false, rolbypassrls: false, rolcreaterole: false };
    assert.deepEqual(attributes, [
      { rolname: 'sunshine_app', ...harmless, rolcreatedb: false, owns: false },
      { rolname: 'sunshine_owner', ...harmless, rolcreatedb: true, owns: true },
    ]);
    await assert.rejects(query(application, 'create table mine ()'), /permission denied for schema public/);
    for (const extension of ['pg_trgm', 'btree_gin', 'btree_gist', 'pgcrypto']) {
      await query(owner, `create extension if not exists ${extension}`);
    }
  });

  await t.test('database: it is UTF-8 and reads Chinese, with trigrams and full text', async () => {
    assert.deepEqual(
      await query(
        owner,
        `select pg_encoding_to_char(encoding) as encoding, datlocprovider as provider, datlocale as locale
       from pg_database where datname = current_database()`,
      ),
      [{ encoding: 'UTF8', provider: 'b', locale: 'C.UTF-8' }],
    );
    await query(owner, 'create extension if not exists pg_trgm');
    const [trigrams] = await query(owner, "select cardinality(show_trgm('路灯不亮')) as count");
    assert.ok(Number(trigrams?.count) > 0);
    const [words] = await query(owner, "select length(to_tsvector('simple', '路灯，电梯')) as count");
    assert.equal(words?.count, 2);
  });

  await t.test(
    'database: what it acknowledges is on disk, nobody reaches it by network, its log keeps words to itself',
    async () => {
      const lines: string[] = [];
      const { owner } = await startHere(t, {
        dataDir: await temporaryFolder(t),
        log: (line) => lines.push(line),
      });
      const names = [
        'fsync',
        'full_page_writes',
        'synchronous_commit',
        'listen_addresses',
        'shared_buffers',
        'max_connections',
        'data_checksums',
      ];
      const shown = await query(
        owner,
        `select name, current_setting(name) as value from unnest(array['${names.join("','")}']) as name`,
      );
      assert.deepEqual(
        shown.map((row) => row.value),
        ['on', 'on', 'on', '', '64MB', '60', 'on'],
      );
      await assert.rejects(query(owner, "select '13800000000'::uuid"));
      await assert.rejects(query(owner, "do $$ begin raise exception '13800000000'; end $$"));
      assert.ok(lines.every((line) => !line.includes('13800000000')));
    },
  );
});

test('operator: DATA_DIR may be longer than a socket path may be', async (t) => {
  const dataDir = join(await temporaryFolder(t), 'x'.repeat(150));
  if (isRoot) await chmod(join(dataDir, '..'), 0o711);
  const { owner } = await startHere(t, { dataDir });
  assert.ok(Buffer.byteLength(owner.host) < 80);
  const folder = await stat(owner.host);
  assert.equal(folder.mode & 0o777, 0o700);
  assert.deepEqual(await query(owner, 'select 1 as one'), [{ one: 1 }]);
});

test('operator: nothing of it stays in the folder for temporary files once it has stopped, and it starts again', async (t) => {
  const dataDir = await temporaryFolder(t);
  const first = await startEmbeddedDatabase({ dataDir });
  await first.stop();
  await assert.rejects(stat(first.owner.host), { code: 'ENOENT' });
  const { owner } = await startHere(t, { dataDir });
  assert.equal(owner.host, first.owner.host);
  assert.deepEqual(await query(owner, 'select 1 as one'), [{ one: 1 }]);
});

test('operator: a long TMPDIR does not matter either', async (t) => {
  const before = process.env.TMPDIR;
  const dataDir = await temporaryFolder(t);
  const long = join(await temporaryFolder(t), 'y'.repeat(100));
  await mkdir(long);
  process.env.TMPDIR = long;
  t.after(() => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  });
  assert.equal(tmpdir(), long);
  const { owner } = await startHere(t, { dataDir });
  assert.deepEqual(await query(owner, 'select 1 as one'), [{ one: 1 }]);
});

test('root: the database runs under another account and its folder opens for that one only', {
  skip: needsRoot,
}, async (t) => {
  const dataDir = await temporaryFolder(t);
  await startHere(t, { dataDir });
  const { uid } = await stat(`/proc/${await postmasterOf(dataDir)}`);
  assert.notEqual(uid, 0);
  const folder = await stat(dataDir);
  assert.equal(folder.mode & 0o777, 0o710);
  assert.deepEqual((await readdir(dataDir)).sort(), ['pg_hba.conf', 'pg_ident.conf', 'pgdata']);
});

test('stranger: another account of the machine is refused, even with the socket folder open', {
  skip: needsRoot,
}, async (t) => {
  const dataDir = await temporaryFolder(t);
  const { owner } = await startHere(t, { dataDir });
  const { uid } = await stat(join(dataDir, 'pgdata'));
  if (uid === nobody.uid) return t.skip('the database itself runs as nobody');
  await chmod(owner.host, 0o755);
  await chmod(join(owner.host, `.s.PGSQL.${owner.port}`), 0o777);
  const script = `
    const { default: postgres } = await import(process.argv[1]);
    const sql = postgres({ ...JSON.parse(process.argv[2]), max: 1 });
    try { await sql\`select 1\`; console.log('came in'); } catch (error) { console.log(error.message); }
    await sql.end();`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '-e', script, import.meta.resolve('postgres'), JSON.stringify(owner)],
    nobody,
  );
  assert.match(stdout, /Peer authentication failed/i);
});

test('root: goes on with the database an ordinary user began, as that user', {
  skip: needsRoot,
}, async (t) => {
  const dataDir = await temporaryFolder(t, nobody);
  const ordinary = startElsewhere(t, dataDir, { account: nobody, statement: 'create table begun ()' });
  await startedElsewhere(ordinary);
  assert.equal((await stat(join(dataDir, 'pgdata'))).uid, nobody.uid);
  ordinary.node.kill('SIGKILL');
  await ordinary.ended;
  const { owner } = await startHere(t, { dataDir });
  assert.deepEqual(await query(owner, 'select count(*)::int as count from begun'), [{ count: 0 }]);
});
