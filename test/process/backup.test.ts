import assert from 'node:assert/strict';
import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { openConnection } from '../../src/platform/database.ts';
import { startEmbeddedDatabase } from '../../src/platform/embedded/embedded-database.ts';
import { listMigrations } from '../../src/platform/migrate.ts';
import {
  assertOneLine,
  type Posted,
  preparedDataDir,
  readBack,
  report,
  serve,
  start,
  stop,
  sunshine,
  temporaryDataDir,
  until,
} from './server-process.ts';

const BACKUP_PASSPHRASE = 'several words that nobody guesses';
/** Where nobody answers: a log that cannot be shown to be whole is followed by another, named by this. */
const BASE_URL = 'http://127.0.0.1:9';

/** What an operator does with a backup, in an environment of its own. */
const run = (args: readonly string[], dataDir: string, env: Record<string, string> = {}) =>
  sunshine(args, { DATA_DIR: dataDir, BACKUP_PASSPHRASE, BASE_URL, ...env });

async function done(running: ReturnType<typeof run>): Promise<string> {
  const { code, out, err } = await running;
  assert.equal(code, 0, err);
  return out;
}

/** A community somebody reported to, backed up while it is served. */
async function backedUp(t: TestContext): Promise<{ dataDir: string; path: string; sent: Posted }> {
  const { dataDir } = await preparedDataDir(t);
  const server = await serve(t, dataDir);
  const sent = await report(server.url, '路灯不亮');
  assert.equal(sent.status, 200);
  const path = join(dataDir, 'moved.backup');
  assert.match(await done(run(['backup', path], dataDir)), /Written and checked: .*moved\.backup/);
  assert.equal((await stat(path)).mode & 0o777, 0o600);
  assert.equal((await report(server.url, '备份以后才说的')).status, 200);
  await stop(server);
  return { dataDir, path, sent };
}

test('operator: what is served is backed up, restored elsewhere, and the reporter’s link still opens', async (t) => {
  const { path, sent } = await backedUp(t);
  const elsewhere = await temporaryDataDir(t);
  assert.match(await done(run(['restore', path], elsewhere)), /Restored from/);
  const moved = await serve(t, elsewhere);
  assert.equal((await readBack(moved.url, sent)).text, '路灯不亮');
  assert.equal((await report(moved.url, '搬家以后')).status, 200);
  await stop(moved);

  const again = await run(['restore', path], elsewhere);
  assert.equal(again.code, 1);
  assertOneLine(again.err, /The database is not empty/);
});

test('operator: a restore that is killed leaves nothing, and works the next time', async (t) => {
  const { path, sent } = await backedUp(t);
  const elsewhere = await temporaryDataDir(t);
  const restoring = start(t, ['bin/sunshine.js', 'restore', path], {
    env: { DATA_DIR: elsewhere, BACKUP_PASSPHRASE, BASE_URL },
  });
  await until('it is at work', async () =>
    (await readdir(elsewhere)).some((name) => name.startsWith('restoring-')),
  );
  restoring.child.kill('SIGKILL');
  await restoring.ended;
  assert.deepEqual((await readdir(elsewhere)).includes('files'), false);

  await done(run(['restore', path], elsewhere));
  const names = await readdir(elsewhere);
  assert.deepEqual(
    names.filter((name) => name.startsWith('restoring-')),
    [],
  );
  const server = await serve(t, elsewhere);
  assert.equal((await readBack(server.url, sent)).text, '路灯不亮');
  await stop(server);
});

