import assert from 'node:assert/strict';
import { chmod } from 'node:fs/promises';
import { test } from 'node:test';
import { nobody } from '../../src/platform/embedded/embedded-testing.ts';
import { assertOneLine, isRoot, start, sunshine, temporaryDataDir } from './server-process.ts';

test('operator: every wrong setting is named at once with what was expected, and no secret is shown', async () => {
  const { code, out, err } = await sunshine(['serve'], {
    ...{ HOST: '..', PORT: '80800', BASE_URL: 'ftp://x', LOG_LEVEL: 'loud', TRUST_PROXY: 'true' },
    ...{ DATABASE_URL: 'mysql://app:geheim@db/x', SUNSHINE_SECRET: 'too short', SMS_ADAPTER: 'pigeon' },
  });
  assert.equal(code, 1);
  assert.equal(out, '');
  const [head, ...lines] = err.trim().split('\n');
  assert.equal(head, 'sunshine serve: Some settings are wrong:');
  const named = lines.map((line) => /^ {2}([A-Z_]+): .*(?:expected|refused)/.exec(line)?.[1]).sort();
  assert.deepEqual(named, [
    ...['BASE_URL', 'DATABASE_URL', 'HOST', 'LOG_LEVEL', 'PORT', 'SMS_ADAPTER', 'SUNSHINE_SECRET'],
    'TRUST_PROXY',
  ]);
  assert.doesNotMatch(err, /geheim|too short/);
});

test('operator: a data folder that is no folder is told', async () => {
  const { code, err } = await sunshine(['serve'], { DATA_DIR: '/dev/null/data' });
  assert.equal(code, 1);
  assert.match(err, /^ {2}DATA_DIR: "\/dev\/null\/data \(ENOTDIR\)" was given, .*choose another/m);
  assert.doesNotMatch(err, /at .*:\d+/);
});

if (isRoot && process.platform === 'linux') {
  test('operator: a data folder of somebody else is told', async (t) => {
    const dataDir = await temporaryDataDir(t);
    await chmod(dataDir, 0o755);
    const { code, err } = await sunshine(['serve'], { DATA_DIR: dataDir }, { as: nobody });
    assert.equal(code, 1);
    assert.match(err, /^ {2}DATA_DIR: ".* \(EACCES\)" was given, this folder cannot be made or written to/m);
  });

  test('operator: a full disk is told in one line', async (t) => {
    const dataDir = await temporaryDataDir(t);
    const script = 'mount -t tmpfs -o size=1m none "$1" && DATA_DIR="$1" exec node bin/sunshine.js serve';
    const full = start(t, ['--mount', 'sh', '-c', script, 'sh', dataDir], { command: 'unshare' });
    assert.equal((await full.ended).code, 1);
    assertOneLine(full.err(), /No space left on device|disk is full/);
  });
}

test('operator: a database server that does not answer is told in one line', async (t) => {
  const dataDir = await temporaryDataDir(t);
  const { code, err } = await sunshine(['serve'], {
    ...{ DATA_DIR: dataDir, DATABASE_URL: 'postgres://app:geheim@127.0.0.1:1/sunshine' },
  });
  assert.equal(code, 1);
  assertOneLine(err, /The database at DATABASE_URL does not answer/);
  assert.doesNotMatch(err, /geheim/);
});
