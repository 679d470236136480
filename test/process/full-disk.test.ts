import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { openConnection } from '../../src/platform/database.ts';
import { startEmbeddedDatabase } from '../../src/platform/embedded/embedded-database.ts';
import { listMigrations } from '../../src/platform/migrate.ts';
import { assertOneLine, preparedDataDir, serve, stop, sunshine, temporaryDataDir } from './server-process.ts';

/*
 * A disk of its own takes root, so that here the disk is the first thing that says no: `full-disk.js`, in front of the
 * product. On a real one: `npm run --silent fault -- full-backup`.
 */

const BACKUP_PASSPHRASE = 'several words that nobody guesses';
const BASE_URL = 'http://127.0.0.1:9';

const run = (args: readonly string[], dataDir: string, env: Record<string, string> = {}) =>
  sunshine(args, { DATA_DIR: dataDir, BACKUP_PASSPHRASE, BASE_URL, ...env });

/** A disk that takes so many bytes and then says no. */
const takes = (bytes: number, refusesWith = 'ENOSPC') => ({
  NODE_OPTIONS: `--import ${new URL('full-disk.js', import.meta.url).href}`,
  DISK_TAKES_BYTES: String(bytes),
  DISK_REFUSES_WITH: refusesWith,
});

const sumOf = async (path: string) =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex');

test('operator: a full disk is told in one line; an earlier backup stands, and nothing is half there', async (t) => {
  const { dataDir } = await preparedDataDir(t);
  const shelf = await temporaryDataDir(t);
  const path = join(shelf, 'weekly.backup');
  const made = await run(['backup', path], dataDir);
  assert.equal(made.code, 0, made.err);
  const sum = await sumOf(path);

  const cases = [
    {
      env: takes(20_000),
      says: /The disk is full: .*weekly\.backup was not written, and the half of it was/,
    },
    {
      env: { ...takes(20_000, 'EFBIG'), LANG: 'zh_CN.UTF-8' },
      says: /放不下这么大的文件.*没有写成，写了一半的/,
    },
  ];
  for (const { env, says } of cases) {
    const refused = await run(['backup', path], dataDir, env);
    assert.equal(refused.code, 1);
    assertOneLine(refused.err, says);
    assert.equal(refused.out, '');
    assert.deepEqual(await readdir(shelf), ['weekly.backup']);
    assert.equal(await sumOf(path), sum);
  }

  const elsewhere = await temporaryDataDir(t);
  const restoring = await run(['restore', path], elsewhere, takes(10));
  assert.equal(restoring.code, 1);
  assertOneLine(restoring.err, /The disk is full\. Nothing was restored, nothing was changed\./);
  const names = await readdir(elsewhere);
  assert.deepEqual(
    names.filter((name) => name === 'files' || name.startsWith('restor')),
    [],
  );
  const restored = await run(['restore', path], elsewhere);
  assert.equal(restored.code, 0, restored.err);
  const server = await serve(t, elsewhere);
  await stop(server);
});

test('operator: an upgrade whose backup finds no room does not begin', async (t) => {
  const { dataDir } = await preparedDataDir(t);
  const step = (await listMigrations()).find((name) => name.endsWith('note-restores.sql'));
  assert.ok(step);
  await setBack(dataDir, step);
  for (const command of ['migrate', 'serve']) {
    const refused = await run([command], dataDir, takes(20_000));
    assert.equal(refused.code, 1);
    assertOneLine(
      refused.err,
      /No backup could be made before the upgrade, so nothing was changed: The disk is full/,
    );
    assert.deepEqual(await readdir(join(dataDir, 'backups')), []);
  }
  const upgraded = await run(['migrate'], dataDir);
  assert.match(upgraded.out, new RegExp(step), 'the step had not been taken');
  assert.equal((await readdir(join(dataDir, 'backups'))).length, 1);
});

/** Sets a database back to before one step, as an older version left it. */
async function setBack(dataDir: string, step: string): Promise<void> {
  const database = await startEmbeddedDatabase({ dataDir });
  const owner = openConnection(database.owner, { max: 1 });
  await owner`drop table restores`;
  await owner`delete from migrations where name = ${step}`;
  await owner.end();
  await database.stop();
}
