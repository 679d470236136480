import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { ifPresent } from './embedded-error.ts';
import {
  findProcesses,
  findWatchers,
  isRoot,
  postmasterOf,
  query,
  refusalOf,
  startElsewhere,
  startedElsewhere,
  startHere,
  temporaryFolder,
  until,
} from './embedded-testing.ts';

const writeRows = 'create table kept as select generate_series(1, 500) as n';
const countRows = 'select count(*)::int as count from kept';
const allRows = [{ count: 500 }];
const linuxOnly = process.platform === 'linux' ? false : 'reads /proc';

test('operator: a second start on the folder is refused, names the holder and leaves it alone', async (t) => {
  const dataDir = await temporaryFolder(t);
  const first = startElsewhere(t, dataDir, { statement: writeRows });
  const owner = await startedElsewhere(first);
  const postmaster = await postmasterOf(dataDir);
  assert.match(
    await refusalOf({ dataDir }),
    new RegExp(`already in use by another Sunshine Pavilion \\(process ${first.node.pid}\\)`),
  );
  assert.equal(await postmasterOf(dataDir), postmaster);
  assert.deepEqual(await query(owner, countRows), allRows);
});

test('operator: of two first starts at the same moment one wins and the other names it', async (t) => {
  const dataDir = await temporaryFolder(t);
  const both = [startElsewhere(t, dataDir), startElsewhere(t, dataDir)];
  const outcomes = await Promise.all(both.map((one) => one.outcome));
  const winner = both[outcomes.findIndex((outcome) => 'owner' in outcome)];
  const refusals = outcomes.flatMap((outcome) => ('refusal' in outcome ? [outcome.refusal] : []));
  assert.equal(refusals.length, 1);
  assert.match(refusals[0] ?? '', new RegExp(`already in use by .* \\(process ${winner?.node.pid}\\)`));
});

test('operator: kill -9 of Node stops PostgreSQL too, and the next start has every row', async (t) => {
  const dataDir = await temporaryFolder(t);
  const first = startElsewhere(t, dataDir, { statement: writeRows });
  await startedElsewhere(first);
  first.node.kill('SIGKILL');
  await first.ended;
  // Nothing else may end it: this start comes only after it has gone by itself.
  await until('PostgreSQL ends by itself', async () => (await findProcesses(dataDir)).length === 0);
  const { owner } = await startHere(t, { dataDir });
  assert.deepEqual(await query(owner, countRows), allRows);
});

test('operator: a start at once after kill -9 of Node waits until the former database has ended', async (t) => {
  const dataDir = await temporaryFolder(t);
  const first = startElsewhere(t, dataDir, { statement: writeRows });
  await startedElsewhere(first);
  first.node.kill('SIGKILL');
  await first.ended;
  const { owner } = await startHere(t, { dataDir });
  assert.deepEqual(await query(owner, countRows), allRows);
});

test('server: kill -9 of PostgreSQL settles `exited`, and a new start has every row', async (t) => {
  const dataDir = await temporaryFolder(t);
  const first = await startHere(t, { dataDir });
  await query(first.owner, writeRows);
  process.kill(await postmasterOf(dataDir), 'SIGKILL');
  assert.match((await first.exited).reason, /postgres ended by SIGKILL/);
  const second = await startHere(t, { dataDir });
  assert.deepEqual(await query(second.owner, countRows), allRows);
});

test('server: an ordered stop does not settle `exited`', async (t) => {
  const database = await startHere(t, { dataDir: await temporaryFolder(t) });
  await Promise.all([database.stop(), database.stop()]);
  assert.equal(await Promise.race([database.exited, Promise.resolve('still open')]), 'still open');
});

test('operator: kill -9 of Node and PostgreSQL together loses no row', async (t) => {
  const dataDir = await temporaryFolder(t);
  const first = startElsewhere(t, dataDir, { statement: writeRows });
  await startedElsewhere(first);
  process.kill(await postmasterOf(dataDir), 'SIGKILL');
  first.node.kill('SIGKILL');
  const { owner } = await startHere(t, { dataDir });
  assert.deepEqual(await query(owner, countRows), allRows);
});

test('operator: a database left over because its watcher was killed as well is stopped by the next start', {
  skip: linuxOnly,
}, async (t) => {
  const dataDir = await temporaryFolder(t);
  const first = startElsewhere(t, dataDir, { statement: writeRows });
  await startedElsewhere(first);
  const leftOver = await postmasterOf(dataDir);
  const watchers = await findWatchers(dataDir);
  assert.equal(watchers.length, 1);
  for (const pid of watchers) process.kill(pid, 'SIGKILL');
  first.node.kill('SIGKILL');
  await first.ended;
  const { owner } = await startHere(t, { dataDir });
  assert.notEqual(await postmasterOf(dataDir), leftOver);
  assert.deepEqual(await query(owner, countRows), allRows);
});

test('operator: a stale lock whose number now belongs to a stranger does not stop the start', async (t) => {
  const dataDir = await temporaryFolder(t);
  const lockFile = join(dataDir, 'pgdata', 'postmaster.pid');
  const first = await startHere(t, { dataDir });
  await query(first.owner, writeRows);
  const lock = await readFile(lockFile, 'utf8');
  const { uid, gid } = await stat(lockFile);
  await first.stop();

  // Of the database's own account: PostgreSQL would take this one for a living server.
  const stranger = spawn('sleep', ['600'], isRoot ? { uid, gid, cwd: '/' } : { cwd: '/' });
  t.after(() => stranger.kill());
  await writeFile(lockFile, lock.replace(/^\d+/, String(stranger.pid)));
  const second = await startHere(t, { dataDir });
  assert.deepEqual(await query(second.owner, countRows), allRows);
  assert.equal(stranger.exitCode ?? stranger.signalCode, null, 'the stranger lives on');
});

test('operator: Node killed while it makes the database: the next start begins again', async (t) => {
  const dataDir = await temporaryFolder(t);
  const first = startElsewhere(t, dataDir);
  first.outcome.catch(() => undefined); // It never gets to say one.
  await until('initdb is at work', async () => {
    const unfinished = (await readdir(dataDir)).find((name) => name.startsWith('pgdata.tmp-'));
    return unfinished && (await ifPresent(stat(join(dataDir, unfinished, 'global'))));
  });
  first.node.kill('SIGKILL');
  await first.ended;
  assert.equal(await ifPresent(stat(join(dataDir, 'pgdata'))), undefined);
  const { owner } = await startHere(t, { dataDir });
  assert.deepEqual(await query(owner, 'select 1 as one'), [{ one: 1 }]);
  assert.deepEqual((await readdir(dataDir)).sort(), ['pg_hba.conf', 'pg_ident.conf', 'pgdata']);
});
