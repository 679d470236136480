import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { root } from '../architecture/tree.ts';

const run = (...names: string[]) =>
  promisify(execFile)(process.execPath, ['--import', 'tsx', 'scripts/faults/run.ts', ...names], {
    cwd: root,
  });

test('operator: runs a fault of the shortest kind; it holds, and what was acknowledged is there once', async () => {
  const { stdout } = await run('quick');
  const [, acknowledged, there] =
    /reports +acknowledged (\d+), there (\d+), twice 0, half-written 0\n/.exec(stdout) ?? [];
  assert.ok(Number(acknowledged) >= 12, stdout);
  assert.equal(there, acknowledged);
  assert.match(stdout, /quick: held, in \d+ s/);
});

test('operator: who names a fault that is not there reads the list, and nothing is run', async () => {
  await assert.rejects(run('quick', 'nothing'), (error: Error & { code?: number; stdout?: string }) => {
    assert.equal(error.code, 2);
    assert.match(error.stdout ?? '', /quick[\s\S]+full-files[\s\S]+sleeping-laptop/);
    return true;
  });
});