test('operator: a backup is asked for in one line, in the language of the terminal', async (t) => {
  const { dataDir } = await preparedDataDir(t);
  const path = join(dataDir, 'x.backup');
  const said = async (args: string[], env: Record<string, string> = {}) => {
    const { code, out, err } = await sunshine(args, { DATA_DIR: dataDir, ...env });
    assert.notEqual(code, 0);
    assert.equal(out, '');
    return err;
  };
  assertOneLine(await said(['backup', path]), /There is no passphrase: name a file/);
  assertOneLine(await said(['backup', path], { LANG: 'zh_CN.UTF-8' }), /没有口令/);
  assertOneLine(await said(['backup']), /one FILE is needed/);
  await writeFile(join(dataDir, 'short'), 'too short\n');
  assertOneLine(await said(['backup', path, '--passphrase-file', join(dataDir, 'short')]), /at least 15/);
  assertOneLine(
    await said(['restore', 'README.md', '--passphrase-file', join(dataDir, 'short')]),
    /not a backup/,
  );
  const zh = await said(['backup', '--check', 'README.md'], { BACKUP_PASSPHRASE, LC_ALL: 'zh_CN.UTF-8' });
  assertOneLine(zh, /不是阳光议事亭的备份/);
  const empty = await temporaryDataDir(t);
  assertOneLine(await said(['backup', path], { DATA_DIR: empty, BACKUP_PASSPHRASE }), /nothing to back up/);
  assert.deepEqual(
    (await readdir(dataDir)).filter((name) => name.includes('x.backup')),
    [],
  );
});

describe('operator: an upgrade', () => {
  /** Sets a database back to before the step that notes restores; with its table left there, that step will fail. */
  async function setBack(dataDir: string, leaveTable: boolean): Promise<string> {
    const step = (await listMigrations()).find((name) => name.endsWith('note-restores.sql'));
    const database = await startEmbeddedDatabase({ dataDir });
    const owner = openConnection(database.owner, { max: 1 });
    if (!leaveTable) await owner`drop table restores`;
    await owner`delete from migrations where name = ${step ?? ''}`;
    await owner.end();
    await database.stop();
    return step ?? assert.fail('no step to set back');
  }

  test('writes a backup first, says where, and keeps the newest', async (t) => {
    const { dataDir } = await preparedDataDir(t);
    for (let round = 0; round < 2; round += 1) {
      const step = await setBack(dataDir, false);
      const upgraded = await sunshine(['migrate'], { DATA_DIR: dataDir, BACKUP_KEEP: '1' });
      assert.equal(upgraded.code, 0, upgraded.err);
      assert.match(upgraded.out, new RegExp(step));
      const path = /Backup before the upgrade: (\S+)/.exec(upgraded.err)?.[1] ?? assert.fail(upgraded.err);
      const passphrase = ['--passphrase-file', join(dataDir, 'backup-passphrase')];
      const checked = await sunshine(['backup', '--check', path, ...passphrase], { DATA_DIR: dataDir });
      assert.match(checked.out, /is whole/, checked.err);
    }
    assert.equal((await readdir(join(dataDir, 'backups'))).length, 1);
    assert.equal((await stat(join(dataDir, 'backup-passphrase'))).mode & 0o777, 0o600);
    const idle = await sunshine(['migrate'], { DATA_DIR: dataDir });
    assert.doesNotMatch(idle.err, /Backup/);
  });

  test('that fails leaves the database as it was and names the backup', async (t) => {
    const { dataDir } = await preparedDataDir(t);
    await setBack(dataDir, true);
    const failed = await sunshine(['migrate'], { DATA_DIR: dataDir });
    assert.equal(failed.code, 1);
    const backup = /The backup made before it: (\S+)/.exec(failed.err)?.[1] ?? assert.fail(failed.err);
    assert.match(
      failed.err,
      /The upgrade failed and the database is as it was: \S+note-restores\.sql failed/,
    );

    const elsewhere = await temporaryDataDir(t);
    const passphrase = ['--passphrase-file', join(dataDir, 'backup-passphrase')];
    // Its tables are not those its steps make: the hand that spoiled the database is in the backup, too.
    const restored = await sunshine(['restore', backup, ...passphrase], { DATA_DIR: elsewhere });
    assertOneLine(restored.err, /its tables are not those/);
  });

  test('without room for its backup does not begin', async (t) => {
    const { dataDir } = await preparedDataDir(t);
    const step = await setBack(dataDir, false);
    await writeFile(join(dataDir, 'backups'), 'a file in the way');
    const refused = await sunshine(['migrate'], { DATA_DIR: dataDir });
    assert.equal(refused.code, 1);
    assertOneLine(refused.err, /No backup could be made before the upgrade, so nothing was changed/);
    await rm(join(dataDir, 'backups'));
    const upgraded = await sunshine(['migrate'], { DATA_DIR: dataDir });
    assert.match(upgraded.out, new RegExp(step));
  });
});
