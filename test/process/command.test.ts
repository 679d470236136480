import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  assertOneLine,
  community,
  preparedDataDir,
  start,
  sunshine,
  temporaryDataDir,
} from './server-process.ts';

const commands = [
  'serve',
  'init',
  'demo',
  'import',
  'import-roster',
  'user',
  'figures',
  'backup',
  'restore',
  'migrate',
];

test('operator: `npm run --silent sunshine -- --help` lists every command and nothing else', async (t) => {
  const help = start(t, ['run', '--silent', 'sunshine', '--', '--help'], { command: 'npm' });
  assert.equal((await help.ended).code, 0);
  for (const name of commands) assert.match(help.out(), new RegExp(`^ {2}${name} +\\S`, 'm'));
  assert.doesNotMatch(help.out(), /^>/m);
  assert.doesNotMatch(help.err(), /\bat .*:\d+/);
});

test('operator: every command explains itself without touching anything', async () => {
  await Promise.all(
    commands.map(async (name) => {
      const help = await sunshine([name, '--help'], { DATA_DIR: '/nonexistent/here', PORT: 'wrong' });
      assert.equal(help.code, 0, help.err);
      assert.ok(help.out.startsWith(`sunshine ${name}`), help.out);
      assert.equal(help.err, '');
    }),
  );
});

for (const args of [
  ['sweep'],
  ['serve', '--fast'],
  ['serve', 'now'],
  ['init', '--community'],
  ['user', 'delete'],
]) {
  test(`operator: \`sunshine ${args.join(' ')}\` is not understood, in one line`, async () => {
    const { code, out, err } = await sunshine(args);
    assert.equal(code, 2);
    assert.equal(out, '');
    assertOneLine(err, /^sunshine.*Try --help\.$/m);
  });
}

test('operator: a community is made once; its administrator gets a new password', async (t) => {
  const { dataDir, password } = await preparedDataDir(t);
  const again = await sunshine(['init', '--community', community, '--name', '好院社区'], {
    DATA_DIR: dataDir,
  });
  assert.equal(again.code, 1);
  assert.equal(again.out, '');
  assertOneLine(again.err, new RegExp(`There is a community "${community}" already`));

  const changed = await sunshine(['user', 'password', 'admin', '--community', community], {
    DATA_DIR: dataDir,
  });
  assert.equal(changed.code, 0, changed.err);
  assert.match(changed.out, /^admin: new password, shown this once: \S{20,}\n$/);
  assert.ok(!changed.out.includes(password));

  const unknown = await sunshine(['user', 'password', 'nobody', '--community', community], {
    DATA_DIR: dataDir,
  });
  assert.equal(unknown.code, 1);
  assertOneLine(unknown.err, /There is no staff account "nobody"/);
});

test('operator: migrating twice does nothing the second time', async (t) => {
  const dataDir = await temporaryDataDir(t);
  const first = await sunshine(['migrate'], { DATA_DIR: dataDir });
  const count = Number(/: (\d+) applied, 0 were there already\.\n$/.exec(first.out)?.[1]);
  assert.ok(count > 5, first.out + first.err);
  const second = await sunshine(['migrate'], { DATA_DIR: dataDir });
  assert.match(second.out, new RegExp(`: 0 applied, ${count} were there already\\.\\n$`));
  assert.deepEqual([first.code, second.code, first.err + second.err], [0, 0, '']);
});
