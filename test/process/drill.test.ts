import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { root } from '../architecture/tree.ts';

const run = (...args: string[]) =>
  promisify(execFile)(process.execPath, ['--import', 'tsx', 'scripts/drill/run.ts', ...args], { cwd: root });

test('operator: the quick cut of the drill kills the database, then both, and everything acknowledged is there once', async () => {
  const { stdout } = await run('--quick');
  const [, acknowledged, there] =
    /reports +acknowledged (\d+), there (\d+), twice 0, half-written 0\n/.exec(stdout) ?? [];
  assert.ok(Number(acknowledged) >= 30, stdout);
  assert.equal(there, acknowledged);
  assert.match(stdout, /\| 1 \| database \|.*\n\| 2 \| both \|/);
  assert.doesNotMatch(stdout, /DOES NOT HOLD/);
  assert.match(stdout, /drill: held, in \d+ s/);
});

test('operator: a drill asked for in words it does not know says how it is asked for, and kills nothing', async () => {
  await assert.rejects(run('--everything'), (error: Error & { code?: number; stdout?: string }) => {
    assert.equal(error.code, 2);
    assert.match(error.stdout ?? '', /drill:kill -- \[--server\] \[--quick\]/);
    return true;
  });
});
